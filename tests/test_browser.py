"""The pages and notebooks in a real browser, as a reader has them; without a browser these tests skip."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from relations import reports
from relations.reports import Entry

TOP = Path(__file__).parents[1]
PAGES = ("index.html", "comparison.html", "prk-ven/index.html", "prk-zaf/index.html")
PAIRS = PAGES[2:]
NOTEBOOKS = sorted(path.name for path in (TOP / "notebooks").glob("*.ipynb"))
CODES = ["".join(letters) for letters in product("ABCDE", repeat=3)][:100]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SEEN = """element => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top < innerHeight && box.bottom > 0;
}"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHADES = """() => {
    const shade = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
    const style = getComputedStyle(document.body);
    return [shade(style.backgroundColor), shade(style.color)];
}"""
SEARCHED = """words => {
    const box = document.getElementById("search"), start = performance.now();
    box.value = words;
    box.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    return performance.now() - start;
}"""
SORTED = """() => {
    const start = performance.now();
    document.querySelectorAll("table.pairs thead button")[1].click();
    document.body.offsetHeight;
    return performance.now() - start;
}"""
WIDGETS = "widgets.ipynb"
EXPLORER = """from relations import load
from relations import display as show

show.explorer(load("seeds"), widgets=True)"""
QUIET = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}

every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), playwright.chromium.executable_path)
        if not Path(found).exists():
            pytest.skip(f"no browser here: install one of {', '.join(BROWSERS)}")
        with playwright.chromium.launch(executable_path=found, args=["--disable-gpu"]) as launched:
            yield launched


@pytest.fixture
def visit(browser):
    """Open a page in a window of its own; it may ask for nothing but itself, and complain of nothing."""
    contexts, asked, complaints = [], [], []

    def opened(path, width=1200, height=900, **more):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **more))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@every_page
@pytest.mark.parametrize("width", [390, 900, 1600])
def test_no_page_scrolls_sideways(visit, built, name, width):
    assert visit(built / name, width).evaluate(WIDER) <= 0


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_way_of_anyone(visit, built, name, scheme):
    page = visit(built / name, color_scheme=scheme)
    for folded in page.locator("details").all():
        folded.evaluate("element => element.open = true")
    found = Axe().run(page).response["violations"]
    assert not found, "\n".join(f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found)


@every_page
def test_a_page_follows_the_reader_into_the_dark(visit, built, name):
    paper, ink = visit(built / name, color_scheme="dark").evaluate(SHADES)
    assert paper < 0.2 < 0.8 < ink


@pytest.mark.parametrize("name", PAIRS)
def test_an_event_leads_to_its_sentence_and_back(visit, built, name):
    page = visit(built / name)
    quote = page.locator("tr[id] a.quote").first
    row = page.locator("tr[id]").filter(has=page.locator("a.quote")).first.get_attribute("id")
    quote.click()
    sentence = page.locator(".sentence:target")
    assert sentence.evaluate(SEEN)
    assert page.url.endswith(f"#{sentence.get_attribute('id')}")
    plain = page.locator(".sentence:not(:target)").first
    assert background(sentence) != background(plain)
    sentence.locator(f'.back a[href="#{row}"]').click()
    assert page.locator("tr:target").get_attribute("id") == row
    assert page.locator("tr:target").evaluate(SEEN)


@pytest.mark.parametrize("name", PAIRS)
def test_a_mark_on_the_timeline_leads_to_its_event(visit, built, name):
    page = visit(built / name)
    mark = page.locator("svg.chart a").first
    event = mark.get_attribute("xlink:href")
    mark.click()
    assert page.url.endswith(event)
    assert page.locator("tr:target").evaluate(SEEN)


# The table of events --------------------------------------------------------------------------------------------------


def shown(page):
    return page.locator("tr[data-side]:visible")


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("key", ["side", "type", "period"])
def test_events_are_narrowed_by_side_type_and_period(visit, built, name, key):
    page = visit(built / name)
    menu, every = page.locator(f".filters select[name={key}]"), page.locator("tr[data-side]").count()
    choices = menu.locator("option").all_inner_texts()[1:]
    left = 0
    for choice in choices:
        menu.select_option(choice)
        found = shown(page).evaluate_all(f"rows => rows.map(row => row.dataset.{key})")
        assert set(found) == {choice}
        expect(page.locator(".filters output")).to_have_text(f"{len(found)} of {every} events")
        left += len(found)
    assert left == every
    menu.select_option("all")
    assert shown(page).count() == every


def test_two_menus_narrow_together(visit, built):
    page = visit(built / "prk-ven/index.html")
    page.locator("select[name=side]").select_option("Venezuela → North Korea")
    page.locator("select[name=period]").select_option("2010s")
    assert shown(page).get_by_role("rowheader").all_inner_texts() == ["16"]


@pytest.mark.parametrize("name", PAIRS)
def test_events_are_sorted_by_each_column_and_back(visit, built, name):
    page = visit(built / name)
    table = page.locator("table:has(tr[data-side])")
    first = table.locator("tbody th").all_inner_texts()
    for head, cell in (("Date", "row.dataset.order"), ("Score", "Number(row.cells[4].innerText.replace('−', '-'))")):
        button = table.get_by_role("button", name=head)
        for direction in ("ascending", "descending"):
            button.click()
            found = table.locator("tbody tr").evaluate_all(f"rows => rows.map(row => {cell})")
            assert found == sorted(found, reverse=direction == "descending")
            assert table.locator("th[aria-sort]").get_attribute("aria-sort") == direction
    table.get_by_role("button", name="No.").click()
    assert table.locator("tbody th").all_inner_texts() == first


def test_an_event_that_is_narrowed_away_comes_back_when_its_mark_is_followed(visit, built):
    page = visit(built / "prk-zaf/index.html")
    page.locator("select[name=side]").select_option("South Africa → North Korea")
    mark = page.locator(".sentence .back a").first
    mark.click()
    assert page.locator("tr:target").get_attribute("id") == mark.get_attribute("href").removeprefix("#")
    assert page.locator("tr:target").evaluate(SEEN)


@pytest.mark.parametrize("name", PAIRS)
def test_a_print_has_all_events_on_white_and_nothing_to_press(visit, built, name):
    page = visit(built / name, width=720, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper, ink = page.evaluate(SHADES)
    assert ink < 0.2 < 0.9 < paper
    for gone in (".filters", "nav.contents", "header.site", "summary"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.evaluate(WIDER) <= 0
    beyond = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.ariaLabel)"
    assert page.locator(".scroll, .drawing").evaluate_all(beyond) == []


@every_page
def test_the_keyboard_reaches_the_content_first(visit, built, name):
    page = visit(built / name)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", PAIRS)
def test_a_report_works_without_script(visit, built, name):
    page = visit(built / name, java_script_enabled=False)
    page.locator("tr[id] a.quote").first.click()
    expect(page.locator(".sentence:target")).to_be_in_viewport()


def background(locator):
    return locator.evaluate("element => getComputedStyle(element).backgroundColor")


# The index ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """An index of ten thousand pairs."""
    entries = [
        Entry(
            f"{first}-{second}", f"{first.title()}–{second.title()}", "", {"Events": str(place * 7 % 101)}, years=years,
        )
        for place, (first, second) in enumerate(product(CODES, CODES))
        for years in [[(1900 + (place * step) % 120, step % 3 > 0) for step in range(place % 12)]]
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("crowded") / "index.html"
    path.write_bytes(b"".join(reports.index(entries, [], [])))
    return path


def test_the_index_is_searched_by_names_and_codes(visit, built):
    page = visit(built / "index.html")
    shown = page.locator("table.pairs tbody tr:visible")
    search = page.get_by_label("Search")
    for words, left in (
        ("korea", 2),
        ("south afr", 1),
        ("ven prk", 1),
        ("PRK-ZAF", 1),
        ("venézuela", 1),
        ("oman", 0),
        ("KOR", 0),
        ("kor", 2),
    ):
        search.fill(words)
        assert shown.count() == left, words
        assert page.locator("#count").inner_text() == f"{left} pair{'' if left == 1 else 's'}"
    search.fill("")
    assert shown.count() == 2


def test_a_state_of_the_map_lists_its_pairs(visit, built):
    page = visit(built / "index.html")
    shown = page.locator("table.pairs tbody tr:visible")
    page.locator("svg.world [data-code=ZAF]").click()
    assert page.get_by_label("Search").input_value() == "ZAF"
    assert shown.count() == 1
    page.get_by_text("Show the states as a table").click()
    page.get_by_role("button", name="North Korea", exact=True).press("Enter")
    assert shown.count() == 2
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_map_of_the_index_fits_a_telephone(visit, built):
    page = visit(built / "index.html", width=390)
    box = page.locator("svg.world").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_the_index_is_sorted_by_each_of_its_columns(visit, built):
    page = visit(built / "index.html")
    heads = page.locator("table.pairs thead th")
    for head in heads.all():
        orders = []
        for _ in range(2):
            head.get_by_role("button").click()
            orders.append((head.get_attribute("aria-sort"), page.locator("table.pairs tbody th").all_inner_texts()))
        assert {order for order, _ in orders} == {"ascending", "descending"}
    assert page.locator("th[aria-sort]").count() == 1
    heads.filter(has_text="Missions").get_by_role("button").click()
    numbers = page.locator("table.pairs tbody tr td:nth-of-type(5)").all_inner_texts()
    assert numbers == sorted(numbers, key=int, reverse=True)


def test_the_index_stays_fast_with_ten_thousand_pairs(visit, crowded):
    page = visit(crowded)
    assert page.locator("table.pairs tbody tr").count() == 200
    assert page.locator("#count").inner_text() == "10,000 pairs; the first 200 are shown"
    search = (
        "words => { const box = document.getElementById('search'); box.value = words; const start = performance.now();"
    )
    search += "box.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start; }"
    assert max(page.evaluate(search, words) for words in ("a", "ab", "aab", "")) < 300
    sort = "() => { const start = performance.now(); document.querySelectorAll('table.pairs thead button')[1].click();"
    assert page.evaluate(f"{sort} document.body.offsetHeight; return performance.now() - start; }}") < 1500
    page.get_by_role("button", name="Show all").click()
    assert page.locator("table.pairs tbody tr").count() == 10_000


def test_the_index_is_whole_without_script(visit, crowded):
    page = visit(crowded, java_script_enabled=False)
    assert page.locator("table.pairs tbody tr").last.is_visible()
    assert not page.get_by_label("Search").is_visible()


# JupyterLab -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """A JupyterLab of the test's own, on copies of the notebooks without their outputs: its address and its folder."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(TOP / "seeds", folder / "seeds")
    (folder / "notebooks").mkdir()
    for name in NOTEBOOKS:
        nbformat.write(emptied(nbformat.read(TOP / "notebooks" / name, 4)), folder / "notebooks" / name)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    explorer = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(EXPLORER)], metadata=kernel)
    nbformat.write(explorer, folder / "notebooks" / WIDGETS)
    settings = folder / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(QUIET), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}", "--port-retries=0",
        "--IdentityProvider.token=", "--ServerApp.password=", f"--notebook-dir={folder}",
    ]  # fmt: skip
    own = {name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    env = {**os.environ, **own, "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings")}
    with (folder / "lab.log").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as server:
        try:
            wait(lambda: asked(f"http://127.0.0.1:{port}/api"), 60, folder / "lab.log")
            yield f"http://127.0.0.1:{port}", folder / "notebooks"
        finally:
            server.terminate()


def emptied(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
    return notebook


def asked(address):
    """What the server answers, as JSON; nothing while it does not."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
            return json.load(answer)
    except (URLError, OSError):
        return []


def runs(address, name):
    """Whether the notebook has a kernel: before, JupyterLab would ask which."""
    found = [one["kernel"] for one in asked(f"{address}/api/sessions") if one["name"] == name]
    return any(kernel["execution_state"] == "idle" for kernel in found)


def wait(done, seconds, log):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, log.read_text(encoding="utf-8")[-2000:]
        time.sleep(0.3)


@pytest.fixture
def run_all(browser, lab):
    """Open a notebook in JupyterLab and run all its cells: the page, and the executed code cells."""
    address, folder = lab
    opened = []

    def run(name):
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        opened.append(page)
        executed = executed_in(page, address, folder, name)
        return page, executed

    yield run
    for page in opened:
        page.close()


def executed_in(page, address, folder, name):
    page.goto(f"{address}/lab/tree/notebooks/{name}?reset", wait_until="domcontentloaded")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    wait(lambda: runs(address, name), 60, folder.parent / "lab.log")
    page.get_by_text("Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()

    def finished():
        page.keyboard.press("Control+s")
        page.wait_for_timeout(700)
        cells = [cell for cell in nbformat.read(folder / name, 4).cells if cell.cell_type == "code"]
        return all(cell.execution_count for cell in cells) or any(map(errors, cells))

    wait(finished, 60, folder.parent / "lab.log")
    return [cell for cell in nbformat.read(folder / name, 4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_in_jupyterlab_gives_no_error(run_all, name):
    _, executed = run_all(name)
    assert [errors(cell) for cell in executed if errors(cell)] == []


def test_the_widgets_choose_events_in_a_table_that_can_be_searched(run_all, lab):
    page, executed = run_all(WIDGETS)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert [errors(cell) for cell in executed if errors(cell)] == []
    found = page.locator(".dt-info")
    expect(found).to_contain_text("33 entries")
    page.locator(".widget-dropdown select").first.select_option("North Korea–Venezuela")
    expect(found).to_contain_text("18 entries")
    page.locator(".dt-search input").fill("statue")
    expect(found).to_contain_text("Showing 1 to 1 of 1")
    assert [url for url in asked if not url.startswith((lab[0], "data:", "blob:"))] == []


def errors(cell):
    return [
        output.get("evalue") or output.get("text")
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
