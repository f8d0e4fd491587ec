import math
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import PathPatch
from tablemaker import article, events, frame, tables

from relations import analysis, charts, maps
from relations.analysis.places import distance, route
from relations.charts.style import SIDE_A, SIDE_B, Chart
from relations.maps.locators import Extent, around
from relations.maps.world import projected


def made(pair: str, *told: str) -> pd.DataFrame:
    own = tables(articles=frame("articles", [article(pair=pair)]), events=events(told, pair))
    return analysis.places(own, pair)


def drawn(pair: str, *told: str) -> Chart:
    return maps.locator(made(pair, *told), pair)


def colours(chart: Chart) -> set[str]:
    patches = [patch for axes in chart.axes for patch in axes.patches if isinstance(patch, PathPatch)]
    return {"#" + "".join(f"{round(255 * part):02x}" for part in patch.get_facecolor()[:3]) for patch in patches}


def test_third_parties_follow_the_two_states_by_how_often_they_are_named() -> None:
    found = made("PRK-ZAF", "PRK>ZAF AID", "BWA;ZAF>PRK ACCUSE", "ZAF>CHN AID", "CHN>ZAF AID")
    assert list(found["code"]) == ["PRK", "ZAF", "CHN", "BWA"]
    assert list(found["part"]) == ["side", "side", "third party", "third party"]
    assert list(found["events"]) == [2, 4, 2, 1]
    assert list(found["city"]) == ["Pyongyang", "Pretoria", "Beijing", "Gaborone"]


def test_a_former_state_counts_for_the_one_that_carries_it_on() -> None:
    found = made("ARG-RUS", "SUN>ARG CONSULT visit", "RUS>ARG AID")
    assert list(zip(found["code"], found["events"], strict=True)) == [("ARG", 2), ("RUS", 2)]


def test_the_way_between_two_capitals_is_the_shortest_over_the_earth() -> None:
    found = made("PRK-VEN")
    way = np.radians(route(found))
    step = np.arccos(
        np.sin(way[:-1, 1]) * np.sin(way[1:, 1]) + np.cos(way[:-1, 1]) * np.cos(way[1:, 1]) * np.cos(np.diff(way[:, 0]))
    )
    assert step.sum() * 6371 == pytest.approx(distance(found), rel=1e-6)
    assert way[:, 1].max() > math.radians(70)


@pytest.mark.parametrize("pair", ["FJI-WSM", "CHL-NZL", "JPN-USA"])
def test_the_way_over_the_meridian_of_180_degrees_does_not_leap(pair: str) -> None:
    steps = np.abs(np.diff(route(made(pair)), axis=0))
    assert steps.max() < 15
    (axes,) = drawn(pair).axes
    way = max(axes.lines, key=lambda line: len(line.get_xdata()))
    low, high = axes.get_xlim()
    assert low <= way.get_xdata().min()
    assert way.get_xdata().max() <= high


def test_there_is_no_way_to_a_place_that_is_not_known() -> None:
    found = made("PRK-ZAF")
    assert len(route(found.assign(latitude=[39.0, math.nan]))) == 0
    assert len(route(found.assign(latitude=[39.0, -39.0], longitude=[10.0, -170.0]))) == 2


@pytest.mark.parametrize("pair", ["CAN-USA", "PRK-VEN", "EST-MEX", "ESP-NZL", "RUS-USA"])
def test_a_map_stays_light(pair: str) -> None:
    assert len(charts.svg(drawn(pair)).encode()) < 60_000


def test_an_event_that_the_text_denies_brings_nobody_onto_the_map() -> None:
    own = tables(
        events=events([("USA>ZAF AID", "", {"status": "negated"}), ("USA>PRK AID", "", {"status": "hypothetical"})])
    )
    assert list(analysis.places(own, "PRK-ZAF")["code"]) == ["PRK", "ZAF"]


def test_a_body_and_an_unknown_code_have_no_place() -> None:
    found = made("PRK-ZAF", "UNO>PRK SANCTION", "ZZQ>PRK AID").set_index("code")
    assert math.isnan(found.loc["UNO", "latitude"])
    assert math.isnan(found.loc["ZZQ", "longitude"])
    assert "Rings" not in drawn("PRK-ZAF", "UNO>PRK SANCTION").note


def test_a_distance_is_that_on_the_earth() -> None:
    assert distance(made("FRA-GBR")) == pytest.approx(344, abs=5)
    assert math.isnan(distance(made("XDN-ZAF")))


def test_both_states_are_in_the_colours_of_their_sides() -> None:
    assert {SIDE_A, SIDE_B} <= colours(drawn("PRK-ZAF"))


def test_a_state_too_small_for_an_outline_is_a_point() -> None:
    chart = drawn("MLT-SGP")
    assert not {SIDE_A, SIDE_B} & colours(chart)
    points = [line for axes in chart.axes for line in axes.lines if line.get_marker() == "o"]
    assert len(points) == 2


def test_states_without_a_place_leave_a_sentence() -> None:
    chart = drawn("XDN-XLN")
    assert not chart.axes
    assert chart.description == "Neither state has a place on the map."


def test_a_state_without_a_capital_does_not_stop_the_map() -> None:
    assert drawn("XDN-ZAF").note == ""


def test_the_description_names_who_is_ringed() -> None:
    said = drawn("PRK-ZAF", "BWA;ZAF>PRK ACCUSE").description
    assert "12,400 km" in said
    assert "Botswana (one event)" in said


@pytest.mark.parametrize(
    ("found", "expect"),
    [
        ([(170.0, 178.0, 0.0, 0.0), (-175.0, -150.0, 0.0, 0.0)], (170.0, 210.0)),
        ([(10.0, 20.0, 0.0, 0.0), (-30.0, -5.0, 0.0, 0.0)], (-30.0, 20.0)),
        ([(-120.0, -110.0, 0.0, 0.0), (120.0, 130.0, 0.0, 0.0)], (120.0, 250.0)),
        ([(5.0, 5.0, 0.0, 0.0)], (5.0, 5.0)),
    ],
)
def test_the_map_turns_so_that_the_pair_stands_together(found: list[Extent], expect: tuple[float, float]) -> None:
    assert around(found) == expect


@pytest.mark.parametrize(
    "pair", ["PRK-ZAF", "CHL-NZL", "FJI-USA", "CAN-RUS", "ALB-BGR", "MLT-SGP", "SUN-USA", "LSO-ZAF"]
)
def test_a_map_is_small_and_holds_both_capitals(pair: str) -> None:
    chart = drawn(pair, "CHN;USA>DEU AID", "BRA>AUS AID")
    svg = charts.svg(chart)
    assert len(svg.encode()) < 70_000
    axes = chart.axes[0]
    for line in axes.lines:
        x, y = np.asarray(line.get_xdata()), np.asarray(line.get_ydata())
        assert axes.get_xlim()[0] <= x.min() <= x.max() <= axes.get_xlim()[1]
        assert axes.get_ylim()[0] <= y.min() <= y.max() <= axes.get_ylim()[1]


def test_names_of_states_do_not_cover_each_other() -> None:
    told = [f"{code}>PRK AID" for code in ("CHN", "JPN", "KOR", "USA", "RUS", "VNM", "MNG")]
    chart = drawn("PRK-ZAF", *told)
    renderer = FigureCanvasAgg(chart).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in chart.axes[0].texts]
    assert len(boxes) >= 5
    assert not any(one.overlaps(other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_the_same_places_give_the_same_drawing() -> None:
    first, second = (charts.svg(drawn("PRK-ZAF", "BWA>PRK ACCUSE")) for _ in range(2))
    assert first == second
    assert not re.search(r"NaN|nan|inf", first)


def test_a_land_within_another_is_not_covered_by_it() -> None:
    around, hole = maps.outlines()["ZAF"][:2]
    turns = [
        np.sign(np.sum(ring[:, 0] * np.roll(ring[:, 1], -1) - np.roll(ring[:, 0], -1) * ring[:, 1]))
        for ring in (around, hole)
    ]
    assert turns[0] == -turns[1]


# The world ------------------------------------------------------------------------------------------------------------


def world(*pairs: str) -> maps.World:
    return maps.world(analysis.states(pairs), pairs)


def classes(drawing: maps.World) -> dict[str, str]:
    return {code: shade for shade, code in re.findall(r'<g class="([\w-]+)" data-code="(\w+)">', drawing.svg)}


def test_states_are_shaded_by_their_pairs() -> None:
    drawing = world("PRK-VEN", "PRK-ZAF")
    assert classes(drawing) == {"PRK": "shade-4", "VEN": "shade-2", "ZAF": "shade-2"}
    assert drawing.shades == (("shade-2", "one pair"), ("shade-4", "2 pairs"))
    assert "<title>North Korea: 2 pairs</title>" in drawing.svg
    assert "Pairs of each: North Korea (2), Venezuela (1) and South Africa (1)." in drawing.svg


def test_the_shades_of_many_pairs_leave_no_number_out() -> None:
    partners = [code for code in maps.outlines() if code and code != "USA"]
    drawing = world(*("-".join(sorted(("USA", code))) for code in partners))
    assert [words for _, words in drawing.shades][:2] == ["1 to 2 pairs", "3 to 9 pairs"]
    assert drawing.shades[-1][1] == f"100 to {len(partners)} pairs"
    assert set(classes(drawing).values()) == {"shade-1", "shade-5"}


def test_of_few_pairs_the_capitals_are_joined() -> None:
    one, many = world("PRK-ZAF"), world(*(f"AA{a}-ZZ{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"))
    assert len(re.findall(r"Q", one.svg)) == 1
    assert 'class="join"' not in many.svg
    assert "Lines join the capitals" in one.note


def test_a_state_without_an_outline_is_a_dot_and_one_without_a_place_is_counted() -> None:
    drawing = world("MDV-TUV", "QQQ-ZAF")
    assert drawing.svg.count("<circle") == 2
    assert drawing.note.endswith("Dots are states too small for an outline. One state without a place on the map.")


def test_the_world_keeps_areas_in_proportion() -> None:
    ring = np.array([[0, 0], [10, 0], [10, 10], [0, 10]], dtype=float)
    low, high = (projected(ring + np.array([0, north])) for north in (0, 60))
    on_earth = math.sin(math.radians(10)) / (math.sin(math.radians(70)) - math.sin(math.radians(60)))
    assert area(low) / area(high) == pytest.approx(on_earth, rel=0.01)


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2


def test_the_world_is_small_and_lies_within_its_frame() -> None:
    drawing = world("PRK-ZAF", "FJI-NZL", "ISL-CHL")
    assert len(drawing.svg) < 70_000
    places = projected(np.array([[-180, 0], [180, 0], [0, 83.9], [-68, -55.5]]))
    assert places[:, 0].min() >= 0
    assert places[:, 0].max() <= 1000
    assert places[:, 1].min() >= 0
    assert places[:, 1].max() <= 438


def test_no_pairs_are_a_map_without_shades() -> None:
    drawing = world()
    assert drawing.shades == ()
    assert 'class="land"' in drawing.svg
