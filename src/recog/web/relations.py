"""Relations: two parties on a day and through time, every track, both directions.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from recog.domain.spoken import spoken_day
from recog.service.answers import Answer
from recog.service.questions import MAX_LIMIT, Question
from recog.service.status import status
from recog.service.timeline import timeline
from recog.service.workbench import View
from recog.web.checks import findings_between
from recog.web.dossiers import downloads, first_day, known_entity, once, sources
from recog.web.implied_lines import ImpliedPart, implied_part
from recog.web.lines import Link, StatusLine
from recog.web.receipts import citing
from recog.web.sheets import entity_href, relation_href, status_line
from recog.web.timelines import Sheet, sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two parties, every track, both directions."""

    title: str
    one: Link
    other: Link
    href: str
    day: str
    day_words: str
    status: tuple[StatusLine, ...]
    silence: StatusLine | None  # when nothing holds: what that rests on
    cite: tuple[Link, ...]  # the statuses, each way
    through_time: Sheet
    cite_past: tuple[Link, ...]  # the timelines, each way
    implied: ImpliedPart
    sources: tuple[Link, ...]
    downloads: tuple[tuple[str, tuple[Link, ...]], ...]  # one set each way
    findings: tuple[Link, ...]  # what is doubtful, each way


def relation(
    view: View, one: str, other: str, day: date, *, implied: bool = False
) -> Relation:
    """Return what holds and held between two parties, both ways.

    :param implied: whether what is implied is shown too.

    :raises NotFoundError: when an id is not that of an entity.
    """
    parties = [known_entity(view, name) for name in (one, other)]
    both = ((one, other), (other, one))
    asked = Question(as_known=view.moment, limit=MAX_LIMIT)
    ways_asked = [replace(asked, actor=a, target=b) for a, b in both]
    on_day = [status(view, replace(way, on=day)) for way in ways_asked]
    pasts = [timeline(view, way) for way in ways_asked]
    on = day.isoformat()
    lines, silence = _lines(on_day, on)
    ways = [f"{a.label} → {b.label}" for a, b in (parties, reversed(parties))]
    also = [
        status(view, replace(way, on=day, implied=True))
        for way in ways_asked
        if implied
    ]
    return Relation(
        title=" and ".join(each.label for each in parties),
        one=Link(parties[0].label, entity_href(one)),
        other=Link(parties[1].label, entity_href(other)),
        href=relation_href(one, other),
        day=on,
        day_words=spoken_day(day),
        status=lines,
        silence=silence,
        cite=citing(zip(ways, on_day, strict=True)),
        through_time=sheet(
            sorted(once(pasts, "id"), key=first_day),
            today=view.today,
            of=(one, other),
        ),
        cite_past=citing(zip(ways, pasts, strict=True)),
        implied=implied_part(also if implied else None, relation_href(one, other), day),
        sources=sources([*on_day, *also, *pasts]),
        downloads=tuple(
            (way, downloads({"actor": a, "target": b}))
            for way, (a, b) in zip(ways, both, strict=True)
        ),
        findings=findings_between(view, *parties),
    )


def _lines(
    answers: Sequence[Answer], on: str
) -> tuple[tuple[StatusLine, ...], StatusLine | None]:
    """Return what holds, or the one line that says that nothing is known to."""
    held = [status_line(each, on) for each in once(answers, "span") if each["value"]]
    silent = [each for answer in answers for each in answer.rows if not each["value"]]
    silence = status_line(silent[0], on) if silent and not held else None
    return tuple(held), silence
