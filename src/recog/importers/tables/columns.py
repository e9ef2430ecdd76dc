"""The columns of claims-csv: what may stand in each, and which must be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the table."""

    name: str  # in the header; upper and lower case are one, as are _ and blank
    holds: str  # shown in the docs and in messages
    required: bool = False  # the column must be there, and no cell of it empty


COLUMNS: Final[Mapping[str, Column]] = table(
    Column(name="kind", holds="what happened: recognition, listed …", required=True),
    Column(name="track", holds="the status it changes, where the kind leaves a choice"),
    Column(name="actor", holds="who acted: an id, code or name", required=True),
    Column(name="target", holds="who was acted upon: an id, code or name"),
    Column(name="person", holds="the head of mission: an id, code or name"),
    Column(name="list", holds="the designation list: an id, code or name"),
    Column(
        name="date", holds="an EDTF date: 2025-07-03, 2025-04, 1921 …", required=True
    ),
    Column(name="date_text", holds="the date in the words of the source"),
    Column(name="old_style", holds="the date in the Julian calendar, EDTF"),
    Column(name="mode", holds="de-jure, de-facto or unspecified"),
    Column(name="level", holds="of a mission: embassy, legation …"),
    Column(name="resident", holds="yes or no: whether a mission or its head resides"),
    Column(name="how", holds="how it ended: removed, died at post …"),
    Column(name="stance", holds="asserts or denies; empty: asserts"),
    Column(name="locator", holds="the place in the source: page, paragraph, row"),
    Column(name="note", holds="what the source says, in your words"),
    Column(name="release", holds="the release cited: release/…, instead of a source"),
    Column(name="source_title", holds="the title of the source"),
    Column(name="source_url", holds="its address on the web"),
    Column(name="source_creator", holds="who wrote it"),
    Column(name="source_publisher", holds="who published it"),
    Column(name="source_published", holds="when it was published, EDTF"),
    Column(name="source_language", holds="its language: en, fr …"),
    Column(name="edition", holds="the edition read: a date, version or number"),
    Column(name="licence", holds="the licence of the edition"),
    Column(name="retrieved", holds="the day on which it was read, yyyy-mm-dd"),
)


def column_name(header: str) -> str:
    """Return the name that a cell of the header means.

    >>> column_name(" Source Title ")
    'source_title'
    """
    return header.strip().casefold().replace(" ", "_").replace("-", "_")
