"""How an answer, or an edition of a source, is cited: as text, BibTeX and CSL-JSON.

The day of access is left to whoever cites.
Source: BibTeX, entry type misc; Citation Style Language, JSON schema 1.0.2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from recog.domain.entities import Release, Source
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


def edition_cited(release: Release, source: Source | None) -> Citation:
    """Return how an edition of a source is cited, with its licence.

    :param source: None where it is not described: the release stands for it.
    """
    title = source.title if source else release.title
    by = (source.creator or source.publisher) if source else ""
    url = source.url if source else ""
    published = source.published if source else None
    first = published.days.earliest if published else None
    year = first.year if first else None
    key = release.id.partition("/")[2]
    licence = f"licence: {release.licence}" if release.licence else ""
    publisher = source.publisher if source and source.publisher != by else ""
    edition = f"edition {release.edition}" if release.edition else ""
    read = f"read on {release.retrieved}" if release.retrieved else ""
    when = str(published) if published else ""
    parts = (by, f"“{title}”", publisher, when, edition, licence, url, read)
    return Citation(
        text=f"{', '.join(part for part in parts if part)}.",
        bibtex=_entry(
            key,
            author=by,
            title=title,
            publisher=publisher,
            year=str(year or ""),
            edition=release.edition,
            note="; ".join(filter(None, (licence, read))),
            url=url,
        ),
        csl=_without_empty(
            {
                "id": key,
                "type": "document",
                "author": [{"literal": by}] if by else [],
                "title": title,
                "publisher": publisher,
                "version": release.edition,
                "issued": {"date-parts": [[year]]} if year else {},
                "accessed": {"raw": release.retrieved} if release.retrieved else {},
                "license": release.licence,
                "URL": url,
            }
        ),
    )


def _entry(key: str, **fields: str) -> str:
    """Return a BibTeX entry of type misc; fields without content are left out."""
    told = [
        f"  {name} = {{{value if name == 'url' else f'{{{_tex(value)}}}'}}}"
        for name, value in fields.items()
        if value
    ]
    return ",\n".join((f"@misc{{{key}", *told)) + "\n}\n"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
