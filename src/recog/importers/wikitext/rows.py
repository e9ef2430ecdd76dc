"""The rows of a table of relations: each becomes claims, or a skip that says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from recog.domain.claims import Claim
from recog.importers.records import Skip
from recog.importers.wikitext.cells import Party, parties
from recog.importers.wikitext.env import Env, Moment, Place, claims_of
from recog.importers.wikitext.headers import Columns
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.references import Reference
from recog.importers.wikitext.spells import (
    ESTABLISHED,
    RESUMED,
    Silence,
    spells,
    status,
)
from recog.importers.wikitext.tables import Cell
from recog.importers.wikitext.tellings import maintained, read_text

_TAIPEI: Final = "government/republic-of-china"
#: What Taipei keeps where it has no embassy.
_OFFICE: Final = re.compile(
    r"(?:liaison|representative|trade|cultural|economic)[\w ,]* office|unofficial|"
    r"(?:not|no) (?:have )?(?:official |formal )?(?:diplomatic )?relations",
    re.IGNORECASE,
)
_SILENCE: Final = {
    Silence.EMPTY: Reason.NO_DATE,
    Silence.NONE: Reason.NO_RELATIONS,
    Silence.UNREAD: Reason.DATE_UNREADABLE,
}


def read_row(
    row: Sequence[Cell], columns: Columns, where: str, env: Env
) -> Iterator[Claim | Skip]:
    """Yield the claims of one row of data, or why there is none."""
    named = parties(row[columns.country]) if columns.country < len(row) else []
    if not named:
        detail = " | ".join(cell.text for cell in row)[:200]
        yield Skip(where=where, reason=Reason.NO_PARTY, detail=detail)
        return
    for party in named:
        yield from _of_party(row, party, columns, where, env)


def _of_party(
    row: Sequence[Cell], party: Party, columns: Columns, where: str, env: Env
) -> Iterator[Claim | Skip]:
    began = _cell(row, columns.began)
    text = began.text if began else ""
    said = spells(text, last=env.last) if began else Silence.EMPTY
    place = Place(where=where, references=_references(row, columns))
    notes = _cell(row, columns.notes)
    moments = [] if isinstance(said, Silence) else said
    found: list[Claim | Skip] = []
    for moment in moments:
        made = claims_of(moment, env.subjects, party.names, place, env)
        office = len(moments) == 1 and notes and _OFFICE.search(notes.text)
        found += _formal(made, moment, offices=bool(office))
    if notes is not None:
        found += _new(read_text(notes.words, place, env, party.names), found)
    if notes is not None and said is Silence.EMPTY and not found:
        undated = maintained(notes.words, last=env.last)
        for moment in (undated,) if undated else ():
            found += claims_of(moment, env.subjects, party.names, place, env)
    yield from found
    _keep_standing(party, moments, place, env)
    if isinstance(said, Silence) and (said is not Silence.EMPTY or not found):
        detail = f"{party.names[0]}: {text}" if text else party.names[0]
        yield Skip(where=where, reason=_SILENCE[said], detail=detail)


def _formal(
    made: Iterable[Claim | Skip], moment: Moment, *, offices: bool
) -> Iterator[Claim | Skip]:
    """Yield what was made, but of Taipei only what can be diplomatic relations.

    Many a page puts the year in which a trade office was opened, or in which relations
    ended, under "formal relations began" in the row of Taiwan.

    :param offices: whether the notes speak of offices, and nothing of an end.
    """
    bare = moment.kind == RESUMED and not any(map(str.isalpha, moment.text))
    for each in made:
        if not isinstance(each, Claim) or _TAIPEI not in (each.actor, each.target):
            yield each
        elif offices or bare:
            detail = f"{each.actor}, {each.target}: {moment.text}"
            where = each.locator.partition("; ref: ")[0]
            yield Skip(where=where, reason=Reason.NOT_DIPLOMATIC, detail=detail)
        else:
            yield each


def _keep_standing(
    party: Party, moments: Sequence[Moment], place: Place, env: Env
) -> None:
    """Keep what a word beside the name says of today: "(suspended)"."""
    if not party.remark or not moments or moments[-1].kind != ESTABLISHED:
        return
    ended = status(party.remark, moments[-1].date, last=env.last)
    if ended is None:
        return
    for each in claims_of(ended, env.subjects, party.names, place, env):
        if isinstance(each, Claim):
            env.standing.keep(each)


def _new(
    told: Iterable[Claim | Skip], known: Iterable[Claim | Skip]
) -> Iterator[Claim | Skip]:
    """Yield what the notes tell beyond what the date of the row says."""
    seen = {_content(each) for each in known if isinstance(each, Claim)}
    for each in told:
        if isinstance(each, Skip):
            yield each
        elif _content(each) not in seen:
            seen.add(_content(each))
            yield each


def _content(claim: Claim) -> tuple[object, ...]:
    return (claim.kind, claim.key, claim.date.edtf)


def _references(row: Sequence[Cell], columns: Columns) -> tuple[Reference, ...]:
    """Return what the row refers to: beside the date, the state, and elsewhere."""
    first = (columns.began, columns.country)
    places = [place for place in first if place is not None and place < len(row)]
    rest = [place for place in range(len(row)) if place not in places]
    return tuple(
        reference
        for place in (*places, *rest)
        for reference in row[place].words.references
    )


def _cell(row: Sequence[Cell], place: int | None) -> Cell | None:
    return row[place] if place is not None and place < len(row) else None
