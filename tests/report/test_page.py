"""The page of a report as text: one file that fetches nothing, the same each time, safe with any letter."""
from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graphkit.report import FILE, build_policy, write_report
from graphkit.report.page import Link, hash_source

LETTER = Path(__file__).parents[1] / "diagram" / "letter.trig"


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.code: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> has an attribute twice"
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.code.append((self.cdata_elem, data))


@pytest.fixture(params=["harbor", "silent", "hostile"])
def page(request: pytest.FixtureRequest) -> str:
    folder: Path = request.getfixturevalue(request.param)
    return (folder / FILE).read_text(encoding="utf-8")


def test_page_has_one_script_and_one_style_with_the_hashes_of_its_policy(page: str) -> None:
    elements = Elements(page)
    code = dict(elements.code)
    assert [tag for tag, _ in elements.found if tag in ("script", "style")] == ["style", "script"]
    policy = next(found["content"] for tag, found in elements.found if tag == "meta" and "http-equiv" in found)
    assert policy == build_policy()
    for name in ("script", "style"):
        assert f"{name}-src {hash_source(code[name])}" in policy
    assert "unsafe" not in policy and "default-src 'none'" in policy


def test_page_fetches_nothing_and_runs_nothing_inline(page: str) -> None:
    for tag, found in Elements(page).found:
        assert not [name for name in found if name.startswith("on") or name == "style"], (tag, found)
        assert tag not in ("iframe", "object", "embed", "img", "form", "base"), tag
        for name in ("src", "href", "action", "xlink:href"):
            assert found.get(name, "#").startswith(("#", "data:,")), (tag, found)


def test_every_link_and_label_leads_to_something_on_the_page(page: str) -> None:
    found = Elements(page).found
    names = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(names) == len(set(names)), "an id stands twice"
    for tag, attributes in found:
        if tag == "a" and attributes.get("href", "").startswith("#"):
            assert attributes["href"][1:] in {*names, "view-document"}, attributes
        for name in listed(attributes, "data-claims", "data-things", "data-questions", "data-ends", "aria-labelledby"):
            assert name in names, (tag, attributes)


def listed(attributes: dict[str, str], *keys: str) -> list[str]:
    return [name for key in keys for name in attributes.get(key, "").split()]


def test_same_build_gives_the_same_bytes(harbor: Path) -> None:
    assert write_report(harbor) == (harbor / FILE).read_bytes().decode("utf-8")


def test_report_of_a_folder_without_its_other_files_is_whole_and_says_what_is_missing(
    harbor: Path, tmp_path: Path
) -> None:
    (tmp_path / "graph.trig").write_bytes((harbor / "graph.trig").read_bytes())
    (tmp_path / "background.ttl").write_bytes((harbor / "background.ttl").read_bytes())
    page = write_report(tmp_path)
    assert "document.json) does not lie beside this graph" in page
    assert "coverage.csv) does not lie beside this graph" in page
    pattern = r'<g id="(dataflow[^"]*)" class="edge"[^>]*data-claims="([^"]+)"'
    assert set(re.findall(pattern, page)) == set(re.findall(pattern, write_report(harbor))) != set()


def test_drawing_that_lies_there_but_shows_something_else_is_drawn_anew(
    harbor: Path, silent: Path, tmp_path: Path
) -> None:
    for file in harbor.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    for broken in (b"<svg", (silent / "dataflow.svg").read_bytes()):
        (tmp_path / "dataflow.svg").write_bytes(broken)
        assert write_report(tmp_path).count('class="edge"') == (harbor / FILE).read_text("utf-8").count('class="edge"')


def test_report_of_a_file_of_rdf() -> None:
    page = write_report(LETTER)
    assert 'class="card denied"' in page


def test_links_of_a_server_stand_on_the_page(harbor: Path) -> None:
    page = write_report(harbor, links=[Link("All <builds>", "/builds?a=1&b=2")])
    assert '<a class="button" href="/builds?a=1&amp;b=2">All &lt;builds&gt;</a>' in page
