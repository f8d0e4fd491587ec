import re
import subprocess
import sys

import pytest

from relations import articles, corpus, display, extraction

TEXT = """= Chad–Oman relations =

Chad & Oman are friends. In 2001, the Foreign Minister of Oman visited Chad.

== Missions ==

- Oman has an embassy in N'Djamena.
"""


@pytest.fixture
def article():
    return articles.parse(TEXT, name="oman", source="oman.txt")


@pytest.fixture
def event(article):
    (found,) = extraction.extract(article).events
    return found


def words(html):
    return re.sub(r"<[^>]*>", "", html)


def test_an_article_shows_its_text_with_the_evidence_marked(article):
    shown = article._repr_html_()
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", shown)
    assert marked == ["In 2001, the Foreign Minister of Oman visited Chad.", "Oman has an embassy in N&#x27;Djamena."]
    assert '<sup title="Oman paid a visit to Chad in 2001."> 1</sup>' in shown
    assert "Chad &amp; Oman are friends." in shown
    assert "Chad and Oman: 3 sentences, one event, one mission and no findings" in words(shown)


def test_what_was_read_shows_itself_as_its_article_does(article):
    assert extraction.extract(article)._repr_html_() == article._repr_html_()


def test_a_portrait_links_to_nothing_and_gives_no_names(article, event):
    for shown in (article._repr_html_(), event._repr_html_()):
        assert "href=" not in shown
        assert " id=" not in shown


def test_an_event_shows_who_did_what_to_whom_and_the_words_that_tell_it(event):
    shown = event._repr_html_()
    assert "<strong>Oman paid a visit to Chad in 2001.</strong>" in shown
    rows = dict(re.findall(r"<tr><th>(.*?)</th><td>(.*?)</td></tr>", shown))
    assert rows["who"].startswith("Oman")
    assert rows["toward whom"] == "Chad (“Chad”)"
    assert words(rows["when"]) == "2001 2001"
    assert words(rows["what"]) == "visit CONSULT/visit"
    assert rows["score"] == "+4"
    assert "visited <b>Chad</b>." in shown


def test_a_corpus_tells_what_counts_and_what_could_not_be_read(tmp_path):
    (tmp_path / "oman.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_text("no title", encoding="utf-8")
    shown = corpus.load(tmp_path)._repr_html_()
    numbers = ["Oman–Chad", "1", "3", "1", "1", "1", "2001"]
    assert re.findall(r"<td>(.*?)</td>", shown) == numbers
    assert "One file could not be read" in shown


def test_of_many_pairs_the_first_are_shown():
    read = [articles.parse(TEXT.replace("Oman", name), name=name) for name in STATES]
    shown = corpus.Corpus(tuple(map(extraction.extract, read)))._repr_html_()
    assert shown.count("<tr><th>") == 11
    assert "and 2 more pairs" in shown


def test_what_is_not_known_has_no_portrait():
    with pytest.raises(TypeError, match="no portrait of a int"):
        display.portrait(3)


def test_nothing_is_drawn_with_before_a_notebook_asks():
    script = (
        f"import relations, sys; from relations import articles; read = articles.parse({TEXT!r}); "
        "before = 'pandas' in sys.modules; read._repr_html_(); print(before, 'pandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "True"]


STATES = (
    "Oman", "Mali", "Niger", "Kenya", "Ghana", "Togo", "Benin", "Gabon", "Angola", "Zambia", "Malawi", "Rwanda",
)  # fmt: skip
