"""What does not fit together in a text becomes a question; what fits raises none."""

import tomllib
from pathlib import Path

import pytest

from relations import articles, extraction, findings

CASES = tomllib.loads((Path(__file__).parent / "data" / "findings.toml").read_text(encoding="utf-8"))["case"]


def read(text: str) -> extraction.Extraction:
    return extraction.extract(articles.parse(f"= Chad–Oman relations =\n\n{text}\n"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:70])
def test_a_text_raises_these_questions(case: dict[str, object]) -> None:
    found = read(str(case["text"])).findings
    assert [(finding.kind, finding.message) for finding in found] == [tuple(pair) for pair in case["expect"]]  # type: ignore[attr-defined]


def test_the_contradictions_of_the_seeds_are_found() -> None:
    seeds = Path(__file__).parents[1] / "seeds"
    said = [
        finding.message
        for path in sorted(seeds.glob("*.txt"))
        for finding in extraction.extract(articles.read(path)).findings
    ]
    assert said == [
        "Venezuela is said to have recognised North Korea in 1974, after relations were established in 1965.",
        "The embassy of North Korea in Caracas is said to have been reopened in 2015, and to have been in operation "
        "since 2014.",
    ]


def test_a_finding_names_its_rows_and_its_sentences() -> None:
    one = read("Oman recognised Chad in 1974. Diplomatic relations were established in 1965.")
    (finding,) = one.findings
    assert set(finding.rows) == {event.event_id for event in one.events}
    assert finding.evidence == tuple(sorted(span for event in one.events for span in event.evidence))


def test_two_articles_on_a_pair_can_disagree() -> None:
    one, two = (
        extraction.extract(
            articles.parse(f"= Chad–Oman relations =\n\nChad and Oman established relations in {year}.\n", name=name)
        )
        for name, year in (("a", 1965), ("b", 1972))
    )
    (finding,) = findings.between("OMN-TCD", [(x.events, x.missions, x.people) for x in (one, two)])
    assert (finding.kind, finding.article) == ("two-dates", "a;b")
    assert findings.between("OMN-TCD", [(x.events, x.missions, x.people) for x in (one, one)]) == ()
