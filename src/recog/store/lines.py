"""Values as lines of JSON: the form in which the chronicle keeps what has no column.

Lists in a fixed order, so that a line is short and read fast; the order may change only
together with `recog.store.tables.FORMAT`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from recog.domain.claims import Claim, Key, Mode, Rank, Stance
from recog.domain.dates import EdtfDate, Interval, parse
from recog.domain.events import Alternative, Conflict, Event, Narrowing
from recog.domain.spans import Span

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MODES: Final = {str(mode): mode for mode in Mode}
_STANCES: Final = {str(stance): stance for stance in Stance}
_RANKS: Final = {str(rank): rank for rank in Rank}


@lru_cache(maxsize=50_000)
def edtf(text: str) -> EdtfDate:
    """Read an EDTF text; the same ones come again and again."""
    return parse(text)


def dumped(content: object) -> bytes:
    """Return JSON without spaces and line breaks: the same bytes every time."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def of_claim(claim: Claim) -> bytes:
    """Return the line of a claim."""
    return dumped(
        [
            claim.id,
            claim.kind,
            claim.track,
            claim.actor,
            claim.target,
            claim.person,
            claim.list,
            claim.date.edtf,
            claim.date_text,
            claim.old_style,
            claim.release,
            claim.locator,
            claim.note,
            claim.mode,
            claim.level,
            claim.resident,
            claim.how,
            claim.stance,
            claim.rank,
            claim.rank_reason,
            claim.about_event,
            microseconds(claim.recorded_at),
            microseconds(claim.retracted_at),
            claim.revises,
        ]
    )


def to_claim(line: bytes) -> Claim:
    """Read a claim from its line."""
    of = json.loads(line.decode())
    return Claim(
        id=of[0],
        kind=of[1],
        track=of[2],
        actor=of[3],
        target=of[4],
        person=of[5],
        list=of[6],
        date=edtf(of[7]),
        date_text=of[8],
        old_style=of[9],
        release=of[10],
        locator=of[11],
        note=of[12],
        mode=_MODES[of[13]],
        level=of[14],
        resident=of[15],
        how=of[16],
        stance=_STANCES[of[17]],
        rank=_RANKS[of[18]],
        rank_reason=of[19],
        about_event=of[20],
        recorded_at=moment(of[21]),
        retracted_at=moment(of[22]),
        revises=of[23],
    )


def of_event(event: Event) -> bytes:
    """Return the line of an event; its id, key, kind and days stand in columns."""
    options = [
        [*ordinals(o.days), o.kind, o.mode, o.level, *o.claims]
        for o in event.alternatives
    ]
    narrowings = [
        [*_day_numbers(n.not_before, n.not_after), n.rule, n.because]
        for n in event.narrowings
    ]
    conflicts = [[c.rule, c.first, c.second, *c.claims] for c in event.conflicts]
    said = [event.mode, event.level, event.how, event.resident]
    return dumped([options, narrowings, conflicts, *said, *event.claims])


def to_event(line: bytes, *, id: str, key: Key, kind: str, days: Interval) -> Event:
    """Read an event from its line and its columns."""
    options, narrowings, conflicts, *rest = json.loads(line.decode())
    mode, level, how, resident, *claims = rest
    return Event(
        id=id,
        key=key,
        kind=kind,
        days=days,
        alternatives=tuple(
            Alternative(
                days=interval(first, last),
                kind=option_kind,
                mode=_MODES[option_mode],
                level=option_level,
                claims=tuple(ids),
            )
            for first, last, option_kind, option_mode, option_level, *ids in options
        ),
        claims=tuple(claims),
        mode=_MODES[mode],
        level=level,
        how=how,
        resident=resident,
        narrowings=tuple(_narrowing(*each) for each in narrowings),
        conflicts=tuple(
            Conflict(rule=rule, first=before, second=after, claims=tuple(ids))
            for rule, before, after, *ids in conflicts
        ),
    )


def _narrowing(first: int, last: int, rule: str, because: str) -> Narrowing:
    days = interval(first, 0), interval(0, last)
    return Narrowing(
        rule=rule,
        not_before=days[0].earliest,
        not_after=days[1].latest,
        because=because,
    )


def of_span(span: Span) -> bytes:
    """Return the line of a span; its id, key, value and days stand in columns."""
    return dumped(
        [span.mode, span.contradicted, span.tied, span.opened_by, span.closed_by]
    )


def to_span(
    line: bytes, *, id: str, key: Key, value: str, days: Sequence[date | None]
) -> Span:
    """Read a span from its line and its columns."""
    mode, contradicted, tied, opened_by, closed_by = json.loads(line.decode())
    return Span(
        id=id,
        key=key,
        value=value,
        start_earliest=days[0],
        start_latest=days[1],
        end_earliest=days[2],
        end_latest=days[3],
        opened_by=tuple(opened_by),
        closed_by=tuple(closed_by),
        contradicted=contradicted,
        tied=tied,
        mode=_MODES[mode],
    )


def ordinals(days: Interval) -> tuple[int, int]:
    """Return the first and last day as ordinals, 0 where it is open."""
    return _day_numbers(days.earliest, days.latest)


def _day_numbers(first: date | None, last: date | None) -> tuple[int, int]:
    return first.toordinal() if first else 0, last.toordinal() if last else 0


def interval(first: int, last: int) -> Interval:
    """Return the days between two ordinals, of which 0 is open."""
    return Interval(
        date.fromordinal(first) if first else None,
        date.fromordinal(last) if last else None,
    )


def microseconds(moment: datetime | None) -> int | None:
    """Return the microseconds from 1970 to a moment; None for none."""
    return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)


def moment(microseconds: int | None) -> datetime | None:
    """Return the moment that lies so many microseconds after 1970; None for none."""
    if microseconds is None:
        return None
    return _EPOCH + timedelta(microseconds=microseconds)
