import re

from relations.charts.markup import shortened, ungrouped

SHAPE = "M 10.04 20.02 \\nL 12.06 20.02 \\nL 12.06 18 \\nz\\nM 1 1 \\nL 2.5 1 \\n".replace("\\n", "\n")


def drawn(shape: str) -> str:
    return shortened(f'<path id="a" d="{shape}" style="fill: none; stroke: #fff"/>')


def test_corners_keep_their_places_to_tenths_of_a_point() -> None:
    (path,) = re.findall(r' d="(.*?)"', drawn(SHAPE))
    assert path == "M10 20l2.1 0 0-2zM1 1l1.5 0"


def test_steps_do_not_add_up_to_an_error() -> None:
    shape = "M 0 0 \n" + "".join(f"L {0.04 * step:.2f} 0 \n" for step in range(1, 101))
    (path,) = re.findall(r' d="M0 0l(.*?)"', drawn(shape))
    steps = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    assert round(sum(steps[::2]), 6) == 4


def test_a_curve_stays_a_curve() -> None:
    assert ' d="M0 4C1.1 4 2.1 3.6 2.8 2.8z"' in drawn("M 0 4 \nC 1.06 4 2.08 3.58 2.83 2.83 \nz\n")


def test_only_groups_that_say_nothing_are_left_out() -> None:
    body = '<g>\n<g id="event-1">\n<g>\n<path d="M0 0"/>\n</g>\n<g/>\n</g>\n</g>\n'
    assert ungrouped(body) == '<g id="event-1">\n<path d="M0 0"/>\n</g>\n'


def test_a_text_keeps_its_turn_and_loses_its_font() -> None:
    body = (
        '<text style="font-size: 9px; font-family: \'DejaVu Sans\'; text-anchor: start; fill: #fff" x="1.234567" '
        'y="2" transform="rotate(-45 1.234567 2)">a: b; c</text>'
    )
    short = '<text style="font-size:9px;fill:#fff" x="1.2" y="2" transform="rotate(-45 1.2 2)">a: b; c</text>'
    assert shortened(body) == short
    assert " transform=" not in shortened(body.replace("-45", "-0"))
