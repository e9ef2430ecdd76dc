"""The map in Chromium: coloured by day without asking again, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from visits import Visit

pytestmark = pytest.mark.browser

GERMANY = "state/germany"


def _tile(page: Page, party: str) -> Locator:
    return page.locator(f".tile-map a[data-party='{party}']")


def _opened(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    expect(page.get_by_label("Through time")).to_be_visible()
    return page


def test_the_slider_colours_the_tiles_without_asking_again(visit: Visit) -> None:
    page = _opened(visit, "/map?target=Kosovo&on=2010-01-01")
    expect(_tile(page, GERMANY)).to_have_class("tile certain")
    before = len(visit.asked)
    page.get_by_label("Through time").focus()
    page.keyboard.press("Home")
    expect(_tile(page, GERMANY)).to_have_class("tile none")
    expect(_tile(page, "state/china")).to_have_class("tile unknown")
    expect(page.locator("#summary")).not_to_contain_text("certain")
    page.keyboard.press("End")
    expect(_tile(page, GERMANY)).to_have_class("tile certain")
    assert visit.asked[before:] == []


def test_a_year_on_changes_tiles_table_address_and_links(visit: Visit) -> None:
    page = _opened(visit, "/map?target=Palestine&on=1988-06-01&implied=true")
    expect(page.get_by_role("heading", name="Not on the map")).to_be_hidden()
    page.get_by_role("link", name="One year on").click()
    expect(page).to_have_url(re.compile("on=1989-06-01"))
    tile = _tile(page, "state/malta")
    expect(tile).to_have_class("tile contradicted")
    expect(tile).to_have_attribute("href", re.compile("on=1989-06-01&implied=true"))
    expect(page.locator("#others")).to_contain_text("Czechoslovakia")
    expect(page.locator("#rows tr").first).to_contain_text("recognised, certain")
    cite = page.get_by_role("link", name="Cite this answer")
    expect(cite).to_have_attribute("href", re.compile("on=1989-06-01"))


def test_what_the_slider_shows_is_what_the_page_of_that_day_shows(
    visit: Visit,
) -> None:
    page = _opened(visit, "/map?target=Kosovo&on=2009-03-01")
    page.get_by_label("On", exact=True).fill("2013-03-01")
    expect(page).to_have_url(re.compile("on=2013-03-01"))
    read = """() => ["#summary", ".tile-map", "#others", "#rows"].map((part) =>
        document.querySelector(part).textContent.replace(/\\s+/g, ""))"""
    shown = page.evaluate(read)
    page.reload()
    expect(page.get_by_label("Through time")).to_be_visible()
    assert page.evaluate(read) == shown


def test_a_map_works_without_scripts(visit: Visit) -> None:
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{visit.server}/map?target=Kosovo&on=2009-06-01")
    page.get_by_role("link", name="One year back").click()
    expect(page.locator("#summary")).to_contain_text("On 1 June 2008")
    page.get_by_label("Party", exact=True).fill("Palestine")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Palestine")
    _tile(page, GERMANY).click()
    expect(page).to_have_url(re.compile("/relation/state/germany/state/palestine"))
    context.close()


def test_a_telephone_begins_with_the_party_looked_at(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    page = _opened(visit, "/map?target=Kosovo&on=2010-01-01")
    own, shown = page.locator("a.own").bounding_box(), page.viewport_size
    assert own is not None
    assert shown is not None
    assert 0 < own["x"] < shown["width"] - own["width"]
    assert own["width"] >= 24
