from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from build import claim
from desks import desk
from recog.cli import main
from recog.domain.receipts import digest, read
from recog.service.receipts import word_of
from recog.settings import read_settings
from recog.store.embedded import Change
from recog.web import create_app

API = "/api/v1"
EMIRATE = "government/islamic-emirate-of-afghanistan"
STATUS = f"{API}/status?track=government-recognition&target={EMIRATE}&on=2025-11-01"
CITING = (
    "/ask?q=who+recognised+the+Taliban+government",
    f"/relation/state/russia/{EMIRATE}",
    "/relation/state/andorra/state/bhutan",
    f"/entity/{EMIRATE}",
    "/entity/person/zamir-kabulov",
    "/timeline?entity=state/kosovo&track=state-recognition",
    "/graph?around=state/kosovo&on=2010-01-01",
)


def receipt(client: FlaskClient, address: str = STATUS) -> str:
    found: str = client.get(address).get_json()["receipt"]
    return found


def told(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(f"{API}/receipts/{word_of(address)}")
    assert response.status_code == status, response.text
    return response.get_json()


def test_a_receipt_is_opened_as_json(client: FlaskClient) -> None:
    body = told(client, address := receipt(client))
    assert (body["verdict"], body["present"]["same"]) == ("holds", True)
    assert body["receipt"] == address
    assert body["question"]["target"]["label"] == "Islamic Emirate of Afghanistan"
    assert body["words"].endswith("on 1 November 2025")
    assert client.get(body["permalink"]).get_json()["receipt"] == address
    assert client.get(body["today"]).get_json()["receipt"] == address
    assert body["cite"]["csl"]["URL"] == f"http://localhost{address}"


def test_the_hash_can_be_computed_from_the_answer(client: FlaskClient) -> None:
    for address in (STATUS, f"{API}/network?around=kosovo&on=2010-01-01"):
        body = client.get(address).get_json()
        known = read(word_of(body["receipt"]))
        about = ("question", "version", "releases", "permalink", "receipt")
        said = {name: value for name, value in body.items() if name not in about}
        for node in said.get("nodes", ()):
            del node["x"], node["y"]
        assert digest(said) == known.sha256
        assert known.releases == {
            each["id"]: each["edition"] for each in body["releases"]
        }


def test_a_receipt_is_a_page_that_says_how_to_cite(client: FlaskClient) -> None:
    text = client.get(address := receipt(client)).text
    assert '<span class="badge certain">holds</span>' in text
    assert "The answer is given again." in text
    assert '<span class="badge certain">the same today</span>' in text
    assert "@misc{recog-000002-" in text
    assert f"http://localhost{address}" in text
    assert text.count("<h1") == 1
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) == 5
    assert "style=" not in text


@pytest.mark.parametrize("address", CITING)
def test_a_page_that_shows_an_answer_leads_to_its_receipt(
    client: FlaskClient, address: str
) -> None:
    text = client.get(address).text.replace("&amp;", "&")
    links = re.findall(r'href="(/receipt/[^"]+|/cite/[^"]+)"', text)
    assert links
    assert "Cite this answer" in text
    for link in links:
        page = client.get(link, follow_redirects=True)
        assert page.status_code == 200
        assert page.request.path.startswith("/receipt/")
        assert '<span class="badge certain">holds</span>' in page.text


def test_the_timeline_page_has_a_permanent_link(client: FlaskClient) -> None:
    text = client.get("/timeline?entity=Kosovo&from=2008").text.replace("&amp;", "&")
    (link,) = re.findall(r'href="([^"]+)">Permanent link', text)
    assert link == "/timeline?entity=state/kosovo&from=2008-01-01&version=000002"
    again = client.get(link)
    assert again.status_code == 200
    assert re.findall('/receipt/[^"]+', again.text) == re.findall(
        '/receipt/[^"]+', text
    )


def test_any_question_can_be_cited_by_its_parameters(client: FlaskClient) -> None:
    found = client.get(f"/cite/{STATUS.removeprefix(f'{API}/')}")
    assert (found.status_code, found.location) == (303, receipt(client))
    for address, words in (
        ("/cite/nonsense", "unknown operation &#39;nonsense&#39;; known: "),
        ("/cite/status?colour=red", "unknown parameter &#39;colour&#39;"),
    ):
        wrong = client.get(address)
        assert wrong.status_code == 400
        assert words in wrong.text


def test_a_question_too_long_for_an_address_has_no_receipt(client: FlaskClient) -> None:
    noise = "".join(digest(each) for each in range(100))
    body = client.get(f"{API}/ask", query_string={"q": noise}).get_json()
    assert body["receipt"] is None
    cited = client.get("/cite/ask", query_string={"q": noise})
    assert cited.status_code == 400
    assert "too long for an address" in cited.text
    assert client.get("/ask", query_string={"q": noise}).status_code == 200


def test_the_page_of_a_question_can_be_of_another_day(client: FlaskClient) -> None:
    text = client.get("/ask?q=Who+recognises+Kosovo&on=2000-01-01").text
    assert "on 1 January 2000" in text


@pytest.mark.parametrize(
    "word", ["x", "AQ", "not-base64-of-anything", "A" * 5_000, "%00", "%F0%9F%98%80"]
)
def test_what_is_no_receipt_is_refused(client: FlaskClient, word: str) -> None:
    body = client.get(f"{API}/receipts/{word}")
    assert body.status_code == 400
    assert "receipt" in body.get_json()["detail"]
    page = client.get(f"/receipt/{word}")
    assert (page.status_code, page.mimetype) == (400, "text/html")


def test_what_differs_today_is_a_readable_list(tmp_path: Path) -> None:
    with desk(tmp_path, claim()) as bench:
        client = create_app(read_settings({}), bench).test_client()
        address = receipt(client, f"{API}/timeline?entity=state/kosovo")
        change = Change(claims=[claim("recognition-withdrawn", on="2011-05")])
        bench.store.commit(change, author="test", message="later", at=bench.now())
        body = told(client, address)
        assert (body["verdict"], body["present"]["same"]) == ("holds", False)
        assert body["present"]["counts"] == {"gained": 1, "lost": 0, "changed": 1}
        text = client.get(address).text
        assert '<span class="badge possible">differs today</span>' in text
        assert "Rows: 1 gained, 0 lost, 1 changed." in text
        assert "until: nothing → 2011-05" in text
        assert "{&#39;" not in text


def test_recog_verify_tells_by_its_exit_whether_a_receipt_holds(
    client: FlaskClient, runner: CliRunner
) -> None:
    address = receipt(client)
    for given in (address, word_of(address), f"https://recog.example{address}?x=1#y"):
        told = runner.invoke(main, ["verify", given])
        assert told.exit_code == 0, told.output
        assert told.output.startswith("holds: Version 000002 gives the same answer")
        assert "today: the same" in told.output
    wrong = runner.invoke(main, ["verify", "nonsense"])
    assert (wrong.exit_code, "recog: " in wrong.stderr) == (2, True)


def test_recog_verify_exits_with_one_for_another_store(
    client: FlaskClient, tmp_path: Path
) -> None:
    with desk(tmp_path, claim()):
        pass
    elsewhere = CliRunner(env={"RECOG_HOME": str(tmp_path)})
    told = elsewhere.invoke(main, ["verify", receipt(client), "--json"])
    assert told.exit_code == 1, told.output
    assert '"verdict": "cannot-be-told"' in told.output
    assert "no government or state is named" in told.output


def test_commands_print_the_receipt_when_asked(runner: CliRunner) -> None:
    for words in (
        ["ask", "Who recognised the Taliban government?", "--receipt"],
        ["status", "--track", "rule", "--on", "2022-01-01", "--receipt"],
    ):
        told = runner.invoke(main, words).output.splitlines()[-1]
        assert told.startswith("Receipt: /receipt/A")
        assert runner.invoke(main, ["verify", told.split()[-1]]).exit_code == 0


def test_the_description_names_receipts(client: FlaskClient) -> None:
    document = client.get(f"{API}/openapi.json").get_json()
    told = document["paths"][f"{API}/receipts/{{receipt}}"]["get"]
    assert set(told["responses"]) == {"200", "400"}
    body = client.get(f"{API}/receipts/{word_of(receipt(client))}").get_json()
    assert set(document["components"]["schemas"]["Receipt"]["properties"]) == set(body)
