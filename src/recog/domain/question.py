"""Questions in English: which form a question has, and the words in its places.

Nothing is looked up here; the words for parties stay words.
Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from recog.domain.forms import FORMS, VERBS, Form, Verb
from recog.domain.times import When, split_time
from recog.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was read: its form, and the words in its places."""

    form: str  # a name in FORMS
    verb: str = ""  # a name in VERBS
    actor: str = ""
    target: str = ""
    present: bool = False  # asks about today, unless `when` says otherwise
    when: When | None = None


_WITHOUT_SENSE: Final = re.compile(
    r"^(?:please,? |tell me,? )|,? (?:and |or )?(?:when|since when)$", re.IGNORECASE
)


def read(text: str) -> Asked:
    """Read a question.

    >>> asked = read("Who recognised Kosovo in 2008?")
    >>> asked.form, asked.verb, asked.target, asked.when.days.edtf
    ('who-did', 'recognise', 'Kosovo', '2008')

    :raises QuestionError: when the question has none of the forms; the message gives
        examples of the forms nearest to it.
    """
    plain = " ".join(text.replace("’", "'").split()).strip(" ?!.")
    bare, when = split_time(_WITHOUT_SENSE.sub("", plain))
    for form in FORMS.values():
        for verb in VERBS.values() if form.verbal else (None,):
            for pattern in form.patterns:
                if asked := _match(form, verb, pattern, bare, when):
                    return asked
    raise QuestionError(
        f"not understood: {text!r}; questions near it that can be read: "
        + " | ".join(near(text))
    )


def near(text: str, limit: int = 4) -> tuple[str, ...]:
    """Return example questions, those that share most words with the text first."""
    words = set(re.findall(r"\w+", text.casefold()))
    examples = [example for form in FORMS.values() for example in form.examples]
    shared = {
        example: len(words & set(re.findall(r"\w+", example.casefold())))
        for example in examples
    }
    return tuple(sorted(examples, key=lambda example: -shared[example])[:limit])


def _match(
    form: Form, verb: Verb | None, pattern: str, bare: str, when: When | None
) -> Asked | None:
    if verb is not None:
        if "{present}" in pattern and not verb.present:
            return None
        for place in ("base", "past", "present", "after"):
            pattern = pattern.replace(f"{{{place}}}", getattr(verb, place))
    found = re.fullmatch(pattern, bare, re.IGNORECASE)
    if found is None:
        return None
    places = found.groupdict()
    be = (places.get("be") or "").casefold()
    return Asked(
        form=form.name,
        verb=verb.name if verb else "",
        actor=_party(places.get("actor")),
        target=_party(places.get("target")),
        present=bool(be) and be not in ("was", "were", "did", "had"),
        when=when,
    )


def _party(words: str | None) -> str:
    return (words or "").strip(" ,")
