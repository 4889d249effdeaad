"""Pages of a server in Chromium, which may neither complain nor be wider than their window."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from tests.serve.servers import Server

SLOW = 60_000  # milliseconds
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def open_page(browser: Browser, server: Server, size: dict[str, int], path: str = "query",
              ready: str = "form[data-ready]") -> Iterator[Page]:
    """A page once it is ready: once what `ready` selects is there."""
    context = browser.new_context(viewport=size, accept_downloads=True)  # type: ignore[arg-type]
    page, complaints = context.new_page(), list[str]()
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(server.url + path)
    page.wait_for_selector(ready)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    # That a query is wrong is told by its status, which Chromium puts into the console by itself.
    assert [said for said in complaints if "status of 400" not in said] == []
    context.close()
