"""The query page in a browser: Debian's Chromium, by keyboard and by mouse, at a desk and on a phone."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graphkit.query import run_query
from tests.serve.browsers import DESK, PHONE, SLOW, open_page
from tests.serve.servers import LETTER, Server, make_build, run_serve

pytestmark = [pytest.mark.server, pytest.mark.browser]

COUNT = "SELECT ?predicate (COUNT(?claim) AS ?claims) { ?claim rdf:predicate ?predicate } GROUP BY ?predicate"
HARM = '<img src=x onerror="document.title=1"><script>document.title="taken"</script>'


@pytest.fixture(params=["desk", "phone"])
def page(browser: Browser, letter_server: Server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The query page, ready; whatever the console says against it is a failure."""
    with open_page(browser, letter_server, PHONE if request.param == "phone" else DESK) as page:
        yield page


def run(page: Page, query: str = "") -> None:
    if query:
        page.fill("#text", query)
    page.click("#run")
    expect(page.locator("#status")).to_contain_text(" ms")


def test_a_saved_query_is_chosen_and_run(page):
    page.select_option("#saved", "owners")
    expect(page.locator("#description")).to_be_visible()
    run(page)
    rows = page.locator("table.rows tbody tr")
    assert rows.count() == len(run_query(LETTER, "owners"))
    assert "ATS-P" in page.locator("#panel").inner_text()
    link = rows.first.locator("a").first
    assert link.get_attribute("href").startswith("/id/")


def test_a_parameter_is_given_by_a_label(page):
    page.select_option("#saved", "retention")
    page.fill("[name=who]", "BI")
    run(page)
    assert page.locator("table.rows tbody tr").count() == len(run_query(LETTER, "retention", params={"who": "BI"}))
    page.fill("[name=who]", "nobody of that name")
    page.click("#run")
    expect(page.locator("#status.is-wrong")).to_contain_text("nothing in the graph is called")
    expect(page.locator("#answer")).to_be_hidden()


def test_a_parameter_that_has_to_be_given_is_asked_for(page):
    page.select_option("#saved", "about-a-party")
    page.click("#run")
    expect(page.locator("#status.is-wrong")).to_have_text("about has to be given.")
    expect(page.locator("[name=about]")).to_be_focused()


def test_a_link_restores_query_and_values(page, letter_server):
    page.goto(f"{letter_server.url}query#saved=path-between-two-parties&%24from=ICE+HSI&%24to=CBP")
    page.reload()
    expect(page.locator("#status")).to_contain_text(" ms")
    ways = run_query(LETTER, "path-between-two-parties", params={"from": "ICE HSI", "to": "CBP"})
    assert page.locator("table.rows tbody tr").count() == len(ways) > 0
    page.fill("#text", "ASK { ?s a gk:System }")
    run(page)
    assert page.url.endswith("#query=ASK+%7B+%3Fs+a+gk%3ASystem+%7D")
    page.reload()
    expect(page.locator("#panel")).to_have_text("Yes")


def test_the_keyboard_alone_completes_and_runs(page):
    page.focus("#text")
    page.fill("#text", "")
    page.keyboard.type("SELECT ?s { ?s a gk:Sys")
    expect(page.locator("#offers li").first).to_contain_text("gk:System")
    expect(page.locator("#text")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("SELECT ?s { ?s a gk:System")
    expect(page.locator("#offers")).to_be_hidden()
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_contain_text(" rows in ")


def test_completion_offers_prefixes_terms_by_label_and_variables(page):
    page.focus("#text")
    page.fill("#text", "")
    page.keyboard.type("sko")
    page.keyboard.press("Tab")
    expect(page.locator("#text")).to_have_value("skos:")
    page.fill("#text", "")
    page.keyboard.type("SELECT ?system { ?sys")
    expect(page.locator("#offers li").first).to_contain_text("?system")
    page.keyboard.press("Escape")
    expect(page.locator("#offers")).to_be_hidden()
    page.keyboard.press("Control+Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#text")).to_have_attribute("aria-activedescendant", "offer-0")


def test_results_are_shown_raw_and_as_a_chart(page):
    run(page, f"{COUNT} ORDER BY DESC(?claims) LIMIT 5")
    page.click("#tab-chart")
    assert page.locator("#panel svg .bar-fill").count() == 5
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-raw")).to_have_attribute("aria-selected", "true")
    assert len(json.loads(page.inner_text("#panel pre"))["results"]["bindings"]) == 5


def test_flows_are_drawn(page):
    page.select_option("#saved", "flows")
    run(page)
    page.click("#tab-diagram")
    assert page.locator("#panel svg .flow").count() > 3
    assert "ICE HSI" in page.locator("#panel svg").text_content()


def test_a_graph_is_shown_as_turtle(page):
    run(page, "CONSTRUCT { ?s a gk:System } WHERE { ?s a gk:System }")
    assert "a gk:System" in page.inner_text("#panel pre")
    expect(page.locator("#tab-table")).to_be_hidden()
    expect(page.locator("#csv")).to_be_hidden()


def test_csv_is_for_a_spreadsheet(page, tmp_path):
    run(page, 'SELECT ?a ?b { VALUES (?a ?b) { ("=1+1" "say \\"no\\", so") ("-2.5" "plain") } }')
    with page.expect_download() as download:
        page.click("#csv")
    target: Path = tmp_path / "results.csv"
    download.value.save_as(target)
    assert target.read_bytes().decode("utf-8-sig") == 'a,b\r\n\'=1+1,"say ""no"", so"\r\n-2.5,plain\r\n'


def test_an_error_is_told_and_its_place_shown(page):
    page.fill("#text", "SELECT * {\n  ?s ?p .\n}")
    page.click("#run")
    expect(page.locator("#status.is-wrong")).to_contain_text("syntax error in line 2, column 9")
    assert page.evaluate("document.getElementById('text').selectionStart") == len("SELECT * {\n  ?s ?p ")


def test_nothing_found_says_so(page):
    run(page, "SELECT ?s { ?s a <urn:nothing> }")
    expect(page.locator("#panel")).to_contain_text("Nothing found")


def test_words_of_a_document_never_run(browser, tmp_path):
    label = json.dumps(HARM)
    graph = f"<urn:g> {{ <urn:a> <http://www.w3.org/2000/01/rdf-schema#label> {label} ; a <urn:T> }}"
    with run_serve(make_build(tmp_path / "harm", graph)) as server, open_page(browser, server, DESK) as page:
        run(page, "SELECT (<urn:a> AS ?source) (?l AS ?destination) { ?s rdfs:label ?l }")
        for tab in ("table", "diagram", "raw"):
            page.click(f"#tab-{tab}")
            page.wait_for_timeout(100)
        run(page, "SELECT ?l (1 AS ?n) { ?s rdfs:label ?l }")
        page.click("#tab-chart")
        assert page.title().startswith("Query") and page.locator("#panel img").count() == 0


def test_the_pages_have_no_serious_fault_of_access(browser, letter_server):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=DESK, color_scheme=scheme)
        page = context.new_page()
        page.set_default_timeout(SLOW)
        for path in ("query#saved=denials", "builds/", "ns", "id/ice-hsi"):
            page.goto(letter_server.url + path)
            if path.startswith("query"):
                page.wait_for_selector("table.rows")
            faults = axe.run(page).response["violations"]
            serious = [(fault["id"], fault["nodes"][0]["html"]) for fault in faults
                       if fault["impact"] in ("serious", "critical")]
            assert serious == [], (path, scheme)
        context.close()
