"""The people of POCOM as entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from recog.domain.dates import EdtfDate, parse
from recog.domain.entities import Entity, Name
from recog.errors import DateError
from recog.importers.pocom.edition import RELEASE
from recog.importers.pocom.files import PersonFile, read_person
from recog.importers.pocom.reasons import Reason
from recog.importers.records import Skip


class People:
    """Those whom the missions name, with the titles under which they served."""

    def __init__(self, root: Path) -> None:
        self._root = root
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
            file = read_person(self._root, person)
            if file is None:
                words = person.replace("-", " ")
                file = PersonFile("", words.title(), "", (), "", "")
                yield Skip(
                    where=person,
                    reason=Reason.PERSON_MISSING,
                    detail="named by the words of the id",
                )
            yield _entity(person, file, self._posts[person])


def _entity(person: str, file: PersonFile, posts: set[str]) -> Entity:
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
        release=RELEASE.id,
    )


def _year(text: str) -> EdtfDate | None:
    try:
        return parse(text) if text else None
    except DateError:
        return None
