"""Files become articles whose every offset says what it holds; what is no article is one clear line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relations import articles
from relations.articles.sentences import split
from relations.errors import ArticleError

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXT = """= Chad–Oman relations =

Infobox
- Map: Chad Oman.svg
- Mission1: Embassy of Chad, Muscat

Chad and Oman met H.E. Dr. Ali in the U.S. in May. They parted.
==History==
In Rabat, Morocco. and in Oman they met.
=== Visits ===
- President Ali (1975)
- He came. He left.

== See also ==
- Foreign relations of Chad
"""


def sentences(line: str) -> list[str]:
    return [line[start:end] for start, end in split(line)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_offset_says_what_it_holds(path: Path) -> None:
    article = articles.read(path)
    assert article.sentences
    for sentence in article.sentences:
        assert article.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert sentence.section.start <= sentence.start < sentence.end <= sentence.section.end
    for item in article.infobox:
        assert article.text[item.start : item.end] == item.value


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_sentences_cover_the_text_proper_without_overlap(path: Path) -> None:
    article = articles.read(path)
    for before, after in zip(article.sentences, article.sentences[1:], strict=False):
        assert before.end <= after.start
    headings = {
        "Infobox",
        *(f"== {s.title} ==" for s in article.sections),
        *(f"=={s.title}==" for s in article.sections),
    }
    read = "".join(sentence.text for sentence in article.sentences)
    body = article.text[
        article.sections[0].start : max(s.end for s in article.sections if s.title.lower() != "see also")
    ]
    left = "\n".join(line for line in body.split("\n") if line.strip() not in headings)
    assert "".join(read.split()) == "".join(left.replace("\n- ", "\n").split())


def test_a_title_gives_the_pair_in_its_order() -> None:
    article = articles.parse(TEXT)
    assert (article.title, article.pair, article.pair_code) == ("Chad–Oman relations", ("TCD", "OMN"), "OMN-TCD")


def test_the_infobox_is_read_and_is_no_sentence() -> None:
    article = articles.parse(TEXT)
    assert [(item.key, item.value) for item in article.infobox] == [
        ("Map", "Chad Oman.svg"),
        ("Mission1", "Embassy of Chad, Muscat"),
    ]
    assert not any("Embassy of Chad" in sentence.text for sentence in article.sentences)


def test_sections_nest() -> None:
    article = articles.parse(TEXT)
    assert [section.path for section in article.sections] == [(), ("History",), ("History", "Visits"), ("See also",)]


def test_links_and_references_are_no_text() -> None:
    assert not any("Foreign relations" in sentence.text for sentence in articles.parse(TEXT).sentences)


def test_the_sentences_of_one_item_share_a_paragraph() -> None:
    items = [sentence for sentence in articles.parse(TEXT).sentences if sentence.kind == "item"]
    assert [item.text for item in items] == ["President Ali (1975)", "He came.", "He left."]
    assert items[0].paragraph != items[1].paragraph == items[2].paragraph


@pytest.mark.parametrize(
    ("line", "expect"),
    [
        ("They met H.E. Dr. Ali in May. They parted.", ["They met H.E. Dr. Ali in May.", "They parted."]),
        ("In Rabat, Morocco. and in Oman.", ["In Rabat, Morocco. and in Oman."]),
        ("It cost approx. 5 million. It fell.", ["It cost approx. 5 million.", "It fell."]),
        ("In 2001 they met (in Rome.) Then they left.", ["In 2001 they met (in Rome.)", "Then they left."]),
        ("He said “never.” They left.", ["He said “never.”", "They left."]),
        ("In the U.S. they met.", ["In the U.S. they met."]),
        ("Washington, D.C. was chosen. It rained.", ["Washington, D.C. was chosen.", "It rained."]),
        ("10.12.2007. He visited Baku. He left.", ["10.12.2007. He visited Baku.", "He left."]),
        ("12 May 2003. They met.", ["12 May 2003. They met."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_they_end(line: str, expect: list[str]) -> None:
    assert sentences(line) == expect


@given(st.text(alphabet="Aab .!?)”(\"'é\u00a0漢", max_size=80))
def test_splitting_loses_nothing_but_space(line: str) -> None:
    spans = split(line)
    assert all(start < end and line[start:end] == line[start:end].strip() for start, end in spans)
    assert "".join("".join(line[start:end].split()) for start, end in spans) == "".join(line.split())


def test_a_table_left_as_text_is_not_read() -> None:
    article = articles.parse("= Chad–Oman relations =\n\nThey met.\n\n+------+-----+ | a | b |\n| c | d |\n")
    assert [sentence.text for sentence in article.sentences] == ["They met."]


def test_line_ends_of_another_system_keep_the_offsets_true() -> None:
    article = articles.parse(TEXT.replace("\n", "\r\n"))
    assert [s.text for s in article.sentences] == [s.text for s in articles.parse(TEXT).sentences]
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)


def test_a_heading_that_skips_a_level_is_noticed() -> None:
    article = articles.parse("= Chad–Oman relations =\n\nA.\n\n== B ==\n\n==== C ====\n\nThey met.\n")
    assert [notice.message for notice in article.warnings] == ["heading 'C' of level 4 stands under one of level 2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty file"),
        (b"\xef\xbb\xbf\n \n", "empty file"),
        (b"No title here.\n", "no title in the first line ('No title here.')"),
        (b"== Chad-Oman relations ==\n", "no title in the first line"),
        ("= Chad–Atlantis relations =\n".encode(), "Atlantis"),
        (b"= Chad \xff =\n", "not UTF-8: byte 0xff at position 7"),
    ],
)
def test_what_is_no_article_is_one_clear_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(ArticleError) as caught:
        articles.read(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "expected" in str(caught.value)


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="directory"):
        articles.read(tmp_path)


def test_a_line_that_ends_in_brackets_is_an_item_that_lost_its_mark() -> None:
    text = "= Chad–Oman relations =\n\nVisits from Chad to Oman\nPresident Ali (1975)\nHe came (by sea)."
    assert [sentence.kind for sentence in articles.parse(text).sentences] == ["prose", "item", "prose"]


GRID = """= Chad–Oman relations =

== {heading} ==

+---+---+ | Date | Who | +===+===+ | 1990 | Priit Lomper | +---+---+ | May 1991 | Toivo | | | Kask | +---+---+
"""


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2001: Special envoy Ali Hassan", "item"),
        ("April 1999 Mr. Ali Hassan, Minister of Trade", "item"),
        ("1990 was the year of the first visit.", "prose"),
        ("1990 | President Ali Hassan | Muscat", "prose"),
    ],
)
def test_a_line_that_begins_with_a_date_is_an_item_unless_it_ends_as_a_sentence(line: str, kind: str) -> None:
    article = articles.parse(f"= Chad–Oman relations =\n\n== Visits ==\n\n{line}\n")
    assert {sentence.kind for sentence in article.sentences} == {kind}


def test_a_row_of_a_table_of_visits_is_an_item() -> None:
    article = articles.parse(GRID.format(heading="State visits"))
    assert [(s.text, s.kind) for s in article.sentences] == [
        ("1990 | Priit Lomper", "item"),
        ("May 1991 | Toivo | | | Kask", "item"),
    ]
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)


def test_a_row_of_another_table_is_not_read() -> None:
    assert articles.parse(GRID.format(heading="Comparison")).sentences == ()


def test_what_stands_under_a_part_of_the_references_is_no_sentence() -> None:
    text = "= Chad–Oman relations =\n\nThey met.\n\n== References ==\n\n=== Books ===\n\nChad attacked Oman.\n"
    assert [sentence.text for sentence in articles.parse(text).sentences] == ["They met."]
