"""The query editor: its examples, and a table of rows for those without scripts.

Source: docs/design.md, section 4.2; the header of a question is described in
graph/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from recog.errors import QueryError, RecogError
from recog.service.directory import BASE
from recog.service.library import library
from recog.service.sparql import run_query
from recog.service.workbench import Workbench
from recog.store.turns import Gone
from recog.web.lines import Link
from recog.web.sheets import entity_href

ROWS: Final = "application/sparql-results+json"
MOST_ROWS: Final = 1000
_MOST_BYTES: Final = 8 * 2**20
_TOO_MUCH: Final = (
    f"the result is larger than {_MOST_BYTES // 2**20} MiB; add LIMIT, or take it from "
    "/sparql"
)
PREFIXES: Final[Mapping[str, str]] = {
    "recog": "https://w3id.org/recog/def/",
    "id": BASE,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
FIRST_QUERY: Final = """\
# Who recognised the Islamic Emirate of Afghanistan for certain on 1 November 2025?
PREFIX recog: <https://w3id.org/recog/def/>
PREFIX id: <https://w3id.org/recog/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?who ?name ?since WHERE {
  ?span a recog:Span ;
    recog:track recog:GovernmentRecognition ;
    recog:actor ?who ;
    recog:target <https://w3id.org/recog/id/government/islamic-emirate-of-afghanistan> ;
    recog:startEarliest ?since ;
    recog:startLatest ?start .
  OPTIONAL { ?span recog:endEarliest ?end }
  FILTER (?start <= "2025-11-01"^^xsd:date)
  FILTER (!BOUND(?end) || "2025-11-01"^^xsd:date < ?end)
  ?who rdfs:label ?name .
  FILTER (LANG(?name) = "en")
}
ORDER BY ?since ?who
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table; with an address where it is a thing of ours."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a query did not run."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPage:
    """The editor, and what a query gave when the page itself ran it."""

    query: str
    prefixes: str
    deadline: str
    rich: bool  # the editor is YASGUI, where scripts run
    kept: str  # what its links hand on: that the plain editor was asked for
    runs: bool  # it is to be run at once
    permalink: str
    examples: tuple[Link, ...]
    state: str = ""
    sentence: str = ""
    turtle: str = ""
    names: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    fault: Fault | None = None


def query_page(
    bench: Workbench,
    text: str,
    *,
    run: str,
    deadline_s: float,
    plain: bool = False,
    has_yasgui: bool = False,
    client: str = "",
    gone: Gone | None = None,
) -> QueryPage:
    """Return the editor's page.

    :param run: `yes`: the page shows the rows, as for those without scripts; `now`: the
        query is run once the page is there, by the page itself where it has YASGUI.
    :param plain: the plain editor was asked for.
    """
    rich = has_yasgui and not plain
    wanted = run == "yes" or (run == "now" and not rich)
    more: Mapping[str, Any] = {}
    if wanted and text.strip():
        more = _run(bench, text, client, gone)
    query = text or FIRST_QUERY
    return QueryPage(
        query=query,
        prefixes=json.dumps(PREFIXES),
        deadline=f"{deadline_s:g}",
        rich=rich,
        kept="&editor=plain" if plain else "",
        runs=run in ("yes", "now") and bool(text.strip()),
        permalink=f"/query?{urlencode({'query': query})}",
        examples=examples(),
        **more,
    )


def _run(
    bench: Workbench, text: str, client: str, gone: Gone | None
) -> Mapping[str, Any]:
    """Run a query and return what the page shows of its answer, or its fault."""
    try:
        answer = run_query(
            bench, text, choose=lambda offered: offered[0], client=client, gone=gone
        )
    except QueryError as error:
        place = f" (line {error.line}, column {error.column})" if error.line else ""
        return {"fault": Fault(title=f"It cannot be read{place}", detail=str(error))}
    except RecogError as error:
        return {"fault": Fault(title="It did not run", detail=str(error))}
    if answer.size > _MOST_BYTES:
        answer.discard()
        return {"fault": Fault(title="It is too much for a page", detail=_TOO_MUCH)}
    body = answer.read().decode()
    if not answer.media_type.startswith(ROWS):
        return {"turtle": body}
    document = json.loads(body)
    if "boolean" in document:
        return {"sentence": "Yes." if document["boolean"] else "No."}
    return _table(document)


def _table(document: Mapping[str, Any]) -> Mapping[str, Any]:
    names = tuple(document["head"]["vars"])
    bindings = document["results"]["bindings"]
    shown = bindings[:MOST_ROWS]
    cut = f"; the first {MOST_ROWS} are shown" if len(bindings) > MOST_ROWS else ""
    return {
        "state": f"{len(bindings)} {'row' if len(bindings) == 1 else 'rows'}{cut}.",
        "names": names,
        "rows": tuple(tuple(_cell(row.get(name)) for name in names) for row in shown),
    }


def _cell(term: Mapping[str, str] | None) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] != "uri":
        return Cell(f"_:{value}" if term["type"] == "bnode" else value)
    if value.startswith(BASE):
        name = value.removeprefix(BASE)
        return Cell(f"id:{name}", entity_href(name) or f"/id/{name}")
    for prefix, start in PREFIXES.items():
        if value.startswith(start):
            return Cell(f"{prefix}:{value.removeprefix(start)}")
    return Cell(value)


def examples() -> tuple[Link, ...]:
    """Return the questions of graph/queries as links that open them in the editor."""
    return tuple(
        Link(each.words, f"/query?{urlencode({'query': each.bound()})}")
        for each in library().values()
    )
