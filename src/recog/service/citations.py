"""How an answer is cited: as plain text, BibTeX and CSL-JSON.

The day of access is left to whoever cites.
Source: BibTeX, entry type misc; Citation Style Language, JSON schema 1.0.2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from recog.domain.receipts import Receipt

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
#: Characters that TeX takes for its own.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{each: f"\\{each}" for each in "&%$#_"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One answer, as three kinds of reader want it."""

    text: str
    bibtex: str
    csl: dict[str, Any]

    @property
    def csl_text(self) -> str:
        """The CSL-JSON as a file holds it: a list of one."""
        return json.dumps([self.csl], ensure_ascii=False, indent=2)


def cited(receipt: Receipt, title: str, address: str) -> Citation:
    """Return how an answer is cited.

    :param title: the question in words.
    :param address: of the receipt, whole where the host is known.
    """
    at = receipt.at.astimezone(UTC)
    moment = f"{at:%Y-%m-%d %H:%M:%S} UTC"
    line = " ".join(title.split())
    key = f"recog-{receipt.version}-{receipt.sha256[:8]}"
    note = f"Version {receipt.version} of {moment}; SHA-256 of the answer"
    return Citation(
        text=(
            f"recog, “{line}”, version {receipt.version} of {moment}, SHA-256 of the "
            f"answer {receipt.sha256}, {address}"
        ),
        bibtex=(
            f"@misc{{{key},\n"
            f"  author = {{{{recog}}}},\n"
            f"  title = {{{{{line.translate(_TEX)}}}}},\n"
            f"  year = {{{at.year}}},\n"
            f"  month = {_MONTHS[at.month - 1]},\n"
            f"  note = {{{note} {receipt.sha256}}},\n"
            f"  url = {{{address}}}\n"
            "}\n"
        ),
        csl={
            "id": key,
            "type": "dataset",
            "author": [{"literal": "recog"}],
            "title": line,
            "version": receipt.version,
            "issued": {"date-parts": [[at.year, at.month, at.day]]},
            "note": f"{note}: {receipt.sha256}",
            "URL": address,
        },
    )
