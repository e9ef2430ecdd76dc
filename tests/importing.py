"""What the tests of importers share: a context without a store, and POCOM's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from recog.domain.claims import Claim
from recog.errors import UnknownEntityError
from recog.importers import Context, Record, Skip

#: The data sets beside a checkout; not part of the project.
CORPUS = Path(__file__).parents[2] / "shared" / "datasets"
#: Where each importer finds its data set; those that describe states come first.
PLACES: Final = {
    "gsh": "historyatstate-gsh",
    "statelists": "state-system-lists",
    "pocom": "historyatstate-pocom",
    "rdcr": "historyatstate-rdcr",
    "unsc": "un-sc-consolidated-list",
    "wikitext": "wikipedia-foreign-relations",
}
POCOM = CORPUS / "historyatstate-pocom"
RDCR = CORPUS / "historyatstate-rdcr"


@dataclass
class Counting:
    """Counts what an importer tells of its progress."""

    total: int = 0
    read: int = 0
    asked: list[tuple[str, date | None]] = field(default_factory=list)


def context(
    names: Mapping[str, str] | None = None,
    *,
    counting: Counting | None = None,
    rdf: Sequence[Record] = (),
    mapping: Path | None = None,
) -> Context:
    """Return a context that knows these names; without any, every territory.

    A code "pocom:iran" or "rdcr:iran" then means state/iran, "wikidata:Q794" means
    state/q794; nothing has another code.
    """
    count = counting or Counting()

    def resolve(text: str, on: date | None) -> str:
        count.asked.append((text, on))
        if names is not None:
            if text not in names:
                raise UnknownEntityError(f"no entity is named {text!r}")
            return names[text]
        code, colon, territory = text.partition(":")
        if colon and code not in ("pocom", "rdcr", "wikidata"):
            raise UnknownEntityError(f"no entity is named {text!r}")
        return f"state/{territory.lower()}" if colon else text

    def advance() -> None:
        count.read += 1

    def total(records: int) -> None:
        count.total = records

    return Context(
        resolve=resolve,
        parse_rdf=lambda path: rdf,
        retrieved=date(2026, 11, 23),
        mapping=mapping,
        total=total,
        advance=advance,
    )


def chief(
    id: str = "ir-1977-sull-01",
    person: str = "sullivan-william-healy",
    *,
    role: str = "ambassador-e-p",
    at: str = "iran",
    appointed: str = "",
    arrived: str = "",
    started: str = "",
    ended: str = "",
    note: str = "",
) -> str:
    """Return a record as POCOM writes it; a step is "note | date", or a date."""
    steps = {
        "appointed": appointed,
        "arrived": arrived,
        "started": started,
        "ended": ended,
    }
    lines = [
        "<chief>",
        f"<id>{id}</id><person-id>{person}</person-id>",
        f"<role-title-id>{role}</role-title-id>",
        f"<contemporary-territory-id>{at}</contemporary-territory-id>" if at else "",
    ]
    for name, step in steps.items():
        words, _, when = step.rpartition("|")
        lines.append(
            f"<{name}><date>{when.strip()}</date>"
            f"<note>{escape(words.strip())}</note></{name}>"
        )
    return "\n".join([*lines, f"<note>{escape(note)}</note>", "</chief>"])


def mission(
    folder: Path,
    *chiefs: str,
    nominees: Sequence[str] = (),
    notes: Sequence[str] = (),
    territory: str = "iran",
) -> Path:
    """Write a country's file into a data set; return the folder of the data set."""
    place = folder / "missions-countries"
    place.mkdir(parents=True, exist_ok=True)
    mission_notes = "".join(
        f"<mission-note><text>{escape(note)}</text></mission-note>" for note in notes
    )
    (place / f"{territory}.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<country-mission><territory-id>{territory}</territory-id>"
        f"<chiefs>{''.join(chiefs)}{mission_notes}</chiefs>"
        f"<other-nominees>{''.join(nominees)}</other-nominees></country-mission>",
        encoding="utf-8",
    )
    return folder


def organisation(folder: Path, id: str, *chiefs: str) -> Path:
    """Write an organisation's file into a data set; return the folder."""
    place = folder / "missions-orgs"
    place.mkdir(parents=True, exist_ok=True)
    name = id.rpartition("-")[2].upper()
    (place / f"{id}.xml").write_text(
        f"<org-mission><id>{id}</id><names><singular>Permanent Representative to {name}"
        f"</singular></names><chiefs>{''.join(chiefs)}</chiefs></org-mission>",
        encoding="utf-8",
    )
    return folder


def item(heading: str, *paragraphs: str) -> str:
    """Return an item as RDCR writes it; paragraphs and heading may hold markup."""
    said = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<div type="timeline"><head>{heading}</head>{said}</div>'


def article(
    folder: Path,
    *items: str,
    name: str = "iran",
    section: str = "diplomatic-relations",
    summary: str = "",
) -> Path:
    """Write an article into a data set; return the folder of the data set."""
    place = folder / "articles"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f'<title type="short">{name}*</title></titleStmt></fileDesc></teiHeader>'
        '<text><body><div type="section" xml:id="summary"><head>Summary</head>'
        f"<p>{summary}</p></div>"
        f'<div type="section" xml:id="{section}">{"".join(items)}</div>'
        '<div type="appendix"><head>Resources</head><p>In 1900, more.</p></div>'
        "</body></text></TEI>",
        encoding="utf-8",
    )
    return folder


#: The end of a term that goes on when the data end: a test of its own looks at it.
OPEN_END = "2021-01-01/.."


def said(records: Sequence[Record], person: str = "") -> list[tuple[str, str, str]]:
    """Return kind, date and how of the claims, in their order; of one person only.

    Without the end of a term that goes on when the data end.
    """
    return [
        (claim.kind, str(claim.date), claim.how)
        for claim in records
        if isinstance(claim, Claim)
        and claim.person.endswith(person)
        and str(claim.date) != OPEN_END
    ]


def skipped(records: Sequence[Record]) -> list[tuple[str, str]]:
    """Return the reasons of the skips with the ids of their records."""
    return [
        (str(skip.reason), skip.where.rpartition("chief ")[2])
        for skip in records
        if isinstance(skip, Skip)
    ]
