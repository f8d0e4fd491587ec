import re
import sys
from pathlib import Path

import pytest
from tablemaker import events

from relations import corpus, display
from relations.display.explorer import choose

SEEDS = Path(__file__).parents[1] / "seeds"
TOLD = events([("PRK>ZAF AID", "1990"), ("ZAF>PRK ACCUSE", "1998-08"), "PRK>ZAF AID", ("PRK>ZAF AID", "199X")])


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({}, [0, 1, 2, 3]), ({"pair": "PRK-ZAF", "kind": "AID"}, [0, 2, 3]), ({"pair": "PRK-VEN"}, []),
        ({"span": (1990, 1998)}, [0, 1]), ({"span": (1991, 1998), "kind": "AID"}, []),
    ],
)  # fmt: skip
def test_events_are_chosen_by_pair_kind_and_years(wanted, left):
    assert choose(TOLD, **wanted)["event_id"].tolist() == TOLD["event_id"].iloc[left].tolist()


def test_without_widgets_a_sentence_and_a_table_stand_there(monkeypatch):
    read = corpus.load(SEEDS)
    assert "widgets = True" in str(display.explorer(read, widgets=False))
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    said = display.explorer(read)
    assert "'.[explore]'" in str(said)
    assert "<table>" in said.html


def test_the_menus_choose_what_the_table_shows():
    pytest.importorskip("ipywidgets")
    made = display.explorer(corpus.load(SEEDS))
    pair, kind, span = made.children[:3]
    assert [code for _, code in pair.options] == ["", "PRK-VEN", "PRK-ZAF"]
    assert ("aid", "AID") in kind.options
    assert span.value == (span.min, span.max)
    chosen = made.f("PRK-ZAF", "AID", span.value)
    assert str(chosen).startswith("One event")


def test_without_itables_the_menus_stand_above_a_plain_table(monkeypatch):
    pytest.importorskip("ipywidgets")
    monkeypatch.setitem(sys.modules, "itables", None)
    made = display.explorer(corpus.load(SEEDS))
    assert "<caption>One event</caption>" in made.f("PRK-ZAF", "AID", made.children[2].value).html


def test_with_itables_the_table_asks_no_network():
    pytest.importorskip("itables")
    made = display.explorer(corpus.load(SEEDS))
    html = made.f("PRK-ZAF", "AID", made.children[2].value).html
    assert "provided military training" in html
    assert "<script" in html
    assert not re.search(r"(src|href|from) *=? *[\"']https?:", html)
