"""The first page: the world on a day, the founding story, the latest events.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from recog.domain.reconcile import Event
from recog.domain.spoken import spoken_day, spoken_days
from recog.domain.tracks import TRACKS
from recog.service.pasts import past_of
from recog.service.questions import Question
from recog.service.recall import Where
from recog.service.workbench import View
from recog.web.compare import compare_href
from recog.web.sheets import entity_href, relation_href
from recog.web.words import kind_label

EXAMPLES: Final = (
    "Who recognised the Taliban government, and when?",
    "Was the Taliban on Russia's list on 10 April 2025?",
    "Did China recognise the Islamic Emirate of Afghanistan?",
    "What did Russia do in 2025?",
)
MOST_LATEST: Final = 8
#: How far back the latest events are looked for, until there are enough.
_YEARS_BACK: Final = (2, 10, 100, 1000)

#: The story that recog began with: who acts in it, and when it begins.
STORY: Final = frozenset(
    {
        "state/russia",
        "organization/supreme-court-of-russia",
        "government/islamic-emirate-of-afghanistan",
        "organization/taliban",
    }
)
STORY_FIRST: Final = date(2025, 1, 1)
STORY_LAST: Final = date(2026, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackCount:
    """How many statuses hold on one track, by certainty."""

    name: str
    label: str
    href: str
    certain: int
    possible: int
    contradicted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An event in one line."""

    when: str
    words: str
    href: str
    contradicted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The tracks on a day."""

    day: str
    day_words: str
    rows: tuple[TrackCount, ...]
    changed_href: str  # what changed in the year before


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An entry point: a few events between a few parties."""

    heading: str
    words: str
    events: tuple[Notice, ...]
    href: str
    link: str


def world(view: View, day: date) -> World:
    """Count what holds on a day, track by track; a pair counts once a value."""
    held = past_of(view, Question(as_known=view.moment)).on(day, Where())
    counted = Counter((each.key.track, str(each.certainty)) for each in held)
    rows = tuple(
        TrackCount(
            name=name,
            label=track.label,
            href=f"/graph?{urlencode({'track': name, 'on': day})}",
            certain=counted[name, "certain"],
            possible=counted[name, "possible"],
            contradicted=counted[name, "contradicted"],
        )
        for name, track in TRACKS.items()
    )
    before = day - min(timedelta(days=365), day - date.min)
    changed = {"from": before.isoformat(), "to": day.isoformat()}
    return World(
        day=day.isoformat(),
        day_words=spoken_day(day),
        rows=rows,
        changed_href=compare_href(changed),
    )


def latest(view: View, day: date) -> tuple[Notice, ...]:
    """Return the last events up to a day, latest first."""
    past = past_of(view, Question(as_known=view.moment))
    found: list[Event] = []
    for years in _YEARS_BACK:
        days = min(timedelta(days=365 * years), day - date.min)
        events = past.events(Where(first=day - days, last=day))
        found = [event for event in events if _is_over(event, day)]
        if len(found) >= MOST_LATEST:
            break
    found.sort(key=lambda event: (event.days.first, event.days.last, event.id))
    return _notices(view, reversed(found[-MOST_LATEST:]))


def story(view: View) -> Story | None:
    """Return the founding story, as far as it is recorded."""
    where = Where(actors=STORY, targets=STORY, first=STORY_FIRST, last=STORY_LAST)
    events = [
        each
        for each in past_of(view, Question(as_known=view.moment)).events(where)
        if each.key.track
    ]
    happened = [each for each in events if _is_over(each, view.today)]
    if not happened:
        return None
    return Story(
        heading="Russia and the Islamic Emirate, 2025",
        words=(
            "How the first major power came to recognise the Taliban government: "
            "what each source says, and how precisely."
        ),
        events=_notices(view, happened[:8]),
        href=relation_href("state/russia", "government/islamic-emirate-of-afghanistan"),
        link="The two through time",
    )


def _is_over(event: Event, day: date) -> bool:
    """Tell whether an event changed something on or before a day."""
    said_only = event.kind in ("statement", "contact")
    return bool(event.key.track) and not said_only and event.days.last <= day


def _notices(view: View, events: Iterable[Event]) -> tuple[Notice, ...]:
    return tuple(_notice(view, event) for event in events)


def _notice(view: View, event: Event) -> Notice:
    key = event.key
    actor, target = view.directory.label(key.actor), view.directory.label(key.target)
    joint = " and " if key.track and TRACKS[key.track].symmetric else " → "
    person = f" ({view.directory.label(key.person)})" if key.person else ""
    return Notice(
        when=spoken_days(event.days),
        words=f"{actor}{joint}{target}: {kind_label(event.kind)}{person}",
        href=relation_href(key.actor, key.target) or entity_href(key.actor),
        contradicted=event.contradicted,
    )
