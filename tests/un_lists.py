"""Small snapshots of the UN Security Council's list, as tests need them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_REGIMES = {"TA": "Taliban", "QD": "Al-Qaida", "CI": "CdI", "KP": "DPRK"}


def individual(
    reference: str = "TAi.901",
    name: str = "NOBODY",
    *,
    listed: str = "2001-01-25",
    amended: Sequence[str] = (),
    more: str = "",
    regime: str | None = None,
    tag: str = "INDIVIDUAL",
) -> str:
    """Return a record as the list writes it; `more` is XML of further fields."""
    first, _, second = name.partition(" ")
    known = _REGIMES.get(reference.strip()[:2], "") if regime is None else regime
    values = "".join(f"<VALUE>{day}</VALUE>" for day in amended) or "<VALUE/>"
    return (
        f"<{tag}><DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>"
        f"<FIRST_NAME>{escape(first)} </FIRST_NAME>"
        f"<SECOND_NAME>{escape(second)}</SECOND_NAME>"
        f"<UN_LIST_TYPE>{known}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
        f"<LISTED_ON>{listed}</LISTED_ON>{more}"
        f"<LAST_DAY_UPDATED>{values}</LAST_DAY_UPDATED></{tag}>"
    )


def organisation(reference: str = "QDe.901", name: str = "NO NETWORK") -> str:
    """Return the record of an organisation."""
    return individual(reference, name, tag="ENTITY")


def alias(text: str, quality: str = "Good") -> str:
    """Return an alias of a record."""
    return (
        f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY>"
        f"<ALIAS_NAME>{escape(text)}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )


def birth(kind: str = "EXACT", **fields: str) -> str:
    """Return a date of birth; the names of its fields in lower case."""
    parts = "".join(f"<{k.upper()}>{v}</{k.upper()}>" for k, v in fields.items())
    return (
        f"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>{kind}</TYPE_OF_DATE>{parts}"
        "</INDIVIDUAL_DATE_OF_BIRTH>"
    )


def snapshot(folder: Path, day: str, *records: str) -> Path:
    """Write the list of a day into a folder of that name, and return that folder."""
    people = "".join(each for each in records if each.startswith("<INDIVIDUAL>"))
    others = "".join(each for each in records if each.startswith("<ENTITY>"))
    place = folder / day
    place.mkdir(parents=True, exist_ok=True)
    (place / "consolidated.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<CONSOLIDATED_LIST dateGenerated="{day}T17:37:13.737-04:00">\n'
        f"<INDIVIDUALS>{people}</INDIVIDUALS>\n"
        f"<ENTITIES>{others}</ENTITIES></CONSOLIDATED_LIST>\n",
        encoding="utf-8",
    )
    return place
