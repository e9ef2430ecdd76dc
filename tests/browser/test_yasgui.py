"""YASGUI in Chromium, under our policy: nothing asked elsewhere, nothing blocked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from recog.web.assets import has_yasgui
from visits import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not has_yasgui(), reason="YASGUI is not here: make editor, which needs npm"
    ),
]

SPANS = """PREFIX recog: <https://w3id.org/recog/def/>
SELECT ?who ?target ?since ?until WHERE {
  ?s a recog:Span ; recog:track recog:StateRecognition ; recog:actor ?who ;
    recog:target ?target ; recog:startEarliest ?since .
  OPTIONAL { ?s recog:endLatest ?until } } ORDER BY ?since ?who ?target LIMIT 20"""
YEARS = """PREFIX recog: <https://w3id.org/recog/def/>
SELECT ?track (COUNT(*) AS ?n) WHERE { ?s a recog:Span ; recog:track ?track }
GROUP BY ?track ORDER BY ?track"""
EDGES = """PREFIX recog: <https://w3id.org/recog/def/>
CONSTRUCT { ?a recog:actor ?b } WHERE { ?s recog:actor ?a ; recog:target ?b } LIMIT 9"""
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EDITOR = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(visit: Visit, query: str = "", run: str = "") -> Page:
    given = {name: text for name, text in (("query", query), ("run", run)) if text}
    page = visit.open(f"/query?{urlencode(given)}" if given else "/query")
    expect(page.locator("#yasgui .CodeMirror").first).to_be_visible()
    return page


def text_of(page: Page) -> str:
    script = (
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    )
    return str(page.evaluate(script))


def write(page: Page, text: str) -> None:
    page.evaluate(
        f"""text => {{
          const editor = {EDITOR};
          editor.setValue(""); editor.focus(); editor.replaceSelection(text);
        }}""",
        text,
    )


def state(page: Page) -> Locator:
    return page.locator("#query-state")


@pytest.fixture
def faults(visit: Visit) -> Iterator[list[str]]:
    """Give the problems of a visit; answers that are errors are none here."""
    yield visit.problems
    visit.problems[:] = [
        each for each in visit.problems if "Failed to load" not in each
    ]


def test_the_first_query_runs_and_its_rows_lead_on(visit: Visit) -> None:
    page = opened(visit)
    assert page.locator("#plain").is_hidden()
    page.locator(".yasqe_queryButton").first.click()
    expect(page.locator(".yasr_results a.iri").first).to_have_text("id:state/russia")
    expect(state(page)).to_have_text(re.compile(r"^1 row in \d+ ms\.$"))
    assert parse_qs(urlsplit(page.url).query)["query"][0] == text_of(page)
    hosts = {urlsplit(each).netloc for each in visit.asked}
    assert hosts == {urlsplit(visit.server).netloc}


def test_a_permanent_link_opens_its_query_and_runs_it(visit: Visit) -> None:
    page = opened(visit, SPANS, "now")
    expect(state(page)).to_have_text(re.compile(r"^20 rows in"))
    assert text_of(page) == SPANS
    page.locator(".yasqe_share").first.click()
    link = page.locator(".yasqe_sharePopup input").first.input_value()
    assert link == f"{visit.server}/query?{urlencode({'query': SPANS})}"


@pytest.mark.parametrize(
    ("query", "view", "shown"),
    [
        (YEARS, "Chart", ".recog-chart rect.bar"),
        (SPANS, "Timeline", ".recog-timeline .span"),
        (SPANS, "Graph", ".recog-network canvas"),
        (EDGES, "Graph", ".recog-network canvas"),
        (SPANS, "Response", ".yasr_results .CodeMirror"),
    ],
    ids=["chart", "timeline", "graph", "graph-of-statements", "response"],
)
def test_results_are_drawn(visit: Visit, query: str, view: str, shown: str) -> None:
    page = opened(visit, query, "now")
    expect(state(page)).to_have_text(re.compile(r"in \d+ ms"))
    page.get_by_role("button", name=f"Shows {view} view").click()
    expect(page.locator(shown).first).to_be_visible()
    if view == "Timeline":
        assert page.locator(shown).count() == 20
        labels = page.locator(".recog-timeline text").all_text_contents()
        assert any("United States" in each for each in labels)


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("SELECT * WHERE { ?s a recog:Sp", "recog:Span"),
        ("SELECT * WHERE { ?s recog:startE", "recog:startEarliest"),
        (
            "SELECT * WHERE { ?s recog:target <https://w3id.org/recog/id/state/koso",
            "<https://w3id.org/recog/id/state/kosovo>",
        ),
        (
            "SELECT * WHERE { ?s recog:track recog:StateR",
            "recog:StateRecognition",
        ),
    ],
    ids=["class", "property", "party", "value"],
)
def test_what_the_graph_knows_is_offered(
    visit: Visit, written: str, offered: str
) -> None:
    page = opened(visit)
    write(page, f"PREFIX recog: <https://w3id.org/recog/def/>\n{written}")
    page.keyboard.press("Control+Space")
    hint = page.locator(".CodeMirror-hints li").filter(has_text=offered).first
    expect(hint).to_be_visible()
    hint.click()
    expect(page.locator(".CodeMirror-hints")).to_have_count(0)
    assert text_of(page).endswith(offered)


def test_a_prefix_of_ours_is_declared_when_the_query_runs(visit: Visit) -> None:
    page = opened(visit)
    write(page, "SELECT ?s WHERE { ?s a recog:Track }")
    page.keyboard.press("Control+Enter")
    expect(state(page)).to_have_text(re.compile(r"^\d+ rows? in"))
    assert "PREFIX recog: <https://w3id.org/recog/def/>" in text_of(page)


def test_a_slow_query_says_why_and_cancel_ends_it_on_the_server(visit: Visit) -> None:
    page = opened(visit, ENDLESS, "now")
    expect(state(page)).to_contain_text("3 parts that share no variable")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".recog-fault")).to_contain_text("ended the query too")
    expect(state(page)).to_have_text("Stopped.")
    # both workers are free: else the second of these would wait for the deadline
    for _ in range(2):
        page.locator(".yasqe_queryButton").first.click()
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator(".recog-fault")).to_contain_text("Stopped")
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(state(page)).to_have_text(re.compile(r"^Answered in \d+ ms"), timeout=15_000)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT *\nWHERE { ?s ?p FILTER }", "line 2"),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "may not"),
    ],
)
def test_a_fault_is_told_in_words(
    visit: Visit, faults: list[str], query: str, words: str
) -> None:
    page = opened(visit, query, "now")
    expect(page.locator(".recog-fault")).to_contain_text(words)
    expect(state(page)).to_have_text("")
    assert [each for each in faults if "Failed to load" not in each] == []


def test_a_limit_is_named_with_what_makes_the_query_costly(
    visit: Visit, faults: list[str]
) -> None:
    page = opened(visit)
    page.route(
        "**/sparql",
        lambda route: route.continue_(url=f"{visit.server}/sparql?timeout=1"),
    )
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    fault = page.locator(".recog-fault")
    expect(fault).to_contain_text("The query took too long")
    expect(fault).to_contain_text("the time a query has: 1 seconds")
    expect(fault).to_contain_text("every row of one is combined")
    assert len(faults) == 1


def test_the_plain_editor_is_one_link_away(visit: Visit) -> None:
    page = opened(visit, "ASK {}")
    page.goto(f"{visit.server}/query?editor=plain&query={quote('ASK {}')}")
    expect(page.get_by_label("SPARQL", exact=True)).to_have_value("ASK {}")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_editor_fits_and_its_results_scroll_inside(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = opened(visit, SPANS, "now")
    expect(state(page)).to_have_text(re.compile(r"^20 rows in"))
    for view in ("Table", "Timeline", "Graph"):
        page.get_by_role("button", name=f"Shows {view} view").click()
        assert page.evaluate(WIDE) == 0


def test_what_is_ours_in_the_editor_keeps_the_rules_of_accessibility(
    visit: Visit,
) -> None:
    page = opened(visit, SPANS, "now")
    expect(state(page)).to_have_text(re.compile(r"^20 rows in"))
    page.get_by_role("button", name="Shows Timeline view").click()
    expect(page.locator(".recog-timeline")).to_be_visible()
    found = Axe().run(page, context=[".recog-drawn"]).response["violations"]
    assert [each["id"] for each in found] == []
