"""SPARQL queries: which result formats there are, and running a query within bounds.

Source: SPARQL 1.1 Protocol; docs/design.md, sections 3.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table
from recog.errors import FormatError, QuestionError
from recog.service.workbench import Workbench
from recog.store.answers import Answer
from recog.store.guard import look
from recog.store.turns import Gone


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFormat:
    """One form in which a result is written."""

    name: str
    media_type: str
    label: str
    suffix: str
    graph: bool = False  # of CONSTRUCT and DESCRIBE; else of SELECT and ASK
    uri: str  # in the service description
    also: tuple[str, ...] = ()  # media types that clients ask for it by


_FORMATS: Final = "http://www.w3.org/ns/formats/"

RESULT_FORMATS: Final[Mapping[str, ResultFormat]] = table(
    ResultFormat(
        name="json",
        media_type="application/sparql-results+json",
        also=("application/json",),
        label="JSON",
        suffix=".srj",
        uri=f"{_FORMATS}SPARQL_Results_JSON",
    ),
    ResultFormat(
        name="xml",
        media_type="application/sparql-results+xml",
        also=("application/xml", "text/xml"),
        label="XML",
        suffix=".srx",
        uri=f"{_FORMATS}SPARQL_Results_XML",
    ),
    ResultFormat(
        name="csv",
        media_type="text/csv",
        label="CSV",
        suffix=".csv",
        uri=f"{_FORMATS}SPARQL_Results_CSV",
    ),
    ResultFormat(
        name="tsv",
        media_type="text/tab-separated-values",
        label="TSV",
        suffix=".tsv",
        uri=f"{_FORMATS}SPARQL_Results_TSV",
    ),
    ResultFormat(
        name="ttl",
        media_type="text/turtle",
        also=("application/x-turtle",),
        label="Turtle",
        suffix=".ttl",
        graph=True,
        uri=f"{_FORMATS}Turtle",
    ),
    ResultFormat(
        name="nt",
        media_type="application/n-triples",
        label="N-Triples",
        suffix=".nt",
        graph=True,
        uri=f"{_FORMATS}N-Triples",
    ),
    ResultFormat(
        name="jsonld",
        media_type="application/ld+json",
        also=("application/json",),
        label="JSON-LD",
        suffix=".jsonld",
        graph=True,
        uri=f"{_FORMATS}JSON-LD",
    ),
    ResultFormat(
        name="rdf",
        media_type="application/rdf+xml",
        also=("application/xml", "text/xml"),
        label="RDF/XML",
        suffix=".rdf",
        graph=True,
        uri=f"{_FORMATS}RDF_XML",
    ),
    ResultFormat(
        name="trig",
        media_type="application/trig",
        label="TriG",
        suffix=".trig",
        graph=True,
        uri=f"{_FORMATS}TriG",
    ),
    ResultFormat(
        name="nq",
        media_type="application/n-quads",
        label="N-Quads",
        suffix=".nq",
        graph=True,
        uri=f"{_FORMATS}N-Quads",
    ),
)

#: Chooses one of the media types offered, best first; raises when none will do.
Choice = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a query before it runs."""

    media_types: tuple[str, ...]  # in which it can be answered, the default first
    is_lasting: bool  # the same version always gives the same answer


def looked_at(workbench: Workbench, text: str) -> Look:
    """Look at a query without running it; raises what `run_query` does."""
    reading = look(text, workbench.store.limits)
    graph = reading.form in ("construct", "describe")
    return Look(offered(graph=graph), reading.is_lasting)


def run_query(
    workbench: Workbench,
    text: str,
    *,
    choose: Choice,
    timeout_s: float | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    version: str = "",
    union: bool = True,
    client: str = "",
    gone: Gone | None = None,
) -> Answer:
    """Run a query in a worker; the whole result lies in a file when this returns.

    :param client: who asks; empty: recog itself.
    :param gone: tells that nobody waits any more; then its worker is killed.
    :raises CancelledQueryError: when that is so.
    :raises QueryError: when it does not parse.
    :raises ForbiddenQueryError: when it would make the service fetch or write.
    :raises LimitError: when it runs past one of the bounds.
    """
    store = workbench.store
    form = look(text, store.limits).form
    return store.query(
        text,
        accept_media_type=choose(offered(graph=form in ("construct", "describe"))),
        timeout_s=timeout_s,
        default_graphs=default_graphs,
        named_graphs=named_graphs,
        version=version,
        union=union,
        client=client,
        gone=gone,
    )


def asked_for(media_types: Sequence[str]) -> Mapping[str, str]:
    """Return every media type that a result can be asked for by, the best first.

    Each leads to the one of the media types offered in which it is given.
    """
    rows = {each.media_type: each for each in RESULT_FORMATS.values()}
    found = {each: each for each in media_types}
    for each in media_types:
        for other in rows[each].also:
            found.setdefault(other, each)
    return found


def offered(*, graph: bool) -> tuple[str, ...]:
    """Return the media types of graphs, or of rows; the default first."""
    return tuple(
        each.media_type for each in RESULT_FORMATS.values() if each.graph == graph
    )


def named(name: str) -> Choice:
    """Return a choice by the name of a format; without a name, the default.

    :raises FormatError: when there is no such format of this kind of result.
    """

    def choose(media_types: Sequence[str]) -> str:
        if not name:
            return media_types[0]
        row = RESULT_FORMATS.get(name)
        if row is None or row.media_type not in media_types:
            fitting = [
                each.name
                for each in RESULT_FORMATS.values()
                if each.media_type in media_types
            ]
            raise FormatError(
                f"format {name!r} does not fit this query; known: {', '.join(fitting)}"
            )
        return row.media_type

    return choose


def read_timeout(text: str) -> float | None:
    """Read the seconds a query may take; empty means: as set.

    :raises QuestionError: when it is not a number of seconds above 0.
    """
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise QuestionError(f"timeout is {text!r}; right would be e.g. 10 (seconds)")
    return seconds
