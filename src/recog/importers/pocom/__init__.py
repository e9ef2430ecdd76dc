"""POCOM: principal officers and chiefs of mission of the United States, 1778 to 2021.

One record is one person's term at one mission, or nomination to it. docs/importing.md
says what each becomes. Source: https://github.com/HistoryAtState/pocom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from recog.domain.claims import Claim
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.pocom.charges import with_mission_notes
from recog.importers.pocom.edition import RELEASE, SENDER, SOURCE, release_of
from recog.importers.pocom.files import (
    Chief,
    Mission,
    Residence,
    count_records,
    data_set,
    mission_files,
    read_mission,
    read_residences,
    read_roles,
)
from recog.importers.pocom.missions import settle
from recog.importers.pocom.named import charges_of
from recog.importers.pocom.noted import (
    Noted,
    claims_of,
    of_chief,
    of_notes,
    resumptions,
)
from recog.importers.pocom.people import People
from recog.importers.pocom.reasons import Reason
from recog.importers.pocom.receivers import (
    end_of_receiver,
    receiver,
    receiver_of_territory,
    resides,
    successor,
    with_own_party,
)
from recog.importers.pocom.reopenings import told_together
from recog.importers.pocom.reserves import reserves
from recog.importers.pocom.terms import Moment, Term, read_term
from recog.importers.records import Context, Record, Skip, claim_id

__all__ = ["RELEASE", "SOURCE", "Reason", "read", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the release if the path is its folder, and not one file of it."""
    return (release_of(edition).id,) if path.is_dir() else ()


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its release, and the claims, skips and people of each file.

    :param path: the folder of the data set, its missions-countries folder, or one file.
    :raises FormatError: when there is no mission file, or one cannot be read, or the
        edition has no day.
    """
    release = release_of(context.edition)
    files = mission_files(path)
    root = data_set(path)
    context.total(count_records(files))
    yield SOURCE
    yield release
    people = People(root, release.id)
    reader = _Reader(
        context=context,
        release=release.id,
        residences=read_residences(root),
        roles=read_roles(root),
        people=people,
        territories=frozenset(file.stem for file in files),
    )
    for file in files:
        yield from reader.mission(read_mission(file))
    yield from people.records()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Turns one mission file after another into claims."""

    context: Context
    release: str
    residences: Mapping[str, Residence]
    roles: Mapping[str, str]
    people: People
    territories: frozenset[str]  # that have a file of their own

    def mission(self, mission: Mission) -> Iterator[Claim | Skip]:
        noted: list[Noted] = []
        for said in of_notes(mission):
            if isinstance(said, Skip):
                yield said
            else:
                noted.append(said)
        for _ in mission.notes:
            self.context.advance()
        terms: list[Term] = []
        for chief in mission.chiefs:
            yield from self._read(chief, mission, terms)
            self.context.advance()
        for named in charges_of(mission, self.people.root):
            if isinstance(named, Skip):
                yield named
            else:
                yield from self._read(named, mission, terms)
        settled, skips = settle(terms)
        yield from skips
        for term in settled:
            yield from self._claims(term, mission)
        for chief in mission.chiefs:
            noted += of_chief(with_own_party(self._mended(chief, mission)))
        yield from self._noted(noted, settled)

    def _noted(self, noted: list[Noted], terms: list[Term]) -> Iterator[Claim | Skip]:
        """Yield what the notes say of the mission and of relations."""
        claims: list[Claim] = []
        for found in claims_of(noted, self.release, self.context.resolve):
            if isinstance(found, Skip):
                yield found
            else:
                claims.append(found)
        yield from told_together(claims, terms)
        yield from resumptions(claims, terms, self.release)

    def _read(
        self, chief: Chief, mission: Mission, terms: list[Term]
    ) -> Iterator[Skip]:
        """Read one record into terms; yield what it says wrongly."""
        if chief.id in mission.repeated:
            yield Skip(where=chief.where, reason=Reason.ID_TWICE, detail=chief.id)
        mended = self._mended(chief, mission)
        if mended is not chief:
            detail = f"{chief.territory} in the file of {mission.territory}"
            yield Skip(where=chief.where, reason=Reason.RECEIVER_SLIP, detail=detail)
        chief = with_mission_notes(mended, mission.notes)
        chief = with_own_party(chief)
        yield from reserves(chief)
        try:
            found = list(self._terms(chief))
        except (UnknownEntityError, AmbiguousEntityError) as error:
            yield Skip(
                where=chief.where, reason=Reason.RECEIVER_UNKNOWN, detail=str(error)
            )
            return
        terms.extend(found)

    def _mended(self, chief: Chief, mission: Mission) -> Chief:
        """Return the chief with the receiver of the file, where that of another is."""
        if chief.territory == mission.territory:
            return chief
        if chief.territory not in self.territories:
            return chief
        return replace(chief, territory=mission.territory)

    def _terms(self, chief: Chief) -> Iterator[Term]:
        resolve = self.context.resolve
        target = receiver(chief, resolve)
        term = read_term(chief, target=target, resident=self._resident(chief, target))
        after = successor(chief, target, resolve)
        if not after:
            yield term
            return
        yield replace(term, end=end_of_receiver(target))
        yield replace(term, target=after)

    def _resident(self, chief: Chief, target: str) -> bool | None:
        """Tell whether the person resided with the receiver, where POCOM says it."""
        residence = self.residences.get(chief.id)
        home = (
            receiver_of_territory(chief, residence.territory, self.context.resolve)
            if residence
            else ""
        )
        return resides(chief, target, home)

    def _claims(self, term: Term, mission: Mission) -> Iterator[Claim | Skip]:
        chief = term.chief
        title = self._title(chief, mission)
        person = self.people.add(chief.person, post=title if term.served else "")
        residence = self.residences.get(chief.id)
        home = (
            f"Accredited to several at once; resided at {residence.city}."
            if residence
            else ""
        )
        moments = list(term.moments())
        if chief.nominee and not term.served and chief.started.date:
            yield Skip(
                where=chief.where,
                reason=Reason.START_OF_NONE,
                detail=f"{chief.started.text}; {chief.note}",
            )
        if not moments:
            detail = chief.note or "empty"
            yield Skip(where=chief.where, reason=Reason.NO_DATE, detail=detail)
        for moment in moments:
            note = " ".join(
                part for part in (f"{title}.", chief.note, home, moment.note) if part
            )
            yield _claim(self.release, term, moment, person, note)

    def _title(self, chief: Chief, mission: Mission) -> str:
        own = mission.title if chief.role == mission.territory else ""
        return own or self.roles.get(chief.role, chief.role.replace("-", " "))


def _claim(release: str, term: Term, moment: Moment, person: str, note: str) -> Claim:
    """Make a claim; what two editions say alike has one id, made with the first."""
    chief = term.chief
    content = (
        RELEASE.id,
        chief.where,
        moment.kind,
        term.target,
        moment.date.edtf,
        moment.text,
        moment.how,
        note,
        term.resident,
    )
    return Claim(
        id=claim_id(*content),
        kind=moment.kind,
        track="head-of-mission",
        actor=SENDER,
        target=term.target,
        person=person,
        date=moment.date,
        date_text=moment.text,
        how=moment.how,
        resident=term.resident,
        locator=chief.where,
        note=note,
        release=release,
    )
