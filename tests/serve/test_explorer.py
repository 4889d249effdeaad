"""The explorer as the server sends it: it works as it does from a file, under the server's own policy."""
from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.serve.browsers import DESK, PHONE, open_page

pytestmark = [pytest.mark.server, pytest.mark.browser]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_claim_is_found_by_its_words_and_by_its_address(browser, port, size):
    with open_page(browser, port, size, "builds/port/#view-document", ready=".live") as page:
        words = page.locator(".document a.said.denied").first
        words.click()
        expect(page.locator("#evidence-body")).to_contain_text("HB does not share photographs with the Tide Office.")
        address = page.url
        assert "#claim-" in address
    path = address.removeprefix(port.url)
    with open_page(browser, port, size, path, ready=".live") as page:
        expect(page.locator("#evidence-body")).to_contain_text("HB does not share photographs with the Tide Office.")


def test_ways_lead_out_of_it_and_back(browser, port):
    with open_page(browser, port, DESK, "", ready=".live") as page:
        page.click("text=Query")
        page.wait_for_selector("form[data-ready]")
        assert page.url == f"{port.url}builds/port/query"
        page.select_option("#saved", "denials")
        page.click("#run")
        expect(page.locator("#status")).to_contain_text(" ms")
        page.click("table.rows a >> text=HB")
        page.click("text=read it in its place >> nth=0")
        expect(page.locator("#evidence-body")).to_contain_text("HB")
        assert page.url.startswith(f"{port.url}builds/port/#claim-")


def test_the_theme_that_was_chosen_is_kept_on_all_pages(browser, port):
    with open_page(browser, port, DESK, "builds/port/", ready=".live") as page:
        before = page.evaluate("getComputedStyle(document.body).color")
        page.click("#theme")
        page.goto(f"{port.url}ns")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).color") != before
