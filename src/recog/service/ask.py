"""Questions in English, answered: the reading, a sentence, rows and the SPARQL.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from recog.domain.forms import VERBS
from recog.domain.kinds import KINDS
from recog.domain.question import near, read
from recog.domain.spans import Span
from recog.domain.spoken import spoken_day
from recog.errors import AmbiguousEntityError, QuestionError, UnknownEntityError
from recog.exporters.documents import ClaimRow
from recog.service.answers import Answer, answer
from recog.service.ask_case import Case, case_of
from recog.service.ask_queries import changes_query, events_query, spans_query
from recog.service.diff import diff
from recog.service.pasts import past_of
from recog.service.questions import MAX_LIMIT, Question
from recog.service.recall import Where, event_order, span_order
from recog.service.rows import event_rows, span_rows
from recog.service.sentences import (
    changes_sentence,
    events_sentence,
    holders_sentence,
    silence_sentence,
    spans_sentence,
    status_sentence,
)
from recog.service.status import StatusRow, status
from recog.service.workbench import View

_IN_OFFICE: Final = ("in-office", "in-office-as-charge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What answers a question."""

    reading: str  # how it was read: "Whether Russia recognises …, on 1 May 2025"
    sentence: str
    rows: Sequence[Any]
    sparql: str
    because: Sequence[ClaimRow] = ()  # where there are no rows: why not
    certainty: str = ""  # where there are no rows: none or unknown


def ask(view: View, question: Question) -> Answer:
    """Answer a question in English.

    `more` holds `understood`, `reading`, `sentence`, `sparql`, `examples`, and, where
    nothing was found, `certainty` and `because`. A question that cannot be read is
    answered with `understood` false, the reason and examples near it.

    :raises AmbiguousEntityError: when a name in it may mean several.
    """
    try:
        asked = read(question.q)
        found = _HANDLERS[asked.form](case_of(view, asked))
    except AmbiguousEntityError:
        raise
    except (QuestionError, UnknownEntityError) as error:
        return _refusal(view, question, str(error))
    more = {
        "understood": True,
        "reading": found.reading,
        "sentence": found.sentence,
        "sparql": found.sparql,
        "certainty": found.certainty,
        "because": list(found.because),
        "examples": [],
    }
    releases = {claim["release"]["id"] for claim in found.because}
    return answer(view, "ask", question, found.rows, releases=releases, more=more)


def _refusal(view: View, question: Question, reason: str) -> Answer:
    more = {
        "understood": False,
        "reading": "",
        "sentence": reason,
        "sparql": "",
        "certainty": "",
        "because": [],
        "examples": list(near(question.q)),
    }
    return answer(view, "ask", question, [], more=more)


def _who_did(case: Case) -> Found:
    """Who recognised X: those who do on a day, who ever did, or who did in a time."""
    verb = VERBS[case.asked.verb]
    done = f"{verb.done} {case.label(case.target)}"
    if verb.name == "recognise" or case.asked.present:
        if case.day is not None:
            rows = _statuses(case)
            return Found(
                reading=f"Who {done}{case.time}",
                sentence=holders_sentence(rows, done, case.day),
                rows=rows,
                sparql=spans_query(case.parties, day=case.day),
            )
        if case.asked.when is None:
            return _ever(case, f"Who ever {done}", f"anyone {done}")
    return _happened(case, f"Who {done}{case.time}", f"anyone {done}")


def _did(case: Case) -> Found:
    verb = VERBS[case.asked.verb]
    done = f"{case.label(case.actor)} {verb.done} {case.label(case.target)}"
    lasting = len(verb.kinds) == 1 and KINDS[verb.kinds[0]].value
    if case.day is not None and lasting:
        return _on_a_day(case, f"Whether {done}{case.time}")
    if case.asked.when is None and lasting:
        return _ever(case, f"Whether {done}{case.time}", done)
    return _happened(case, f"Whether {done}{case.time}", done)


def _when_did(case: Case) -> Found:
    verb = VERBS[case.asked.verb]
    done = f"{case.label(case.actor)} {verb.done} {case.label(case.target)}"
    return _happened(case, f"When {done}", done)


def _was_on_list(case: Case) -> Found:
    done = f"{case.label(case.target)} was on a list of {case.label(case.actor)}"
    if case.day is None:
        return _ever(case, f"Whether {done}{case.time}", done)
    return _on_a_day(case, f"Whether {done}{case.time}")


def _had_relations(case: Case) -> Found:
    done = f"{case.label(case.actor)} had relations with {case.label(case.target)}"
    if case.day is None:
        return _ever(case, f"Whether {done}{case.time}", done)
    return _on_a_day(case, f"Whether {done}{case.time}")


def _who_was_ambassador(case: Case) -> Found:
    done = f"led the mission of {case.label(case.actor)} to {case.label(case.target)}"
    if case.day is None:
        return _ever(case, f"Who {done}{case.time}", done, values=_IN_OFFICE)
    rows = [row for row in _statuses(case) if row["value"] in _IN_OFFICE]
    absent = _absence(case) if not rows else None
    return Found(
        reading=f"Who {done}{case.time}",
        sentence=silence_sentence(absent, case.day)
        if absent
        else holders_sentence(rows, done, case.day),
        rows=rows,
        sparql=spans_query(case.parties, values=_IN_OFFICE, day=case.day),
        because=absent["because"] if absent else (),
        certainty=absent["certainty"] if absent else "",
    )


def _who_presented(case: Case) -> Found:
    done = f"presented credentials to {case.label(case.target)}"
    return _happened(
        case,
        f"Who {done}{case.time}",
        f"anyone {done}",
        kinds=("credentials-presented",),
    )


def _what_did(case: Case) -> Found:
    done = f"{case.label(case.actor)} did something"
    return _happened(case, f"What {case.label(case.actor)} did{case.time}", done)


def _what_changed(case: Case) -> Found:
    if case.first is None:
        raise QuestionError(
            "two days are needed: what changed between 2025-01-01 and 2025-12-31?"
        )
    last = case.last or case.view.today
    question = Question(
        target=case.target, first=case.first, last=last, limit=MAX_LIMIT
    )
    rows = diff(case.view, question).rows
    about = f" for {case.label(case.target)}" if case.target else ""
    return Found(
        reading=f"What changed{about} between {spoken_day(case.first)} and "
        f"{spoken_day(last)}",
        sentence=changes_sentence(rows),
        rows=rows,
        sparql=changes_query(case.parties, case.first, last),
    )


_HANDLERS: Final[Mapping[str, Callable[[Case], Found]]] = {
    "who-presented": _who_presented,
    "who-was-ambassador": _who_was_ambassador,
    "was-on-list": _was_on_list,
    "had-relations": _had_relations,
    "when-did": _when_did,
    "did": _did,
    "who-did": _who_did,
    "what-did": _what_did,
    "what-changed": _what_changed,
}


def _statuses(case: Case) -> list[StatusRow]:
    """Return what holds on the day, on every track of the question."""
    rows: list[StatusRow] = []
    for track in case.tracks:
        question = Question(
            track=track,
            actor=case.actor,
            target=case.target,
            on=case.day,
            limit=MAX_LIMIT,
        )
        rows.extend(status(case.view, question).rows)
    return [row for row in rows if row["value"] is not None]


def _absence(case: Case) -> StatusRow:
    """Return why nothing holds between two parties: the surest of the tracks' rows."""
    rows: list[StatusRow] = [
        status(
            case.view,
            Question(track=track, actor=case.actor, target=case.target, on=case.day),
        ).rows[0]
        for track in case.tracks
    ]
    return min(rows, key=lambda row: row["certainty"] != "none")


def _on_a_day(case: Case, reading: str) -> Found:
    rows = _statuses(case)
    day = case.day or case.view.today
    absent = _absence(case) if not rows else None
    return Found(
        reading=reading,
        sentence=silence_sentence(absent, day)
        if absent
        else status_sentence(rows, day),
        rows=rows,
        sparql=spans_query(case.parties, day=day),
        because=absent["because"] if absent else (),
        certainty=absent["certainty"] if absent else "",
    )


def _ever(
    case: Case, reading: str, done: str, *, values: tuple[str, ...] = ()
) -> Found:
    """Answer with spans: since when and until when, at any time or in a time."""
    past = past_of(case.view, Question())
    spans: list[Span] = []
    for track in case.tracks:
        where = Where(
            track=track,
            actors=case.parties.actors,
            targets=case.parties.targets,
            first=case.first,
            last=case.last,
        )
        spans += [each for each in past.spans(where) if _shown(each, values)]
    rows = span_rows(case.view.snapshot, sorted(spans, key=span_order))
    pair = not rows and case.actor and case.target
    absent = _absence(case) if pair else None
    if rows:
        sentence = spans_sentence(rows, case.view.today)
    elif absent:
        sentence = silence_sentence(absent, case.view.today)
    else:
        sentence = f"No claim says that {done}."
    return Found(
        reading=reading,
        sentence=sentence,
        rows=rows,
        sparql=spans_query(case.parties, values=values),
        because=absent["because"] if absent else (),
        certainty="" if rows else absent["certainty"] if absent else "unknown",
    )


def _shown(span: Span, values: tuple[str, ...]) -> bool:
    return not values or span.value in values


def _happened(
    case: Case, reading: str, done: str, *, kinds: tuple[str, ...] = ()
) -> Found:
    """Answer with events of some kinds, at any time or in a time."""
    wanted = kinds or case.kinds
    last = case.last
    if case.asked.when and case.asked.when.word == "before":
        last, first = (case.first or date.max) - timedelta(days=1), None
    else:
        first = None if case.day is not None else case.first
    where = Where(
        actors=case.parties.actors, targets=case.parties.targets, first=first, last=last
    )
    events = sorted(
        (
            event
            for event in past_of(case.view, Question()).events(where)
            if not wanted or event.kind in wanted
        ),
        key=event_order,
    )
    rows = event_rows(case.view.snapshot, events)
    return Found(
        reading=reading,
        sentence=events_sentence(rows, done),
        rows=rows,
        sparql=events_query(case.parties, kinds=wanted, first=first, last=last),
        certainty="" if rows else "unknown",
    )
