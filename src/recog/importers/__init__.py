"""Importers: what turns files of others into claims. One row a format.

An importer yields domain values and skips; it knows no store. How each reads its
format, and why it may skip something: docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from recog.domain.tables import table
from recog.importers import claims_csv, pocom, rdf, wikitext
from recog.importers.records import Context, Importer, Record, Skip

__all__ = ["IMPORTERS", "Context", "Importer", "Record", "Skip"]

IMPORTERS: Final[Mapping[str, Importer]] = table(
    Importer(
        name="rdf",
        label="RDF (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML)",
        suffixes=(".ttl", ".trig", ".nt", ".nq", ".jsonld", ".json", ".rdf", ".xml"),
        read=rdf.read,
    ),
    Importer(
        name="claims-csv",
        label="claims as a table (CSV)",
        suffixes=(".csv", ".tsv", ".txt"),
        read=claims_csv.read,
    ),
    Importer(
        name="pocom",
        label="Principal Officers and Chiefs of Mission of the United States",
        suffixes=(".xml",),
        read=pocom.read,
        whole=pocom.whole,
        has_editions=True,
    ),
    Importer(
        name="wikitext",
        label="Wikipedia, pages on foreign relations",
        suffixes=(".json",),
        read=wikitext.read,
        whole=wikitext.whole,
        has_editions=True,
    ),
)
