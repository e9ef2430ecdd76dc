"""Wikidata: relations, ambassadors, designations, from entity JSON or query results.

Nothing is fetched: docs/importing.md gives the queries. Sources: Wikibase,
docs/topics/json.md; https://www.wikidata.org/wiki/Wikidata:Data_access.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Name
from recog.errors import AmbiguousEntityError, ClaimError, UnknownEntityError
from recog.importers.records import NAME_UNKNOWN, Context, Record, Skip, claim_id
from recog.importers.wikidata.edition import SOURCE, Edition, edition_of
from recog.importers.wikidata.entities import AMBASSADOR, position, statements
from recog.importers.wikidata.files import Form, form_of, json_files, objects
from recog.importers.wikidata.readings import READINGS, Moment, moments
from recog.importers.wikidata.reasons import Reason
from recog.importers.wikidata.results import statement
from recog.importers.wikidata.statements import (
    DESIGNATED,
    POST,
    RELATION,
    Position,
    Statement,
)

__all__ = ["SOURCE", "Reason", "read", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the releases if the path is a folder: all that one has of Wikidata."""
    found = edition_of(edition)
    return (found.own.id, found.imported.id) if path.is_dir() else ()


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its releases, and claims, people, lists and skips.

    :raises FormatError: when there is no file, or one cannot be read.
    """
    edition = edition_of(context.edition)
    forms = {file: form_of(file) for file in json_files(path)}
    count, positions = _survey(forms)
    context.total(count)
    yield SOURCE
    yield edition.own
    yield edition.imported
    reader = _Reader(context, edition)
    passed = 0
    for file, form in forms.items():
        for number, found in enumerate(objects(file, form), 1):
            where = f"{file.name}, row {number}"
            if form is Form.RESULTS:
                given = [statement(found, where)]
            else:
                given = list(statements(found, file.name, positions))
            for each in given:
                if each.property_id == POST and not each.person:
                    passed += 1
                else:
                    yield from reader.records(each)
            context.advance()
    if passed:
        detail = f"{passed} statements: posts not described, or not of ambassadors"
        yield Skip(where=path.name, reason=Reason.POST_ABSENT, detail=detail)


def _survey(forms: dict[Path, Form]) -> tuple[int, dict[str, Position]]:
    """Count entities and rows, and find the posts of ambassadors."""
    count, positions = 0, {AMBASSADOR: Position(frozenset())}
    for file, form in forms.items():
        for found in objects(file, form):
            count += 1
            if form is not Form.RESULTS and (post := position(found)):
                positions[str(found.get("id", ""))] = post
    return count, positions


@dataclass(slots=True)
class _Reader:
    """Turns statements into claims."""

    context: Context
    edition: Edition
    made: set[str] = field(default_factory=set)  # ids of what has been yielded

    def records(self, given: Statement) -> Iterator[Record]:
        """Yield what a statement says, or why it is skipped."""
        if reason := _unfit(given):
            yield Skip(where=given.locator, reason=reason, detail=given.why_deprecated)
            return
        found = list(moments(given, given.seen or self.edition.day))
        dated = [each for each in found if isinstance(each, Moment)]
        yield from (each for each in found if isinstance(each, Skip))
        if not dated:
            return
        on = min(each.date.days.first for each in dated)
        parties = self._parties(given, None if on == date.min else on)
        if isinstance(parties, Skip):
            yield parties
            return
        try:
            claims = [self._claim(given, each, parties) for each in dated]
        except ClaimError as error:
            yield Skip(where=given.locator, reason=Reason.UNFIT, detail=str(error))
            return
        records: list[Entity | Claim] = [*self._described(given, parties), *claims]
        for record in records:
            if record.id not in self.made:
                self.made.add(record.id)
                yield record

    def _parties(self, given: Statement, on: date | None) -> _Parties | Skip:
        """Return whom a statement is about, or who of them is not known."""
        ids: list[str] = []
        for item in _actor_and_target(given):
            code = f"wikidata:{item}"
            try:
                ids.append(self.context.resolve(code, on))
            except (UnknownEntityError, AmbiguousEntityError) as error:
                return Skip(
                    where=given.locator,
                    reason=NAME_UNKNOWN,
                    detail=str(error),
                    name=code,
                    on=on,
                )
        actor, target = ids
        slug = actor.replace("/", "-")
        designated = given.property_id == DESIGNATED
        return _Parties(
            actor,
            target,
            person=self._person(given.person) if given.person else "",
            list=f"list/designated-as-terrorist-by-{slug}" if designated else "",
        )

    def _person(self, item: str) -> str:
        try:
            found = self.context.resolve(f"wikidata:{item}", None)
        except (UnknownEntityError, AmbiguousEntityError):
            found = ""
        if found.startswith("person/"):
            return found
        return f"person/wikidata-{item.lower()}"

    def _described(self, given: Statement, parties: _Parties) -> Iterator[Entity]:
        """Yield the person or list of a statement, where it is of our making."""
        release = self._release(given)
        if parties.person.startswith("person/wikidata-"):
            yield Entity(
                id=parties.person,
                labels=(Name(text=given.label or given.person, language="en"),),
                codes=(f"wikidata:{given.person}",),
                release=release,
            )
        if parties.list:
            words = parties.actor.partition("/")[2].replace("-", " ").title()
            label = f"Designations as terrorist by {words}"
            yield Entity(
                id=parties.list,
                labels=(Name(text=label, language="en"),),
                keeper=parties.actor,
                note="Wikidata does not say on which list of this authority.",
                release=release,
            )

    def _claim(self, given: Statement, moment: Moment, parties: _Parties) -> Claim:
        return Claim(
            id=claim_id(
                SOURCE.id,
                given.id,
                moment.kind,
                moment.date.edtf,
                moment.text,
                parties.actor,
                parties.target,
                parties.person,
            ),
            kind=moment.kind,
            track=READINGS[given.property_id].track,
            actor=parties.actor,
            target=parties.target,
            person=parties.person,
            list=parties.list,
            date=moment.date,
            date_text=moment.text,
            old_style=moment.old_style,
            locator=given.locator,
            note=moment.note,
            release=self._release(given),
        )

    def _release(self, given: Statement) -> str:
        return (self.edition.imported if given.imported else self.edition.own).id


@dataclass(frozen=True, slots=True)
class _Parties:
    """Whom a statement is about, by their ids here."""

    actor: str
    target: str
    person: str = ""
    list: str = ""


def _actor_and_target(given: Statement) -> tuple[str, str]:
    """Return the items of those between whom a statement says that something held."""
    if given.property_id == RELATION:
        return given.subject, given.value
    if given.property_id == DESIGNATED:
        return given.value, given.subject
    return given.sender, given.receiver


def _unfit(given: Statement) -> Reason | None:
    """Return why nothing of a statement is read, if so."""
    if given.rank == "deprecated":
        return Reason.DEPRECATED
    if not given.value:
        return Reason.UNKNOWN_VALUE
    told_apart = given.sender and given.receiver
    if given.property_id not in (RELATION, DESIGNATED) and not told_apart:
        return Reason.NOT_TOLD_APART
    return None
