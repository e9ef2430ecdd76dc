"""Who is known, under which names, and how much is known of them.

Source: docs/design.md, sections 1.2 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recog.domain.dates import EdtfDate
from recog.domain.entities import ENTITY_TYPES, Entity, Name
from recog.errors import NotFoundError
from recog.exporters.rows import DateRow
from recog.service.answers import Answer, answer, page
from recog.service.columns import EVENT, SPAN
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.rows import date_row, entity_row, optional_row
from recog.service.workbench import View


def search(view: View, question: Question) -> Answer:
    """Answer the entities that fit `q`, best first; without `q` all, by label."""
    types = (question.type,) if question.type else ()
    if not question.q:
        return _listed(view, question)
    found = view.directory.search(question.q, types=types, limit=question.limit)
    rows = [
        {
            "id": each.id,
            "label": each.label,
            "type": each.id.partition("/")[0],
            "matched": each.matched,
            "score": each.score,
        }
        for each in found
    ]
    return answer(view, "entities", question, rows)


def _listed(view: View, question: Question) -> Answer:
    entities = sorted(
        (
            each
            for each in view.snapshot.entities.values()
            if question.type in ("", each.type)
        ),
        key=_place,
    )
    shown, next_cursor = page(entities, question, _place)
    rows = [
        {
            "id": each.id,
            "label": each.label,
            "type": each.type,
            "matched": "",
            "score": 1,
        }
        for each in shown
    ]
    return answer(view, "entities", question, rows, next_cursor=next_cursor)


def entity(view: View, name: str) -> Answer:
    """Answer one entity in full: names, codes, dates, kin and counts.

    :param name: its id.
    :raises NotFoundError: when no entity has that id.
    """
    known = view.snapshot.entities.get(name)
    if known is None:
        near = ", ".join(view.directory.near(name.partition("/")[2].replace("-", " ")))
        hint = f"; near it: {near}" if near else ""
        raise NotFoundError(f"no entity has the id {name!r}{hint}")
    row = {**_described(known), **_kin(view, known), "counts": _counts(view, name)}
    return answer(
        view,
        f"entities/{name}",
        Question(as_known=view.moment),
        [row],
        releases=[known.release] if known.release else (),
    )


def _described(known: Entity) -> dict[str, Any]:
    return {
        "id": known.id,
        "label": known.label,
        "type": known.type,
        "labels": {name.language: name.text for name in known.labels},
        "names": _names(known.names),
        "demonyms": [name.text for name in known.demonyms],
        "seats": [name.text for name in known.seats],
        "codes": list(known.codes),
        "began": _date(known.began),
        "ended": _date(known.ended),
        "posts": list(known.posts),
        "residences": list(known.residences),
        "note": known.note,
    }


def _kin(view: View, known: Entity) -> dict[str, Any]:
    snapshot, directory = view.snapshot, view.directory
    return {
        "governs": optional_row(snapshot, known.governs),
        "organ_of": optional_row(snapshot, known.organ_of),
        "keeper": optional_row(snapshot, known.keeper),
        "predecessors": [entity_row(snapshot, each) for each in known.predecessors],
        "successors": [
            entity_row(snapshot, each) for each in directory.successors(known.id)
        ],
        "governments": [
            entity_row(snapshot, each) for each in directory.governments(known.id)
        ],
        "organs": [entity_row(snapshot, each) for each in directory.organs(known.id)],
    }


def _counts(view: View, name: str) -> dict[str, Any]:
    """Count the events and spans that name an entity, in all and by track."""
    past, where = past_of(view, Question(as_known=view.moment)), Where(either=name)
    events, spans = past.counted(where, EVENT), past.counted(where, SPAN)
    return {
        "events": sum(events.values()),
        "spans": sum(spans.values()),
        "events_by_track": events,
        "spans_by_track": spans,
    }


def _names(names: Iterable[Name]) -> list[dict[str, Any]]:
    return [
        {
            "text": name.text,
            "language": name.language,
            "former": name.former,
            "began": _date(name.began),
            "ended": _date(name.ended),
        }
        for name in names
    ]


def _date(when: EdtfDate | None) -> DateRow | None:
    return date_row(when) if when else None


def _place(known: Entity) -> tuple[str, str, str]:
    order = list(ENTITY_TYPES).index(known.type)
    return str(order), known.label, known.id
