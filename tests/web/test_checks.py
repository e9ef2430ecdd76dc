from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from build import claim, entity, when
from desks import desk
from recog.settings import read_settings
from recog.web import create_app


def text(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


def test_without_a_check_the_page_counts_and_lists_nothing(client: FlaskClient) -> None:
    page = text(client, "/quality")
    assert "Two heads of mission at one post" in page
    assert 'href="/quality?check=denial#findings"' in page
    assert "Guinea-Bissau → Kosovo" not in page


def test_the_findings_of_a_check_lead_to_claims_pages_and_files(
    client: FlaskClient,
) -> None:
    page = text(client, "/quality?check=denial&entity=state/kosovo")
    assert "Guinea-Bissau → Kosovo" in page
    assert "Vanuatu → Abkhazia" not in page
    assert 'href="/relation/state/guinea-bissau/state/kosovo"' in page
    assert "Denies it." in page
    address = "/api/v1/quality?entity=state/kosovo&check=denial&format=csv"
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def test_findings_beyond_a_page_are_a_link_away(client: FlaskClient) -> None:
    page = text(client, "/quality?check=contradiction&limit=3")
    assert page.count('<li id="finding-') == 3
    following = page.partition(">Further findings")[0].rpartition('href="')[2]
    again = text(client, following.partition('"')[0])
    assert again.count('<li id="finding-') > 3
    first = page.partition('<li id="finding-')[2].partition('"')[0]
    assert f'id="finding-{first}"' not in again


@pytest.mark.parametrize(
    ("address", "line", "href"),
    [
        (
            "/entity/state/texas",
            "3 findings about the data on Texas: contradictions (1), "
            "statuses that outlive a party (2)",
            "/quality?entity=state/texas",
        ),
        (
            "/relation/state/texas/state/united-states",
            "findings about the data on United States → Texas: ",
            "/quality?actor=state/united-states&target=state/texas",
        ),
    ],
)
def test_a_party_and_a_pair_lead_to_what_is_doubtful_about_them(
    client: FlaskClient, address: str, line: str, href: str
) -> None:
    page = text(client, address)
    assert line in page
    assert f'href="{href}"' in page


def test_nothing_is_said_where_nothing_is_doubtful(client: FlaskClient) -> None:
    for address in ("/entity/state/bhutan", "/relation/state/bhutan/state/andorra"):
        assert "/quality?" not in text(client, address)


def test_a_pair_on_a_symmetric_track_is_told_once(tmp_path: Path) -> None:
    dead = entity("state/texas", ended=when("1845"))
    related = claim(
        "relations-established", of=dead.id, on="1837-03-07", locator="p. 1"
    )
    with desk(tmp_path, related, entities=[dead]) as bench:
        client = create_app(read_settings({}), bench).test_client()
        page = text(client, "/relation/state/france/state/texas")
    assert page.count("about the data on") == 1
