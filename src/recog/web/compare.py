"""The page of a difference: its form, the counts, and the changes by their names.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from recog.exporters import exporters_of
from recog.service.answers import API, first_page
from recog.service.diff import Found, find
from recog.service.questions import Question
from recog.service.workbench import View
from recog.web.changes import CHANGES, ChangeLine, change_line
from recog.web.lines import Link
from recog.web.receipts import cite_href
from recog.web.words import track_label

#: Changes of each name that are shown at once; and of one name, when it is asked for.
MOST_EACH: Final = 40
MOST_OF_ONE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number in the table of counts; it leads to the changes that it counts."""

    label: str
    number: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """The counts of one track."""

    track: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one name, as many as are shown at once."""

    name: str
    meaning: str
    count: int
    lines: tuple[ChangeLine, ...]
    more: str  # address of all of them; empty where these are all


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed, as the page shows it."""

    words: str  # "between 1 January 2025 and 31 December 2025"
    about: str  # the parties and the track, in words
    total: int
    names: tuple[str, ...]  # of the columns of counts
    counts: tuple[CountLine, ...]
    totals: tuple[Cell, ...]  # of every track; empty where there is only one
    only: str  # the change asked for
    all_href: str  # where only one change is shown: all of them
    groups: tuple[Group, ...]
    next: str
    permalink: str
    api: str
    downloads: tuple[Link, ...]
    cite: tuple[Link, ...]


def compare_href(parameters: Mapping[str, str]) -> str:
    """Return the address of the page of a difference."""
    return f"/compare?{urlencode(parameters, safe='/:')}"


def comparison(view: View, question: Question) -> Comparison:
    """Return what changed.

    :raises QuestionError: as `recog.service.diff.find` does.
    """
    found = find(view, question)
    base = found.asked.parameters()
    for name in ("cursor", "limit", "format"):
        base.pop(name, None)
    whole = {name: text for name, text in base.items() if name != "change"}
    counts = found.counts()
    groups, following = _groups(found, counts["by_change"], whole)
    lasting = {**base, "version": view.version}
    names = tuple(name for name in CHANGES if name in counts["by_change"])
    return Comparison(
        words=found.words,
        about=found.about,
        total=counts["changes"],
        names=tuple(CHANGES[name].name for name in names),
        counts=tuple(
            _count_line(track, numbers, names, whole)
            for track, numbers in counts["by_track"].items()
        ),
        totals=_cells(counts["by_change"], names, whole)
        if len(counts["by_track"]) > 1
        else (),
        only=CHANGES[question.change].name if question.change else "",
        all_href=compare_href(whole),
        groups=groups,
        next=compare_href({**base, "cursor": following}) if following else "",
        permalink=compare_href(lasting),
        api=_api(lasting),
        downloads=tuple(
            Link(exporter.label, _api({**lasting, "format": name}))
            for name, exporter in exporters_of("difference").items()
            if name != "json"  # a page of the API's answer, as `api` is
        ),
        cite=(Link("this comparison", cite_href(view, "diff", base)),),
    )


def _groups(
    found: Found, counts: Mapping[str, int], whole: Mapping[str, str]
) -> tuple[tuple[Group, ...], str]:
    """Return the changes by name; of one name a page, and the cursor of the next."""
    only = found.asked.change
    if only:
        question = replace(found.asked, limit=MOST_OF_ONE)
        rest = found.changes(only, limit=MOST_OF_ONE + 1, after=found.after)
        shown, following = first_page(rest, question, lambda each: each.key)
        lines = [change_line(row) for row in found.rows(shown)]
        return (_group(only, counts.get(only, 0), lines, ""),), following or ""
    groups = []
    for name in CHANGES:
        if count := counts.get(name, 0):
            rows = found.rows(found.changes(name, limit=MOST_EACH))
            more = compare_href({**whole, "change": name}) if count > len(rows) else ""
            groups.append(_group(name, count, [*map(change_line, rows)], more))
    return tuple(groups), ""


def _group(name: str, count: int, lines: Sequence[ChangeLine], more: str) -> Group:
    words = CHANGES[name]
    return Group(
        name=words.name,
        meaning=words.meaning,
        count=count,
        lines=tuple(lines),
        more=more,
    )


def _count_line(
    track: str,
    numbers: Mapping[str, int],
    names: Sequence[str],
    whole: Mapping[str, str],
) -> CountLine:
    cells = _cells(numbers, names, {**whole, "track": track})
    return CountLine(track=track, label=track_label(track), cells=cells)


def _cells(
    numbers: Mapping[str, int], names: Sequence[str], whole: Mapping[str, str]
) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            label=CHANGES[name].name,
            number=numbers.get(name, 0),
            href=compare_href({**whole, "change": name}),
        )
        for name in names
    )


def _api(parameters: Mapping[str, str]) -> str:
    return f"{API}/diff?{urlencode(parameters, safe='/:')}"
