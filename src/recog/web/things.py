"""The page of any address of ours: what the graph says of it, and what names it.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from recog.errors import NotFoundError
from recog.service.selecting import Row
from recog.service.statements import Said
from recog.service.triples import RDF, RDFS
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.shortening import link, short, term_link

_LABEL: Final = f"{RDFS}label"
_TYPE: Final = f"{RDF}type"


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A property, with everything that has it."""

    property: Link
    values: tuple[Link, ...]
    graphs: tuple[Link, ...]  # where it is said


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage:
    """What is said of an address."""

    title: str
    address: str
    types: str
    said: tuple[ValueLine, ...]
    pointing: tuple[ValueLine, ...]
    more: bool
    rdf_href: str


def thing_page(view: View, address: str, said: Said) -> ThingPage:
    """Return the page of an address.

    :raises NotFoundError: when nothing is said of it, and nothing names it.
    """
    if not said.about and not said.pointing:
        raise NotFoundError(f"nothing is known of <{address}>")
    labels = [row["o"] for row in said.about if row["p"]["value"] == _LABEL]
    types = {row["o"]["value"] for row in said.about if row["p"]["value"] == _TYPE}
    english = [each for each in labels if each.get("xml:lang", "en") == "en"]
    title = next((each["value"] for each in (*english, *labels)), short(address))
    return ThingPage(
        title=title,
        address=address,
        types=", ".join(sorted(short(each) for each in types)),
        said=_lines(view, said.about, "o"),
        pointing=_lines(view, said.pointing, "s"),
        more=said.more,
        rdf_href=f"/sparql?query=DESCRIBE%20%3C{address}%3E",
    )


def _lines(view: View, rows: Iterable[Row], end: str) -> tuple[ValueLine, ...]:
    found = []
    for property, group in groupby(rows, key=lambda row: row["p"]["value"]):
        same = list(group)
        values = dict.fromkeys(term_link(view, row[end]) for row in same)
        graphs = dict.fromkeys(row["g"]["value"] for row in same if "g" in row)
        found.append(
            ValueLine(
                link(view, property),
                tuple(values),
                tuple(link(view, each) for each in graphs),
            )
        )
    return tuple(found)
