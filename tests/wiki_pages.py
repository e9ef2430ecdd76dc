"""Pages of Wikipedia for tests, written here in the form of the real ones."""

from __future__ import annotations

import json
from pathlib import Path


def wiki_page(folder: Path, subject: str, *parts: str) -> Path:
    """Write a page on the relations of a state; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"Foreign relations of {subject}.json"
    path.write_text(json.dumps("\n\n".join(parts)), encoding="utf-8")
    return folder


def relations(*rows: tuple[str, str], heading: str = "Diplomatic relations") -> str:
    """Return a section with a list of states and dates; each is wikitext."""
    lines = [
        f"=={heading}==",
        '{| class="wikitable sortable"',
        "!#",
        "!Country",
        "!Date",
    ]
    for number, (state, date) in enumerate(rows, 1):
        lines += ["|-", f"|{number}", f"|{{{{flag|{state}}}}}", f"|{date}"]
    return "\n".join([*lines, "|}"])


def bilateral(*rows: tuple[str, str, str], heading: str = "Africa") -> str:
    """Return a section with a table of states, dates and notes; each is wikitext."""
    lines = [
        f"=={heading}==",
        '{| class="wikitable sortable"',
        "! Country",
        "! Formal Relations Began",
        "! Notes",
    ]
    for state, date, notes in rows:
        lines += ["|-", f"|{{{{flag|{state}}}}}", f"|{date}", f"|{notes}"]
    return "\n".join([*lines, "|}"])
