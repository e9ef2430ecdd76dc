"""What an importer is given, and what it hands over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source

#: Why something is skipped whose party is not found, or is one of several.
NAME_UNKNOWN: Final = "name not known here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something of the input that became no claim, or became one with a reserve."""

    where: str  # the file, record or row
    reason: str  # one of few phrases, to be counted
    detail: str = ""  # what the source says there
    name: str = ""  # with NAME_UNKNOWN: the name that could not be resolved
    on: date | None = None  # the day on which it was to be


Record = Entity | Source | Release | Claim | Skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an importer may use of the world around it."""

    #: The id of an entity from an id, code or name, on a day or at present.
    #: Raises UnknownEntityError or AmbiguousEntityError.
    resolve: Callable[[str, date | None], str]
    #: What is known of an id so far, by all descriptions of it.
    known: Callable[[str], Entity | None] = lambda id: None
    #: The records in an RDF file, parsed and validated by the store.
    parse_rdf: Callable[[Path], Sequence[Record]]
    retrieved: date  # the day of the import
    edition: str = ""  # of a data set that has several; empty: the one that is known
    encoding: str = ""  # of a text file; empty: as the file shows
    mapping: Path | None = None  # the file that says what the columns mean
    #: The releases of a source that are stored, and the claims of one that stand.
    releases_of: Callable[[str], Sequence[Release]] = lambda source: ()
    claims_in: Callable[[str], Sequence[Claim]] = lambda release: ()
    total: Callable[[int], None]  # told once how many records there are to read
    advance: Callable[[], None]  # called after each


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A format that can be read."""

    name: str  # "claims-csv": on the command line
    label: str
    suffixes: tuple[str, ...]  # of the files it reads; empty: a folder
    #: Yields what it reads; raises FormatError for what cannot be read at all, and
    #: at the end InvalidDataError with every fault of the input.
    read: Callable[[Path, Context], Iterator[Record]]
    #: The releases that a path, of an edition, holds in full: what they no longer say
    #: is withdrawn.
    whole: Callable[[Path, str], tuple[str, ...]] = lambda path, edition: ()
    has_editions: bool = False  # whether an edition can be told
    has_encodings: bool = False  # whether an encoding can be told
    has_mapping: bool = False  # whether a column mapping can be given
    #: Whether a folder is this data set, by the files in it; None: it is no data set.
    holds: Callable[[Path], bool] | None = None
    #: Whether it describes parties that other data sets name: it is imported first.
    describes: bool = False
    #: Whether its releases are of a day each: a later one withdraws nothing that an
    #: earlier one says.
    has_snapshots: bool = False


def claim_id(*content: object) -> str:
    """Return the id of a claim that says this, so that reading twice adds nothing."""
    text = "\x1f".join(str(part) for part in content)
    return f"claim/{sha256(text.encode()).hexdigest()[:20]}"
