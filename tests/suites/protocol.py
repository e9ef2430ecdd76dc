"""The W3C's tests of the protocols, taken by a real server over HTTP.

Each test is a row of requests; the server is emptied before each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse

from suites.judging import Verdict
from suites.manifests import BASE, MF, Manifest, Node, entries_of
from suites.results import graph, same, table
from suites.systems import file

HT: Final = "http://www.w3.org/2011/http#"
CNT: Final = "http://www.w3.org/2011/content#"
_CODES: Final = "http://www.w3.org/2011/http-statusCodes#"
_NAMED: Final = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
_TOKEN: Final = "of the suite"  # noqa: S105
_BOOLEANS: Final = ("application/sparql-results+json", "application/sparql-results+xml")
_KINDS: Final = {
    "boolean": _BOOLEANS,
    "tabular": (*_BOOLEANS, "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml"),
}
RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_SERVER: Final = """
import os, sys
from datetime import date
from recog.settings import read_settings
from recog.service.workbench import Workbench
from recog.store.embedded import Store
from recog.web.server import run
settings = read_settings(os.environ)
with Store.open(settings.home, settings.limits) as store:
    bench = Workbench(store, date.today)
    run(settings, bench, ready=lambda address: print(address, flush=True))
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@dataclass(slots=True)
class Server:
    """A server that is running."""

    address: str
    values: dict[str, str] = field(default_factory=dict)  # of the test's variables

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """Send a request as it stands; every one brings the token."""
        host = urlsplit(self.address)
        connection = HTTPConnection(host.hostname or "", host.port, timeout=60)
        sent = {"Authorization": f"Bearer {_TOKEN}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if body or method in ("POST", "PUT"):
            sent["Content-Length"] = str(len(body))
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer: HTTPResponse = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        reply = Reply(answer.status, told, answer.read())
        connection.close()
        return reply

    def emptied(self) -> None:
        """Remove everything."""
        content_type = "application/sparql-update"
        done = self.send("POST", "/update", b"DROP ALL", content_type=content_type)
        assert done.status == 200, done.body
        self.values.clear()


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """Give a server over an empty store."""
    environ = os.environ | {
        "RECOG_HOME": str(home),
        "RECOG_PORT": "0",
        "RECOG_TOKEN": _TOKEN,
        "RECOG_GRAPHS": "http://kasei.us/ http://example.org/ http://example/",
    }
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _SERVER], env=environ, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield Server(process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


def protocol_verdicts(server: Server) -> dict[str, Verdict]:
    """Take the tests of the protocol, of graph stores and of descriptions."""
    found: dict[str, Verdict] = {}
    for name, manifest, entry in entries_of("ProtocolTest", "GraphStoreProtocolTest"):
        server.emptied()
        why = "; ".join(_faults(server, name, manifest, entry))
        found[name] = Verdict(not why, why)
    for name, _, _ in entries_of("ServiceDescriptionTest"):
        why = "; ".join(_described(server, name.rpartition("/")[2]))
        found[name] = Verdict(not why, why)
    return found


def _faults(
    server: Server, name: str, manifest: Manifest, entry: Node
) -> Iterator[str]:
    """Yield what is wrong with the answers to a test's requests."""
    for graph_name, path in manifest.graphs(entry):
        done = server.send(
            "PUT",
            f"/data?graph={quote(graph_name, safe='')}",
            file(path).read_bytes(),
            content_type="application/n-triples",
        )
        assert done.status == 201, done.body
    action = manifest.one(entry, f"{MF}action")
    asked = 0
    for lists in manifest.all(action, f"{HT}requests"):
        for request in manifest.items(lists):
            asked += len(manifest.all(request, f"{HT}resp"))
            yield from _asked(server, name, manifest, request)
    if not asked:
        yield "the test asks nothing"


def _asked(
    server: Server, name: str, manifest: Manifest, request: Node
) -> Iterator[str]:
    method = _text(manifest, request, f"{HT}methodName")
    path = _text(manifest, request, f"{HT}absolutePath")
    headers = _headers(manifest, request)
    body, encoding = _body(manifest, request)
    for variable, value in server.values.items():
        path = path.replace(variable, value)
        body = body.replace(variable, value)
    if path.startswith("http"):
        path = urlsplit(path).path
    path = _placed(path, name, body, headers.get("content-type", ""))
    sent = {each.replace("-", "_"): value for each, value in headers.items()}
    reply = server.send(method, path, body.encode(encoding), **sent)
    for response in manifest.all(request, f"{HT}resp"):
        for problem in _problems(server, manifest, response, reply):
            yield f"{method} {path}: {problem} ({reply.status} {reply.body[:200]!r})"


def _placed(path: str, name: str, body: str, content_type: str) -> str:
    """Return the path on this server: of queries, of updates or of graphs."""
    if path.startswith("/gsp"):
        return f"/data{path.removeprefix('/gsp')}"
    is_query = "query" in content_type or "query=" in f"{path}{body}"
    is_update = "update" in name.rpartition("/")[2] and not is_query
    return path.replace("/sparql/", "/update" if is_update else "/sparql", 1)


def _problems(
    server: Server, manifest: Manifest, response: Node, reply: Reply
) -> Iterator[str]:
    codes = [
        value.value.removeprefix(_CODES)
        for value in manifest.all(response, f"{MF}expectedStatus")
    ]
    if codes and not any(_is_of(reply.status, code) for code in codes):
        yield f"not {' or '.join(codes)}"
        return
    for value in manifest.all(response, f"{MF}expectedBoolean"):
        format = QueryResultsFormat.from_media_type(reply.media_type)
        if format is None or table(reply.body, format).truth != (value.value == "true"):
            yield f"not {value.value}"
    for value in manifest.all(response, f"{MF}expectedFormat"):
        if reply.media_type not in _KINDS[value.value]:
            yield f"not {value.value} but {reply.media_type}"
    for value in manifest.all(response, f"{MF}expectedLocation"):
        if "location" not in reply.headers:
            yield "no Location"
        server.values[value.value] = reply.headers.get("location", "")
    for header, wanted in _headers(manifest, response).items():
        if reply.headers.get(header, "").lower() != wanted.lower():
            yield f"{header} is {reply.headers.get(header)!r}, not {wanted!r}"
    body, _ = _body(manifest, response)
    if body and not _same_graph(server, body, reply):
        yield "another graph"


def _same_graph(server: Server, body: str, reply: Reply) -> bool:
    for variable, value in server.values.items():
        body = body.replace(variable, value)
    wanted, found = (
        graph(parse(text, format=RdfFormat.TURTLE, base_iri=BASE))
        for text in (body.encode(), reply.body)
    )
    return same(wanted, found)


def _is_of(status: int, code: str) -> bool:
    if code in _NAMED:
        return str(status) == _NAMED[code]
    wanted = code.removeprefix("StatusCode")
    assert wanted.endswith("xx"), code
    return str(status)[0] == wanted[0]


def _headers(manifest: Manifest, node: Node) -> dict[str, str]:
    return {
        _text(manifest, header, f"{HT}fieldName").lower(): _text(
            manifest, header, f"{HT}fieldValue"
        )
        for lists in manifest.all(node, f"{HT}headers")
        for header in manifest.items(lists)
    }


def _body(manifest: Manifest, node: Node) -> tuple[str, str]:
    body = manifest.one(node, f"{HT}body")
    if body is None:
        return "", "utf-8"
    encoding = _text(manifest, body, f"{CNT}characterEncoding")
    return _text(manifest, body, f"{CNT}chars"), encoding


def _text(manifest: Manifest, node: Node, predicate: str) -> str:
    found = manifest.one(node, predicate)
    return found.value if found is not None else ""


def _described(server: Server, name: str) -> Iterator[str]:
    """Yield what is wrong with the description of the service."""
    reply = server.send("GET", "/sparql", accept="text/turtle")
    if reply.media_type != "text/turtle":
        yield f"not RDF but {reply.media_type}"
        return
    quads = list(parse(reply.body, format=RdfFormat.TURTLE))
    endpoint = NamedNode(f"{server.address}/sparql")
    if name == "has-endpoint-triple" and not any(
        q.predicate == NamedNode(f"{SD}endpoint") and q.object == endpoint
        for q in quads
    ):
        yield "no sd:endpoint"
    at = NamedNode(f"{SD}endpoint")  # queries and updates are services of their own
    services = {
        q.subject
        for q in quads
        if q.object == NamedNode(f"{SD}Service") and q.predicate == RDF_TYPE
    }
    placed = {q.subject for q in quads if q.predicate == at}
    if name == "conforms-to-schema" and (
        not services or services != placed or not _known_terms(quads) <= _TERMS
    ):
        yield f"not the terms of the vocabulary: {_known_terms(quads) - _TERMS}"


_TERMS: Final = frozenset(
    {
        *("Service", "Dataset", "Graph", "NamedGraph", "GraphCollection"),
        *("endpoint", "feature", "defaultDataset", "availableGraphs", "resultFormat"),
        *("inputFormat", "supportedLanguage", "defaultGraph", "namedGraph", "name"),
        *("graph", "SPARQL11Query", "SPARQL11Update", "UnionDefaultGraph"),
        *("DereferencesURIs", "BasicFederatedQuery", "EmptyGraphs", "RequiresDataset"),
        *("languageExtension", "extensionFunction", "defaultEntailmentRegime"),
    }
)


def _known_terms(quads: Any) -> set[str]:
    return {
        value.value.removeprefix(SD)
        for quad in quads
        for value in (quad.predicate, quad.object)
        if isinstance(value, NamedNode) and value.value.startswith(SD)
    }


def shown(verdicts: Mapping[str, Verdict]) -> str:
    """Return what failed, to be read."""
    return json.dumps({n: v.why for n, v in verdicts.items() if not v.passed}, indent=1)
