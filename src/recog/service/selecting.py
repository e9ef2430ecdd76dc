"""Rows of a SELECT query, for our own use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypedDict

from recog.service.sparql import named, run_query
from recog.service.workbench import Workbench

# "xml:lang" is no name of a field, hence the form
Term = TypedDict(
    "Term",
    {"type": str, "value": str, "xml:lang": str, "datatype": str},
    total=False,
)
Row = Mapping[str, Term]


def select(
    bench: Workbench, query: str, *, version: str = "", timeout_s: float | None = None
) -> Sequence[Row]:
    """Return the rows of a query, each with the terms of its variables that are bound.

    :raises LimitError: when it runs past one of the bounds.
    """
    answer = run_query(
        bench, query, choose=named("json"), version=version, timeout_s=timeout_s
    )
    rows: Sequence[Row] = json.loads(answer.read())["results"]["bindings"]
    return rows


def value(row: Row, name: str) -> str:
    """Return the text of a variable; empty where it is not bound."""
    return row[name]["value"] if name in row else ""
