"""The form that asks what changed, and differences to begin with.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.spoken import spoken_moment
from recog.errors import QuestionError
from recog.service.between import PAIRS
from recog.service.questions import Question
from recog.service.workbench import View
from recog.store.manifest import Manifest
from recog.web.compare import compare_href
from recog.web.lines import Link
from recog.web.sheets import track_choices

PARAMETERS: Final = (
    *(name for pair in PAIRS for name in pair),
    *("on", "entity", "track", "actor", "target", "person", "list", "change"),
    *("as_known", "cursor", "version"),
)
#: What `by` may be, the pair of parameters it stands for, and its label.
WAYS: Final[Mapping[str, tuple[tuple[str, str], str]]] = {
    "days": (PAIRS[0], "two days"),
    "known": (PAIRS[1], "what was known at two moments"),
    "versions": (PAIRS[2], "two versions of the graph"),
}
_HIDDEN: Final = ("actor", "target", "person", "list", "as_known", "version")
_LONGEST: Final = 60  # characters of a version's message
EXAMPLES: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("What changed in 2025?", {"from": "2024-12-31", "to": "2025-12-31"}),
    (
        "The night before 1 January 1979",
        {"from": "1978-12-31", "to": "1979-01-01"},
    ),
    (
        "Kosovo, 2017 to 2020",
        {"from": "2016-12-31", "to": "2020-12-31", "entity": "state/kosovo"},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Everything the form shows."""

    by: str
    ways: tuple[tuple[str, str], ...]  # name and label
    values: Mapping[str, str]  # of the boxes, by parameter
    versions: tuple[tuple[str, str], ...]  # name and label, newest first
    tracks: list[tuple[str, str, bool]]
    hidden: tuple[tuple[str, str], ...]
    examples: tuple[Link, ...]


def read_form(view: View, given: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return how is compared, and the parameters that count for it.

    A form sends the boxes of every way; those of the other two are left out. The second
    of two days is today unless given.

    :raises QuestionError: when `by` is none of the ways.
    """
    told = {name: text for name, text in given.items() if text.strip()}
    meant = (way for way, (pair, _) in WAYS.items() if any(n in told for n in pair))
    by = told.pop("by", "") or next(meant, "days")
    if by not in WAYS:
        raise QuestionError(f"unknown way to compare {by!r}; known: {', '.join(WAYS)}")
    others = [name for pair in PAIRS if pair != WAYS[by][0] for name in pair]
    others.append("on" if by == "days" else "as_known")
    if "by" in given:
        told = {name: text for name, text in told.items() if name not in others}
    if by == "days" and "from" in told:
        told.setdefault("to", view.today.isoformat())
    return by, told


def is_asked(told: Mapping[str, str]) -> bool:
    """Tell whether any of the times is given."""
    return any(name in told for pair in PAIRS for name in pair)


def form_of(
    view: View,
    by: str,
    told: Mapping[str, str],
    question: Question,
    manifests: Sequence[Manifest],
) -> Form:
    """Return the form, filled with what was asked."""
    newest = [*reversed(manifests)]
    examples = [Link(words, compare_href(given)) for words, given in EXAMPLES]
    if len(newest) > 1:
        given = {"version_from": newest[1].version}
        examples.append(Link("What the last version brought", compare_href(given)))
    return Form(
        by=by,
        ways=tuple((way, label) for way, (_, label) in WAYS.items()),
        values={**told, "entity": question.entity, "on": told.get("on", "")},
        versions=tuple((each.version, _version(each)) for each in newest),
        tracks=track_choices(question.track),
        hidden=tuple((name, told[name]) for name in _HIDDEN if name in told),
        examples=tuple(examples),
    )


def _version(manifest: Manifest) -> str:
    message = manifest.message
    if len(message) > _LONGEST:
        message = f"{message[:_LONGEST]}…"
    return f"{manifest.version}, {spoken_moment(manifest.time)}: {message}"
