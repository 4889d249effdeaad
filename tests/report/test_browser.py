"""The report in a real browser, from the disk and from a server, on a desk and on a phone."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.analysis.record import RecordedClaim, open_record
from graphkit.cli.sheets import write_csv
from graphkit.report import FILE
from graphkit.report.sheets import lay_claims, lay_denials

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

WIDE, PHONE = (1440, 900), (390, 844)
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
Open = Callable[..., "Page"]


def find_claim(folder: Path, predicate: str, polarity: str = "Affirmed") -> RecordedClaim:
    claims = open_record(folder).claims
    return next(claim for claim in claims if (claim.predicate, claim.polarity) == (predicate, polarity))


def anchor(claim: RecordedClaim) -> str:
    return f"claim-{claim.iri.rpartition('/')[2]}"


def marked(page: Page, name: str) -> Locator:
    """The words of a claim in the document."""
    return page.locator(f'.document a.said[data-claims~="{name}"]').first


def show(page: Page, view: str) -> None:
    """Opens a page of the report as a reader does at this width."""
    if page.locator("#pick-view").is_visible():
        page.locator("#pick-view").select_option(view)
    elif view != "view-document":
        page.locator(f'.views a[href="#{view}"]').click()
    else:
        return
    page.wait_for_function("view => document.documentElement.dataset.view === view", arg=view)


def read_hash(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash.slice(1))"))


def is_in_sight(element: Locator) -> bool:
    """Whether an element lies where a reader sees it: in the window, inside its pane, and not under the evidence."""
    return bool(element.evaluate("""element => {
        const box = (element.getClientRects()[0] ?? element.getBoundingClientRect());
        const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
        const top = document.elementFromPoint(x, y);
        return top !== null && (element.contains(top) || top.contains(element)
            || Boolean(top.closest('.drawing') && element.closest('.drawing')));
    }"""))


def expect_chosen(page: Page, name: str) -> None:
    """A claim is chosen: in the address, the evidence, the document, the tree and the tables."""
    page.wait_for_function("name => location.hash === '#' + name", arg=name)
    iri = page.locator(f"#{name}").get_attribute("data-iri")
    page.locator("#evidence-body .notes code", has_text=iri).wait_for()
    assert "is-current" in (marked(page, name).get_attribute("class") or "")
    for question in (page.locator(f"#{name}").get_attribute("data-questions") or "").split():
        assert "is-group" in (page.locator(f'.outline a[href="#{question}"]').get_attribute("class") or "")
    for table in ("claims", "denials", "flows"):
        for row in page.locator(f'[data-sheet="{table}"] tbody[data-claims~="{name}"]').all():
            assert "is-current" in (row.get_attribute("class") or "")


# ---------------------------------------------------------------------------------------------------- all follow


@SIZES
def test_click_on_words_leads_everywhere(harbor: Path, open_report: Open, address: Callable[[Path], str], size) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report(address(harbor), size)
    show(page, "view-document")
    marked(page, anchor(denial)).click()
    expect_chosen(page, anchor(denial))
    assert is_in_sight(marked(page, anchor(denial)))
    assert page.locator("#evidence-body .badge").inner_text() == "denied"
    assert page.locator("#evidence-body blockquote mark").inner_text() == denial.clause
    show(page, "view-diagram")
    arrow = page.locator("#dataflow .edge.is-current")
    assert arrow.get_attribute("data-status") == "denied"
    show(page, "view-denials")
    assert is_in_sight(page.locator('[data-sheet="denials"] tbody.is-current a'))


@SIZES
def test_click_on_an_arrow_leads_to_its_words(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size
) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report(address(harbor), size)
    show(page, "view-diagram")
    page.locator('#dataflow .edge[data-status="denied"] text').first.click()
    expect_chosen(page, anchor(denial))
    show(page, "view-document")
    assert is_in_sight(marked(page, anchor(denial)))


@SIZES
def test_click_on_a_party_lists_what_is_said_of_it(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size
) -> None:
    page = open_report(address(harbor), size)
    show(page, "view-diagram")
    node = page.locator('#dataflow .node[data-thing="thing-coast-service"]')
    node.locator("text").first.click()
    page.locator("#evidence-body .statement", has_text="Coast Service").wait_for()
    assert read_hash(page) == "thing-coast-service"
    assert "is-current" in (node.get_attribute("class") or "")
    assert page.locator("#evidence-body .statement").first.inner_text() == "Coast Service"
    told = page.locator("#evidence-body .statements a").all_inner_texts()
    assert told == ["HB does not share photographs", "Coast Service may query GLS"]
    assert page.locator(".document a.said.is-group").count() >= 2
    page.locator("#evidence-body .statements a").first.click()
    expect_chosen(page, anchor(find_claim(harbor, "shares", "Denied")))
    assert "1 of 2 statements about it" in page.locator("#evidence-group").inner_text()


@SIZES
@pytest.mark.parametrize("view", ["claims", "denials"])
def test_click_on_a_row_leads_to_its_words(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size, view: str
) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report(address(harbor), size)
    show(page, f"view-{view}")
    page.locator(f'[data-sheet="{view}"] tbody[data-claims~="{anchor(denial)}"] td').nth(1).click()
    expect_chosen(page, anchor(denial))
    if size == PHONE:
        page.locator("#evidence-body [data-go=document]").first.click()
    assert is_in_sight(marked(page, anchor(denial)))


@SIZES
def test_cell_of_the_matrix_leads_to_its_words(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size
) -> None:
    page = open_report(address(harbor), size)
    show(page, "view-matrix")
    cell = page.locator(".grid td[data-claims]", has_text="owned").first
    cell.locator("a").click()
    owned = find_claim(harbor, "ownedBy")
    expect_chosen(page, anchor(owned))
    assert "is-current" in (cell.get_attribute("class") or "")
    show(page, "view-document")
    assert is_in_sight(marked(page, anchor(owned)))


def test_row_of_the_timeline_leads_to_its_words(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    show(page, "view-timeline")
    row = page.locator(".chart g[data-claims]").first
    row.locator("text").first.click()
    name = (row.get_attribute("data-claims") or "").split()[0]
    expect_chosen(page, name)
    assert is_in_sight(marked(page, name))
    assert page.locator(".chart g[data-claims]").count() == page.locator('[data-sheet="timeline"] tbody').count()


@pytest.mark.parametrize("view", ["ledger", "tensions", "checks", "coverage"])
def test_every_row_leads_to_words_in_sight(letter: Path, open_report: Open, view: str) -> None:
    page = open_report((letter / FILE).as_uri())
    show(page, f"view-{view}")
    links = page.locator(f'[data-sheet="{view}"] tbody a')
    assert links.count() == page.locator(f'[data-sheet="{view}"] tbody').count() > 2
    for link in links.all()[:6]:
        link.click()
        target = (link.get_attribute("href") or "")[1:]
        words = page.locator(f"#{target}") if target.startswith("at-") else marked(page, target)
        page.wait_for_function("words => words.classList.contains('is-current')", arg=words.element_handle())
        assert is_in_sight(words), target


@SIZES
def test_question_in_the_tree_leads_to_its_answer(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size
) -> None:
    page = open_report(address(harbor), size)
    show(page, "view-document")
    if size == PHONE:
        page.locator("#outline-toggle").click()
    entry = page.locator(".outline a", has_text="How long are photographs kept?")
    entry.click()
    page.locator("#evidence-body .statements").wait_for()
    assert read_hash(page).startswith("question-")
    assert is_in_sight(page.locator(f"#{read_hash(page)}"))
    assert page.locator("#evidence-body .statements a").first.inner_text() == "HB deletes photographs"


@SIZES
def test_address_works_when_sent_to_someone_else(
    harbor: Path, open_report: Open, address: Callable[[Path], str], size
) -> None:
    for claim in open_record(harbor).claims[2::3]:
        page = open_report(f"{address(harbor)}#{anchor(claim)}", size)
        expect_chosen(page, anchor(claim))
        assert is_in_sight(marked(page, anchor(claim)))


def test_address_of_nothing_chooses_nothing(harbor: Path, open_report: Open) -> None:
    for name in ("claim-0000", "%E0%A4%A", "view-nothing", "<script>", "thing-"):
        page = open_report(f"{(harbor / FILE).as_uri()}#{name}")
        assert page.locator(".is-current").count() == 0
        assert page.locator("#view-diagram").is_visible()


def test_back_and_forward_follow(harbor: Path, open_report: Open) -> None:
    first, second = find_claim(harbor, "shares", "Denied"), find_claim(harbor, "deletes")
    page = open_report((harbor / FILE).as_uri())
    marked(page, anchor(first)).click()
    marked(page, anchor(second)).click()
    expect_chosen(page, anchor(second))
    page.go_back()
    expect_chosen(page, anchor(first))
    page.go_forward()
    expect_chosen(page, anchor(second))


def test_claim_of_the_letter_is_found_by_its_address(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    current = "name => document.querySelector('.document a.said.is-current')?.dataset.claims.includes(name)"
    for claim in open_record(letter).claims[::6]:
        page.evaluate("name => { location.hash = name; }", anchor(claim))
        page.wait_for_function(current, arg=anchor(claim))
        assert is_in_sight(page.locator(".document a.said.is-current").first), claim
        said = page.locator("#evidence-body blockquote p").all_inner_texts()
        assert [" ".join(words.split()) for words in said] == [" ".join(place.words.split()) for place in claim.places]


def test_every_arrow_of_the_letter_leads_to_its_claims(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    for option in page.locator("#pick-drawing option").all():
        name = option.get_attribute("value") or ""
        page.locator("#pick-drawing").select_option(name)
        for arrow in page.locator(f"#{name} .edge").all():
            arrow.locator("a:not([aria-hidden])").focus()
            page.keyboard.press("Enter")
            names = (arrow.get_attribute("data-claims") or "").split()
            page.wait_for_function("name => location.hash === '#' + name", arg=names[0])
            page.wait_for_function("arrow => arrow.classList.contains('is-current')", arg=arrow.element_handle())
            assert page.locator(f"#{name}").is_visible()
            if len(names) > 1:
                assert page.locator("#evidence-body .statements a").count() == len(names)


# ---------------------------------------------------------------------------------------------------- hands


def test_everything_is_reached_by_keyboard(harbor: Path, open_report: Open) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report((harbor / FILE).as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached: set[str] = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.add(str(page.evaluate("""(() => {
            const at = document.activeElement;
            const part = at.closest('.views, .outline, .document, .drawing, .sheet, .evidence, .tools, .canvas');
            return (part ? part.classList[0] + ' ' : '') + at.tagName.toLowerCase();
        })()""")))
        if "body" in reached:
            break
    assert {"views a", "outline a", "document a", "tools select", "drawing a", "sheet button", "tools input"} <= reached
    words = marked(page, anchor(denial))
    words.focus()
    assert words.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect_chosen(page, anchor(denial))
    page.keyboard.press("Escape")
    assert read_hash(page) == "" and page.locator(".is-current").count() == 0


def test_copy_button_gives_a_whole_citation(harbor: Path, open_report: Open, address: Callable[[Path], str]) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report(f"{address(harbor)}#{anchor(denial)}", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#evidence-body .copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“HB does not share photographs with the Coast Service.”\n"
        "Port Authority, Port Authority Response to Senator Day, 3 May 2021; question 1, "
        f"characters {denial.places[0].start}-{denial.places[0].end}.\n"
        f"{denial.iri}")
    page.locator("#evidence-body .copy-link").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith(location.protocol)")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_copying_works_where_the_browser_refuses_the_clipboard(harbor: Path, open_report: Open) -> None:
    denial = find_claim(harbor, "shares", "Denied")
    page = open_report(f"{(harbor / FILE).as_uri()}#{anchor(denial)}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#evidence-body .copy").click()
    page.get_by_role("button", name="Copied").wait_for()


@pytest.mark.parametrize("view", ["claims", "denials"])
def test_csv_is_what_the_command_writes(letter: Path, open_report: Open, tmp_path: Path, view: str) -> None:
    page = open_report((letter / FILE).as_uri())
    show(page, f"view-{view}")
    with page.expect_download() as caught:
        page.locator(f'[data-sheet="{view}"] .download').click()
    assert caught.value.suggested_filename == f"ice-wyden-2019-{view}.csv"
    caught.value.save_as(tmp_path / "rows.csv")
    sheet = {"claims": lay_claims, "denials": lay_denials}[view](open_record(letter))
    assert (tmp_path / "rows.csv").read_bytes().decode("utf-8") == write_csv(sheet) + "\r\n"


def test_search_choice_and_order_of_rows(letter: Path, open_report: Open, tmp_path: Path) -> None:
    page = open_report((letter / FILE).as_uri())
    show(page, "view-claims")
    sheet = page.locator('[data-sheet="claims"]')
    rows = sheet.locator("tbody:visible")
    total = rows.count()
    sheet.get_by_label("Search").fill("smartlink DENIED")
    found = rows.count()
    assert 0 < found < total and f"{found} of {total} rows" in sheet.locator(".shown").inner_text()
    assert all("smartlink" in text.lower() and "denied" in text.lower() for text in rows.all_inner_texts())
    sheet.get_by_label("Search").fill("no such words anywhere")
    assert rows.count() == 0 and sheet.locator(".no-match").is_visible()
    sheet.locator(".clear").click()
    assert rows.count() == total
    sheet.locator("select[data-name=stance]").select_option("hedged")
    assert {row.locator("td").nth(4).inner_text() for row in rows.all()} == {"hedged"}
    with page.expect_download() as caught:
        sheet.locator(".download").click()
    caught.value.save_as(tmp_path / "rows.csv")
    assert len(list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8"))))) == rows.count() + 1
    head = sheet.locator("th", has_text="who")
    before = [row.locator("td").first.inner_text() for row in rows.all()]
    for order, expected in (("ascending", sorted(before, key=str.casefold)),
                            ("descending", sorted(before, key=str.casefold, reverse=True)), ("none", before)):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        assert [row.locator("td").first.inner_text() for row in rows.all()] == expected


def test_headline_leads_to_the_rows_it_counts(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    link = page.locator(".headline a.hedged")
    number = int(link.locator("b").inner_text())
    link.click()
    page.locator("#view-claims").wait_for()
    assert page.locator('[data-sheet="claims"] tbody:visible').count() == number
    page.locator(".headline a.denied").click()
    page.locator("#view-denials").wait_for()


# ---------------------------------------------------------------------------------------------------- the drawing


def test_drawing_is_chosen_filtered_moved_and_sized(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    picker, drawing = page.locator("#pick-drawing"), page.locator(".drawing:visible")
    assert drawing.count() == 1
    picker.select_option(label="SmartLINK")
    assert drawing.count() == 1 and drawing.get_attribute("id") == "dataflow-smartlink"
    picker.select_option("dataflow")
    page.locator("#pick-status").select_option("denied")
    left = drawing.locator(".edge:not(.is-out)")
    assert {edge.get_attribute("data-status") for edge in left.all()} == {"denied"}
    flows = page.locator('[data-sheet="flows"] tbody:visible')
    assert {row.locator("td").nth(4).inner_text().partition(",")[0] for row in flows.all()} == {"denied"}
    assert f"{left.count()} of {drawing.locator('.edge').count()} arrows" in page.locator("#drawing-note").inner_text()
    page.locator("#pick-status").select_option("")
    kind = page.locator("#pick-data option").nth(1).get_attribute("value") or ""
    page.locator("#pick-data").select_option(kind)
    assert all(kind in (edge.get_attribute("data-kinds") or "").split("\n") for edge in left.all())
    page.locator("#pick-data").select_option("")
    page.locator("#pick-modality").select_option("Procedural")
    assert all("Procedural" in (edge.get_attribute("data-modalities") or "") for edge in left.all())
    page.locator("#pick-modality").select_option("")

    def measure() -> float:
        return float(drawing.locator("svg").evaluate("svg => svg.getBoundingClientRect().width"))

    width = measure()
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    assert measure() > 1.4 * width
    canvas = page.locator("#canvas")
    box = canvas.bounding_box()
    assert box
    before = canvas.evaluate("canvas => canvas.scrollLeft")
    page.mouse.move(box["x"] + 300, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 80, steps=5)
    page.mouse.up()
    assert canvas.evaluate("canvas => canvas.scrollLeft") > before
    assert read_hash(page) == "", "a drag is no click"
    page.get_by_role("button", name="Fit").click()
    assert measure() <= box["width"]
    canvas.focus()
    page.keyboard.press("+")
    assert measure() > 0


def test_claim_that_is_not_in_this_drawing_is_shown_in_another(letter: Path, open_report: Open) -> None:
    page = open_report((letter / FILE).as_uri())
    whole, drawn = (
        [name for edge in page.locator(f"{part} .edge").all()
         for name in (edge.get_attribute("data-claims") or "").split()] for part in ("#dataflow", ".drawing"))
    other = next(name for name in drawn if name not in whole)
    page.evaluate("name => { location.hash = name; }", other)
    page.wait_for_function("document.querySelector('#dataflow').hidden")
    assert page.locator(".drawing:visible .edge.is-current").count() >= 1


# ---------------------------------------------------------------------------------------------------- any reader


VIEWS = ("view-diagram", "view-claims", "view-denials", "view-ledger", "view-matrix", "view-tensions",
         "view-timeline", "view-lifecycle", "view-checks", "view-coverage")


@SIZES
@pytest.mark.parametrize(("name", "scheme"), [("harbor", "light"), ("harbor", "dark"), ("silent", "light")])
def test_axe_finds_no_serious_fault(
    request: pytest.FixtureRequest, open_report: Open, size, scheme: str, name: str
) -> None:
    from axe_playwright_python.base import AXE_FILE_PATH

    folder: Path = request.getfixturevalue(name)
    page = open_report((folder / FILE).as_uri(), size, color_scheme=scheme)
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    links = [str(link.get_attribute("value")) for link in page.locator("#pick-view option").all()]
    assert len(links) >= len(VIEWS)
    for view in links:
        show(page, view)
        assert list_faults(page.evaluate("axe.run()")) == []
    if name == "harbor":
        page.evaluate("name => { location.hash = name; }", anchor(find_claim(folder, "shares", "Denied")))
        page.locator("#evidence.is-open").wait_for()
        assert list_faults(page.evaluate("axe.run()")) == []


def list_faults(response: dict) -> list[tuple[str, str, list[str]]]:
    return [(fault["id"], fault["help"], [node["html"][:200] for node in fault["nodes"]][:3])
            for fault in response["violations"] if fault["impact"] in ("serious", "critical")]


def test_stances_differ_without_colour(harbor: Path, open_report: Open) -> None:
    page = open_report((harbor / FILE).as_uri())
    lines = {}
    for stance in ("stated", "hedged", "denied"):
        words = page.locator(f".document .said.{stance}").first
        lines[stance] = words.evaluate("""element => {
            const mark = getComputedStyle(element, '::before').content;
            return getComputedStyle(element).textDecorationStyle + ' ' + mark;
        }""")
    assert len(set(lines.values())) == 3
    assert "✕" in lines["denied"] and "?" in lines["hedged"]


@SIZES
@pytest.mark.parametrize("name", ["harbor", "silent", "hostile", "letter"])
def test_nothing_sticks_out_or_lies_over_another(
    request: pytest.FixtureRequest, open_report: Open, size, name: str
) -> None:
    folder: Path = request.getfixturevalue(name)
    page = open_report((folder / FILE).as_uri(), size)
    for option in page.locator("#pick-view option").all():
        show(page, str(option.get_attribute("value")))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], (option.get_attribute("value"), wide)
        cut = page.evaluate("""[...document.querySelectorAll('.views a, .outline a, .button, th, td, .note, label')]
            .filter(element => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1
                && getComputedStyle(element).display !== 'inline')
            .map(element => element.outerHTML.slice(0, 120))""")
        assert cut == [], option.get_attribute("value")


def test_theme_is_chosen_and_kept(harbor: Path, open_report: Open) -> None:
    page = open_report((harbor / FILE).as_uri(), color_scheme="light")

    def read_ground() -> str:
        return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

    light = read_ground()
    page.locator("#theme").click()
    dark = read_ground()
    assert dark != light
    page.reload()
    assert read_ground() == dark
    page.locator("#theme").click()
    assert read_ground() == light


def test_document_without_claims_says_why_each_page_is_empty(silent: Path, open_report: Open) -> None:
    page = open_report((silent / FILE).as_uri())
    assert "No statement could be read" in page.locator(".headline").inner_text()
    for option in page.locator("#pick-view option").all():
        view = str(option.get_attribute("value"))
        show(page, view)
        if view not in ("view-document", "view-coverage"):
            assert len(page.locator(f"#{view} .empty").inner_text()) > 20
    page.locator("#view-coverage tbody a").first.click()
    assert "No statement was read from this" in page.locator("#evidence-body").inner_text()


@SIZES
def test_hostile_letter_changes_nothing(hostile: Path, open_report: Open, address: Callable[[Path], str], size) -> None:
    page = open_report(address(hostile), size)
    title = page.title()
    assert "taken" not in title
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert page.evaluate("document.querySelectorAll('img, iframe, b[onmouseover], svg[onload]').length") == 0
    assert "<script>document.title" in page.locator(".document").inner_text()
    for claim in open_record(hostile).claims:
        page.evaluate("name => { location.hash = name; }", anchor(claim))
        expect_chosen(page, anchor(claim))
        said = page.locator("#evidence-body blockquote p").first.text_content() or ""
        assert said == claim.places[0].words
    for option in page.locator("#pick-view option").all():
        show(page, str(option.get_attribute("value")))
    assert page.title() == title
    turned = page.locator(".document .said", has_text="Gate").first
    assert turned.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"


def test_page_without_script_is_all_there(harbor: Path, open_report: Open) -> None:
    page = open_report((harbor / FILE).as_uri(), java_script_enabled=False)
    for part in (".document", "#view-diagram", "#view-claims", "#view-coverage", ".cards"):
        assert page.locator(part).is_visible()
    marked(page, anchor(find_claim(harbor, "deletes"))).click()
    assert page.url.endswith(anchor(find_claim(harbor, "deletes")))


def test_paper_holds_the_head_the_drawing_and_the_whole_document(letter: Path, open_report: Open) -> None:
    import pypdfium2

    page = open_report((letter / FILE).as_uri())
    content = page.pdf(format="A4")
    with pypdfium2.PdfDocument(content) as paper:
        texts = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert 5 <= len(texts) <= 25
    whole = keep_letters(" ".join(texts))
    assert "say what is not" in texts[0] and keep_letters("Who gives what to whom") in whole
    for words in page.locator(".document p, .document h3").all_inner_texts():
        assert keep_letters(words)[:60] in whole
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert not page.locator(".views").is_visible() and not page.locator(".tools").first.is_visible()


def keep_letters(text: str) -> str:
    """Without blanks, and without the marks before hedged and denied words."""
    return "".join(sign for sign in text if sign.isalnum())


def test_letter_is_small_enough_to_send(letter: Path) -> None:
    assert (letter / FILE).stat().st_size < 2_000_000
