"""The pages in Chromium, as a reader uses them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from visits import Visit

pytestmark = pytest.mark.browser

EMIRATE = "government/islamic-emirate-of-afghanistan"
PAGES = (
    "/",
    "/?q=afgh",
    f"/entity/{EMIRATE}",
    "/entity/state/kosovo?on=2010-01-01",
    f"/relation/state/russia/{EMIRATE}",
    f"/relation/state/china/{EMIRATE}?implied=true",
    "/matrix?track=state-recognition&targets=Kosovo;Israel&implied=true",
    "/map?on=2010-01-01",
    "/graph?around=organization/taliban",
    f"/timeline?entity={EMIRATE}",
    "/compare",
    "/compare?from=2025-01-01&to=2025-12-31",
    "/compare?version_from=000001&on=2025-11-01&track=listing",
    "/query",
    "/query?editor=plain",
    "/about",
    "/vocabulary",
    "/questions",
    "/thing/def/actor",
    "/about/spans",
    "/ask?q=who+recognised+the+Taliban+government",
    "/relation/state/united-states/state/nicaragua?on=1851-12-01",
    "/why?actor=state/united-states&target=state/nicaragua&on=1851-12-01",
    "/cite/status?actor=state/russia&target=organization/taliban&on=2025-05-01",
    "/sources",
    "/quality",
    "/quality?check=outlived",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_telephone_and_keeps_the_rules_of_accessibility(
    visit: Visit, path: str
) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    page = visit.open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(WIDE) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    found = _violations(page, {"runOnly": RULES})
    page.emulate_media(color_scheme="dark")
    found += _violations(
        page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    )
    assert found == []


def _violations(page: Page, options: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"][:3]])
        for each in Axe().run(page, options=options).response["violations"]
    ]


def test_a_search_leads_to_a_dossier(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Find a party").type("taliban gov")
    suggestions = page.get_by_role("listbox")
    expect(suggestions).to_be_visible()
    suggestions.get_by_role("option", name=re.compile("Islamic Emirate")).first.click()
    expect(page).to_have_url(re.compile(f"/entity/{EMIRATE}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Islamic Emirate")


def test_the_founding_question_is_answered_on_the_first_page(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="Who recognised the Taliban government").click()
    answer = page.locator(".answer")
    expect(answer).to_contain_text("Russia")
    held = page.get_by_role("table").first
    for state in ("Russia", "Pakistan", "Saudi Arabia", "United Arab Emirates"):
        expect(held).to_contain_text(state)


@pytest.mark.parametrize(
    ("day", "badge"), [("10 April 2025", "possible"), ("1 May 2025", "contradicted")]
)
def test_doubt_about_the_list_is_shown(visit: Visit, day: str, badge: str) -> None:
    page = visit.open("/ask")
    page.get_by_label("Your question").fill(
        f"Was the Taliban on Russia's list on {day}?"
    )
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(f".badge.{badge}").first).to_be_visible()
    page.locator("details.said > summary").first.click()
    expect(page.locator(".claims li").first).to_be_visible()


def test_the_sparql_of_an_answer_runs_in_the_editor(visit: Visit) -> None:
    page = visit.open("/ask?q=who+recognised+the+Taliban+government")
    link = page.get_by_role("link", name="Open in the query editor")
    page = visit.open(f"{link.get_attribute('href')}&editor=plain")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("region", name="Results")).to_contain_text("state/russia")


def test_another_day_changes_a_dossier(visit: Visit) -> None:
    page = visit.open(f"/entity/{EMIRATE}")
    page.get_by_label("Status on").fill("1998-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="On 1 June 1998")).to_be_visible()
    group = page.locator("details.group", has_text="Recognised as a government by")
    expect(group).to_contain_text("Pakistan")
    expect(group).not_to_contain_text("Russia")


def test_a_span_in_the_picture_leads_to_its_row(visit: Visit) -> None:
    page = visit.open(f"/timeline?entity={EMIRATE}")
    bar = page.locator(".picture a[href^='#span-']").first
    bar.click()
    row = page.locator(page.evaluate("location.hash"))
    expect(row).to_be_in_viewport()


def test_a_timeline_is_downloaded(visit: Visit) -> None:
    page = visit.open("/timeline?entity=organization/taliban")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    text = started.value.path().read_text(encoding="utf-8")
    assert "Supreme Court" in text


def test_a_year_is_compared_without_scripts(visit: Visit) -> None:
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{visit.server}/compare")
    page.get_by_label("What holds on").fill("2024-12-31")
    page.get_by_label("and on").fill("2025-12-31")
    page.get_by_role("button", name="Compare").click()
    gained = page.locator("details.group", has_text="Gained")
    expect(gained).to_contain_text("recognition, 3 July 2025")
    page.get_by_label("two versions of the graph").check()
    expect(page.get_by_label("What holds on")).to_be_hidden()
    page.get_by_label("Version", exact=True).select_option("000001")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("versions 000001")
    expect(page.locator(".fate").first).to_have_text("New:")
    context.close()


def test_a_page_works_without_scripts(visit: Visit) -> None:
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{visit.server}/graph?around=organization/taliban&on=2024-01-01")
    expect(page.get_by_role("table")).to_contain_text("Supreme Court")
    page.goto(f"{visit.server}/query")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("region", name="Results")).to_contain_text("Russia")
    context.close()


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "q")
    page.keyboard.type("kosovo")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Kosovo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/entity/state/kosovo"))
    page.get_by_label("Status on").focus()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.locator("details.group > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.group").first).to_have_attribute("open", "")


def test_an_address_that_is_not_there_says_so(visit: Visit) -> None:
    page = visit.open("/nowhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    assert [each for each in visit.problems if "404" not in each] == []
    visit.problems.clear()
