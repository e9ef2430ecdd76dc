"""The people of POCOM as entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from recog.domain.dates import EdtfDate, parse
from recog.domain.entities import Entity, Name
from recog.errors import DateError
from recog.importers.pocom.files import inner_text, root_of, text_of
from recog.importers.pocom.reasons import Reason
from recog.importers.records import Skip

#: What the codes of POCOM for a career mean; "appointee" and "fso" stand for people
#: of its pending files.
CAREERS: Final[Mapping[str, str]] = {
    "appointee": "Appointed from outside the career service.",
    "both": "Career Foreign Service officer and non-career appointee.",
    "career": "Career Foreign Service officer.",
    "fso": "Foreign Service officer.",
    "non-career": "Non-career appointee.",
    "pre-1915": "Served before the career service of 1915.",
}


@dataclass(frozen=True, slots=True)
class _File:
    """What a person's file says."""

    forename: str
    surname: str
    generation: str  # "Jr."
    others: tuple[str, ...]  # other names
    birth: str  # a year, or empty
    death: str
    states: tuple[str, ...]  # codes of states of the United States: "ny"
    career: str  # one of CAREERS, or empty
    old_ids: tuple[str, ...]  # under which earlier editions had the person


class People:
    """Those whom the missions name, with the titles under which they served."""

    def __init__(self, root: Path, release: str) -> None:
        self.root = root
        self._release = release
        self._posts: dict[str, set[str]] = defaultdict(set)
        self._states = _read_states(root)

    def add(self, person: str, *, post: str) -> str:
        """Note a person and a title, which may be empty; return the person's id."""
        posts = self._posts[person]
        if post:
            posts.add(post)
        return f"person/{person}"

    def records(self) -> Iterator[Entity | Skip]:
        """Yield everyone noted, by id; a person without a file is named by the id."""
        for person in sorted(self._posts):
            file = _read(self.root, person)
            if file is None:
                words = person.replace("-", " ")
                file = _File("", words.title(), "", (), "", "", (), "", ())
                yield Skip(
                    where=person,
                    reason=Reason.PERSON_MISSING,
                    detail="named by the words of the id",
                )
            states = [self._states.get(each, each.upper()) for each in file.states]
            yield _entity(person, file, self._posts[person], states, self._release)


def _read(root: Path, person: str) -> _File | None:
    """Read a person's file; None where the data set has none."""
    places = (
        root / "people" / person[:1] / f"{person}.xml",
        root / "people-pending" / f"{person}.xml",
    )
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        return None
    element = root_of(file)
    return _File(
        forename=text_of(element, "persName/forename"),
        surname=text_of(element, "persName/surname"),
        generation=text_of(element, "persName/genName"),
        others=tuple(inner_text(name) for name in element.iterfind("persName/altname")),
        birth=text_of(element, "birth"),
        death=text_of(element, "death"),
        states=_texts(element, "residence/state-id"),
        career=text_of(element, "career-type"),
        old_ids=_texts(element, "old-ids/old-id"),
    )


def _texts(element: Element, path: str) -> tuple[str, ...]:
    found = (inner_text(each) for each in element.iterfind(path))
    return tuple(text for text in found if text)


def _read_states(root: Path) -> Mapping[str, str]:
    """Return the names of the states of the United States, by code."""
    file = root / "code-tables" / "us-state-codes.xml"
    if not file.is_file():
        return {}
    items = root_of(file).iterfind("items/item")
    return {text_of(item, "value"): text_of(item, "label") for item in items}


def _entity(
    person: str, file: _File, posts: set[str], states: list[str], release: str
) -> Entity:
    names = (file.forename, file.surname, file.generation)
    label = " ".join(name for name in names if name)
    others = [name for name in dict.fromkeys(file.others) if name and name != label]
    return Entity(
        id=f"person/{person}",
        labels=(Name(text=label, language="en"),),
        names=tuple(Name(text=name) for name in others),
        codes=tuple(f"pocom-person:{id}" for id in (person, *file.old_ids)),
        began=_year(file.birth),
        ended=_year(file.death),
        posts=tuple(sorted(posts)),
        residences=tuple(states),
        note=CAREERS.get(file.career, file.career),
        release=release,
    )


def _year(text: str) -> EdtfDate | None:
    try:
        return parse(text) if text else None
    except DateError:
        return None
