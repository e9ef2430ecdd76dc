"""Updates and the Graph Store Protocol over HTTP: who may, and what is told."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from build import MOMENT, claim
from conftest import TOKEN
from desks import desk
from recog.service.workbench import Workbench
from recog.settings import read_settings
from recog.store.limits import Limits
from recog.store.tokens import Scope
from recog.store.versions import Versions
from recog.web import create_app

HEADERS = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = "application/sparql-update"
TURTLE = "text/turtle"
G = "http://example.org/g"
INSERT = f"INSERT DATA {{ GRAPH <{G}> {{ <x:a> <x:b> 1 }} }}"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Give a small store, written by the tests of this module."""
    with desk(
        tmp_path_factory.mktemp("home"), claim(), limits=Limits(workers=1, patience_s=0)
    ) as bench:
        yield bench


@pytest.fixture
def client(bench: Workbench) -> FlaskClient:
    """Give a client of it."""
    return create_app(read_settings({"RECOG_TOKEN": TOKEN}), bench).test_client()


def update(client: FlaskClient, text: str, **more: Any) -> TestResponse:
    sent: dict[str, Any] = {"data": text, "content_type": UPDATE, "headers": HEADERS}
    return client.post("/update", **(sent | more))


def lines(client: FlaskClient, address: str = f"/data?graph={G}") -> list[str]:
    told = client.get(address, headers={"Accept": "application/n-triples"})
    assert told.status_code == 200, told.get_data(as_text=True)
    return sorted(told.get_data(as_text=True).splitlines())


def test_an_update_is_sent_plain_or_as_a_form(client: FlaskClient) -> None:
    done = update(client, INSERT)
    told = done.get_json()
    assert done.status_code == 200, told
    assert (told["changed"], told["added"], told["removed"]) == (True, 1, 0)
    assert done.headers["ETag"] == f'"{told["version"]}"'
    again = client.post("/update", data={"update": INSERT}, headers=HEADERS)
    assert again.get_json() == {
        "version": told["version"],
        "changed": False,
        "added": 0,
        "removed": 0,
    }
    assert len(lines(client)) == 1
    both = {"using-graph-uri": [G, f"{G}2"], "using-named-graph-uri": G}
    copy = "INSERT { GRAPH <x:copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert update(client, copy, query_string=both).get_json()["added"] == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": "CLEAR XYZ"}, 400),
        ({"data": "LOAD <http://127.0.0.1:1/>"}, 400),
        ({"data": "INSERT DATA { <x:a> a <https://w3id.org/recog/def/Span> }"}, 422),
        ({"data": "CLEAR GRAPH <https://w3id.org/recog/graph/events>"}, 422),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": f"{UPDATE}; charset=UTF-16"}, 415),
        ({"data": b"\xff"}, 400),
        ({"data": {"update": ["CLEAR ALL", "CLEAR ALL"]}, "content_type": None}, 400),
        ({"headers": {}}, 401),
        ({"headers": {"Authorization": "Bearer wrong"}}, 401),
        ({"headers": HEADERS | {"If-Match": '"000001"'}}, 412),
    ],
)
def test_what_is_wrong_with_an_update_is_told(
    client: FlaskClient, sent: dict[str, Any], status: int
) -> None:
    told = update(client, INSERT.replace("1", "2"), **sent)
    assert told.status_code == status, told.get_data(as_text=True)
    assert told.mimetype == "application/problem+json"
    if status == 401:
        assert told.headers["WWW-Authenticate"].startswith("Bearer")
    if sent.get("data") == "CLEAR XYZ":
        assert told.get_json()["line"] == 1
    if status == 422:
        assert told.get_json()["faults"]


def test_get_changes_nothing(client: FlaskClient) -> None:
    told = client.get("/update?update=CLEAR+ALL", headers=HEADERS)
    assert told.status_code == 405
    assert set(told.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize(
    "address",
    [
        "/data?graph=http%3A%2F%2Fexample.org%2Fone",
        "/data/one/two.ttl",
        "/data?default",
    ],
)
def test_a_graph_is_put_read_added_to_and_deleted(
    client: FlaskClient, address: str
) -> None:
    def write(method: str, data: bytes = b"") -> TestResponse:
        return client.open(
            address, method=method, data=data, content_type=TURTLE, headers=HEADERS
        )

    has_name = "default" not in address
    if has_name:
        assert client.get(address).status_code == 404
        assert client.head(address).status_code == 404
    assert write("PUT", b"<x:a> <x:b> 1 .").status_code == (201 if has_name else 200)
    assert write("PUT", b"<x:a> <x:b> 2, 3 .").status_code == 200
    assert write("POST", b"<x:a> <x:b> 4 .").status_code == 200
    assert len(lines(client, address)) == 3
    assert client.head(address).status_code == 200
    assert write("DELETE").status_code == 200
    if has_name:
        assert client.get(address).status_code == 404
        assert write("DELETE").status_code == 404
        assert write("PUT").status_code == 201  # an empty graph is one
    assert lines(client, address) == []


def test_a_new_graph_gets_an_address(client: FlaskClient) -> None:
    made = client.post("/data", data=b"[] <x:b> <c> .", content_type=TURTLE,
        headers=HEADERS)  # fmt: skip
    assert made.status_code == 201
    address = made.headers["Location"]
    assert address.startswith("http://localhost/data/")
    [line] = lines(client, address)
    assert "<http://localhost/data/c>" in line  # relative to the graph
    assert lines(client, f"/data?graph={address}") == [line]


def test_several_files_are_added_at_once(client: FlaskClient) -> None:
    from io import BytesIO

    files = {
        "one": (BytesIO(b"<x:a> <x:b> _:x ."), "one.ttl", TURTLE),
        "two": (BytesIO(b"<x:a> <x:c> _:x ."), "two.nt", "application/n-triples"),
    }
    done = client.post("/data?graph=x:many", data=files, headers=HEADERS)
    assert done.status_code == 201, done.get_data(as_text=True)
    found = lines(client, "/data?graph=x:many")
    assert len({line.split()[2] for line in found}) == len(found) == 2


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/data?graph=x:g", {"content_type": "text/plain"}, 415),
        ("/data?graph=x:g", {"content_type": ""}, 415),
        ("/data?graph=x:g", {"data": b"<x:a> <x:b>"}, 400),
        ("/data?graph=x:g&graph=x:h", {}, 400),
        ("/data?graph=x:g&default", {}, 400),
        ("/data?graph=x", {}, 400),
        ("/data", {}, 400),
        ("/data?graph=x:g", {"headers": {}}, 401),
        ("/data?graph=https%3A%2F%2Fw3id.org%2Frecog%2Fgraph%2Fevents", {}, 422),
        ("/data?graph=x:g", {"headers": HEADERS | {"Content-Encoding": "gzip"}}, 415),
    ],
)
def test_what_is_wrong_with_a_graph_is_told(
    client: FlaskClient, address: str, sent: dict[str, Any], status: int
) -> None:
    given = {"data": b"<x:a> <x:b> 1 .", "content_type": TURTLE, "headers": HEADERS}
    told = client.put(address, **(given | sent))
    assert told.status_code == status, told.get_data(as_text=True)
    assert told.mimetype == "application/problem+json"


def test_another_method_is_told_which_there_are(client: FlaskClient) -> None:
    told = client.patch("/data?default", headers=HEADERS)
    assert told.status_code == 405
    assert set(told.headers["Allow"].split(", ")) == {
        *("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
    }


def test_only_one_writes_at_a_time(client: FlaskClient, bench: Workbench) -> None:
    with Versions(bench.store.snapshot().folder.parents[1]).writing():
        told = update(client, INSERT.replace("1", "9"))
    assert told.status_code == 503
    assert told.headers["Retry-After"]


def test_every_write_is_logged_and_no_token_is(
    client: FlaskClient, bench: Workbench, caplog: pytest.LogCaptureFixture
) -> None:
    secret = bench.store.tokens.create("the harvester", Scope.WRITE, at=MOMENT)
    bearer = {"Authorization": f"Bearer {secret}"}
    with caplog.at_level(logging.DEBUG):
        done = update(client, INSERT.replace("1", "77"), headers=bearer,
            environ_base={"REMOTE_ADDR": "192.0.2.7"})  # fmt: skip
    assert done.status_code == 200
    last = list(bench.store.audit.entries())[-1]
    assert (last.who, last.address) == ("the harvester", "192.0.2.7")
    assert last.version == done.get_json()["version"]
    assert last.what == f"update: {INSERT.replace('1', '77')}"
    assert secret not in caplog.text
    home = bench.store.snapshot().folder.parents[1]
    for file in [*home.glob("*.json*"), *home.glob("versions/*/manifest.json")]:
        assert secret not in file.read_text()
    bench.store.tokens.revoke("the harvester", at=MOMENT)
    assert update(client, INSERT, headers=bearer).status_code == 401


def test_the_log_holds_an_update_as_one_short_line(
    client: FlaskClient, bench: Workbench
) -> None:
    text = f"# \x1b[2J\n{INSERT.replace('1', '78')}\n" + "# x\n" * 200
    assert update(client, text).status_code == 200
    last = list(bench.store.audit.entries())[-1]
    assert last.what.isprintable()
    assert last.what.startswith(f"update: # [2J {INSERT.replace('1', '78')}")
    assert last.what.endswith(" …")
    assert len(last.what) < 220


def test_a_scope_is_kept_to(client: FlaskClient, bench: Workbench) -> None:
    secret = bench.store.tokens.create("a reader", Scope.READ, at=MOMENT)
    told = update(client, INSERT, headers={"Authorization": f"Bearer {secret}"})
    assert told.status_code == 403
    assert "is to read; this needs one to write" in told.get_json()["detail"]


def test_reading_can_be_kept_to_those_with_a_token(bench: Workbench) -> None:
    settings = read_settings({"RECOG_TOKEN": TOKEN, "RECOG_PUBLIC": "no"})
    client = create_app(settings, bench).test_client()
    basic = b64encode(f"me:{TOKEN}".encode()).decode()
    for address in ("/sparql?query=ASK+%7B%7D", "/", "/api/v1/status", "/data?default",
                    "/no-such-page"):  # fmt: skip
        told = client.get(address)
        assert told.status_code == 401
        assert "Basic" in ", ".join(told.headers.getlist("WWW-Authenticate"))
        assert client.get(address, headers=HEADERS).status_code != 401
        assert (
            client.get(address, headers={"Authorization": f"Basic {basic}"}).status_code
            != 401
        )
    written = client.post(
        "/update",
        data={"update": INSERT},
        headers={"Authorization": f"Basic {basic}"},
    )
    assert written.status_code == 401  # another site's form could send that
    assert client.get("/healthz").status_code == 200
    assert client.options("/sparql").status_code == 200
