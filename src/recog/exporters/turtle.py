"""Timelines and reasons as Turtle: the records as the store writes them."""

from __future__ import annotations

from recog.exporters.documents import Reasons, Timeline


def write_ttl(document: Timeline | Reasons) -> bytes:
    """Return the claims, events, spans and steps with what they name."""
    title = " ".join(document.title.split())
    made = f"recog, version {document.version}: {document.permalink}"
    receipt = f"# Receipt: {document.receipt}\n" if document.receipt else ""
    return f"# {title}\n# {made}\n{receipt}\n".encode() + document.turtle()
