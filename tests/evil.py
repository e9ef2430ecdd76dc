"""Queries and updates that would harm a service without bounds, and how each ends."""

from __future__ import annotations

from typing import Final, NamedTuple

PRODUCT: Final = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . "
#: A deadline, memory, the size of a result or of a query; nothing else, and no 2xx.
LATE, MUCH, LARGE, BAD = 503, 507, 413, 400


class Evil(NamedTuple):
    """A text, and the statuses that it may be answered with."""

    text: str
    statuses: tuple[int, ...]


def _values(name: str) -> str:
    rows = " ".join(f"<http://example.org/{number}>" for number in range(10_000))
    return f"VALUES ?{name} {{ {rows} }} "


QUERIES: Final = {
    "product": Evil(f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}", (LATE, MUCH)),
    "filtered product": Evil(
        f'ASK {{ {PRODUCT} FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = "x") }}',
        (LATE, MUCH),
    ),
    "any path": Evil(
        "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d }",
        (LATE, MUCH),
    ),
    "sorted product": Evil(
        f"SELECT * {{ {PRODUCT} }} ORDER BY DESC(?a) ?d ?g", (LATE, MUCH)
    ),
    "distinct product": Evil(
        f"SELECT DISTINCT ?a ?d ?g ?j {{ {PRODUCT} }}", (LATE, MUCH, LARGE)
    ),
    "regular expressions": Evil(
        f'ASK {{ {PRODUCT} FILTER(REGEX(CONCAT(STR(?a), STR(?d)), "^((a+)+)+$")) }}',
        (LATE, MUCH),
    ),
    "large regular expression": Evil(
        'ASK { ?a ?b ?c FILTER(REGEX(STR(?c), "(((x{1,99}){1,99}){1,99}){99}")) }',
        (200, LATE, MUCH, BAD),
    ),
    "optionals": Evil(
        "SELECT (COUNT(*) AS ?n) { "
        + "".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} " for n in range(50))
        + "}" * 51,
        (LATE, MUCH),
    ),
    "optionals 1,000 deep": Evil(
        "SELECT * { " + "OPTIONAL { ?a ?b ?c " * 1_000 + "}" * 1_001, (LARGE,)
    ),
    "values squared": Evil(
        f"SELECT (COUNT(*) AS ?n) {{ {_values('a')} ?b ?c ?d . ?e ?f ?g . ?h ?i ?j }}",
        (LATE, MUCH),
    ),
    "unions": Evil(
        "SELECT * { " + " UNION ".join(["{ ?a ?b ?c }"] * 10_000) + " }", (LARGE,)
    ),
    "groups 20,000 deep": Evil("SELECT * " + "{" * 20_000 + "}" * 20_000, (LARGE,)),
    "paths 20,000 deep": Evil(
        "SELECT * { ?a " + "(" * 20_000 + "<x:p>" + ")" * 20_000 + " ?b }", (LARGE,)
    ),
    "path of 20,000 steps": Evil(
        "SELECT * { ?a " + "/".join(["<x:p>"] * 20_000) + " ?b }",
        (200, BAD, LATE, MUCH),
    ),
    "signs 20,000 deep": Evil(
        "SELECT * { ?a ?b ?c FILTER(" + "!" * 20_000 + "true) }", (200, BAD)
    ),
    "strings that are not closed": Evil(
        "SELECT * { ?a ?b '''" + "'''\"\"\" " * 9_000, (BAD,)
    ),
    "large result": Evil("SELECT * { ?a ?b ?c . ?d ?e ?f }", (LATE, LARGE)),
    "long strings": Evil(
        "SELECT (STRLEN(?z) AS ?n) { BIND(STR(<http://example.org/0123456789>) AS ?a0) "
        + "".join(
            f"BIND(CONCAT({', '.join([f'?a{n}'] * 9)}) AS ?a{n + 1}) " for n in range(9)
        )
        + "BIND(CONCAT(?a9, ?a9) AS ?z) }",
        (MUCH, LATE),
    ),
}

UPDATES: Final = {
    "inserted product": Evil(
        "INSERT { GRAPH <http://example.org/g> { ?a <http://example.org/p> ?f } } "
        "WHERE { GRAPH ?u { ?a ?b ?c } GRAPH ?v { ?d ?e ?f } GRAPH ?w { ?g ?h ?i } }",
        (LATE, MUCH, LARGE),
    ),
    "inserts 20,000 deep": Evil(
        "INSERT DATA { GRAPH <http://example.org/g> { <x:a> <x:b> "
        + "(" * 20_000 + ")" * 20_000 + " } }",
        (LARGE,),
    ),
}  # fmt: skip
