"""Addresses as people read them, and where they lead on this site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from recog.service.described import ROOT
from recog.service.directory import BASE
from recog.service.selecting import Term
from recog.service.workbench import View
from recog.web.lines import Link
from recog.web.sheets import entity_href

#: The longest beginning that fits is used.
PREFIXES: Final[Mapping[str, str]] = {
    "recog": f"{ROOT}def/",
    "id": BASE,
    "graph": f"{ROOT}graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wikidata": "http://www.wikidata.org/entity/",
}
_WEB: Final = ("https://", "http://")


def short(address: str) -> str:
    """Return an address by its prefix: ``recog:actor``.

    >>> short("https://w3id.org/recog/def/actor")
    'recog:actor'
    """
    fitting = [
        (name, start) for name, start in PREFIXES.items() if address.startswith(start)
    ]
    if not fitting:
        return address
    name, start = max(fitting, key=lambda each: len(each[1]))
    return f"{name}:{address.removeprefix(start)}"


def href(address: str) -> str:
    """Return where an address of ours leads on this site; empty for all others."""
    if address.startswith(BASE):
        return entity_href(address.removeprefix(BASE)) or f"/{_path(address)}"
    return f"/{_path(address)}" if address.startswith(ROOT) else ""


def link(view: View, address: str) -> Link:
    """Return an address as a link, by the name of what has it where that is known."""
    id = address.removeprefix(BASE)
    known = address.startswith(BASE) and view.directory.entity(id) is not None
    return Link(view.directory.label(id) if known else short(address), href(address))


def term_link(view: View, term: Term) -> Link:
    """Return a value; a text, with its language or type, is no link."""
    value = term["value"]
    if term["type"] == "uri":
        return link(view, value)
    if value.startswith(_WEB) and "\n" not in value:
        return Link(value, "")
    language = term.get("xml:lang", "")
    kind = short(term.get("datatype", ""))
    note = f" @{language}" if language else f" ({kind})" if kind else ""
    return Link(value + note, "")


def _path(address: str) -> str:
    return address.removeprefix(ROOT)
