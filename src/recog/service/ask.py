"""Questions in English, answered: the reading, a sentence, rows and the SPARQL.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from recog.domain.forms import VERBS
from recog.domain.kinds import KINDS
from recog.domain.question import near, read
from recog.domain.spoken import spoken_day
from recog.errors import AmbiguousEntityError, QuestionError, UnknownEntityError
from recog.service.answers import Answer, answer
from recog.service.ask_case import Case, case_of
from recog.service.ask_found import Found, absence, ever, happened, on_a_day, statuses
from recog.service.ask_queries import changes_query, spans_query
from recog.service.diff import diff
from recog.service.questions import MAX_LIMIT, Question
from recog.service.sentences import (
    changes_sentence,
    holders_sentence,
    silence_sentence,
)
from recog.service.workbench import View

_IN_OFFICE: Final = ("in-office", "in-office-as-charge")


def ask(view: View, question: Question) -> Answer:
    """Answer a question in English.

    `more` holds `understood`, `reading`, `sentence`, `sparql`, `examples`, and, where
    nothing was found, `certainty` and `because`; for what changed, `compares` are the
    parameters of `diff`. A question that cannot be read is answered with `understood`
    false, the reason and examples near it. The SPARQL asks what stands now. "Now" is
    the question's `on`; today unless given.

    :raises AmbiguousEntityError: when a name in it may mean several.
    """
    now = question.on or view.today
    question, view = replace(question, on=now), replace(view, today=now)
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
        "compares": dict(found.compares),
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
        "compares": {},
        "examples": list(near(question.q)),
    }
    return answer(view, "ask", question, [], more=more)


def _who_did(case: Case) -> Found:
    """Who recognised X: those who do on a day, who ever did, or who did in a time."""
    verb = VERBS[case.asked.verb]
    done = f"{verb.done} {case.label(case.target)}"
    if verb.name == "recognise" or case.asked.present:
        if case.day is not None:
            rows = statuses(case)
            return Found(
                reading=f"Who {done}{case.time}",
                sentence=holders_sentence(rows, done, case.day),
                rows=rows,
                sparql=spans_query(case.parties, day=case.day),
            )
        if case.asked.when is None:
            return ever(case, f"Who ever {done}", f"anyone {done}")
    return happened(case, f"Who {done}{case.time}", f"anyone {done}")


def _did(case: Case) -> Found:
    verb = VERBS[case.asked.verb]
    done = f"{case.label(case.actor)} {verb.done} {case.label(case.target)}"
    lasting = len(verb.kinds) == 1 and KINDS[verb.kinds[0]].value
    if case.day is not None and lasting:
        return on_a_day(case, f"Whether {done}{case.time}")
    if case.asked.when is None and lasting:
        return ever(case, f"Whether {done}{case.time}", done)
    return happened(case, f"Whether {done}{case.time}", done)


def _when_did(case: Case) -> Found:
    verb = VERBS[case.asked.verb]
    done = f"{case.label(case.actor)} {verb.done} {case.label(case.target)}"
    return happened(case, f"When {done}", done)


def _was_on_list(case: Case) -> Found:
    done = f"{case.label(case.target)} was on a list of {case.label(case.actor)}"
    if case.day is None:
        return ever(case, f"Whether {done}{case.time}", done)
    return on_a_day(case, f"Whether {done}{case.time}")


def _had_relations(case: Case) -> Found:
    done = f"{case.label(case.actor)} had relations with {case.label(case.target)}"
    if case.day is None:
        return ever(case, f"Whether {done}{case.time}", done)
    return on_a_day(case, f"Whether {done}{case.time}")


def _who_was_ambassador(case: Case) -> Found:
    done = f"led the mission of {case.label(case.actor)} to {case.label(case.target)}"
    if case.day is None:
        return ever(case, f"Who {done}{case.time}", done, values=_IN_OFFICE)
    rows = [row for row in statuses(case) if row["value"] in _IN_OFFICE]
    absent = absence(case) if not rows else None
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
    return happened(
        case,
        f"Who {done}{case.time}",
        f"anyone {done}",
        kinds=("credentials-presented",),
    )


def _what_did(case: Case) -> Found:
    done = f"{case.label(case.actor)} did something"
    return happened(case, f"What {case.label(case.actor)} did{case.time}", done)


def _what_changed(case: Case) -> Found:
    if case.first is None:
        raise QuestionError(
            "two days are needed: what changed between 2025-01-01 and 2025-12-31?"
        )
    last = case.last or case.view.today
    question = Question(
        target=case.target,
        first=case.first,
        last=last,
        as_known=case.view.moment,
        limit=MAX_LIMIT,
    )
    found = diff(case.view, question)
    told = replace(question, limit=Question().limit)
    about = f" for {case.label(case.target)}" if case.target else ""
    return Found(
        reading=f"What changed{about} between {spoken_day(case.first)} and "
        f"{spoken_day(last)}",
        sentence=changes_sentence(found.more["counts"]),
        rows=found.rows,
        sparql=changes_query(case.parties, case.first, last),
        compares=told.parameters(),
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
