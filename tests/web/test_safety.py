"""A real server against what people may send it: nothing is fetched, nothing breaks."""

from __future__ import annotations

import csv
import gzip
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner

from build import MOMENT, claim, entity, release, source
from recog.cli import main
from recog.store.embedded import Change, Store
from serving import serving

TOKEN: Final = "a token of the tests"  # noqa: S105
BEARER: Final = {"Authorization": f"Bearer {TOKEN}"}
UPDATE: Final = "application/sparql-update"
RDF: Final = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


class Listener:
    """Hears every connection to a port of its own."""

    def __init__(self) -> None:
        self.heard = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.heard += 1
                with connection:
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                    )

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """Give a listener, which hears: it has been called once."""
    listener = Listener()
    with socket.create_connection(("127.0.0.1", int(listener.address[17:-2]))) as call:
        call.recv(10)
    assert listener.heard == 1
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def folder(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of our own facts that may be written."""
    copy = tmp_path_factory.mktemp("safety") / "home"
    copytree(home, copy)
    return copy


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve it."""
    with serving(
        folder, RECOG_TOKEN=TOKEN, RECOG_BODY_BYTES="1M", RECOG_MAX_TIMEOUT="20"
    ) as address:
        yield address


def send(
    address: str,
    method: str,
    path: str,
    body: bytes | str | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        content = body.encode() if isinstance(body, str) else body
        connection.request(method, path, content, headers or {})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def version(address: str) -> str:
    answer, body = send(address, "GET", "/api/v1/entities?q=taliban")
    assert answer.status == 200
    return str(json.loads(body)["version"])


FETCHING: Final = {
    "SERVICE": "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SERVICE SILENT": "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "hidden SERVICE": "PREFIX x:<{0}>SELECT*{{SERVICEx:y{{?s?p?o}}}}",
    "FROM": "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "FROM NAMED": "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
}
LOADING: Final = {
    "LOAD": "LOAD <{0}>",
    "LOAD SILENT": "LOAD SILENT <{0}> INTO GRAPH <x:g>",
    "USING": "INSERT {{ <x:a> <x:b> ?o }} USING <{0}> WHERE {{ ?s ?p ?o }}",
    "WHERE SERVICE": "DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
}
FILES: Final = {
    "JSON-LD context": ("application/ld+json", '{{"@context": "{0}", "@id": "x:y"}}'),
    "JSON-LD import": (
        "application/ld+json",
        '{{"@context": {{"@version": 1.1, "@import": "{0}"}}, "@id": "x:y"}}',
    ),
    "XML entity": (
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "{0}">]><rdf:RDF ' + RDF + ' xmlns:x="x:">'
        '<rdf:Description rdf:about="x:a"><x:b>&e;</x:b></rdf:Description></rdf:RDF>',
    ),
    "XML DTD": (
        "application/rdf+xml",
        '<!DOCTYPE rdf:RDF SYSTEM "{0}"><rdf:RDF ' + RDF + "/>",
    ),
    "owl:imports": (
        "text/turtle",
        "<x:o> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        "<http://www.w3.org/2002/07/owl#imports> <{0}> .",
    ),
    "xsi:schemaLocation": (
        "application/rdf+xml",
        "<rdf:RDF " + RDF + ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="x: {0}"/>',
    ),
}


@pytest.mark.parametrize("name", FETCHING)
def test_no_query_makes_the_service_fetch(
    address: str, listener: Listener, name: str
) -> None:
    text = FETCHING[name].format(listener.address)
    for method, path, body in (
        ("GET", f"/sparql?{urlencode({'query': text})}", None),
        ("POST", "/sparql", text),
        ("GET", f"/query?{urlencode({'query': text, 'run': 'yes'})}", None),
    ):
        headers = {"Content-Type": "application/sparql-query"} if body else {}
        answer, _ = send(address, method, path, body, headers)
        assert answer.status == (200 if path.startswith("/query") else 400)
    assert listener.heard == 1


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_of_a_query_is_fetched(
    address: str, listener: Listener, parameter: str
) -> None:
    asked = urlencode({"query": "SELECT * { ?s ?p ?o }", parameter: listener.address})
    assert send(address, "GET", f"/sparql?{asked}")[0].status == 400
    graph = urlencode({"graph": listener.address})
    assert send(address, "GET", f"/data?{graph}")[0].status in (400, 404)
    assert listener.heard == 1


@pytest.mark.parametrize("name", LOADING)
def test_no_update_makes_the_service_fetch(
    address: str, listener: Listener, name: str
) -> None:
    before = version(address)
    text = LOADING[name].format(listener.address)
    headers = {"Content-Type": UPDATE, **BEARER}
    answer, body = send(address, "POST", "/update", text, headers)
    assert answer.status == 400 or json.loads(body)["changed"] is False
    using = urlencode({"using-graph-uri": listener.address})
    where = "INSERT { GRAPH <x:g> { <x:a> <x:b> ?o } } WHERE { ?s ?p ?o }"
    answer, body = send(address, "POST", f"/update?{using}", where, headers)
    assert answer.status == 400 or json.loads(body)["changed"] is False
    assert version(address) == before
    assert listener.heard == 1


@pytest.mark.parametrize("name", FILES)
def test_no_file_makes_the_service_fetch(
    address: str, listener: Listener, folder: Path, tmp_path: Path, name: str
) -> None:
    media_type, text = FILES[name]
    content = text.format(listener.address)
    headers = {"Content-Type": media_type, **BEARER}
    answer, _ = send(address, "PUT", "/data?graph=x:g", content, headers)
    assert answer.status in (200, 201, 400)
    file = tmp_path / ("a.ttl" if "turtle" in media_type else "a.jsonld")
    file = file.with_suffix(".rdf") if "xml" in media_type else file
    file.write_text(content)
    run = CliRunner(env={"RECOG_HOME": str(folder)}).invoke
    for command in (["check", str(file)], ["import", "rdf", str(file)]):
        assert run(main, command).exit_code in (0, 1, 2)
    assert listener.heard == 1


def _bomb() -> str:
    entities = '<!ENTITY a0 "aaaaaaaaaaaaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)
    )
    return (
        f"<!DOCTYPE r [{entities}]><rdf:RDF {RDF} xmlns:x='x:'>"
        "<rdf:Description rdf:about='x:a'><x:b>&a9;</x:b></rdf:Description></rdf:RDF>"
    )


def _quadratic() -> str:
    return (
        f"<!DOCTYPE r [<!ENTITY a '{'a' * 50_000}'>]><rdf:RDF {RDF} xmlns:x='x:'>"
        f"<rdf:Description rdf:about='x:a'><x:b>{'&a;' * 50_000}</x:b>"
        "</rdf:Description></rdf:RDF>"
    )


BOMBS: Final = {
    "JSON-LD 5,000 deep": (
        "application/ld+json",
        '{"@id":"x:a","x:b":' * 5_000 + "1" + "}" * 5_000,
    ),
    "JSON 40,000 deep": ("application/ld+json", "[" * 40_000 + "]" * 40_000),
    "Turtle 20,000 deep": (
        "text/turtle",
        "<x:a> <x:b> " + "(" * 20_000 + ")" * 20_000 + " .",
    ),
    "blank nodes 20,000 deep": (
        "text/turtle",
        "<x:a> <x:b> " + "[ <x:b> " * 20_000 + "1" + "]" * 20_000 + " .",
    ),
    "triple terms 5,000 deep": (
        "text/turtle",
        "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 5_000 + "1" + " )>>" * 5_000 + " .",
    ),
    "entities of entities": ("application/rdf+xml", _bomb()),
    "an entity often": ("application/rdf+xml", _quadratic()),
    "XML 20,000 deep": (
        "application/rdf+xml",
        f"<rdf:RDF {RDF} xmlns:x='x:'>"
        + "<rdf:Description><x:b>" * 20_000
        + "</x:b></rdf:Description>" * 20_000
        + "</rdf:RDF>",
    ),
    "a long line": ("application/n-triples", '<x:a> <x:b> "' + "a" * 2_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_harm_is_refused_and_the_next_request_served(
    address: str, name: str
) -> None:
    media_type, text = BOMBS[name]
    before = version(address)
    headers = {"Content-Type": media_type, **BEARER}
    answer, body = send(address, "PUT", "/data?graph=x:bomb", text, headers)
    assert 400 <= answer.status < 500 or answer.status == 507, (answer.status, body)
    assert json.loads(body)["status"] == answer.status
    assert version(address) == before


def test_a_compressed_body_is_refused(address: str) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    for path, media_type in (("/data?graph=x:g", "text/turtle"), ("/update", UPDATE)):
        headers = {"Content-Type": media_type, "Content-Encoding": "gzip", **BEARER}
        method = "PUT" if path.startswith("/data") else "POST"
        answer, _ = send(address, method, path, bomb, headers)
        assert answer.status in (400, 413, 415)


@contextmanager
def raw(address: str) -> Iterator[socket.socket]:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        yield connection


HEAD: Final = (
    f"PUT /data?graph=x:g HTTP/1.1\r\nHost: a\r\nContent-Type: text/turtle\r\n"
    f"Authorization: Bearer {TOKEN}\r\n"
)


def test_a_body_that_is_said_to_be_huge_is_refused_before_it_comes(
    address: str,
) -> None:
    with raw(address) as connection:
        head = f"{HEAD}Content-Length: 10737418240\r\n\r\n<x:a> <x:b> 1 ."
        connection.sendall(head.encode())
        assert connection.recv(100).split()[1] == b"413"
    version(address)


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Length: 1000\r\n\r\n<x:a> <x:b> 1 .",
        "Transfer-Encoding: chunked\r\n\r\nff\r\n<x:a> <x:b> 1 .",
        "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
    ],
    ids=["short", "chunks without end", "smuggled", "negative"],
)
def test_a_body_that_is_cut_off_or_lies_writes_nothing(address: str, rest: str) -> None:
    before = version(address)
    with raw(address) as connection:
        connection.sendall(f"{HEAD}{rest}".encode())
        connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            connection.recv(100)
    assert version(address) == before


def test_a_form_of_ten_thousand_parts_is_refused(address: str) -> None:
    part = "--x\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", **BEARER}
    body = part * 10_000 + "--x--\r\n"
    answer, _ = send(address, "POST", "/data?graph=x:g", body, headers)
    assert answer.status in (400, 413, 415)
    version(address)


FOREIGN: Final = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/update", "application/x-www-form-urlencoded"),
        ("/update", "text/plain"),
        ("/data?graph=x:g", "multipart/form-data; boundary=x"),
        ("/api/v1/claims", "text/plain"),
        ("/api/v1/judgements", "application/x-www-form-urlencoded"),
    ],
)
def test_a_form_of_another_site_cannot_write(
    address: str, path: str, media_type: str
) -> None:
    """A browser sends the password that it knows, but no header of a script."""
    before = version(address)
    basic = {"Authorization": "Basic eDphIHRva2VuIG9mIHRoZSB0ZXN0cw=="}
    body = urlencode({"update": "CLEAR ALL"})
    for more in ({}, basic):
        headers = {"Content-Type": media_type, **FOREIGN, **more}
        answer, _ = send(address, "POST", path, body, headers)
        assert answer.status in (400, 401, 403, 415)
    asked = {**FOREIGN, "Access-Control-Request-Headers": "authorization",
        "Access-Control-Request-Method": "POST"}  # fmt: skip
    answer, _ = send(address, "OPTIONS", path, headers=asked)
    assert answer.headers.get("Access-Control-Allow-Credentials") is None
    assert version(address) == before


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sparql",
        "/about",
        "/id/state/russia",
        "/entity/organization/taliban",
        "/api/v1/status?target=state/kosovo",
        "/.well-known/void",
        "/cite/status?target=state/kosovo",
    ],
)
def test_what_a_proxy_is_said_to_be_is_not_believed(address: str, path: str) -> None:
    forwarded = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Prefix": "/evil.example",
        "X-Forwarded-For": "6.6.6.6",
        "Forwarded": "host=evil.example;proto=gopher",
        "X-Original-URL": "/evil.example",
    }
    answer, body = send(address, "GET", path, headers=forwarded)
    told = str(answer.headers).encode() + body
    assert answer.status < 400
    assert b"evil.example" not in told
    assert b"gopher" not in told


def test_no_token_is_ever_logged(folder: Path, tmp_path: Path) -> None:
    secret = "tok-0123456789abcdef"  # noqa: S105
    copy = tmp_path / "home"
    copytree(folder, copy)
    with (tmp_path / "said.txt").open("w") as said:
        command = [sys.executable, "-m", "recog", "serve"]
        environ: dict[str, Any] = {
            "RECOG_HOME": str(copy),
            "RECOG_PORT": "0",
            "RECOG_TOKEN": secret,
        }
        with subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        ) as process:
            line = (process.stdout or iter(())).readline()  # type: ignore[union-attr]
            at = "http://" + line.partition("http://")[2].strip()
            for token in (secret, f"{secret}-wrong"):
                headers = {"Content-Type": UPDATE, "Authorization": f"Bearer {token}"}
                text = "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"
                send(at, "POST", "/update", text, headers)
                send(at, "POST", "/update", "no update", headers)
            process.terminate()
            process.wait(20)
    kept = [path for path in copy.rglob("*") if path.is_file()]
    told = [(tmp_path / "said.txt").read_bytes()]
    told += [path.read_bytes() for path in kept if path.suffix in (".json", ".jsonl")]
    assert len(told) > 3
    assert not any(secret.encode() in each for each in told)


HOSTILE: Final = (
    '=cmd|"/c calc"!A1 <script>alert(1)</script>"><img src=x onerror=alert(2)>'
    "' \u202etxt.exe\u202c \u2066a ]]> \\"
)


def test_hostile_words_are_harmless_in_every_page_and_export(tmp_path: Path) -> None:
    class Elements(HTMLParser):
        found: list[str]

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.found += [tag, *(name for name, _ in attrs)]
            links = [str(value) for name, value in attrs if name in ("href", "src")]
            assert not [link for link in links if link.startswith("javascript")]

    said = claim(
        id="claim/hostile",
        note=HOSTILE,
        date_text=HOSTILE,
        locator=HOSTILE,
        how=HOSTILE,
    )
    with Store.open(tmp_path / "home") as store:
        store.commit(
            Change(
                claims=[said],
                entities=[entity("state/kosovo", HOSTILE), entity("state/france")],
                sources=[source(title=HOSTILE, url="https://a.example/x")],
                releases=[release(title=HOSTILE)],
            ),
            author="tester",
            message=HOSTILE,
            at=MOMENT,
        )
    asked = "target=state/kosovo&track=state-recognition&on=2010-01-01"
    pages = (
        "/", "/sources", "/about", "/quality", "/map?on=2010-01-01&party=state/kosovo",
        "/entity/state/kosovo", "/relation/state/france/state/kosovo", "/graph",
        "/timeline?entity=state/kosovo", "/compare?from=2007-01-01&to=2010-01-01",
        "/matrix?targets=state/kosovo&track=state-recognition",
        "/thing/claim/hostile", "/thing/release/test",
        f"/why?actor=state/france&{asked}", f"/cite/status?{asked}", "/questions",
        "/query?editor=plain&run=yes&query=" + quote(
            "SELECT ?c ?n { ?c <http://www.w3.org/2000/01/rdf-schema#comment> ?n }"
        ),
        "/ask?q=" + quote("Who recognised Kosovo?" + HOSTILE),
        "/?q=" + quote(HOSTILE), "/nowhere/" + quote(HOSTILE, safe=""),
    )  # fmt: skip
    files = (
        ("/api/v1/timeline?entity=state/kosovo", ("json", "csv", "ics", "ttl")),
        ("/api/v1/network?on=2010-01-01", ("json", "html")),
        (
            "/api/v1/matrix?targets=state/kosovo&track=state-recognition",
            ("json", "csv"),
        ),
        ("/api/v1/diff?from=2007-01-01&to=2010-01-01", ("json", "csv", "md")),
        ("/api/v1/quality", ("json", "csv")),
        (f"/api/v1/why?actor=state/france&{asked}", ("json", "ttl")),
    )
    with serving(tmp_path / "home") as address:
        for path in pages:
            answer, body = send(address, "GET", path)
            assert answer.status in (200, 302, 303, 400, 404), path
            _headers(answer)
            elements = Elements()
            elements.found = []
            elements.feed(body.decode())
            assert "onerror" not in elements.found, path
            assert "style" not in elements.found or path.startswith("/query"), path
            assert not {"onclick", "onload"} & {*elements.found}, path
            assert b"<script>alert" not in body
            assert not {"\u202e", "\u2066"} & {*body.decode()}, path
        for path, forms in files:
            for form in forms:
                answer, body = send(address, "GET", f"{path}&format={form}".replace(
                    "quality&", "quality?"))  # fmt: skip
                assert answer.status == 200, (path, form, body[:300])
                _headers(answer)
                text = body.decode()
                if form in ("csv", "ics", "md"):
                    assert not {"\u202e", "\u2066"} & {*text}, (path, form)
                if form == "csv":
                    _cells(text)
                if form == "html":
                    assert "<script>alert" not in text


def _headers(answer: HTTPResponse) -> None:
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    told = answer.headers.get("Content-Disposition", "")
    if told:
        name = told.partition("filename=")[2].strip('"')
        assert told.startswith(("attachment", "inline"))
        assert name.isascii()
        assert not set(name) & set('/\\:*?"<>|\r\n ')
        assert not name.startswith(".")
        assert len(name) < 150


def _cells(text: str) -> None:
    rows = [*csv.reader(text.splitlines())]
    assert len(rows) > 0
    assert not [
        cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")
    ]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("GET", "/static/recog.js"),
        ("GET", "/id/state/russia"),
        ("OPTIONS", "/sparql"),
        ("POST", "/update"),
        ("PATCH", "/sparql"),
        ("GET", "/healthz"),
        ("HEAD", "/"),
    ],
)
def test_every_answer_has_the_headers_of_safety(
    address: str, method: str, path: str
) -> None:
    answer, _ = send(address, method, path)
    _headers(answer)
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_an_answer_that_has_not_changed_has_them_too(address: str) -> None:
    answer, _ = send(address, "GET", "/api/v1/status?target=state/kosovo")
    tag = {"If-None-Match": answer.headers["ETag"]}
    answer, _ = send(address, "GET", "/api/v1/status?target=state/kosovo", headers=tag)
    assert answer.status == 304
    _headers(answer)
