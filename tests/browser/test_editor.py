"""The plain query editor in Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from visits import Visit

pytestmark = pytest.mark.browser


def test_the_first_query_runs_and_links_to_what_it_found(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    page.get_by_role("button", name="Run").click()
    results = page.get_by_role("region", name="Results")
    expect(results.get_by_role("link", name="id:state/russia")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^1 row in \d+ ms"))
    results.get_by_role("link", name="id:state/russia").click()
    expect(page).to_have_url(re.compile("/entity/state/russia$"))


def test_a_query_is_run_by_keyboard_and_kept_in_the_address(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    box = page.get_by_label("SPARQL", exact=True)
    box.fill("ASK { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer")).to_have_text("Yes.")
    page.reload()
    expect(box).to_have_value("ASK { ?s ?p ?o }")
    expect(page).to_have_url(re.compile(r"editor=plain"))


def test_a_fault_is_marked_where_it_is(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    page.get_by_label("SPARQL", exact=True).fill(
        "SELECT *\nWHERE {\n  ?s ?p FILTER }\n"
    )
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("line 3")
    expect(page.locator("#gutter .at-fault")).to_have_text("3")
    assert [each for each in visit.problems if "400" not in each] == []
    visit.problems.clear()


def test_an_example_is_opened_and_runs(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    example = page.locator(".samples a").first
    question = example.inner_text()
    example.click()
    assert question
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ rows? in"))


def test_a_graph_is_shown_as_turtle(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    page.get_by_label("SPARQL", exact=True).fill(
        "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"
    )
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#output pre")).to_contain_text("w3id.org/recog")


@pytest.mark.parametrize("name", ["CSV", "JSON"])
def test_results_are_downloaded(visit: Visit, name: str) -> None:
    page = visit.open("/query?editor=plain")
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Download {name}").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert "state/russia" in text


def test_the_colours_lie_exactly_under_the_text(visit: Visit) -> None:
    page = visit.open("/query?editor=plain")
    same = """() => {
      const box = document.getElementById("query");
      const paint = document.getElementById("paint");
      return [box.value + "\\n" === paint.textContent,
              getComputedStyle(box).font === getComputedStyle(paint).font,
              box.scrollHeight === paint.scrollHeight || box.scrollHeight];
    }"""
    assert page.evaluate(same)[:2] == [True, True]
