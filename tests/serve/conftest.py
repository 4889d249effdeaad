from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from graphkit.cli import main
from tests.serve.servers import LETTER, Server, run_serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = """Port Authority
Response to Senator Day
3 May 2021

1. Who keeps the photographs?

The Harbor Bureau (HB) keeps photographs in the Gate Log System (GLS).
HB does not share photographs with the Tide Office.
"""


@pytest.fixture(scope="session")
def letter_server() -> Iterator[Server]:
    """The committed build of the letter, served as a user would serve it."""
    with run_serve(LETTER) as server:
        yield server


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A small letter, built and served."""
    folder = tmp_path_factory.mktemp("port")
    (folder / "port.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / "port.txt"), "--output", str(folder / "exports")])
    assert result.exit_code == 0, result.output
    with run_serve(cwd=folder) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium of the system; of a module, since its loop would be in the way of other tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
