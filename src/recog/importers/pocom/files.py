"""The files of POCOM: one a country or organisation, one a person.

Source: https://github.com/HistoryAtState/pocom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from recog.errors import FormatError

COUNTRIES: Final = "missions-countries"
ORGANISATIONS: Final = "missions-orgs"
_SECTIONS: Final = {"chiefs": False, "other-nominees": True, "other-appointees": True}


@dataclass(frozen=True, slots=True)
class Step:
    """A date of a term as the file has it, with the note that stands before it."""

    date: str  # yyyy-mm-dd, yyyy-mm, yyyy or empty
    note: str

    @property
    def text(self) -> str:
        """The words of the source."""
        return f"{self.note} {self.date}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chief:
    """One record: a person's term at a mission, or nomination to it."""

    where: str  # file and id; "(2)" follows where an id comes a second time
    id: str
    person: str
    role: str
    territory: str  # the receiver of the time: a territory, or an organisation's id
    appointed: Step
    arrived: Step
    started: Step
    ended: Step
    note: str
    nominee: bool  # listed apart from the chiefs: as a rule never served


@dataclass(frozen=True, slots=True)
class Residence:
    """Where a person accredited to several receivers at once resided."""

    territory: str
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """One file: the mission to one country or organisation."""

    file: str  # "missions-countries/iran.xml"
    territory: str  # of an organisation: its id, "representative-to-nato"
    title: str  # of the chiefs of mission to an organisation; else empty
    chiefs: tuple[Chief, ...]
    notes: tuple[str, ...]  # on the mission as a whole
    repeated: frozenset[str]  # ids that more than one record has


def mission_files(path: Path) -> list[Path]:
    """Return the mission files in the data set, in one of its folders, or the one file.

    :raises FormatError: when there is none.
    """
    if path.is_file():
        return [path]
    folders = [path / COUNTRIES, path / ORGANISATIONS]
    places = [place for place in folders if place.is_dir()] or [path]
    found = [file for place in places for file in sorted(place.glob("*.xml"))]
    if not found:
        raise FormatError(
            f"{path} holds no mission files; give the folder of POCOM, its "
            f"{COUNTRIES} folder, or one file of that"
        )
    return found


def data_set(path: Path) -> Path:
    """Return the folder of the data set that a path belongs to."""
    if path.is_file():
        return path.parent.parent
    return path.parent if path.name in (COUNTRIES, ORGANISATIONS) else path


def read_mission(path: Path) -> Mission:
    """Read one mission file.

    :raises FormatError: when it is not well formed, or no mission file.
    """
    root = root_of(path)
    if root.tag not in ("country-mission", "org-mission"):
        raise FormatError(
            f"{path}: not a mission of POCOM: its root is <{root.tag}>; right would be "
            "<country-mission> or <org-mission>"
        )
    file = f"{path.parent.name}/{path.name}"
    receiver = text_of(root, "territory-id") or text_of(root, "id")
    seen: dict[str, int] = {}
    chiefs = []
    for name, nominee in _SECTIONS.items():
        for element in root.iterfind(f"{name}/chief"):
            id = text_of(element, "id")
            seen[id] = seen.get(id, 0) + 1
            mark = f" ({seen[id]})" if seen[id] > 1 else ""
            where = f"{file}, chief {id}{mark}"
            chiefs.append(_chief(element, where, receiver, nominee=nominee))
    return Mission(
        file=file,
        territory=receiver,
        title=text_of(root, "names/singular"),
        chiefs=tuple(chiefs),
        notes=tuple(text_of(note, "text") for note in root.iter("mission-note")),
        repeated=frozenset(id for id, count in seen.items() if count > 1),
    )


def count_records(files: list[Path]) -> int:
    """Return how many chiefs and notes the files hold, without parsing them."""
    return sum(
        text.count(b"<chief>") + text.count(b"<mission-note>")
        for text in (file.read_bytes() for file in files)
    )


def read_residences(root: Path) -> Mapping[str, Residence]:
    """Return where people accredited to several resided, by the id of the chief."""
    return {
        chief.text or "": Residence(
            text_of(concurrent, "resident-at/contemporary-territory-id"),
            _city(text_of(concurrent, "resident-at/locale-id")),
        )
        for file in sorted((root / "concurrent-appointments").rglob("*.xml"))
        for concurrent in [root_of(file)]
        for chief in concurrent.iterfind("chief-id")
    }


def read_roles(root: Path) -> Mapping[str, str]:
    """Return the titles of the roles, by id."""
    return {
        text_of(role, "id"): text_of(role, "names/singular")
        for file in sorted((root / "roles-country-chiefs").glob("*.xml"))
        for role in [root_of(file)]
    }


def iter_steps(chief: Chief) -> Iterator[tuple[str, Step]]:
    """Yield the steps of a term with their names, in the order of a term."""
    yield "appointed", chief.appointed
    yield "arrived", chief.arrived
    yield "started", chief.started
    yield "ended", chief.ended


def _city(locale: str) -> str:
    """Return the city of a locale: "London" for "london_uk"."""
    return locale.partition("_")[0].replace("-", " ").title()


def _chief(element: Element, where: str, receiver: str, *, nominee: bool) -> Chief:
    return Chief(
        where=where,
        id=text_of(element, "id"),
        person=text_of(element, "person-id"),
        role=text_of(element, "role-title-id"),
        territory=text_of(element, "contemporary-territory-id") or receiver,
        appointed=_step(element, "appointed"),
        arrived=_step(element, "arrived"),
        started=_step(element, "started"),
        ended=_step(element, "ended"),
        note=text_of(element, "note"),
        nominee=nominee,
    )


def _step(element: Element, name: str) -> Step:
    return Step(text_of(element, f"{name}/date"), text_of(element, f"{name}/note"))


def text_of(element: Element, path: str) -> str:
    """Return the text of the first element at a path; empty where there is none."""
    found = element.find(path)
    return "" if found is None else inner_text(found)


def inner_text(element: Element) -> str:
    """Return all text inside, with markup left out and spaces made one."""
    return " ".join("".join(element.itertext()).split())


def root_of(path: Path) -> Element:
    """Return the root of an XML file.

    :raises FormatError: when it is not well formed, or declares entities.
    """
    try:
        root = parse(path).getroot()
    except (ParseError, DefusedXmlException) as error:
        raise FormatError(f"{path}: cannot be read as XML: {error}") from error
    if root is None:
        raise FormatError(f"{path}: is empty")
    return root
