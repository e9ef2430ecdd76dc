"""The people of POCOM as entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recog.domain.dates import EdtfDate, parse
from recog.domain.entities import Entity, Name
from recog.errors import DateError
from recog.importers.pocom.files import inner_text, root_of, text_of
from recog.importers.pocom.reasons import Reason
from recog.importers.records import Skip


@dataclass(frozen=True, slots=True)
class _File:
    """What a person's file says."""

    forename: str
    surname: str
    generation: str  # "Jr."
    others: tuple[str, ...]  # other names
    birth: str  # a year, or empty
    death: str


class People:
    """Those whom the missions name, with the titles under which they served."""

    def __init__(self, root: Path, release: str) -> None:
        self._root = root
        self._release = release
        self._posts: dict[str, set[str]] = defaultdict(set)

    def add(self, person: str, *, post: str) -> str:
        """Note a person and a title, which may be empty; return the person's id."""
        posts = self._posts[person]
        if post:
            posts.add(post)
        return f"person/{person}"

    def records(self) -> Iterator[Entity | Skip]:
        """Yield everyone noted, by id; a person without a file is named by the id."""
        for person in sorted(self._posts):
            file = _read(self._root, person)
            if file is None:
                words = person.replace("-", " ")
                file = _File("", words.title(), "", (), "", "")
                yield Skip(
                    where=person,
                    reason=Reason.PERSON_MISSING,
                    detail="named by the words of the id",
                )
            yield _entity(person, file, self._posts[person], self._release)


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
    )


def _entity(person: str, file: _File, posts: set[str], release: str) -> Entity:
    names = (file.forename, file.surname, file.generation)
    label = " ".join(name for name in names if name)
    others = [name for name in dict.fromkeys(file.others) if name and name != label]
    return Entity(
        id=f"person/{person}",
        labels=(Name(text=label, language="en"),),
        names=tuple(Name(text=name) for name in others),
        codes=(f"pocom-person:{person}",),
        began=_year(file.birth),
        ended=_year(file.death),
        posts=tuple(sorted(posts)),
        release=release,
    )


def _year(text: str) -> EdtfDate | None:
    try:
        return parse(text) if text else None
    except DateError:
        return None
