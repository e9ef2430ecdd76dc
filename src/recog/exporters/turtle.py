"""Timelines and reasons as Turtle: the records as the store writes them."""

from __future__ import annotations

from recog.exporters.documents import Reasons, Timeline


def write_ttl(document: Timeline | Reasons) -> bytes:
    """Return the claims, events, spans and steps with what they name."""
    title = " ".join(document.title.split())
    made = f"recog, version {document.version}: {document.permalink}"
    return f"# {title}\n# {made}\n\n".encode() + document.turtle()
