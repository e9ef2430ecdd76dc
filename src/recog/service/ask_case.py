"""A question that was read, with its words resolved to parties.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from recog.domain.forms import VERBS
from recog.domain.kinds import KINDS
from recog.domain.question import Asked
from recog.domain.spoken import spoken, spoken_day
from recog.domain.tracks import TRACKS
from recog.service.ask_queries import Parties
from recog.service.parties import acted_upon, acting
from recog.service.workbench import View

_TRACKS_OF_FORM: Final[Mapping[str, tuple[str, ...]]] = {
    "who-presented": ("head-of-mission",),
    "who-was-ambassador": ("head-of-mission",),
    "was-on-list": ("listing",),
    "had-relations": ("relations",),
    "what-did": (),
    "what-changed": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question with its words resolved."""

    view: View
    asked: Asked
    tracks: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    actor: str = ""
    target: str = ""
    parties: Parties = field(default_factory=Parties)

    def label(self, party: str) -> str:
        """Return the English label of a party."""
        return self.view.directory.label(party)

    @property
    def day(self) -> date | None:
        """The one day asked about: given, or today; None for a time, or for ever."""
        when = self.asked.when
        if when is None:
            return self.view.today if self.asked.present else None
        return when.days.last if when.word in ("on", "by") else None

    @property
    def first(self) -> date | None:
        """The first day of the time asked about, if it has one."""
        return self.asked.when.days.earliest if self.asked.when else None

    @property
    def last(self) -> date | None:
        """The last day of the time asked about, if it has one."""
        return self.asked.when.days.latest if self.asked.when else None

    @property
    def time(self) -> str:
        """The time asked about, for a reading."""
        when = self.asked.when
        if self.day is not None:
            return f", on {spoken_day(self.day)}"
        if when is None:
            return ", at any time"
        ahead = "until" if when.word == "before" else "in"
        return f", {ahead} {spoken(when.days.edtf)}"


def case_of(view: View, asked: Asked) -> Case:
    """Resolve the words of a question; its time decides between names."""
    kinds = VERBS[asked.verb].kinds if asked.verb else ()
    tracks = KINDS[kinds[0]].tracks if kinds else _TRACKS_OF_FORM[asked.form]
    on = asked.when.days.latest if asked.when else None
    actor = _resolve(view, asked.actor, tracks, "actors", on)
    target = _resolve(view, asked.target, tracks, "targets", on)
    each = tracks or ("",)
    parties = Parties(
        tracks=tracks,
        actors=_united(acting(view, actor, track) for track in each) if actor else None,
        targets=_united(acted_upon(view, target, track) for track in each)
        if target
        else None,
    )
    return Case(
        view=view,
        asked=asked,
        tracks=tracks,
        kinds=kinds,
        actor=actor,
        target=target,
        parties=parties,
    )


def _united(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*parts)


def _resolve(
    view: View, words: str, tracks: tuple[str, ...], side: str, on: date | None
) -> str:
    """Return the id of a party in a question; a state may stand for its organs."""
    if not words:
        return ""
    types: dict[str, None] = {}
    for track in tracks:
        row = TRACKS[track]
        both = (*row.actors, *row.targets) if row.symmetric else getattr(row, side)
        types.update(dict.fromkeys(both))
    if types:
        types["state"] = None
    return view.directory.resolve(words, on=on, types=tuple(types))
