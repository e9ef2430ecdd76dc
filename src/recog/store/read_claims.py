"""One described node read as a claim, or as a judgement of one.

Source: docs/design.md, sections 1.4 and 6.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

from recog.domain.claims import Claim, Mode, Rank, Stance
from recog.domain.dates import EdtfDate, Interval
from recog.domain.judgements import Judgement
from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES
from recog.store import vocab
from recog.store.fields import Fields
from recog.store.vocab import term

Words = Mapping[NamedNode, str]

TRACK_NAMES: Final[Words] = {term(row.term): name for name, row in TRACKS.items()}
_KINDS: Final[Words] = {term(row.term): name for name, row in KINDS.items()}
_VALUES: Final[Words] = {term(row.term): name for name, row in VALUES.items()}
_MODES: Final[Words] = {term(local): name for name, local in vocab.MODES.items()}
_STANCES: Final[Words] = {term(local): name for name, local in vocab.STANCES.items()}
_TEXTS: Final[Mapping[str, str]] = {
    "date_text": "dateText",
    "old_style": "oldStyleDate",
    "how": "how",
    "rank_reason": "rankReason",
    "locator": "locator",
}
_RANKS: Final[Words] = {term(local): name for name, local in vocab.RANKS.items()}


def claim(node: Fields) -> Claim | None:
    """Read a claim; None when something is wrong, which the node then notes.

    :raises ClaimError: when its parts do not go together.
    """
    date, words, links = _date(node), _words(node), _links(node)
    texts = {name: node.text(term(local)) for name, local in _TEXTS.items()}
    note = node.note()
    mode = Mode(node.word("mode", _MODES, Mode.UNSPECIFIED))
    stance = Stance(node.word("stance", _STANCES, Stance.ASSERTS))
    rank = Rank(node.word("rank", _RANKS, Rank.NORMAL))
    resident = node.flag("resident")
    recorded, retracted = node.moment("recordedAt"), node.moment("retractedAt")
    if node.problems or date is None:
        return None
    return Claim(
        id=node.id,
        date=date,
        note=note,
        mode=mode,
        stance=stance,
        rank=rank,
        resident=resident,
        recorded_at=recorded,
        retracted_at=retracted,
        **words,
        **links,
        **texts,
    )


def judgement(node: Fields) -> Judgement | None:
    """Read a judgement; None when something is wrong, which the node then notes.

    :raises ClaimError: when it decides nothing, or nobody says so or why.
    """
    rank = node.word("rank", _RANKS)
    claim, about_event = node.link("judges"), node.link("aboutEvent")
    reason, author = node.text(term("rankReason")), node.text(vocab.CREATOR)
    recorded, retracted = node.moment("recordedAt"), node.moment("retractedAt")
    if not node.values.get(term("judges")):
        node.problems.append("recog:judges is missing")
    if node.problems:
        return None
    return Judgement(
        id=node.id,
        claim=claim,
        rank=Rank(rank) if rank else None,
        about_event=about_event,
        reason=reason,
        author=author,
        recorded_at=recorded,
        retracted_at=retracted,
    )


def _words(node: Fields) -> dict[str, str]:
    if not node.values.get(term("kind")):
        node.problems.append("recog:kind is missing")
    return {
        "kind": node.word("kind", _KINDS),
        "track": node.word("track", TRACK_NAMES),
        "level": node.word("level", _VALUES),
    }


def _links(node: Fields) -> dict[str, str]:
    parties = {role: node.link(role) for role in ("actor", "target", "person", "list")}
    return parties | {
        "about_event": node.link("aboutEvent"),
        "release": node.link(vocab.PRIMARY_SOURCE),
        "revises": node.link(vocab.REVISION_OF),
    }


def interval(node: Fields) -> Interval | None:
    """Read the two days of a node; None when they are in the wrong order."""
    earliest, latest = node.day("earliest"), node.day("latest")
    if earliest is not None and latest is not None and earliest > latest:
        node.problems.append(f"recog:earliest {earliest} is after latest {latest}")
        return None
    return Interval(earliest, latest)


def _date(node: Fields) -> EdtfDate | None:
    """Read the date; note where days or qualifiers do not agree with it."""
    date, days = node.edtf(term("date")), interval(node)
    said = {name: node.flag(name) for name in ("approximate", "uncertain")}
    if date is None:
        if not node.values.get(term("date")):
            node.problems.append("recog:date is missing")
        return None
    if days is not None and days != date.days:
        node.problems.append(
            f"recog:date {date.edtf} means {_shown(date.days)}, "
            f"but earliest and latest say {_shown(days)}"
        )
    meant = {"approximate": date.approximate, "uncertain": date.uncertain}
    for name, flag in said.items():
        if flag is not None and flag != meant[name]:
            node.problems.append(
                f"recog:{name} is {str(flag).lower()}, "
                f"but recog:date {date.edtf} says otherwise"
            )
    return date


def _shown(days: Interval) -> str:
    return f"{days.earliest or 'open'} .. {days.latest or 'open'}"
