import re
from html.parser import HTMLParser
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from relations import corpus, reports
from relations.reports import Entry

TOP = Path(__file__).parents[1]
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "path", "use"}


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, and the text of its headings."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.headings, self.text, self.open = [], [], text, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), ""])
            self.open = self.headings[-1]

    def handle_endtag(self, tag):
        if re.fullmatch("h[1-6]", tag):
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.open[1] += data

    def all(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self):
        return [a.get("href") or a["xlink:href"] for a in self.all("a")]


@pytest.fixture(scope="module")
def pages(built):
    found = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(built.rglob("*.html"))}
    assert len(found) == 4
    return found


def moved():
    """Packages that are installed in another version than the lock names: their charts and pages may differ."""
    pinned = re.findall(
        r"^([\w.-]+)==([^\s;\\]+)", (TOP / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    installed = {found.metadata["Name"].lower().replace("_", "-"): found.version for found in metadata.distributions()}
    return [name for name, version in pinned if installed.get(name.lower().replace("_", "-"), version) != version]


def files(folder):
    """What stands in a folder of reports, but for what a build notes for the next one (which no checkout holds)."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.relative_to(folder).parts
    }


def notebook(*cells):
    return v4.new_notebook(cells=list(cells))


def shown(**data):
    output = v4.new_output("execute_result", data={key.replace("_", "/"): value for key, value in data.items()})
    return v4.new_code_cell("secret = 1", outputs=[output])


def test_the_committed_reports_are_fresh(built):
    others = moved()
    if others:
        pytest.skip(f"other versions are installed than requirements.lock names: {', '.join(others[:5])}")
    committed, fresh = files(TOP / "reports"), files(built)
    assert set(committed) == set(fresh)
    stale = [name for name in fresh if committed[name] != fresh[name]]
    assert not stale, f"run `make reports`: {', '.join(stale)}"


def test_every_link_leads_somewhere(pages):
    for path, page in pages.items():
        for link in page.links:
            file, _, anchor = link.partition("#")
            if file.startswith(("https://", "data:")):  # elsewhere, or all in the link itself
                continue
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), f"{path.name}: {link}"
            assert not anchor or anchor in pages[target].ids, f"{path.name}: {link}"


def test_no_two_elements_of_a_page_share_a_name(pages):
    for path, page in pages.items():
        twice = {name for name in page.ids if page.ids.count(name) > 1}
        assert not twice, f"{path.parent.name}/{path.name}: {twice}"


def test_every_event_stands_in_the_table_and_leads_to_its_sentence(built, pages):
    read = corpus.load(TOP / "seeds")
    for pair in read.pairs:
        page = pages[built / pair.lower() / "index.html"]
        for event in read.pair(pair).extractions[0].events:
            row = re.search(rf'<tr id="{re.escape(event.event_id)}"[^>]*>.*?</tr>', page.text, re.DOTALL)
            assert row, event.event_id
            anchors = re.findall(r'href="#([^"]+)"', row[0])
            assert len(anchors) == len(event.evidence)
            for anchor in anchors:
                sentence = re.search(rf'<span class="sentence" id="{anchor}">.*?</span>', page.text, re.DOTALL)
                assert f'href="#{event.event_id}"' in sentence[0]


def test_marks_of_the_timeline_lead_to_their_events(built, pages):
    page = pages[built / "prk-ven" / "index.html"]
    marks = [a["xlink:href"] for a in page.all("a") if "xlink:href" in a]
    assert len(marks) > 10
    assert all(mark[1:] in page.ids for mark in marks)


def test_a_page_asks_nobody_for_anything(pages):
    for page in pages.values():
        assert not page.all("iframe", "object", "embed", "img")
        assert not any("src" in script for script in page.all("script"))
        assert all(element["href"].startswith("data:") for element in page.all("link"))
        assert not re.search(r"@import|url\((?!#)", page.text)
        assert not any(re.search(r"https?:", a.get("src", "")) for _, a in page.elements)


def test_a_page_can_be_found_the_way_around_without_seeing_it(pages):
    for page in pages.values():
        for landmark in ("main", "header", "footer", "nav", "title"):
            assert page.all(landmark), landmark
        assert page.all("html")[0]["lang"] == "en"
        assert page.links[0] == "#main"
        assert all(nav["aria-label"] for nav in page.all("nav"))
        assert len(page.all("table")) == len(page.all("caption"))
        assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
        assert all(region["aria-label"] for region in page.all("div") if region.get("role") == "region")


def test_headings_form_an_outline_without_gaps(pages):
    for path, page in pages.items():
        levels = [level for level, _ in page.headings]
        assert levels[0] == 1, path
        assert levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels)), page.headings
        assert all(text.strip() for _, text in page.headings)


def test_every_chart_has_a_description_and_its_numbers(pages):
    charts = {path: [svg for svg in page.all("svg") if "aria-hidden" not in svg] for path, page in pages.items()}
    assert len(charts) == 4
    for path, page in pages.items():
        figures = re.findall(r'<figure class="chart">.*?</figure>', page.text, re.DOTALL)
        said = "".join(figure for figure in figures if "<svg" not in figure)
        with_numbers = page.text.count("<summary>Show the ") - said.count("<summary>Show the ")
        assert len(charts[path]) == len(page.all("desc")) == with_numbers > 0
        assert re.findall("<desc[^>]*>[^<]+</desc>", page.text) == re.findall("<desc.*?</desc>", page.text, re.DOTALL)


def test_a_report_has_at_least_six_charts_and_stays_small(built, pages):
    for pair in ("prk-ven", "prk-zaf"):
        page = pages[built / pair / "index.html"]
        assert len(page.all("svg")) >= 6
        assert len(page.text.encode()) < 600_000


def test_code_and_cells_for_the_notebook_alone_are_not_on_the_page():
    about = v4.new_markdown_cell("Choose Run All", metadata={"tags": ["notebook-only"]})
    page = reports.render(notebook(about, shown(text_html="<h1>A &amp; B</h1>", text_plain="A & B"))).decode()
    assert "Choose Run All" not in page
    assert "secret" not in page
    assert "<title>A &amp; B</title>" in page


def test_a_heading_begins_a_section_that_the_contents_lead_to():
    head = v4.new_markdown_cell("## Key *facts*\n\nWhich?", id="key-facts")
    page = Page(reports.render(notebook(shown(text_html="<h1>A</h1>"), head), top="../").decode())
    assert "#key-facts" in page.links
    assert "key-facts" in page.ids
    assert "../index.html" in page.links


def test_what_a_cell_prints_is_text():
    printed = v4.new_code_cell(outputs=[v4.new_output("stream", name="stdout", text="<b>&")])
    warned = v4.new_code_cell(outputs=[v4.new_output("stream", name="stderr", text="a warning")])
    page = reports.render(notebook(printed, warned, shown(text_plain="<Corpus>"))).decode()
    assert "<pre>&lt;b&gt;&amp;</pre>" in page
    assert "<pre>&lt;Corpus&gt;</pre>" in page
    assert "a warning" not in page


def test_the_index_tells_what_failed_and_links_what_was_built():
    entries = [
        Entry("PRK-VEN", "North Korea–Venezuela", "prk-ven/index.html", {"Events": "19"}),
        Entry("PRK-ZAF", "North Korea–South Africa", "", {"Events": "15"}, "cell 7: ValueError: <no> year"),
        Entry("OMN-TCD", "Oman–Chad", "", {"Events": "0"}),
    ]
    page = b"".join(reports.index(entries, ["seeds/x.txt: empty file"], ["tables/events.csv"])).decode()
    assert '<a href="prk-ven/index.html">North Korea–Venezuela</a>' in page
    assert "failed</strong>: cell 7: ValueError: &lt;no&gt; year" in page
    assert "not built" in page
    assert "<li>seeds/x.txt: empty file</li>" in page
    assert 'href="tables/events.csv"' in page
    assert "The report on one pair could not be built; the table tells why." in page


def test_the_index_maps_the_states_and_lists_them_too():
    entries = [Entry(pair, pair, "", {"Events": "1"}) for pair in ("PRK-VEN", "PRK-ZAF", "OMN-QQQ")]
    page = b"".join(reports.index(entries, [], [])).decode()
    assert '<g class="shade-4" data-code="PRK"><title>North Korea: 2 pairs</title>' in page
    assert '<tr><th scope="row" data-code="PRK">North Korea</th><td class="number">2</td></tr>' in page
    assert page.count('scope="row" data-code=') == 5
    assert "One state without a place on the map." in page
    shades = set(re.findall(r'class="(?:swatch )?(shade-\d)"', page))
    css = (Path(reports.TEMPLATES) / "index.css").read_text(encoding="utf-8")
    assert shades
    assert all(f".{shade} {{ fill: var(--{shade}); }}" in css for shade in shades)


def test_an_index_without_pairs_is_still_a_page():
    page = Page(b"".join(reports.index([], [], [])).decode())
    assert not page.all("table")
    assert page.headings == [[1, "Relations between pairs of states"]]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("link", "paper"), ("link", "card"),
        ("mark-ink", "mark"), ("mark-ink", "here"), ("alert", "paper"), ("link", "chart-band"), ("soft", "chart-band"),
    ],
)  # fmt: skip
def test_text_can_be_told_from_its_ground(ink, paper, scheme):
    css = (Path(reports.TEMPLATES) / "style.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    )
    colours = [light, {**light, **dark}][scheme]
    assert contrast(colours[ink], colours[paper]) >= 4.5


def test_the_executed_notebooks_are_valid(built):
    executed = [*built.rglob("*.ipynb")]
    assert len(executed) == 2
    for path in executed:
        nbformat.validate(nbformat.read(path, as_version=4))
