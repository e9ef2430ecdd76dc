"""What the graph says of one address, and what points to it.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from recog.service.selecting import Row, select
from recog.service.triples import checked_iri
from recog.service.workbench import Workbench

MOST_SAID: Final = 500
MOST_POINTING: Final = 100


@dataclass(frozen=True, slots=True)
class Said:
    """The statements about one address; each row has p, o and g, or s and p."""

    about: Sequence[Row]
    pointing: Sequence[Row]
    more: bool  # there is more of either than is given


def said_of(bench: Workbench, address: str) -> Said:
    """Return the statements about an address, and those that name it, sorted.

    :raises QuestionError: when it is no address.
    """
    me = f"<{checked_iri(address)}>"
    about = select(
        bench,
        f"SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ {me} ?p ?o }} }} LIMIT {MOST_SAID + 1}",
    )
    pointing = select(
        bench, f"SELECT ?s ?p WHERE {{ ?s ?p {me} }} LIMIT {MOST_POINTING + 1}"
    )
    return Said(
        sorted(about[:MOST_SAID], key=lambda row: _order(row, "p", "o", "g")),
        sorted(pointing[:MOST_POINTING], key=lambda row: _order(row, "p", "s")),
        len(about) > MOST_SAID or len(pointing) > MOST_POINTING,
    )


def _order(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name]["value"] for name in names)
