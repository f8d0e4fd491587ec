import re
from dataclasses import replace
from io import StringIO
from urllib.parse import unquote

import pandas as pd
import pytest
import tablemaker
from tablemaker import events

from relations import analysis, articles, charts, display, schema
from relations.charts.style import empty
from relations.corpus import Corpus
from relations.display.source import stretches
from relations.extraction import Extraction

TEXT = """= Chad–Oman relations =

Infobox
- Map: Chad & Oman.svg

Chad and Oman are <friends>. Chad opened an embassy in Muscat in 1998.

== History ==
=== Visits ===
- In 2001, Ali of Oman visited Chad and signed an agreement. He was pleased.
- Oman helped Chad.

== See also ==
- Foreign relations of Oman
"""


def span(text, words):
    start = text.index(words)
    return schema.Span(start, start + len(words))


def event(article, number, words, **changes):
    values = {
        "edtf": "2001", "earliest": "2001-01-01", "latest": "2001-12-31", "precision": "year",
        "date_source": "explicit", "event_type": "CONSULT", "mode": "visit", "contexts": (),
        "quad": "verbal cooperation", "intensity": 4.0, "actors": ("OMN",), "recipients": ("TCD",), "actor_text": "",
        "recipient_text": "", "place": "", "milestone": "", "scope": "dyad", "status": "occurred", "rule": "visit",
    }  # fmt: skip
    own = {"event_id": f"{article.name}.e{number}", "article": article.name, "pair": "OMN-TCD", "quote": words}
    return schema.Event(**own, evidence=(span(article.text, words),), **{**values, **changes})


def corpus_of(*read):
    """A corpus of articles and the records read from each."""
    return Corpus(tuple(extraction_of(article, records) for article, records in read))


def extraction_of(article, records):
    kinds = {"events": schema.Event, "missions": schema.Mission, "people": schema.Person, "findings": schema.Finding}
    found = {name: tuple(record for record in records if isinstance(record, kind)) for name, kind in kinds.items()}
    return Extraction(article, dates=(), figures=(), **found)


@pytest.fixture
def article():
    return articles.parse(TEXT, name="oman")


@pytest.fixture
def corpus(article):
    whole, part, built = (
        "Ali of Oman visited Chad and signed an agreement", "signed an agreement", "Chad opened an embassy in Muscat",
    )  # fmt: skip
    own = {"article": "oman", "pair": "OMN-TCD"}
    mission = schema.Mission(
        mission_id="oman.m1", **own, sender="TCD", receiver="OMN", kind="embassy", city="Muscat", residence="resident",
        accredited_from="", opened="1998", closed="", status="open", evidence=(span(TEXT, built),), quote=built,
    )  # fmt: skip
    person = schema.Person(
        person_id="oman.p1", **own, name="Ali", country="OMN", role="", evidence=(span(TEXT, "Ali"),)
    )
    finding = schema.Finding(
        finding_id="omn-tcd.f1", **own, kind="two-dates", message="It is <odd>.", rows=("oman.e1",),
        evidence=(span(TEXT, part), span(TEXT, "Oman helped Chad")),
    )  # fmt: skip
    return corpus_of((article, [event(article, 1, whole), event(article, 2, part, mode=""), mission, person, finding]))


def hrefs(html):
    return set(re.findall(r'href="#([^"]+)"', html))


def ids(html):
    return re.findall(r' id="([^"]+)"', html)


def test_a_paragraph_is_shown_as_text_and_not_as_markup():
    assert display.text("a < b").html == "<p>a &lt; b</p>"
    assert repr(display.text("a < b")) == "a < b"


def test_every_sentence_of_an_article_has_an_anchor_of_its_own(corpus, article):
    found = [name for name in ids(display.article(corpus).html) if name.startswith("s")]
    assert found == [f"s{number}" for number in range(1, len(article.sentences) + 1)]


def test_an_article_is_shown_as_it_was_written(corpus, article):
    html = display.article(corpus).html
    shown = re.sub(r'<sup class="back">.*?</sup>|<[^>]+>', "", html)
    for sentence in article.sentences:
        assert sentence.text.replace("<", "&lt;").replace(">", "&gt;") in shown
    assert "Foreign relations of Oman" in shown
    assert "Chad &amp; Oman.svg" in shown


def test_evidence_within_evidence_is_marked_once(corpus):
    html = display.article(corpus).html
    assert "<mark>Ali of Oman visited Chad and signed an agreement</mark>." in html
    assert "<mark>Chad opened an embassy in Muscat</mark> in 1998." in html
    assert html.count("<mark>") == 2


def test_the_words_of_an_event_lead_to_its_sentence_and_the_sentence_leads_back(corpus):
    table, article = display.events(corpus).html, display.article(corpus).html
    assert hrefs(table) == {"s3"}
    assert hrefs(article) == {"oman.e1", "oman.e2"}
    assert {"oman.e1", "oman.e2"} <= set(ids(table))


def test_list_items_of_one_list_stand_in_one_list(corpus):
    html = display.article(corpus).html
    assert re.search(r'<ul>\n<li><span[^>]*id="s3".*id="s4".*</li>\n<li><span[^>]*id="s5".*</li>\n</ul>', html)


def test_headings_follow_each_other_without_a_gap(corpus):
    levels = [int(level) for level in re.findall(r"<h(\d)", display.article(corpus).html)]
    assert levels == [3, 4, 5, 4]


def test_several_articles_on_one_page_do_not_share_anchors(article):
    second = articles.parse(TEXT.replace("2001", "2002"), name="oman-2")
    words = "Oman helped Chad"
    both = corpus_of((article, [event(article, 1, words)]), (second, [event(second, 1, words)]))
    shown = display.article(both).html + display.events(both).html
    assert len(ids(shown)) == len(set(ids(shown)))
    assert hrefs(shown) <= set(ids(shown))
    assert {"s5", "a2-s5"} <= hrefs(shown)


def test_an_event_without_date_or_recipient_says_so(article):
    plain = event(article, 1, "Oman helped Chad", edtf="", recipients=(), actors=("OMN", "TCD"), status="planned")
    said = repr(display.events(corpus_of((article, [plain]))))
    assert "1 | undated | Oman and Chad | visit (planned) CONSULT/visit | +4 | Oman helped Chad" in said


@pytest.mark.parametrize("show", [display.events, display.missions, display.people])
def test_an_empty_table_is_a_sentence(show, article):
    shown = show(corpus_of((article, [])))
    assert "<table" not in shown.html
    assert repr(shown).endswith("Nothing in the articles.")


def test_a_mission_says_what_the_text_leaves_open(corpus):
    assert "embassy in Muscat | Chad | Oman | 1998 | – | open | sentence 2" in repr(display.missions(corpus))


def test_a_person_is_led_to_the_sentences_that_name_it(corpus):
    shown = display.people(corpus)
    assert "Ali | – | Oman | sentence 3" in repr(shown)
    assert hrefs(shown.html) == {"s3"}


def test_a_finding_stands_beside_the_sentences_it_is_about(corpus):
    html = display.findings(corpus).html
    assert "It is &lt;odd&gt;." in html
    assert hrefs(html) == {"s3", "s5"}


def test_an_article_without_contradictions_says_so(article):
    assert "No contradiction" in repr(display.findings(corpus_of((article, []))))


def test_facts_keep_both_of_two_values_and_link_each(corpus):
    frame = pd.DataFrame(
        [["Visit", "2001", "oman.e1"], ["Visit", "2002", "oman.e2;oman.m1"], ["Treaty", "not stated", ""]],
        columns=["fact", "value", "row_id"],
    )
    shown = display.facts(frame, corpus)
    assert repr(shown) == "Visit: 2001; 2002\nTreaty: not stated"
    assert shown.html.count("<dt>") == 2
    assert hrefs(shown.html) == {"s2", "s3"}


def test_a_table_has_a_caption_headed_columns_and_headed_rows():
    frame = pd.DataFrame({"name": ["Oman & Chad", ""], "mean_share": [0.5, float("nan")], "number": [1200, 2]})
    html = display.table(frame, "Two <rows>").html
    assert "<caption>Two &lt;rows&gt;</caption>" in html
    assert '<th scope="col">Name</th><th scope="col" class="number">Mean share</th>' in html
    assert '<th scope="row">Oman &amp; Chad</th><td class="number">0.5</td><td class="number">1200</td>' in html
    assert '<td class="number"></td>' in html


def test_a_named_index_is_a_column():
    frame = pd.DataFrame({"AID": [1]}, index=pd.Index(["1990s"], name="decade"))
    assert repr(display.table(frame, "Types")) == "Types\nDecade | Aid\n1990s | 1"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([], [(0, 6, False)]),
        ([(0, 6)], [(0, 6, True)]),
        ([(-3, 2), (4, 9)], [(0, 2, True), (2, 4, False), (4, 6, True)]),
        ([(1, 5), (2, 3)], [(0, 1, False), (1, 5, True), (5, 6, False)]),
        ([(1, 3), (2, 5)], [(0, 1, False), (1, 5, True), (5, 6, False)]),
    ],
)
def test_pieces_that_overlap_or_reach_beyond_the_sentence_become_stretches(pieces, expected):
    assert stretches(6, pieces) == expected


def test_sentences_are_listed_by_what_they_gave_and_add_up(article):
    told = event(article, 1, "Oman helped Chad.", edtf="", earliest="", latest="")
    shown = display.silence(corpus_of((article, [told])))
    numbers = [line.split()[0] for line in shown.words.splitlines()]
    assert numbers == ["no", "one", "no", "no", "4"]
    assert shown.words.endswith("4 sentences gave nothing: no event, mission or figure")
    assert "He was pleased." in shown.html
    assert 'href="#oman.e1"' in shown.html


def test_nothing_left_open_is_said(article):
    every = [event(article, n, sentence.text) for n, sentence in enumerate(article.sentences)]
    assert display.silence(corpus_of((article, every))).html.count("<details>") == 0


def test_the_rows_of_events_say_what_a_page_can_narrow_them_by(article):
    words = "Oman helped Chad."
    told = [
        event(article, 1, words),
        event(article, 2, words, actors=("TCD",), edtf="", earliest="", latest="", event_type="AID"),
        event(article, 3, words, scope="third-party", edtf="../1974", earliest="", latest="1974-12-31"),
    ]
    html = display.events(corpus_of((article, told))).html
    assert 'data-side="Oman → Chad" data-type="visits and talks" data-period="2000s" data-order="2001-01-01"' in html
    assert 'data-side="Chad → Oman" data-type="aid" data-period="undated" data-order="9999"' in html
    assert 'data-side="with a third party"' in html
    assert 'data-period="wider or open" data-order="1974-12-31"' in html


def summary_of(number):
    """The summary of so many pairs, each with one event more than the one before."""
    told = [events(["PRK>ZAF AID"] * (place + 9), f"P{place:02d}-ZZZ") for place in range(number)]
    read = tablemaker.frame("articles", [tablemaker.article(f"a{n}", f"P{n:02d}-ZZZ") for n in range(number)])
    return analysis.summary_of_pairs(tablemaker.tables(articles=read, events=pd.concat(told, ignore_index=True)))


def test_a_pair_stands_among_all_in_words_and_in_a_drawing_that_nobody_has_to_see():
    shown = display.standing(summary_of(12), "P11-ZZZ")
    lines = shown.words.splitlines()
    assert lines[0].startswith("Set beside the other pairs, this one stands among the highest quarter in")
    assert "Events per 1,000 words | 40 | 23.5 – 34.5 |  | the highest of 12" in lines
    assert (
        "Share of cooperative events | 100% (95% interval 83% to 100%) | 100% – 100% |  | the same in all 11" in lines
    )
    assert "Years from relations to the first embassy | – | – |  | not told" in lines
    assert shown.html.count("<svg") == 2
    assert shown.html.count('aria-hidden="true"') == 2
    assert len(re.findall(r"M[\d.]+ 3v4", shown.html.split("1,000 words")[2])) == 12


def test_the_dot_lies_between_the_ends_as_the_value_does():
    middle = display.standing(summary_of(13), "P06-ZZZ").html
    assert 'cx="90.0"' in middle
    assert 'cx="6.0"' in display.standing(summary_of(13), "P00-ZZZ").html


def test_many_pairs_are_no_ticks():
    assert "3v4" not in display.standing(summary_of(62), "P60-ZZZ").html


def test_of_few_pairs_only_a_sentence_is_shown():
    shown = display.standing(summary_of(4), "P03-ZZZ")
    assert "<table" not in shown.html
    assert shown.words == "Of 4 pairs too little is known to say where this one stands among them."


def test_a_p_value_is_never_shown_as_nothing():
    frame = pd.DataFrame({"pair": ["PRK-ZAF"], "other": [""], "corrected": [0.0002]})
    assert "North Korea–South Africa | all other pairs | < 0.01" in display.table(frame, "tests").words


def quantity(article, words, **changes):
    values = {"measure": "trade", "value": 181_000_000.0, "unit": "USD", "date": "2017", "from_country": "",
              "to_country": ""}  # fmt: skip
    own = {"article": article.name, "pair": "OMN-TCD", "evidence": (span(article.text, words),), "quote": words}
    return schema.Quantity(**own, **{**values, **changes})


def test_figures_say_how_much_of_when_and_from_whom_to_whom(article):
    told = [
        quantity(article, "Chad and Oman are <friends>."),
        quantity(article, "He was pleased.", unit="rank", value=27.0),
        quantity(article, "Oman helped Chad.", from_country="OMN", to_country="TCD", unit="", date=""),
    ]  # fmt: skip
    read = replace(extraction_of(article, []), figures=tuple(told))
    lines = repr(display.figures(Corpus((read,)))).splitlines()[2:]
    assert lines == [
        "trade | 181,000,000 USD | 2017 | – | Chad and Oman are <friends>.",
        "rank | 27 | 2017 | – | He was pleased.",
        "trade | 181,000,000 | undated | Oman → Chad | Oman helped Chad.",
    ]


def test_agreements_stand_in_order_of_time_and_the_undated_last(article):
    signed = {"milestone": "agreement_signed", "actors": ("OMN", "TCD"), "recipients": ()}
    told = [event(article, 1, "He was pleased.", **signed, edtf="", earliest="", latest=""),
            event(article, 2, "Oman helped Chad.", **signed), event(article, 3, "Oman helped Chad.")]  # fmt: skip
    lines = repr(display.agreements(corpus_of((article, told)))).splitlines()[2:]
    assert lines == ["2001 | Oman and Chad | Oman helped Chad.", "undated | Oman and Chad | He was pleased."]


def test_a_chart_without_data_is_a_sentence_that_wraps():
    nothing = pd.DataFrame({"name": []})
    shown = display.chart(empty("Visits < talks", "The text tells of none."), nothing)
    assert "<svg" not in shown.html
    assert "<strong>Visits &lt; talks</strong> The text tells of none." in shown.html
    assert shown.words == "The text tells of none."


def test_several_sentences_are_linked_by_number(article):
    places = display.links.anchors(corpus_of((article, [])))
    spans = ";".join(f"{sentence.start}:{sentence.end}" for sentence in article.sentences[:2])
    assert places.links("oman", spans) == 'sentences <a href="#s1">1</a>, <a href="#s2">2</a>'
    assert places.links("oman", spans.partition(";")[0]) == '<a href="#s1">sentence 1</a>'
    assert places.links("oman", "") == ""


def test_the_numbers_of_a_chart_can_be_downloaded_as_they_are():
    rhythm = analysis.rhythm(events([("TCD;OMN AGREE", "1998")], "OMN-TCD"), "OMN-TCD")
    html = display.chart(charts.rhythm(rhythm, "OMN-TCD"), rhythm).html
    name, link = re.search(r'<a download="([^"]+)" href="data:text/csv;charset=utf-8,([^"]+)"', html).groups()
    assert re.fullmatch(r"[\w-]+\.csv", name)
    read = pd.read_csv(StringIO(unquote(link)))
    assert list(read.columns) == ["year", "cooperative", "conflictual", "intensity_sum", "intensity_mean"]
    assert read.iloc[0, :3].tolist() == [1998, 1, 0]


def test_the_names_of_rows_are_downloaded_too():
    decades = analysis.types_by_decade(events([("TCD;OMN AGREE", "1998")], "OMN-TCD"))
    html = display.chart(charts.types_by_decade(decades), decades).html
    (link,) = re.findall(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)
    assert unquote(link) == "decade,AGREE\n1990s,1\nundated,0\n"


def test_some_numbers_of_a_chart_are_downloaded_without_the_others():
    frame = pd.DataFrame({"year": [1998, 1999], "events": [1, 2], "working": ["a", "b"]})
    html = display.chart(empty("Events", "None."), frame, ["year", "events"]).html
    (link,) = re.findall(r'href="data:text/csv;charset=utf-8,([^"]*)"', html)
    assert unquote(link) == "year,events\n1998,1\n1999,2\n"


def test_a_standing_is_put_into_its_place_and_into_no_page_without_one():
    place = display.place_of_standing().html
    assert "Reports built together" in place
    shown = display.standing(summary_of(12), "P11-ZZZ")
    filled = display.with_standing(f"<p>before</p>{place}<p>after</p>", shown)
    assert filled.startswith("<p>before</p>")
    assert filled.endswith("<p>after</p>")
    assert shown.html in filled
    assert "Reports built together" not in filled
    assert display.with_standing(filled, shown) == filled
    assert display.with_standing("<p>before</p>", shown) == "<p>before</p>"


def test_a_title_begins_with_a_capital() -> None:
    assert display.title("GBR-ISL").words == "The United Kingdom and Iceland"
