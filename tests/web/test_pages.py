"""Every page answers, escapes what it is given, and asks nothing of other addresses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import recog.web
from build import claim, entity
from desks import desk
from recog.settings import read_settings
from recog.web import create_app, overview

WEB = Path(recog.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB / "static").glob("*.js"))
STYLES = sorted((WEB / "static").glob("*.css"))
EMIRATE = "government/islamic-emirate-of-afghanistan"
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(2)>\'"&'

PAGES = (
    "/",
    "/?q=afgh",
    "/?q=nothing+of+that+name",
    "/?on=1998-06-01",
    f"/entity/{EMIRATE}",
    f"/entity/{EMIRATE}?on=1998-06-01",
    "/entity/state/russia",
    "/entity/organization/taliban",
    "/entity/person/zamir-kabulov",
    "/entity/list/russia-terrorist-organizations",
    f"/relation/state/russia/{EMIRATE}",
    f"/relation/{EMIRATE}/state/russia?on=2020-01-01",
    "/relation/state/andorra/state/bhutan",
    "/graph",
    "/graph?track=",
    "/graph?around=state/kosovo&on=2010-01-01&depth=2",
    "/graph?around=state/china&implied=true&on=2025-01-01",
    f"/relation/state/china/{EMIRATE}?implied=true&on=2025-01-01",
    f"/entity/{EMIRATE}?implied=true",
    "/matrix",
    "/matrix?track=state-recognition&implied=true&on=2010-01-01",
    "/matrix?track=relations&targets=Kosovo;Israel&actors=France;+Russia",
    "/map",
    "/map?on=2010-01-01&implied=true",
    "/map?track=relations&actor=state/china&on=1975-01-01",
    "/map?party=Palestine&way=from&track=state-recognition",
    "/timeline",
    "/timeline?entity=organization/taliban",
    "/timeline?actor=state/russia&target=" + EMIRATE,
    "/timeline?entity=state/kosovo&track=state-recognition&from=2008&to=2010",
    "/compare",
    "/compare?from=2025-01-01&to=2025-12-31",
    "/compare?by=days&from=1978-12-31&to=1979-01-01&known_to=&version_from=000001",
    "/compare?from=2007-12-31&to=2020-12-31&entity=kosovo&change=gained",
    "/compare?by=known&known_from=2020-01-01&track=rule",
    "/compare?version_from=000001&on=2025-11-01",
    "/compare?from=1700-01-01&to=1701-01-01",
    "/query",
    "/query?query=ASK%7B%7D",
    "/ask",
    "/ask?q=who+recognised+the+Taliban+government",
    "/ask?q=how+is+the+weather",
    "/sources",
    "/why",
    "/why?actor=state/russia&target=organization/taliban&track=listing&on=2025-05-01",
    f"/why?actor=state/russia&target={EMIRATE}",
    "/why?actor=state/andorra&target=state/bhutan",
    "/quality",
    "/quality?check=contradiction",
    "/quality?check=outlived&entity=state/texas&track=relations",
    "/quality?check=impossible-date&width=31",
)


class _Reader(HTMLParser):
    """Collects what the tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open_texts: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and data.strip():
            self.open_texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in tags]


def _read(client: FlaskClient, address: str) -> _Reader:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    assert response.mimetype == "text/html"
    return _Reader(response.text)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_in_good_order(client: FlaskClient, address: str) -> None:
    page = _read(client, address)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))
    assert len(page.all("h1")) == 1
    assert [each["lang"] for each in page.all("html")] == ["en"]
    assert "#content" in [each.get("href") for each in page.all("a")]
    labelled = {each.get("for") for each in page.all("label")}
    for box in page.all("input", "select", "textarea"):
        if box.get("type") not in ("hidden", "checkbox"):
            assert box["id"] in labelled, box
    assert all(each.get("scope") in ("row", "col") for each in page.all("th"))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_inline_script_or_style(client: FlaskClient, address: str) -> None:
    page = _read(client, address)
    assert page.open_texts == []
    assert page.all("style") == []
    assert all("src" in each for each in page.all("script"))
    for _, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_loads_anything_from_elsewhere(
    client: FlaskClient, address: str
) -> None:
    page = _read(client, address)
    loaded = [
        attributes.get(name, "")
        for tag, attributes in page.tags
        for name in ("src", "srcset", "action", "data", "poster")
        if tag != "a"
    ]
    loaded += [each["href"] for each in page.all("link", "use", "image")]
    assert not [each for each in loaded if re.match(r"(?i)[a-z]+:|//", each)]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_inside_leads_somewhere(client: FlaskClient, address: str) -> None:
    page = _read(client, address)
    ids = {attributes.get("id") for _, attributes in page.tags}
    for each in page.all("a"):
        href = each["href"]
        assert not href.startswith("#") or href[1:] in ids, href
        assert re.match(r"#|/|https?://", href), href


def test_a_page_allows_only_this_service(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_hostile_name_is_shown_as_text(tmp_path: Path) -> None:
    hostile = entity("state/kosovo", HOSTILE)
    said = claim(note=HOSTILE, date_text=HOSTILE, locator=HOSTILE, how=HOSTILE)
    with desk(tmp_path, said, entities=[hostile]) as bench:
        client = create_app(read_settings({}), bench).test_client()
        for address in (
            "/",
            "/?q=alert",
            "/?q=" + HOSTILE.replace("&", "%26"),
            "/entity/state/kosovo",
            "/relation/state/france/state/kosovo",
            "/graph?around=state/kosovo",
            "/timeline?entity=state/kosovo",
            "/compare?from=2000-01-01&to=2020-01-01",
            "/compare?version_from=000001&on=2020-01-01&entity=state/kosovo",
            "/ask?q=who+recognised+Kosovo" + HOSTILE.replace("&", "%26"),
            "/query?query=" + HOSTILE.replace("&", "%26"),
        ):
            text = client.get(address, headers={"Accept": "text/html"}).text
            assert "<script>alert" not in text, address
            assert "<img src=x" not in text, address
            assert not [
                attributes
                for _, attributes in _Reader(text).tags
                if any(name.startswith("on") for name in attributes)
            ]


def test_the_founding_answers_stand_on_their_pages(client: FlaskClient) -> None:
    story = client.get(f"/relation/state/russia/{EMIRATE}").text
    assert "between 30 June and 5 July 2025" in story
    assert "recognised" in story
    listing = "/relation/state/russia/organization/taliban?on="
    possible = client.get(listing + "2025-04-10").text
    assert '<span class="badge possible">possible</span> listed' in possible
    later = client.get(listing + "2025-05-01").text
    assert '<span class="badge contradicted">contradicted</span>' in later
    of_1998 = client.get(f"/entity/{EMIRATE}?on=1998-06-01").text
    for state in ("Pakistan", "Saudi Arabia", "United Arab Emirates"):
        assert state in of_1998


def test_a_date_is_never_more_precise_than_its_claim(tmp_path: Path) -> None:
    with desk(tmp_path, claim(on="2008-02")) as bench:
        client = create_app(read_settings({}), bench).test_client()
        for address in ("/entity/state/kosovo", "/timeline?entity=state/kosovo"):
            text = client.get(address).text
            assert "February 2008" in text
            assert not re.search(r"\d+ February 2008", text)


def test_a_search_that_fits_one_name_goes_to_its_dossier(client: FlaskClient) -> None:
    response = client.get("/?q=Kosovo")
    assert (response.status_code, response.location) == (302, "/entity/state/kosovo")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "Nothing has this address"),
        ("/entity/state/atlantis", 404, "no entity has the id"),
        ("/entity/state/russia?on=yesterday", 400, "yesterday"),
        ("/timeline?entity=Congo", 409, "It may be one of these"),
        ("/graph?around=Atlantis", 400, "Atlantis"),
        ("/graph?track=weather", 400, "known: "),
        ("/compare?by=weather", 400, "known: days, known, versions"),
        ("/compare?from=2025-01-01&known_from=2025-01-01", 400, "one pair"),
        ("/compare?to=2025-01-01", 400, "from is missing"),
        ("/compare?version_from=000099", 404, "no version"),
    ],
)
def test_an_error_is_a_page_that_says_what_would_be_right(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert words in response.text


def test_a_fault_of_ours_is_a_page_that_tells_nothing_of_the_inside(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "world", lambda view, day: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert "a fault of the service" in response.text
    assert "ZeroDivision" not in response.text


def test_an_ambiguous_name_links_to_the_same_page_of_each_candidate(
    client: FlaskClient,
) -> None:
    page = _Reader(client.get("/timeline?track=relations&entity=Congo").text)
    links = {each["href"] for each in page.all("a")}
    asked = "/timeline?track=relations&entity=state/congo-"
    assert {f"{asked}brazzaville", f"{asked}kinshasa"} <= links


def test_a_program_gets_problem_json_for_what_is_not_there(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


def test_vis_network_comes_from_pyvis_and_nothing_else_does(
    client: FlaskClient,
) -> None:
    with client.get("/static/vis/vis-network.min.js") as script:
        assert script.status_code == 200
        assert script.mimetype in ("text/javascript", "application/javascript")
    for other in ("vis-network.css", "../../network.py", "%2e%2e/%2e%2e/network.py"):
        assert client.get(f"/static/vis/{other}").status_code == 404


def test_a_query_runs_without_scripts(client: FlaskClient) -> None:
    query = "SELECT ?n WHERE { <https://w3id.org/recog/id/state/russia> ?p ?n }"
    text = client.get("/query", query_string={"query": query, "run": "yes"}).text
    assert '<th scope="col">n</th>' in text
    broken = client.get("/query", query_string={"query": "SELECT {", "run": "yes"})
    assert "cannot be read" in broken.text


def test_no_template_turns_escaping_off() -> None:
    assert len(TEMPLATES) > 10
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", text), path.name


def test_no_script_writes_markup() -> None:
    assert len(SCRIPTS) >= 3
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
            assert way not in text, path.name
        assert not re.search(r"\beval\(|new Function\b", text), path.name


def test_scripts_and_styles_name_no_other_address() -> None:
    assert STYLES
    for path in (*SCRIPTS, *STYLES):
        text = path.read_text(encoding="utf-8").replace("https://w3id.org/recog/", "")
        assert not re.search(r"https?://|url\((?!#)", text), path.name


def test_a_refusal_and_what_it_beats_stand_on_the_page_of_both(
    client: FlaskClient,
) -> None:
    address = f"/relation/state/china/{EMIRATE}?on=2025-01-01"
    assert "Show what is implied too" in client.get(address).text
    text = client.get(f"{address}&implied=true").text
    assert "Accepted credentials imply recognition" in text
    assert "<strong>refused</strong>" in text
    assert "Said against it" in text
    assert "Zhao Sheng" in text


def test_a_matrix_tells_no_from_nobody_looked_by_mark_and_words(
    client: FlaskClient,
) -> None:
    address = "/matrix?track=state-recognition&targets=Kosovo;Israel&on=2010-01-01"
    text = client.get(address).text
    assert 'title="Algeria → Israel: nobody looked">·</a>' in text
    assert 'title="Serbia → Kosovo: not so: an event says so">×</a>' in text
    assert "/relation/state/france/state/kosovo?on=2010-01-01" in text
    assert "○" not in text
    marked = client.get(f"{address.replace('Kosovo;', 'Palestine;')}&implied=true").text
    assert "Azerbaijan → Palestine: recognised, certain, implied" in marked


def test_a_matrix_too_large_for_a_page_shows_the_columns_most_is_known_of(
    client: FlaskClient,
) -> None:
    text = client.get("/matrix?track=relations&on=2020-01-01").text
    assert "columns of which most is known" in text
    assert text.count("<td") < 9_000
