"""Importers: what turns files of others into claims. One row a format.

An importer yields domain values and skips; it knows no store. How each reads its
format, and why it may skip something: docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from recog.domain.tables import table
from recog.importers import (
    claims_csv,
    gsh,
    lists_csv,
    pocom,
    rdcr,
    rdf,
    statelists,
    unsc,
    wikidata,
    wikitext,
    xlsx,
)
from recog.importers.folders import holding
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
        has_encodings=True,
    ),
    Importer(
        name="lists-csv",
        label="a table with columns of its own (CSV), by a column mapping",
        suffixes=(".csv", ".tsv", ".txt"),
        read=lists_csv.read,
        has_encodings=True,
        has_mapping=True,
    ),
    Importer(
        name="xlsx",
        label="a sheet of a spreadsheet, with our columns or by a column mapping",
        suffixes=(".xlsx", ".xlsm"),
        read=xlsx.read,
        has_mapping=True,
    ),
    Importer(
        name="gsh",
        label="names of countries through history, by the Office of the Historian",
        suffixes=(".xml",),
        read=gsh.read,
        whole=gsh.whole,
        has_editions=True,
        holds=holding("data/territories/*.xml"),
        describes=True,
    ),
    Importer(
        name="pocom",
        label="Principal Officers and Chiefs of Mission of the United States",
        suffixes=(".xml",),
        read=pocom.read,
        whole=pocom.whole,
        has_editions=True,
        holds=holding("missions-countries/*.xml"),
    ),
    Importer(
        name="statelists",
        label="lists of states: ISD, ICOW colonial history, StateSys",
        suffixes=(".csv",),
        read=statelists.read,
        whole=statelists.whole,
        holds=holding("StateSys*.csv", "coldata*.csv", "isd_*.csv"),
        describes=True,
    ),
    Importer(
        name="rdcr",
        label="Guide to the United States' History of Recognition, Diplomatic, and "
        "Consular Relations",
        suffixes=(".xml",),
        read=rdcr.read,
        whole=rdcr.whole,
        has_editions=True,
        holds=holding("articles/*.xml"),
    ),
    Importer(
        name="unsc",
        label="Consolidated List of the United Nations Security Council",
        suffixes=(".xml",),
        read=unsc.read,
        whole=unsc.whole,
        has_snapshots=True,
        holds=holding("*/consolidated.xml", "consolidated.xml"),
    ),
    Importer(
        name="wikidata",
        label="Wikidata (entity JSON or SPARQL results)",
        suffixes=(".json",),
        read=wikidata.read,
        whole=wikidata.whole,
        has_editions=True,
        holds=holding("Q[0-9]*.json", "wikidata*.json"),
    ),
    Importer(
        name="wikitext",
        label="Wikipedia, pages on foreign relations",
        suffixes=(".json",),
        read=wikitext.read,
        whole=wikitext.whole,
        has_editions=True,
        holds=holding("Foreign relations of *.json", "*/Foreign relations of *.json"),
    ),
)
