import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from tablemaker import article, events, frame, mission, tables

from relations import analysis, charts
from relations.charts import style
from relations.charts.layout import early_outliers, year_limits
from relations.charts.packing import Item, pack
from relations.charts.rhythms import by_decade
from relations.charts.spreads import bars_of
from relations.charts.style import Chart, shortened, text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
KINDS = ("CONSULT visit", "SUPPORT", "AID", "ACCUSE", "SANCTION expel", "AGREE", "COOPERATE")
SIDES = ("PRK>ZAF", "ZAF>PRK", "PRK;ZAF")


def many(number: int) -> pd.DataFrame:
    """Events of all kinds, sides and precisions, crowded toward the present."""
    dates = ["{}", "{}-05", "{}-05-03", "", "{}/..", "../{}"]
    lines = []
    for place in range(number):
        year = 2020 - (place * place) % 61
        formal = {"milestone": "agreement_signed"} if place % 7 == 1 else {}
        lines.append((f"{SIDES[place % 3]} {KINDS[place % 7]}", dates[place % 6].format(year), formal))
    return events(lines)


def all_tables(number: int) -> dict[str, pd.DataFrame]:
    people = [
        {"person_id": f"p{n}", "article": "made", "pair": "PRK-ZAF", "name": f"Name {n}", "country": "PRK",
         "role": "minister", "evidence": ";".join(["5:9"] * (n + 1))}
        for n in range(number)
    ]  # fmt: skip
    missions = [mission(n, *(("PRK", "ZAF") if n % 2 else ("ZAF", "PRK")), city=f"City {n}") for n in range(number)]
    for n, row in enumerate(missions):
        row["opened"] = ("", "1998", "199X")[n % 3]
    return tables(events=many(number), people=frame("people", people), missions=frame("missions", missions))


def comparison(number: int) -> dict[str, pd.DataFrame]:
    codes = [f"{a}-{b}" for a, b in combinations(("BRA", "CHN", "EGY", "FRA", "IND", "USA"), 2)][:number]
    told = [many(12 + place).assign(pair=pair) for place, pair in enumerate(codes)]
    return tables(
        articles=frame("articles", [article(pair, pair) for pair in codes]),
        events=pd.concat([frame("events", []), *told]),
    )


ONE_PAIR: dict[str, Callable[[dict[str, pd.DataFrame]], Chart]] = {
    "timeline": lambda made: charts.timeline(analysis.timeline(made["events"], "PRK-ZAF"), "PRK-ZAF"),
    "rhythm": lambda made: charts.rhythm(analysis.rhythm(made["events"], "PRK-ZAF"), "PRK-ZAF"),
    "balance": lambda made: charts.balance(analysis.balance(made["events"], "PRK-ZAF"), "PRK-ZAF"),
    "types": lambda made: charts.types_by_decade(analysis.types_by_decade(made["events"])),
    "missions": lambda made: charts.missions(analysis.missions_over_time(made["missions"], "PRK-ZAF"), "PRK-ZAF"),
    "people": lambda made: charts.people(analysis.people(made, "PRK-ZAF"), "PRK-ZAF"),
    "milestones": lambda made: charts.milestones(analysis.milestones(made["events"], "PRK-ZAF")),
}
PAIRS: dict[str, Callable[[dict[str, pd.DataFrame]], Chart]] = {
    "small_multiples": lambda made: charts.small_multiples(analysis.timelines(made["events"])),
    "profiles": lambda made: charts.profiles(analysis.profiles(made["events"])),
    "distances": lambda made: charts.distances(analysis.distances(analysis.profiles(made["events"]))),
    "since_established": lambda made: charts.small_multiples(analysis.since_established(made["events"]), since=True),
    "initiatives": lambda made: charts.initiatives(analysis.balance_of_pairs(made["events"])),
    "spread": lambda made: charts.spread(analysis.summary_of_pairs(made)),
    "rates": lambda made: charts.rates(analysis.summary_of_pairs(made)),
}
SIZES = [(name, number) for name in ONE_PAIR for number in (0, 1, 5, 15, 60)]
CORPORA = [(name, number) for name in PAIRS for number in (0, 1, 2, 15)]


@cache
def drawn(name: str, number: int) -> Chart:
    return PAIRS[name](comparison(number)) if name in PAIRS else ONE_PAIR[name](all_tables(number))


def texts(chart: Chart) -> list[Text]:
    """The texts that are seen, with their places worked out."""
    FigureCanvasAgg(chart).draw()  # type: ignore[no-untyped-call]
    seen = [*chart.texts]
    for axes in chart.axes:
        seen += axes.texts
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            labels = axis.get_ticklabels()  # none where the axes above share them
            seen += [label for place, label in zip(axis.get_ticklocs(), labels, strict=False) if low <= place <= high]
            seen.append(axis.label)
    return [text for text in seen if text.get_visible() and text.get_text().strip()]


# What holds for every chart -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "number"), SIZES + CORPORA)
def test_every_chart_says_what_it_shows(name: str, number: int) -> None:
    chart = drawn(name, number)
    assert chart.title
    assert charts.describe(chart).endswith((".", ")"))


@pytest.mark.parametrize(("name", "number"), SIZES + CORPORA)
def test_text_is_large_enough_and_stays_within_the_figure(name: str, number: int) -> None:
    chart = drawn(name, number)
    assert chart.get_figwidth() == 8.0
    bounds = chart.bbox
    for text in texts(chart):
        box = text.get_window_extent()
        assert float(text.get_fontsize()) >= 9, text.get_text()
        assert box.x0 >= bounds.x0 - 1, text.get_text()
        assert box.x1 <= bounds.x1 + 1, text.get_text()
        assert box.y0 >= bounds.y0 - 1, text.get_text()


@pytest.mark.parametrize(("name", "number"), SIZES + CORPORA)
def test_texts_do_not_cover_each_other(name: str, number: int) -> None:
    boxes = [
        (text.get_text(), text.get_window_extent()) for text in texts(drawn(name, number)) if not text.get_rotation()
    ]
    for (one, first), (other, second) in combinations(boxes, 2):
        width = min(first.x1, second.x1) - max(first.x0, second.x0)
        height = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert width <= 1 or height <= 3, (one, other)


@pytest.mark.parametrize("name", [*ONE_PAIR, *PAIRS])
def test_an_empty_frame_draws_a_sentence(name: str) -> None:
    chart = drawn(name, 0)
    assert not chart.axes
    assert chart.note.endswith(".")
    assert chart.description == chart.note


@pytest.mark.parametrize("name", [*ONE_PAIR, *PAIRS])
def test_the_same_frame_gives_the_same_bytes(name: str) -> None:
    again = drawn.__wrapped__(name, 15)
    assert charts.svg(drawn(name, 15)) == charts.svg(again)


@pytest.mark.parametrize(("name", "number"), SIZES + CORPORA)
def test_an_svg_is_well_formed_named_and_free_of_clashing_ids(name: str, number: int) -> None:
    written = charts.svg(drawn(name, number), "here")
    root = ET.fromstring(written)  # noqa: S314  (written by ourselves a line above)
    ids = [found for element in root.iter() if (found := element.get("id"))]
    assert len(ids) == len(set(ids))
    assert all(found.startswith("here-") for found in ids)
    assert root.get("aria-labelledby") == "here-title here-desc"
    assert root.find(f"{SVG}title") is not None
    assert set(re.findall(r"url\(#([^)]+)\)", written)) <= set(ids)
    assert not re.search(r"<style|<metadata|<!DOCTYPE|<\?xml|<image|DejaVu", written)


def test_no_chart_asks_for_a_window() -> None:
    script = "import sys; from relations import charts, maps; charts.svg; maps.locator; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "matplotlib.figure" in loaded
    assert "matplotlib.pyplot" not in loaded


# Simulated vision at full severity, in linear RGB: Machado, Oliveira and Fernandes (2009), table 1.
VISION = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no blue": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def lab(colour: str, vision: str) -> Any:
    """A colour as it is seen, in CIE L*a*b*, where 2.3 is the least difference that is noticed."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(VISION[vision]) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ seen
    ratio = xyz / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (style.GOOD, style.BAD),
        (style.GOOD_PALE, style.BAD_PALE),
        (style.GOOD, style.GOOD_PALE),
        (style.BAD, style.BAD_PALE),
        (style.SIDE_A, style.SIDE_B),
    ],
)
def test_colours_stay_apart_for_colour_blind_readers(one: str, other: str, vision: str) -> None:
    assert np.linalg.norm(lab(one, vision) - lab(other, vision)) > 20


# The marks of events --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 5, 15, 60])
def test_every_event_has_its_mark_and_link(number: int) -> None:
    made = many(number)
    root = ET.fromstring(charts.svg(drawn("timeline", number), "t"))  # noqa: S314
    marks = {name: one for one in root.iter() if (name := one.get("id", "")).startswith("t-event-")}
    assert sorted(marks) == sorted(f"t-event-{event_id}" for event_id in made["event_id"])
    for name, mark in marks.items():
        (link,) = mark.iter(f"{SVG}a")
        title = mark.find(f"{SVG}title")
        assert link.get(LINK) == f"#{name.removeprefix('t-event-')}"
        assert title is not None
        assert link.get("aria-label") == title.text
    assert root.get("role") == "group"


def test_a_chart_without_links_is_an_image() -> None:
    assert 'role="img"' in charts.svg(drawn("rhythm", 15))


def test_words_of_the_text_cannot_break_out_of_the_svg() -> None:
    made = frame(
        "people", [{"name": "<script>&", "country": "PRK", "pair": "PRK-ZAF", "article": "made", "evidence": "1:2"}]
    )
    written = charts.svg(charts.people(analysis.people(tables(people=made.fillna("")), "PRK-ZAF"), "PRK-ZAF"))
    assert "<script>" not in written
    assert "&lt;script&gt;&amp;" in written


def test_paper_and_ink_follow_the_page() -> None:
    written = charts.svg(drawn("balance", 15))
    assert "var(--chart-ink, #1f2328)" in written
    assert not re.search(r"(?<!, )#1f2328", written)


# What the axes hold ---------------------------------------------------------------------------------------------------


def axes_of(chart: Chart) -> Any:
    """The first axes with a scale."""
    return next(axes for axes in chart.axes if axes.axison and axes.xaxis.get_visible())


def bars(axes: Any) -> list[Any]:
    """The bars of axes that have a length."""
    return [patch for patch in axes.patches if patch.get_width() and patch.get_height()]


def marks_of(chart: Chart) -> dict[str, Any]:
    """The marks of events by their ids."""
    return {gid: line for line in chart.findobj(Line2D) if (gid := line.get_gid())}


def test_the_timeline_places_a_mark_in_the_middle_of_its_date() -> None:
    made = events([("PRK>ZAF AID", "1990"), ("ZAF>PRK ACCUSE", "200X"), ("PRK;ZAF CONSULT", "../1980")])
    chart = charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF")
    marks = marks_of(chart)
    years = {name: float(line.get_xdata()[0]) for name, line in marks.items()}
    assert years == {"event-made.e01": 1990.5, "event-made.e02": 2005.0, "event-made.e03": 1981.0}
    heights = [marks[f"event-made.e0{number}"].get_ydata()[0] for number in (1, 3, 2)]
    assert heights == sorted(heights)


def test_marks_of_one_lane_do_not_cover_each_other() -> None:
    made = events([("PRK>ZAF AID", "1990")] * 9 + [("PRK>ZAF AID", "1991")] * 3)
    chart = charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF")
    FigureCanvasAgg(chart).draw()  # type: ignore[no-untyped-call]
    lines = marks_of(chart).values()
    places = [line.get_transform().transform((line.get_xdata()[0], line.get_ydata()[0])) for line in lines]
    assert len(places) == 12
    for one, other in combinations(places, 2):
        assert max(abs(one - other)) > 12  # pixels of a hundredth of an inch; a mark is 0.11 inches wide


def test_an_event_long_before_the_others_does_not_squeeze_them() -> None:
    made = events([("PRK>ZAF AID", "16XX"), *[("PRK>ZAF AID", str(year)) for year in range(1990, 2000)]])
    found: Any = analysis.timeline(made, "PRK-ZAF")
    assert early_outliers(found).tolist() == [True] + [False] * 10
    low, high = axes_of(charts.timeline(found, "PRK-ZAF")).get_xlim()
    assert 1985 < low < 1990
    assert 2000 < high < 2005


def test_no_event_stands_among_the_earlier_ones_whose_year_is_on_the_line() -> None:
    years = ["1815", "1909", "1911", "1923", "1927", "1900/2000", *map(str, range(1985, 2018))]
    found: Any = analysis.timeline(events([("PRK>ZAF AID", year) for year in years]), "PRK-ZAF")
    early = early_outliers(found)
    low, _ = axes_of(charts.timeline(found, "PRK-ZAF")).get_xlim()
    assert found.loc[early, "end"].max() <= low if early.any() else low < 1815


@pytest.mark.parametrize("date", ["1815-02-03", "1815-02", "1815-22"])
def test_an_earlier_event_is_named_whole_with_its_year(date: str) -> None:
    long_before = ("PRK;ZAF SUPPORT", date, {"milestone": "agreement_signed"})
    told = [long_before, *[("PRK>ZAF AID", str(year)) for year in range(1990, 2000)]]
    chart = charts.timeline(analysis.timeline(events(told), "PRK-ZAF"), "PRK-ZAF")
    assert "agreement signed, 1815" in [text.get_text() for text in texts(chart)]


def test_few_events_are_not_called_outliers() -> None:
    made = events([("PRK>ZAF AID", "16XX"), ("PRK>ZAF AID", "1990"), ("PRK>ZAF AID", "1991")])
    assert not early_outliers(analysis.timeline(made, "PRK-ZAF")).any()


def test_one_year_is_not_stretched_over_the_whole_line() -> None:
    low, high = year_limits(pd.DataFrame({"start": [1998.0], "end": [1999.0]}))
    assert high - low == 10


def test_the_rhythm_draws_cooperation_up_and_conflict_down() -> None:
    made = events([("PRK>ZAF AID", "1998")] * 4 + [("PRK>ZAF ACCUSE", "2000")] * 2)
    chart = charts.rhythm(analysis.rhythm(made, "PRK-ZAF"), "PRK-ZAF")
    drawn_bars = [(patch.get_x() + patch.get_width() / 2, patch.get_height()) for patch in bars(chart.axes[0])]
    assert drawn_bars == [(1998, 4), (2000, -2)]
    assert all(float(tick).is_integer() for tick in chart.axes[0].get_yticks())


def test_too_few_events_draw_no_series() -> None:
    made = events([("PRK>ZAF AID", "1998")] * 4)
    chart = charts.rhythm(analysis.rhythm(made, "PRK-ZAF"), "PRK-ZAF")
    assert not chart.axes
    assert chart.note == "Only four events are dated to a year: too few to draw a series."


def test_a_long_history_is_drawn_by_decades() -> None:
    made = events([("PRK>ZAF AID", str(year)) for year in (1850, 1851, 1900, 1950, 2000)])
    chart = charts.rhythm(analysis.rhythm(made, "PRK-ZAF"), "PRK-ZAF")
    assert "by decade" in chart.title
    assert max(patch.get_height() for patch in bars(chart.axes[0])) == 2


def test_the_balance_draws_conflict_to_the_left() -> None:
    made = events(["PRK>ZAF AID"] * 3 + ["PRK>ZAF ACCUSE"] * 2 + ["ZAF>PRK CONSULT"])
    chart = charts.balance(analysis.balance(made, "PRK-ZAF"), "PRK-ZAF")
    axes = next(axes for axes in chart.axes if axes.get_xlabel() == "events")
    assert sorted(patch.get_width() for patch in bars(axes)) == [-2, 1, 3]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "North Korea → South Africa", "South Africa → North Korea", "both together",
    ]  # fmt: skip


def test_many_empty_decades_are_one_column() -> None:
    made = events([("PRK>ZAF AID", "1650"), ("PRK>ZAF AID", "1990")])
    chart = charts.types_by_decade(analysis.types_by_decade(made))
    labels = [label.get_text() for axes in chart.axes for label in axes.get_xticklabels() if axes.axison]
    assert labels == ["1650s", "…", "1990s"]


def test_a_mission_is_solid_where_dated_and_fades_where_vague() -> None:
    rows = [mission(1, "PRK", "ZAF", opened="1974", closed="199X", status="closed")]
    chart = charts.missions(analysis.missions_over_time(frame("missions", rows), "PRK-ZAF"), "PRK-ZAF")
    solid, *fading = bars(chart.axes[0])
    assert (solid.get_x(), solid.get_x() + solid.get_width()) == (1974.0, 1990.0)
    assert solid.get_facecolor()[3] == 1
    assert all(patch.get_facecolor()[3] < 1 for patch in fading)
    assert max(patch.get_x() + patch.get_width() for patch in fading) == pytest.approx(2000)


def test_milestones_stand_at_their_years_since_relations_began() -> None:
    told = [("PRK;ZAF SUPPORT", "1965", {"milestone": "relations_established"}), ("ZAF>PRK CONSULT visit", "1974")]
    chart = charts.milestones(analysis.milestones(events(told), "PRK-ZAF"))
    assert axes_of(chart).get_xlabel() == "years since relations were established"
    assert [float(line.get_xdata()[-1]) for line in axes_of(chart).lines if line.get_gid()] == pytest.approx([0, 9])


def test_strips_stack_cooperation_above_and_conflict_below_their_line() -> None:
    made = events([("PRK>ZAF AID", "1998")] * 3 + [("PRK>ZAF ACCUSE", "1998")])
    chart = charts.small_multiples(analysis.timelines(made))
    heights = sorted(float(y) for points in axes_of(chart).collections for _, y in points.get_offsets())
    assert sum(y < 0 for y in heights) == 3
    assert sum(y > 0 for y in heights) == 1


def test_a_strip_sets_milestones_as_diamonds_and_counts_years_since_relations_whole() -> None:
    told = [
        ("PRK;ZAF SUPPORT", "1998", {"milestone": "relations_established"}),
        ("PRK>ZAF AID", "2008"),
        ("PRK>ZAF AID", ""),
    ]
    chart = charts.small_multiples(analysis.since_established(events(told)), since=True)
    dots, diamonds = (
        found.get_offsets()[:, 0].tolist() for found in axes_of(chart).collections if len(found.get_offsets())
    )
    assert (dots, diamonds) == ([10.0], [0.0])
    assert "Diamonds are milestones." in chart.note


def test_pairs_without_a_date_have_no_strip_and_the_others_stand_by_their_first_year() -> None:
    years = {"PRK-ZAF": "1998", "PRK-VEN": "1965", "PRK-USA": ""}
    made = pd.concat([events([("PRK>ZAF AID", date)], pair) for pair, date in years.items()])
    labels = [label.get_text() for label in axes_of(charts.small_multiples(analysis.timelines(made))).get_yticklabels()]
    assert labels == ["North Korea–Venezuela", "North Korea–South Africa"]


def test_whole_numbers_have_a_bar_each() -> None:
    assert bars_of(pd.Series([0.0, 2.0, 2.0])) == [-0.5, 0.5, 1.5, 2.5]
    assert bars_of(pd.Series([0.5, 2.0, 2.0])) == 5


def test_only_the_pairs_with_most_events_are_drawn_and_the_chart_says_so() -> None:
    codes = [f"{chr(65 + place // 26)}{chr(65 + place % 26)}A-ZZZ" for place in range(60)]
    made = pd.concat([events([("ZZZ>AAA AID", "1998")], pair) for pair in codes])
    chart = charts.small_multiples(analysis.timelines(made))
    assert "Shown are the 30 pairs with most events, of 60." in chart.note
    assert len(axes_of(chart).get_yticks()) == 30


def missions_of(*rows: dict[str, str]) -> Any:
    return axes_of(charts.missions(analysis.missions_over_time(frame("missions", rows), "PRK-ZAF"), "PRK-ZAF"))


def test_each_side_has_its_colour_and_what_is_covered_from_elsewhere_has_none() -> None:
    axes = missions_of(
        mission(1, "PRK", "ZAF", opened="1974"), mission(2, "ZAF", "PRK", opened="1980"),
        mission(3, "ZAF", "PRK", opened="1990", residence="non-resident"),
    )  # fmt: skip
    assert [to_rgb(bar.get_facecolor()) for bar in bars(axes)] == [
        *map(to_rgb, (style.SIDE_A, style.SIDE_B, style.BOTH))
    ]


def test_an_arrow_ends_the_missions_that_are_open_and_one_without_a_date_is_faint() -> None:
    axes = missions_of(
        mission(1, "PRK", "ZAF", opened="1974"),
        mission(2, "PRK", "ZAF", opened="1980", closed="1990", status="closed"),
        mission(3, "PRK", "ZAF"),
    )
    arrows = [float(line.get_ydata()[0]) for line in axes.lines if line.get_marker() == ">"]
    dated, closed, undated = bars(axes)
    assert arrows == [pytest.approx(bar.get_y() + bar.get_height() / 2) for bar in (dated, undated)]
    assert [bar.get_facecolor()[3] < 1 for bar in (dated, closed, undated)] == [False, False, True]
    assert closed.get_x() + closed.get_width() == pytest.approx(1991)


def test_strips_leave_out_what_is_vaguer_than_a_decade_and_say_what_lies_long_before() -> None:
    told = ["1685", "199X", "19XX", "1990/2005", *map(str, range(2000, 2010))]
    chart = charts.small_multiples(analysis.timelines(events([("PRK>ZAF AID", date) for date in told])))
    drawn_years = sorted(float(x) for points in axes_of(chart).collections for x, _ in points.get_offsets())
    assert drawn_years == [1995.5, *(year + 0.5 for year in range(2000, 2010))]
    assert "2 events dated more vaguely than to the decade" in chart.note
    assert "one event long before the others" in chart.note


def test_rates_are_percent_and_pale_below_ten_events() -> None:
    made = pd.concat([events(["PRK>ZAF AID"] * 5 + ["PRK>ZAF ACCUSE"] * 5), events(["PRK>VEN AID"] * 9, "PRK-VEN")])
    articles = frame("articles", [article(), article("other", "PRK-VEN")])
    chart = charts.rates(analysis.summary_of_pairs(tables(articles=articles, events=made)))
    share = next(axes for axes in chart.axes if axes.get_xlabel().startswith("% cooperative"))
    dots = share.collections[-1]
    assert [float(x) for x, _ in dots.get_offsets()] == [50.0, 100.0]
    assert [to_rgb(colour) for colour in dots.get_facecolors()] == [to_rgb(style.GOOD), to_rgb(style.GOOD_PALE)]


def test_the_initiative_stands_toward_the_side_that_takes_it() -> None:
    made = events(["PRK>ZAF AID"] * 9 + ["ZAF>PRK ACCUSE"])
    chart = charts.balance(analysis.balance(made, "PRK-ZAF"), "PRK-ZAF")
    axes = next(axes for axes in chart.axes if any(text.get_text() == "North Korea alone" for text in axes.texts))
    (dot,) = (line for line in axes.lines if line.get_marker() == "o")
    left, right = axes.get_xlim()
    assert (left, right, float(dot.get_xdata()[0])) == (1, 0, 0.9)
    assert [text.get_position()[0] for text in axes.texts if text.get_text() == "North Korea alone"] == [0]
    assert "−3.0" in [text.get_text() for text in texts(chart)]


def test_the_balance_is_explained_by_the_kinds_that_occur() -> None:
    chart = charts.balance(analysis.balance(events(["PRK>ZAF AID"]), "PRK-ZAF"), "PRK-ZAF")
    said = [text.get_text() for text in texts(chart)]
    assert "material cooperation" in said
    assert "verbal conflict" not in said


def people_of(number: int) -> pd.DataFrame:
    rows = [
        {"person_id": f"p{n:02d}", "article": "made", "pair": "PRK-ZAF", "name": f"N{n:02d}", "role": "",
         "country": ("PRK", "ZAF", "USA")[n % 3], "evidence": ";".join(f"{i}:{i + 1}" for i in range(number - n))}
        for n in range(number)
    ]  # fmt: skip
    told = events([("PRK>ZAF AID", "", {"evidence": "0:80"})])
    return analysis.people(tables(events=told, people=frame("people", rows)), "PRK-ZAF")


@pytest.mark.parametrize("number", [3, 15, 16])
def test_the_most_mentioned_people_are_drawn_in_the_colours_of_their_states(number: int) -> None:
    chart = charts.people(people_of(number), "PRK-ZAF")
    axes = axes_of(chart)
    assert [bar.get_width() for bar in bars(axes)] == [*range(number, max(number - 15, 0), -1)]
    assert [to_rgb(bar.get_facecolor()) for bar in bars(axes)[:3]] == [
        *map(to_rgb, (style.SIDE_A, style.SIDE_B, style.BOTH))
    ]
    (dots,) = axes.lines
    assert set(dots.get_xdata()) == {1}
    assert chart.note == ("The 15 most mentioned of 16." if number > 15 else "")


def test_a_milestone_leads_to_its_event_and_a_break_has_its_colour() -> None:
    told = [
        ("PRK;ZAF SUPPORT", "1965", {"milestone": "relations_established"}),
        ("ZAF>PRK SANCTION", "1974", {"milestone": "relations_severed"}),
    ]
    chart = charts.milestones(analysis.milestones(events(told), "PRK-ZAF"))
    marks = marks_of(chart)
    assert {name: (mark.get_url(), to_rgb(mark.get_color())) for name, mark in marks.items()} == {
        "event-made.e01": ("#made.e01", to_rgb(style.GOOD)), "event-made.e02": ("#made.e02", to_rgb(style.BAD)),
    }  # fmt: skip
    assert chart.marks == {"made.e01": "relations established, 1965", "made.e02": "relations severed, 1974"}
    said = [text.get_text() for text in texts(chart)]
    assert "1965" in said
    assert "1974 (9 years on)" in said


def test_a_single_milestone_is_told_and_not_drawn() -> None:
    told = [("PRK;ZAF SUPPORT", "1965", {"milestone": "relations_established"})]
    chart = charts.milestones(analysis.milestones(events(told), "PRK-ZAF"))
    assert chart.note == "Only one is dated: relations established, 1965."
    assert not chart.axes


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["1990-05-03", "1991-05-03"], ""),
        (["1990", "1991-05-03"], "A line through a mark is as long as its date is vague."),
        (["1990-05-03", "1991/.."], "Dashes lead where the text leaves a date open."),
    ],
)
def test_the_timeline_explains_the_lines_that_it_has(dates: list[str], said: str) -> None:
    made = events([("PRK>ZAF AID", date) for date in dates])
    assert charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF").note == said


def test_the_timeline_counts_each_lane_and_says_between_which_years() -> None:
    made = events([("PRK>ZAF AID", "1990"), ("PRK>ZAF AID", "1995"), ("ZAF>PRK ACCUSE", "199X"), "PRK;ZAF CONSULT"])
    chart = charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF")
    said = [text.get_text() for text in texts(chart)]
    assert "North Korea → South Africa  ·  2 events" in said
    assert "South Africa → North Korea  ·  one event" in said
    assert "The dates lie between 1990 and 1999. Undated: one event." in chart.description


def test_a_dash_leads_from_an_open_date_to_its_side() -> None:
    made = events([("PRK>ZAF AID", "../1980"), ("PRK>ZAF AID", "1990/.."), ("PRK>ZAF AID", "1985")])
    lines = [line for line in axes_of(charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF")).lines
             if line.get_linestyle() == "--"]  # fmt: skip
    (first, last), (begin, end) = sorted([float(x) for x in line.get_xdata()] for line in lines)
    assert first < last == 1981
    assert 1990 == begin < end


def test_the_name_of_a_milestone_is_in_ink_and_others_are_muted() -> None:
    made = events([("PRK;ZAF SUPPORT", "1965", {"milestone": "relations_established"}), ("PRK>ZAF AID", "1990")])
    chart = charts.timeline(analysis.timeline(made, "PRK-ZAF"), "PRK-ZAF")
    colours = {text.get_text(): to_rgb(text.get_color()) for text in texts(chart)}
    assert (colours["relations established"], colours["aid"]) == (to_rgb(style.INK), to_rgb(style.MUTED))


def test_a_series_begins_at_five_events_and_its_means_have_the_colour_of_their_sign() -> None:
    made = events([("PRK>ZAF AID", "1990")] * 2 + [("PRK>ZAF ASSAULT", "1991")] * 3)
    chart = charts.rhythm(analysis.rhythm(made, "PRK-ZAF"), "PRK-ZAF")
    _, lower = chart.axes
    dots = lower.collections[-1]
    assert [to_rgb(colour) for colour in dots.get_facecolors()] == [to_rgb(style.GOOD), to_rgb(style.BAD)]


def test_bars_of_eighty_years_stand_for_a_year_and_means_of_a_decade_are_of_all_its_events() -> None:
    told = [("PRK>ZAF AID", "1920")] * 3 + [("PRK>ZAF ASSAULT", "1921")] * 3
    short = charts.rhythm(analysis.rhythm(events([*told, ("PRK>ZAF AID", "1999")]), "PRK-ZAF"), "PRK-ZAF")
    assert "by year" in short.title
    found = analysis.rhythm(events([*told, ("PRK>ZAF AID", "2000")]), "PRK-ZAF")
    assert by_decade(found)["intensity_mean"].iloc[0] == pytest.approx(found["intensity_sum"].iloc[:2].sum() / 6)
    assert "by decade" in charts.rhythm(found, "PRK-ZAF").title


def test_the_initiative_of_pairs_lies_on_the_side_of_who_leads() -> None:
    made = pd.concat([
        events(["PRK>ZAF AID"] * 20), events(["VEN>PRK AID"] * 20, "PRK-VEN"), events(["PRK>USA AID"] * 3, "PRK-USA"),
    ])  # fmt: skip
    axes = axes_of(charts.initiatives(analysis.balance_of_pairs(made)))
    dots = [(float(line.get_xdata()[0]), to_rgb(line.get_color())) for line in axes.lines if line.get_marker() == "o"]
    assert dots == [(100.0, to_rgb(style.SIDE_B)), (0.0, to_rgb(style.SIDE_A)), (0.0, to_rgb(style.GRID))]


def test_nearer_profiles_are_darker_and_named() -> None:
    pairs = ["PRK-USA", "PRK-VEN", "PRK-ZAF"]
    values = pd.DataFrame([[0, 0.1, 0.9], [0.1, 0, 0.5], [0.9, 0.5, 0]], index=pairs, columns=pairs)
    chart = charts.distances(values)
    near, far, middle = (alpha for patch in chart.findobj(Rectangle) if (alpha := patch.get_alpha()) is not None)
    assert near > middle > far
    assert "Nearest: North Korea–United States and North Korea–Venezuela, 0.10; farthest:" in chart.description


def test_two_pairs_have_a_distance_in_words_only() -> None:
    pairs = ["PRK-USA", "PRK-VEN"]
    chart = charts.distances(pd.DataFrame([[0, 0.1], [0.1, 0]], index=pairs, columns=pairs))
    assert not chart.axes
    assert "is 0.10 (0: the same profile" in chart.note


def test_eight_pairs_are_enough_to_draw_their_spread_and_a_share_needs_ten_events() -> None:
    row = {"events": 9, "per_1000_words": 1.0, "cooperative_share": 0.0, "first_year": 1990, "missions": 1}
    rows = [{**row, "pair": f"PRK-ZA{n}"} for n in range(8)]
    rows[0] |= {"events": 10, "cooperative_share": 1.0}
    chart = charts.spread(pd.DataFrame(rows))
    assert chart.axes
    assert "median of % cooperative: 100" in chart.description
    assert not charts.spread(pd.DataFrame(rows[:7])).axes


# Placing --------------------------------------------------------------------------------------------------------------


def width(words: str) -> float:
    return 0.07 * len(words)


def test_marks_of_one_name_that_stand_near_share_a_label() -> None:
    clusters, rows = pack(
        [Item(0, 1.0, 1.2, "visit"), Item(1, 1.3, 1.5, "visit"), Item(2, 4.0, 4.2, "visit")], width, 6
    )
    assert [cluster.label for cluster in clusters] == ["visit ×2", "visit"]
    assert rows == 1


def test_a_label_that_would_pass_the_edge_stands_on_the_left() -> None:
    (cluster,), _ = pack([Item(0, 5.7, 5.9, "agreement signed")], width, 6)
    assert cluster.label_at < 5.7
    assert cluster.right == 5.9


def test_a_label_with_no_room_beside_its_marks_stands_below_them() -> None:
    items = [Item(number, 0.3 * number, 0.3 * number + 0.2, "agreement signed") for number in range(20)]
    (cluster,), rows = pack(items, width, 6)
    assert rows == 2
    assert cluster.label_row == 1


def test_long_words_are_cut_to_their_room() -> None:
    assert shortened("short", 3) == "short"
    cut = shortened("a very long name of a consulate general in a city", 1.0)
    assert cut.endswith("…")
    assert text_width(cut) <= 1.0


def test_a_long_title_takes_several_lines() -> None:
    title = (
        "Democratic Republic of the Congo–Saint Vincent and the Grenadines: cooperative and conflictual events by year"
    )
    lines = wrapped(title, 12.0)
    assert len(lines) == 2
    assert max(text_width(line, 12.0, bold=True) for line in lines) <= 7.7


def test_long_names_of_states_leave_room_for_the_drawing() -> None:
    made: Any = many(15).assign(pair="COD-VCT")
    made["actors"] = made["actors"].str.replace("PRK", "COD").str.replace("ZAF", "VCT")
    chart = charts.balance(analysis.balance(made, "COD-VCT"), "COD-VCT")
    assert axes_of(chart).get_position().width * 8 > 3
    assert all(text.get_window_extent().x0 >= -1 for text in texts(chart))


def test_distances_of_many_pairs_are_shades_without_numbers() -> None:
    names = [f"A{chr(65 + place // 26)}{chr(65 + place % 26)}-ZZZ" for place in range(30)]
    values = np.abs(np.subtract.outer(range(30), range(30))) / 30
    chart = charts.distances(pd.DataFrame(values, names, names))
    assert not [text for text in texts(chart) if re.fullmatch(r"0\.\d\d", text.get_text())]
    assert sum(len(axes.patches) for axes in chart.axes) >= 30 * 29 / 2
    assert "order of the rows" in chart.note
