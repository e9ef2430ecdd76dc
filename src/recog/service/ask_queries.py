"""The SPARQL that gives the rows of an answer on any engine.

Source: docs/design.md, section 2.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES

_PREFIXES: Final = """\
PREFIX recog: <https://w3id.org/recog/def/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_BASE: Final = "https://w3id.org/recog/id/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whom a question is about; None means: anyone."""

    tracks: tuple[str, ...] = ()
    actors: Collection[str] | None = None
    targets: Collection[str] | None = None
    either: str | None = None  # anyone in the key


def spans_query(
    parties: Parties, *, values: Collection[str] = (), day: date | None = None
) -> str:
    """Return a query for spans; with a day, those that may hold on it.

    Their certainty comes along; `?span` names the rows.
    """
    lines = [
        *_sides("?span", parties),
        "?span a recog:Span ; recog:track ?track ; recog:value ?value ;",
        "  recog:actor ?actor ; recog:target ?target .",
        *_terms("?value", [VALUES[value].term for value in values]),
        *(
            f"OPTIONAL {{ ?span recog:{name} ?{name} }}"
            for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
        ),
        "OPTIONAL { ?span recog:person ?person }",
        "OPTIONAL { ?span recog:list ?list }",
    ]
    certainty = ""
    if day is not None:
        certainty = " ?certainty"
        lines += [
            f'BIND("{day}"^^xsd:date AS ?day)',
            "FILTER(!BOUND(?startEarliest) || ?startEarliest <= ?day)",
            "FILTER(!BOUND(?endLatest) || ?day < ?endLatest)",
            "OPTIONAL { ?span recog:contradicted ?contradicted }",
            "BIND(IF(BOUND(?startLatest) && ?startLatest <= ?day &&",
            '  (!BOUND(?endEarliest) || ?day < ?endEarliest), "certain",',
            '  IF(COALESCE(?contradicted, false), "contradicted", "possible"))'
            " AS ?certainty)",
        ]
    head = (
        "SELECT DISTINCT ?span ?actor ?target ?person ?list ?track ?value"
        f"{certainty} ?startEarliest ?startLatest ?endEarliest ?endLatest"
    )
    return _query(head, lines, "ORDER BY ?startEarliest ?actor ?target ?span")


def events_query(
    parties: Parties,
    *,
    kinds: Collection[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> str:
    """Return a query for events that can fall between two days, both included.

    `?event` names the rows.
    """
    lines = [
        *_sides("?event", parties),
        "?event a recog:Event ; recog:kind ?kind ; recog:actor ?actor .",
        "OPTIONAL { ?event recog:target ?target }",
        "OPTIONAL { ?event recog:track ?track }",
        *_terms("?kind", [KINDS[kind].term for kind in kinds]),
        "OPTIONAL { ?event recog:person ?person }",
        "OPTIONAL { ?event recog:list ?list }",
        "OPTIONAL { ?event recog:date ?date }",
        "OPTIONAL { ?event recog:earliest ?earliest }",
        "OPTIONAL { ?event recog:latest ?latest }",
    ]
    if last is not None:
        lines.append(
            f'FILTER(!BOUND(?earliest) || ?earliest <= "{last}"^^xsd:date)',
        )
    if first is not None:
        lines.append(f'FILTER(!BOUND(?latest) || ?latest >= "{first}"^^xsd:date)')
    head = (
        "SELECT DISTINCT ?event ?kind ?actor ?target ?person ?list"
        " ?date ?earliest ?latest"
    )
    return _query(head, lines, "ORDER BY ?earliest ?latest ?event")


def changes_query(parties: Parties, before: date, after: date) -> str:
    """Return a query for the keys whose spans say something else on two days."""
    holds = [
        f"BIND((!BOUND(?startEarliest) || ?startEarliest <= {day}) &&"
        f" (!BOUND(?endLatest) || {day} < ?endLatest) AS ?may{place})\n"
        f"  BIND(BOUND(?startLatest) && ?startLatest <= {day} &&"
        f" (!BOUND(?endEarliest) || {day} < ?endEarliest) AS ?must{place})"
        for place, day in enumerate(
            (f'"{before}"^^xsd:date', f'"{after}"^^xsd:date'), start=1
        )
    ]
    lines = [
        *_sides("?span", parties),
        "?span a recog:Span ; recog:track ?track ; recog:value ?value ;",
        "  recog:actor ?actor ; recog:target ?target .",
        *(
            f"OPTIONAL {{ ?span recog:{name} ?{name} }}"
            for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
        ),
        "OPTIONAL { ?span recog:person ?person }",
        "OPTIONAL { ?span recog:list ?list }",
        *holds,
        "FILTER(?may1 != ?may2 || ?must1 != ?must2)",
    ]
    head = "SELECT DISTINCT ?track ?actor ?target ?person ?list"
    return _query(head, lines, "ORDER BY ?track ?actor ?target ?person ?list")


def _query(head: str, lines: list[str], order: str) -> str:
    body = "\n".join(f"  {line}" for line in lines)
    return f"{_PREFIXES}{head}\nWHERE {{\n{body}\n}}\n{order}\n"


def _sides(thing: str, parties: Parties) -> list[str]:
    """Bind the parties first: engines that keep to the order then look up, not scan."""
    lines = _terms("?track", [TRACKS[track].term for track in parties.tracks])
    if parties.either is not None:
        this = f"<{_BASE}{parties.either}>"
        lines.append(f"FILTER(?actor = {this} || ?target = {this})")
    there = _bound(thing, actor=parties.actors, target=parties.targets)
    symmetric = [name for name, row in TRACKS.items() if row.symmetric]
    turned = [name for name in parties.tracks or symmetric if name in symmetric]
    if not turned or not there:
        return [*there, *lines]
    back = [
        *_bound(thing, actor=parties.targets, target=parties.actors),
        f"{thing} recog:track ?track .",
        *_terms("?track", [TRACKS[name].term for name in turned]),
    ]
    return [f"{{ {' '.join(there)} }} UNION {{ {' '.join(back)} }}", *lines]


def _bound(thing: str, **sides: Collection[str] | None) -> list[str]:
    """Look one side up by its address; the other is only compared."""
    given = [name for name in ("target", "actor") if sides[name]]
    lines = []
    for name in given[:1]:
        ids = _ids(sides[name], " ")
        lines.append(f"VALUES ?{name} {{ {ids} }} {thing} recog:{name} ?{name} .")
    for name in given[1:]:
        ids = _ids(sides[name], ", ")
        lines.append(f"{thing} recog:{name} ?{name} . FILTER(?{name} IN ({ids}))")
    return lines


def _ids(parties: Collection[str] | None, between: str) -> str:
    return between.join(f"<{_BASE}{party}>" for party in sorted(parties or ()))


def _terms(name: str, terms: list[str]) -> list[str]:
    listed = ", ".join(f"recog:{term}" for term in sorted(terms))
    return [f"FILTER({name} IN ({listed}))"] if terms else []
