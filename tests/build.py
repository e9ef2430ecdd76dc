"""Small builders of domain values for tests; each fills in what a test leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from recog.domain.claims import Claim, track_of
from recog.domain.dates import EdtfDate, parse
from recog.domain.entities import Coverage, Entity, Name, Release, Source

#: A moment for everything that must be recorded some time.
MOMENT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def day(text: str) -> date:
    """Return the calendar day of an ISO text."""
    return date.fromisoformat(text)


def when(date: str | EdtfDate) -> EdtfDate:
    """Return the EDTF date of a text, or the date itself."""
    return parse(date) if isinstance(date, str) else date


def claim(
    kind: str = "recognition",
    by: str = "state/france",
    of: str = "state/kosovo",
    on: str | EdtfDate = "2008-02-18",
    **more: Any,
) -> Claim:
    """Return a claim; its track is that of the kind and the target's type.

    Its id is made from what is given, so equal calls give equal claims: pass `id=`
    or another `release=` for a second witness.
    """
    given = repr((kind, by, of, str(on), sorted(more.items())))
    fields: dict[str, Any] = {
        "id": f"claim/{sha256(given.encode()).hexdigest()[:16]}",
        "release": "release/test",
        "track": more["track"] if "track" in more else track_of(kind, of),
    }
    return Claim(kind=kind, actor=by, target=of, date=when(on), **(fields | more))


def entity(id: str = "state/kosovo", label: str = "", **more: Any) -> Entity:
    """Return an entity with one English label, made from the slug unless given."""
    text = label or id.partition("/")[2].replace("-", " ").title()
    fields: dict[str, Any] = {
        "labels": (Name(text=text, language="en"),),
        "release": "release/test",
    }
    if id.startswith("government/"):
        fields["governs"] = "state/afghanistan"
    return Entity(id=id, **(fields | more))


def source(
    id: str = "source/test", title: str = "A test source", **more: Any
) -> Source:
    """Return a source."""
    return Source(id=id, title=title, **more)


def release(id: str = "release/test", of: str = "source/test", **more: Any) -> Release:
    """Return a release of a source."""
    fields: dict[str, Any] = {"title": "A test release", "edition": "2026-11-23"}
    return Release(id=id, source=of, **(fields | more))


def coverage(
    *tracks: str, first: str = "1900-01-01", last: str = "2030-12-31", **more: Any
) -> Coverage:
    """Return a coverage of whole tracks between two days."""
    days = parse(f"{first}/{last}").days
    return Coverage(tracks=tracks or ("state-recognition",), days=days, **more)
