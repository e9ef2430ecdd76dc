"""Whether a test is passed, and the score by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, QueryResultsFormat, RdfFormat, parse

from suites.manifests import BASE, Case
from suites.results import Result, csv_rows, expected, graph, isomorphic, same, table
from suites.systems import Given, System, file, placed, text_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one test went with one system."""

    passed: bool
    why: str = ""  # what went wrong, shortened


def judged(case: Case, system: System) -> Verdict:
    """Take one test."""
    is_update = case.action.endswith(".ru")
    given = system.update(case) if is_update else system.query(case)
    if "Syntax" in case.kind:
        return _of_syntax(case, given)
    if given.problem:
        return Verdict(False, f"{given.problem}: {given.message[:300]}")
    good = _same_dataset(case, given) if is_update else _same_result(case, given)
    return Verdict(good, "" if good else "another result")


def _of_syntax(case: Case, given: Given) -> Verdict:
    """Judge whether a text was read; it may be refused or fail afterwards."""
    is_read = given.problem != "syntax"
    wanted = case.kind.startswith("Positive")
    return Verdict(is_read == wanted, "" if is_read == wanted else given.message[:300])


def _same_result(case: Case, given: Given) -> bool:
    wanted = expected(file(case.result), BASE + case.result)
    end = text_of(case).rpartition("}")[2].lower()
    if "order by" in end and wanted.kind == "rows":
        ordered = wanted.ordered or Path(case.result).suffix in (".srx", ".srj", ".tsv")
        wanted = Result(wanted.kind, wanted.rows, wanted.names, ordered=ordered)
    return same(wanted, _read(given), lax=case.lax)


def _read(given: Given) -> Result:
    if given.media_type == "text/csv":
        return csv_rows(given.data)
    format = QueryResultsFormat.from_media_type(given.media_type)
    if format is not None:
        return table(given.data, format)
    return graph(parse(given.data, format=RdfFormat.N_TRIPLES))


def _same_dataset(case: Case, given: Given) -> bool:
    wanted = placed(case.result_data, case.result_graphs)
    found = parse(given.data, format=RdfFormat.N_QUADS)
    return isomorphic(
        *[list({_terms(quad) for quad in each}) for each in (wanted, found)]
    )


def _terms(quad: Quad) -> tuple[object, ...]:
    named = not isinstance(quad.graph_name, DefaultGraph)
    graph = (quad.graph_name,) if named else ()
    return (quad.subject, quad.predicate, quad.object, *graph)


@dataclass(frozen=True, slots=True)
class Score:
    """How many tests of a group each passed."""

    tests: int
    recog: int
    engine: int | None  # None: not something that an engine does


def scores(
    cases: Iterable[Case],
    ours: Mapping[str, Verdict],
    theirs: Mapping[str, Verdict],
) -> dict[str, Score]:
    """Return the scores by group."""
    groups: dict[str, list[str]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(case.name)
    return {
        group: Score(
            len(names),
            sum(ours[name].passed for name in names),
            sum(theirs[name].passed for name in names),
        )
        for group, names in groups.items()
    }
