"""Builds whose reports are looked at: an ordinary letter, one that says nothing, and one written to do harm."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.report import FILE
from tests.serve.servers import run_serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LETTER = """Port Authority
Response to Senator Day
3 May 2021

1. Who keeps the photographs?

The Harbor Bureau (HB) keeps photographs in the Gate Log System (GLS). The Gate Log System is owned by HB.
HB does not share photographs with the Coast Service. HB is not aware of any written guidance.

a. Who may see them?

The Coast Service may query GLS. HB submits photographs to the Tide Office through GLS.

2. How long are photographs kept?

HB deletes photographs after 30 days.

3. Thank you.
"""
SILENT = """Notes

Who keeps the photographs?
"""
#: Markup, quotes of all that the page is written in, marks that turn the reading order, and a sentence without end.
HOSTILE = (
    """Port Authority <script>document.title = "taken"</script>
Response to Senator "Day" <img src=x onerror=alert(1)>
3 May 2021

1. Who keeps the "photographs'</textarea></script><script>document.title='taken'</script>?

The Harbor Bureau (HB) keeps <b onmouseover=alert(1)>photographs</b> in the Gate\u202e Log \u2066System. """
    """HB does not share photographs with the "Coast' Service --> </style><svg onload=alert(1)>. =HYPERLINK("x") is """
    """shared by HB with the Tide Office. The {{ 7 * 7 }} {% raw %} Bureau shares &lt;photographs&gt; with the Tide """
    """Office \u200f\u202d.

The Harbor Bureau shares """ + "very " * 1000 + """old photographs with the Tide Office.
"""
)


def build(text: str, folder: Path, name: str) -> Path:
    """A letter to the folder of its build."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / f"{name}.txt"), "--output", str(folder)])
    assert result.exit_code == 0, result.output
    return folder / name


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(LETTER, tmp_path_factory.mktemp("report"), "harbor")


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(SILENT, tmp_path_factory.mktemp("report"), "silent")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(HOSTILE, tmp_path_factory.mktemp("report"), "hostile")


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of a real letter, with every kind of finding."""
    folder = tmp_path_factory.mktemp("report")
    text = (Path(__file__).parents[2] / "seeds" / "ice-wyden-2019.txt").read_text(encoding="utf-8")
    return build(text, folder, "ice-wyden-2019")


# ---------------------------------------------------------------------------------------------------- browser

WIDE, PHONE = (1440, 900), (390, 844)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The Chromium of the system, without a window; of a module, since its loop would be in the way of other tests."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Reader:
    """Someone who looks at a report: a tab of a browser, in which nothing may go wrong."""

    def __init__(self, browser: Browser, size: tuple[int, int], **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.troubles: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.note(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self.note(True, str(error)))
        self.page.on("dialog", lambda dialog: (self.note(True, f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def note(self, trouble: bool, words: str) -> None:
        if trouble:
            self.troubles.append(words)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        return self.page


@pytest.fixture
def open_report(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a report at a size; at the end nothing may have been fetched, thrown or complained of."""
    readers: list[Reader] = []

    def open_at(address: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        readers.append(Reader(chromium, size, **options))
        return readers[-1].open(address)

    yield open_at
    for reader in readers:
        fetched = [url for url in reader.requests if not url.startswith(("data:", "blob:"))]
        reader.context.close()
        assert reader.troubles == []
        assert len({url.partition("#")[0] for url in fetched}) == 1, fetched


@pytest.fixture(scope="session")
def served(harbor: Path, hostile: Path) -> Iterator[str]:
    """The address of a server of two builds, as a user would serve them."""
    with run_serve(harbor, hostile) as server:
        yield server.url


@pytest.fixture(params=["file", "served"])
def address(request: pytest.FixtureRequest) -> Callable[[Path], str]:
    """The address of a build's report: on the disk, or on a server that sends the report's policy."""
    if request.param == "file":
        return lambda folder: (folder / FILE).as_uri()
    url: str = request.getfixturevalue("served")
    return lambda folder: f"{url}builds/{folder.name}/"
