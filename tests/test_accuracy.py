"""What is read agrees with what careful readers found, on the seeds and on development articles where at hand."""

from pathlib import Path

import accuracy
import pytest

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = {"events whole": 0.95, "missions": 1.0, "missions: detail": 1.0, "people": 0.95, "dates: value": 1.0}
LEAST = {
    "events found": 0.80, "events dated": 0.76, "events whole": 0.72, "missions": 0.88, "missions: detail": 0.85,
    "people": 0.88, "people: role": 0.80, "dates: value": 0.95,
}  # fmt: skip


def test_the_seeds_are_read_as_a_careful_reader_does() -> None:
    reached = {
        name: tally.f1 for name, tally in accuracy.score(accuracy.HERE / "gold", accuracy.HERE.parent / "seeds").items()
    }
    gold, seeds = (accuracy.HERE / "gold").glob("*.json"), (accuracy.HERE.parent / "seeds").glob("*.txt")
    assert {path.stem for path in gold} == {path.stem for path in seeds} != set()
    assert {name: f1 for name, f1 in reached.items() if f1 < SEEDS.get(name, 0.9)} == {}


@pytest.mark.skipif(not (SHARED / "gold" / "dev").exists(), reason="the development articles are not at hand")
def test_articles_beyond_the_seeds_reach_what_is_asked_at_least() -> None:
    reached = {name: tally.f1 for name, tally in accuracy.score(SHARED / "gold" / "dev", SHARED / "corpus").items()}
    assert {name: f1 for name, f1 in reached.items() if f1 < LEAST.get(name, 0)} == {}


def test_a_row_too_many_and_one_too_few_both_count() -> None:
    tally = accuracy.Tally()
    gold = [{"name": "Ali Hassan"}, {"name": "Omar Said"}]
    found = [type("P", (), {"name": name}) for name in ("Ali Hassan", "Musa Isa")]
    accuracy.score_rows("person", gold, found, accuracy.like_person, tally)
    assert (tally.right, tally.extra, tally.missed, tally.f1) == (1, 1, 1, 0.5)
