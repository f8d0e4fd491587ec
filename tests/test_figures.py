"""Sentences as data -> the figures read out of them; rules of the lexicon -> their own examples."""

import math
import tomllib
from pathlib import Path

import pytest

from relations import articles, figures, lexicon, schema, tagging
from relations.figures import numbers

CASES = tomllib.loads((Path(__file__).parent / "data" / "figures_cases.toml").read_text(encoding="utf-8"))["case"]
RULES = lexicon.rules("figures.toml")["measure"]


def found(pair: str, text: str) -> list[schema.Quantity]:
    article = articles.parse(f"= {pair} relations =\n\n{text}")
    return list(figures.find(article, tagging.tag(article)))


def said(row: schema.Quantity) -> str:
    """A figure as the case files write it."""
    ends = f"{row.from_country}>{row.to_country}" if row.from_country or row.to_country else ""
    return f"{row.measure} {row.value:.12g} {row.unit} {row.date or '-'} {ends}".strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_yields_its_figures_and_no_others(case):
    assert list(map(said, found(case["pair"], case["text"]))) == case["expect"], case.get("why", "")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_measure_is_read_out_of_its_example(rule):
    assert list(map(said, found(rule["pair"], rule["example"]))) == rule["expect"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_a_measure_leaves_its_counterexample_alone(rule):
    assert found(rule["pair"], rule["not_example"]) == []


def test_the_measures_are_those_of_the_schema():
    assert {rule["name"] for rule in RULES} <= set(schema.MEASURES)


def test_the_words_of_a_figure_are_its_evidence():
    sentence = "Bilateral trade reached $5 million in 2010."
    article = articles.parse(f"= Oman–Peru relations =\n\nThey trade. {sentence}")
    (row,) = figures.find(article, tagging.tag(article))
    assert [article.text[start:end] for start, end in row.evidence] == [row.quote] == [sentence]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$1,234.5", [(1234.5, "USD")]),
        ("1,34,028 workers", [(134028, "people")]),
        ("US$ 3 bn", [(3e9, "USD")]),
        ("€20.8 million", [(20.8e6, "EUR")]),
        ("5 crore", []),
        ("$20.8m and £3 thousand", [(20.8e6, "USD"), (3000, "GBP")]),
        ("a C$5 note", [(5, "CAD")]),
        ("12 per cent", [(12, "percent")]),
        ("the 3rd biggest trading partner", [(3, "rank")]),
        ("in 1998 and 2001", []),
        ("flight 370", []),
        ("9" * 400 + " dollars", []),
    ],
)
def test_an_amount_is_multiplied_out(text, values):
    assert [(amount.value, amount.unit) for amount in numbers.amounts(text)] == values


def test_no_value_is_infinite():
    assert all(math.isfinite(row.value) for case in CASES for row in found(case["pair"], case["text"]))


def test_a_table_that_lost_its_lines_is_not_a_sentence():
    assert found("Oman–Peru", "Trade between Oman and Peru | 2010 | $5 million " * 100) == []
