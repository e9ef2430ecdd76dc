"""The one resolver of an import: what names mean, in the store and in what was read.

What people decided comes first; then ids, codes and names of every entity that is
known, those that the import itself has yielded among them. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from recog.domain.entities import Entity
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.decisions import NO_DECISIONS, NOTHING, Decision, Decisions
from recog.service.directory import Directory

_Question = tuple[str, date | None, str]


class Resolver:
    """Finds entities by id, code or name, as of a day; learns while an import runs."""

    def __init__(
        self, entities: Iterable[Entity] = (), decisions: Decisions = NO_DECISIONS
    ) -> None:
        self._directory = Directory(entities)
        self._decisions = decisions
        self._known: dict[_Question, str | UnknownEntityError | AmbiguousEntityError]
        self._known = {}

    def resolve(self, text: str, on: date | None = None, *, source: str = "") -> str:
        """Return the id of the one entity that a text means on a day, or at present.

        :param source: the name of the importer that asks; decisions may be for one.
        :raises UnknownEntityError: when nothing has that name, or so it was decided.
        :raises AmbiguousEntityError: when several fit equally well.
        """
        question = (text, on, source)
        if question not in self._known:
            try:
                self._known[question] = self._found(text, on, source)
            except (UnknownEntityError, AmbiguousEntityError) as error:
                self._known[question] = _fresh(error)
        found = self._known[question]
        if isinstance(found, str):
            return found
        raise _fresh(found)

    def resolving(self, source: str) -> Callable[[str, date | None], str]:
        """Return `resolve` for one importer."""
        return lambda text, on: self.resolve(text, on, source=source)

    def candidates(self, text: str, on: date | None = None) -> tuple[str, ...]:
        """Return what a text that does not resolve may mean: best first, at most ten.

        Those that fit equally well; else what is spelt almost alike, or holds it.
        """
        try:
            return (self.resolve(text, on),)
        except AmbiguousEntityError as error:
            return error.candidates
        except UnknownEntityError:
            near = self._directory.near(text)
            partly = (each.id for each in self._directory.search(text, limit=5))
            return tuple(dict.fromkeys((*near, *partly)))[:10]

    def add(self, entity: Entity) -> None:
        """Know an entity that an import has yielded, or more names of one."""
        self._directory.add(entity)
        self._known.clear()

    def entity(self, id: str) -> Entity | None:
        """Return what is known of an id."""
        return self._directory.entity(id)

    def decided(
        self, text: str, on: date | None = None, *, source: str = ""
    ) -> Decision | None:
        """Return what a person decided on a name."""
        return self._decisions.of(text, on, source=source)

    def label(self, id: str) -> str:
        """Return the English label of an id; the id itself where it is not known."""
        return self._directory.label(id)

    def _found(self, text: str, on: date | None, source: str) -> str:
        decision = self.decided(text, on, source=source)
        if decision is None:
            return self._directory.resolve(text, on=on)
        said = f"{text!r}: {decision.who} decided that it is {decision.id}"
        if decision.id == NOTHING:
            raise UnknownEntityError(f"{said}: {decision.reason}")
        if decision.id not in self._directory:
            raise UnknownEntityError(f"{said}, which is not known here")
        return decision.id


def _fresh(
    error: UnknownEntityError | AmbiguousEntityError,
) -> UnknownEntityError | AmbiguousEntityError:
    """Return an error that nobody has raised.

    One that was raised holds on to whatever those had in hand through whom it went:
    kept, it would keep whole pages in memory.
    """
    if isinstance(error, AmbiguousEntityError):
        return AmbiguousEntityError(str(error), error.candidates)
    return UnknownEntityError(*error.args)
