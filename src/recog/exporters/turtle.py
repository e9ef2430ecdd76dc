"""Timelines as Turtle: the records themselves, as the store writes them."""

from __future__ import annotations

from recog.exporters.documents import Timeline


def write_ttl(timeline: Timeline) -> bytes:
    """Return the claims, events and spans of a timeline with what they name."""
    title = " ".join(timeline.title.split())
    made = f"recog, version {timeline.version}: {timeline.permalink}"
    receipt = f"# Receipt: {timeline.receipt}\n" if timeline.receipt else ""
    return f"# {title}\n# {made}\n{receipt}\n".encode() + timeline.turtle()
