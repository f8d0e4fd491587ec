import json
import re
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relations import dates, lexicon
from relations.dates import Found, Relative
from relations.dates.grammar import grammar
from relations.dates.lexing import entry, letters, scan, vocabulary
from relations.dates.reading import READERS, read
from relations.errors import LexiconError, RelationsError
from relations.schema import PRECISIONS

HERE = Path(__file__).parent
GOLD = sorted((HERE / "gold").glob("*.json"))
DATA = tomllib.loads((HERE / "data" / "dates.toml").read_text(encoding="utf-8"))
RULES = lexicon.rules("dates.toml")
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2100, 12, 31))
MONTHS = list(RULES["names"]["month"])[:12]
STYLES = ["{d} {m} {y}", "{m} {d}, {y}", "the {d}th of {m}, {y}", "{d} of {m} of {y}", "{d} {a}. {y}"]
FIGURES = [
    "1990",
    "2000",
    "5",
    "31st",
    "843",
    "0th",
    "00",
    "1990s",
    "’90s",
    "’67",
    "10/12/2007",
    "1,500",
    "-",
    "x",
    "Xi",
]
LONG = [
    "1",
    "1,",
    "the early ",
    "in 1990, ",
    "5 May, ",
    "not a ",
    "1990–",
    "the first of the ",
    "(843",
    "A.",
    "and or ",
]
REFUSED = [
    "..",
    "98",
    "1998-13",
    "1998-20",
    "1998-25",
    "1998-22-05",
    "199X-22",
    "1998-05-00",
    "1998-02-29",
    "1998-00",
    "199X-05",
    "1998-5",
    "in 1998",
    "1998/",
    "/1998",
]


def value(found: Found) -> str:
    """What an expression tells, as the tables of cases write it."""
    return found.when.edtf if found.when else str(found.relative)


def values(text):
    return [value(found) for found in dates.find(text)]


# --- what is found


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: case["text"][:50])
def test_a_sentence_tells(case):
    assert [f"{found.text} = {value(found)}" for found in dates.find(case["text"])] == case["found"]


@pytest.mark.parametrize("pattern", RULES["pattern"], ids=lambda pattern: pattern["name"])
def test_a_pattern_reads_its_example(pattern):
    assert values(pattern["example"]) == pattern["expect"]


@pytest.mark.parametrize("pattern", RULES["pattern"], ids=lambda pattern: pattern["name"])
def test_a_pattern_leaves_its_counterexample_alone(pattern):
    assert values(pattern["not_example"]) == []


@pytest.mark.parametrize("number", range(len(RULES["pattern"])), ids=lambda number: RULES["pattern"][number]["name"])
def test_a_pattern_itself_fits_its_example(number):
    tokens, _ = scan(RULES["pattern"][number]["example"])
    classes = "".join(token.letter for token in tokens)
    assert any(match.lastgroup == f"p{number}" for match in grammar().phrase.finditer(classes))


@pytest.mark.parametrize("text", [case["text"] for case in DATA["case"]])
def test_trying_patterns_only_where_a_date_may_begin_loses_none(text):
    tokens, _ = scan(text)
    classes, at, everywhere = "".join(token.letter for token in tokens), 0, []
    while match := grammar().phrase.search(classes, at):
        reads = read(grammar().reads[match.lastgroup], tokens, classes, match.span(), None)
        everywhere += reads
        at = match.end() if reads else match.start() + 1
    assert [(read.when, read.relative) for read in everywhere] == [(f.when, f.relative) for f in dates.find(text)]


@given(DAYS, st.sampled_from(STYLES))
def test_a_day_is_read_however_it_is_written(day, style):
    month = MONTHS[day.month - 1]
    written = style.format(d=day.day, m=month, y=day.year, a=month if month == "May" else month[:3])
    (found,) = dates.find(f"The treaty was signed on {written} in the capital.")
    assert (found.text, found.when) == (written, dates.parse(day.isoformat()))


@given(DAYS, st.integers(1, 400))
def test_a_span_of_days_is_read_with_what_its_ends_share_left_out(first, length):
    last = min(first + timedelta(days=length), date(2100, 12, 31))
    left = f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        left = left.removesuffix(f" {first.year}").removesuffix(f" {MONTHS[last.month - 1]}")
    expected = [f"{first}/{last}"] if first < last else []
    right = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    assert values(f"She stayed from {left} to {right}.")[:1] == (expected or values(right))


@given(st.lists(st.sampled_from([*vocabulary(), *FIGURES])))
def test_whatever_the_words_a_date_has_bounds_and_stands_where_it_says(words):
    text = " ".join(words)
    end = 0
    for found in dates.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text == found.text.strip()
        assert (found.when is None) != (found.relative is None)
        assert found.when is None or found.when == dates.parse(found.when.edtf)
        end = found.end


@pytest.mark.parametrize("piece", LONG)
def test_time_grows_with_the_length_of_the_text(piece):
    start = time.process_time()
    dates.find(piece * (40_000 // len(piece)))
    assert time.process_time() - start < 5


def test_a_date_does_not_run_over_the_end_of_a_line():
    assert values("closed in May\n2010 visitors") == ["unsaid 05"]


# --- values and bounds


def told_values():
    told = {found.split(" = ")[1] for case in DATA["case"] for found in case["found"]}
    return sorted(value for value in told if re.match(r"-?\d{2}|\.\.", value))


def ends(day):
    """A day as the package says it: year, month and day, the year negative before 1 BC."""
    year, month, day_of_month = map(int, day.lstrip("-").split("-"))
    return -year if day.startswith("-") else year, month, day_of_month


SEASON = re.compile(r"(\d{4})-2[1-4]")


@pytest.mark.parametrize("value", [value for value in told_values() if SEASON.search(value)])
def test_the_package_edtf_knows_our_seasons(value):
    assert edtf.parse_edtf(value).__class__.__name__ in ("Season", "Level1Interval")


@pytest.mark.parametrize("value", told_values())
def test_the_package_edtf_bounds_our_values_as_we_do(value):
    value = SEASON.sub(r"\1", value)  # it takes the months of the north, where the bounds of ours are those of the year
    first, _, last = value.replace("~", "").partition("/")  # it reads no decade in an open interval, and widens "~"
    ours = dates.parse(value)
    assert ours.precision in PRECISIONS
    assert (first == "..") == (not ours.earliest)
    assert (last == "..") == (not ours.latest)
    if ours.earliest:
        assert ends(ours.earliest) == tuple(edtf.parse_edtf(first).lower_strict())[:3]
    if ours.latest:
        assert ends(ours.latest) == tuple(edtf.parse_edtf(last or first).upper_strict())[:3]


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision"),
    [
        ("", "", "", ""),
        ("2005-09-24", "2005-09-24", "2005-09-24", "day"),
        ("2012-02", "2012-02-01", "2012-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("1998", "1998-01-01", "1998-12-31", "year"),
        ("1998-24", "1998-01-01", "1998-12-31", "season"),
        ("1992-21/1992-23", "1992-01-01", "1992-12-31", "interval"),
        ("1994-22/..", "1994-01-01", "", "open"),
        ("1990~", "1990-01-01", "1990-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("084X", "0840-01-01", "0849-12-31", "decade"),
        ("16XX", "1600-01-01", "1699-12-31", "century"),
        ("-02XX", "-0299-01-01", "-0200-12-31", "century"),
        ("-0299", "-0299-01-01", "-0299-12-31", "year"),
        ("2005-09-24/2005-09-27", "2005-09-24", "2005-09-27", "interval"),
        ("14XX/16XX", "1400-01-01", "1699-12-31", "interval"),
        ("../1974", "", "1974-12-31", "open"),
        ("2019/..", "2019-01-01", "", "open"),
    ],
)
def test_bounds_are_the_first_and_last_day_that_a_value_allows(value, earliest, latest, precision):
    assert dates.parse(value) == dates.When(value, earliest, latest, precision)


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_date_is_refused_by_name(value):
    with pytest.raises(RelationsError, match=re.escape(value)):
        dates.parse(value)


@given(DAYS)
def test_a_day_bounds_itself(day):
    assert dates.parse(day.isoformat()) == dates.When(str(day), str(day), str(day), "day")


# --- numbers and their order


@pytest.mark.parametrize("case", DATA["order"], ids=lambda case: case["text"][:50])
def test_an_article_shows_the_order_of_its_numeric_dates(case):
    assert dates.day_first(case["text"]) is {"day": True, "month": False, "": None}[case["order"]]


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("on 10/12/2007", True, ["2007-12-10"]),
        ("on 10/12/2007", False, ["2007-10-12"]),
        ("on 10/12/2007", None, ["2007"]),
        ("on 25/12/2007", False, ["2007-12-25"]),
        ("on 05/05/2007", None, ["2007-05-05"]),
        ("on 10.12.2007", None, ["2007-12-10"]),
        ("on 10.12.2007", False, ["2007-10-12"]),
        ("on 2007-12-10", False, ["2007-12-10"]),
        ("on 31/31/2007", True, []),
    ],
)
def test_a_numeric_date_is_read_in_the_order_of_its_article(text, day_first, expected):
    assert [value(found) for found in dates.find(text, day_first=day_first)] == expected


# --- dates that count from another


@pytest.mark.parametrize("case", DATA["counted"], ids=lambda case: f"{case['words']} {case['anchor']}")
def test_a_relative_date_counts_from_the_one_before(case):
    (found,) = dates.find(case["words"])
    when = dates.resolve(found.relative, dates.parse(case["anchor"]))
    assert (when.edtf if when else "") == case["date"]


@given(
    st.sampled_from(["year", "month", "day", "week", "decade", "century", "unsaid"]), st.integers(-2500, 9000),
    st.sampled_from(["", "02-30", "02-29", "12"]), st.sampled_from(["", "since", "until"]), DAYS,
)  # fmt: skip
def test_resolving_gives_a_date_or_nothing(unit, shift, first, side, anchor):
    when = dates.resolve(Relative(unit, shift, first, side=side), dates.parse(anchor.isoformat()))
    assert when is None or when == dates.parse(when.edtf)


# --- the lexicon


def test_every_way_to_read_is_known_and_used():
    assert {pattern["read"] for pattern in RULES["pattern"]} == set(READERS)


def test_every_class_that_patterns_name_has_words_or_is_one_of_figures():
    assert {*RULES["words"], *RULES["names"], *RULES["marks"]} <= set(letters())


def test_every_part_is_part_of_a_form():
    forms = " ".join([*RULES["parts"].values(), *(pattern["form"] for pattern in RULES["pattern"])])
    used = set(re.findall(r"[a-z]\w*", forms)) | {"core", "point"}
    assert set(RULES["parts"]) - used == set()


def test_no_word_belongs_to_two_classes():
    listed = [
        (word, name) for kind in ("words", "names", "marks") for name, words in RULES[kind].items() for word in words
    ]
    assert [pair for pair in listed if entry(pair[0]).name != pair[1]] == []


def test_a_form_that_names_no_class_is_an_error(monkeypatch):
    monkeypatch.setitem(lexicon.rules("dates.toml")["parts"], "anyyear", "(yeer | round)")
    grammar.cache_clear()
    with pytest.raises(LexiconError, match="yeer"):
        grammar()
    monkeypatch.undo()
    grammar.cache_clear()


# --- the gold


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_dates_of_the_seeds_are_found_as_annotated(path):
    text = (HERE.parent / "seeds" / f"{path.stem}.txt").read_bytes().decode()
    gold = json.loads(path.read_text(encoding="utf-8"))["dates"]
    rows, anchor = [], None
    for line in re.finditer(r"[^\n]+", text):
        for found in dates.find(line[0]):
            when = found.when or dates.resolve(found.relative, anchor)
            rows.append((line.start() + found.start, line.start() + found.end, when.edtf))
            anchor = when
    assert [edtf for _, _, edtf in rows] == [date["edtf"] for date in gold]
    assert all(start < date["end"] and date["start"] < end for (start, end, _), date in zip(rows, gold, strict=True))
