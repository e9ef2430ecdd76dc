"""What changed, as the cells of a table: CSV for programs, Markdown to paste.

A cell never runs in a spreadsheet, and never breaks out of its line or its table.
Source: docs/design.md, section 4.2; OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from recog.domain.shown import shown
from recog.exporters.csv_table import citation, cited, csv_of
from recog.exporters.documents import Difference
from recog.exporters.rows import ChangeRow, ClaimRow, EntityRow, ValueRow

_ROLES: Final = ("actor", "target", "person", "list")
_FATES: Final = ("came", "went", "judged", "amended")
#: An address that stays inside its angle brackets and its cell.
_LINK: Final = re.compile(r"https?://[^\s<>|`\\]+")
_HEADINGS: Final = ("Change", "Who", "Whom", "Track", "Before", "After", "Sources")


def write_difference_csv(difference: Difference) -> bytes:
    """Return one line for each change; RFC 4180, UTF-8."""
    parties = [name for role in _ROLES for name in (role, f"{role}_id")]
    columns = [
        *("change", "track", *parties, "before", "after"),
        *(*_FATES, "sources", "version", "permalink"),
    ]
    lines = (
        {
            "change": row["change"],
            "track": row["track"],
            **_parties(row),
            "before": _values(row["before"]),
            "after": _values(row["after"]),
            **{name: " ".join(row[name]) for name in _FATES},
            "sources": cited(row["because"]),
            "version": difference.version,
            "permalink": difference.permalink,
        }
        for row in difference.rows
    )
    return csv_of(columns, lines, receipt=difference.receipt)


def write_difference_markdown(difference: Difference) -> bytes:
    """Return the counts and a table, to be pasted where Markdown is read."""
    counts = difference.counts
    numbers = ", ".join(f"{n} {name}" for name, n in counts["by_change"].items())
    noun = "change" if counts["changes"] == 1 else "changes"
    lines = [
        f"# {_plain(difference.title)}",
        "",
        f"{counts['changes']} {noun}: {numbers}." if numbers else "Nothing changed.",
        "",
        _line(_HEADINGS),
        _line(["---"] * len(_HEADINGS)),
        *(_line(_cells(row)) for row in difference.rows),
        "",
        f"Version {difference.version}, `{difference.permalink}`",
        *(["", f"Receipt `{difference.receipt}`"] if difference.receipt else []),
        "",
    ]
    return "\n".join(lines).encode()


def _cells(row: ChangeRow) -> list[str]:
    about = [row["person"], row["list"]]
    whom = [row["target"], *(each for each in about if each)]
    return [
        row["change"],
        _plain(row["actor"]["label"]),
        _plain(", ".join(each["label"] for each in whom)),
        row["track"],
        _values(row["before"]) or "nothing",
        _values(row["after"]) or "nothing",
        "; ".join(dict.fromkeys(_cited(claim) for claim in row["because"])),
    ]


def _cited(claim: ClaimRow) -> str:
    """Return a claim's source with its address as a link, if it can be one."""
    words = _plain(citation({**claim, "url": ""}))
    return f"{words} <{claim['url']}>" if _LINK.fullmatch(claim["url"]) else words


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, in one line.

    >>> _plain("a|b\\n<i>_c_")
    'a\\\\|b \\\\<i\\\\>\\\\_c\\\\_'
    """
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", " ".join(shown(text).split()))


def _parties(row: ChangeRow) -> dict[str, str]:
    cells: dict[str, str] = {}
    for role in _ROLES:
        party: EntityRow | None = row[role]
        cells[role] = party["label"] if party else ""
        cells[f"{role}_id"] = party["id"] if party else ""
    return cells


def _values(values: Sequence[ValueRow]) -> str:
    return " or ".join(f"{each['value']} ({each['certainty']})" for each in values)
