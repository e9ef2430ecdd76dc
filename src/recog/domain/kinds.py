"""Kinds: what can happen, and which status it changes.

Adding a kind is one row here, plus its term, shape and examples in graph/. The module
is long because it is one table.

Source: docs/design.md, section 1.3; Vienna Convention on Diplomatic Relations (1961),
articles 13 and 14.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recog.domain.tables import table


class Effect(StrEnum):
    """What an event of a kind does to the status of its key."""

    OPENS = "opens"  # raises the status to the kind's value, or the claim's level
    SETS = "sets"  # sets the claim's level, up or down; opens where nothing held
    SUSPENDS = "suspends"
    RESUMES = "resumes"
    CLOSES = "closes"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Something that happens, as a claim names it."""

    name: str  # "recognition": in URLs, CSV and the command line
    label: str  # shown to people
    definition: str  # the same sentence as in recog.ttl
    term: str  # local name in recog.ttl
    tracks: tuple[str, ...]  # empty for statements and contacts: any or none
    effect: Effect
    value: str = ""  # the value an opening kind raises the status to
    repeats: bool = False  # may happen again with nothing between (1.5, rule 2)
    refuses: bool = False  # states that the status does not hold
    turn: int = 0  # place in the term of a head of mission (1.5, rule 3); 0: none

    @property
    def names(self) -> bool:
        """Whether a person is named for a post, be it only proposed."""
        return self.value == "nominated"

    @property
    def takes_office(self) -> bool:
        """Whether a head of mission, or a chargé, is in office from then on."""
        return self.value in ("in-office", "in-office-as-charge")


#: The places in a term: the appointed present copies, then credentials, and then go.
APPOINTED: Final = 1
COPIES: Final = 2
CREDENTIALS: Final = 3
TERMINATED: Final = 4

_RECOGNITION: Final = ("state-recognition", "government-recognition")


def _kind(  # one line a row, below
    name: str,
    label: str,
    track: str | tuple[str, ...],
    effect: Effect,
    definition: str,
    *,
    value: str = "",
    repeats: bool = False,
    refuses: bool = False,
    turn: int = 0,
) -> Kind:
    return Kind(
        name=name,
        label=label,
        definition=definition,
        term="".join(part.capitalize() for part in name.split("-")),
        tracks=(track,) if isinstance(track, str) else track,
        effect=effect,
        value=value,
        repeats=repeats or effect is Effect.NONE,
        refuses=refuses,
        turn=turn,
    )


KINDS: Final[Mapping[str, Kind]] = table(
    _kind(
        "recognition",
        "recognition",
        _RECOGNITION,
        Effect.OPENS,
        "The actor recognises the target as a state or as a government.",
        value="recognised",
    ),
    _kind(
        "recognition-suspended",
        "recognition suspended",
        _RECOGNITION,
        Effect.SUSPENDS,
        "The actor suspends or freezes its recognition without withdrawing it.",
    ),
    _kind(
        "recognition-resumed",
        "recognition resumed",
        _RECOGNITION,
        Effect.RESUMES,
        "The actor ends the suspension of its recognition.",
    ),
    _kind(
        "recognition-withdrawn",
        "recognition withdrawn",
        _RECOGNITION,
        Effect.CLOSES,
        "The actor withdraws its recognition.",
    ),
    _kind(
        "recognition-refused",
        "recognition refused",
        _RECOGNITION,
        Effect.NONE,
        "The actor states that it does not recognise the target.",
        refuses=True,
    ),
    _kind(
        "relations-established",
        "relations established",
        "relations",
        Effect.OPENS,
        "Two parties establish diplomatic relations.",
        value="established",
    ),
    _kind(
        "relations-suspended",
        "relations suspended",
        "relations",
        Effect.SUSPENDS,
        "One party suspends diplomatic relations.",
    ),
    _kind(
        "relations-interrupted",
        "relations interrupted",
        "relations",
        Effect.SUSPENDS,
        "Diplomatic relations lapse through events, such as an occupation.",
    ),
    _kind(
        "relations-resumed",
        "relations resumed",
        "relations",
        Effect.RESUMES,
        "Two parties resume diplomatic relations.",
    ),
    _kind(
        "relations-severed",
        "relations severed",
        "relations",
        Effect.CLOSES,
        "One party breaks diplomatic relations off.",
    ),
    _kind(
        "mission-opened",
        "mission opened",
        "mission",
        Effect.OPENS,
        "The sender opens a mission or post of the level given.",
    ),
    _kind(
        "mission-level-changed",
        "mission level changed",
        "mission",
        Effect.SETS,
        "The mission is raised or lowered to the level given.",
        repeats=True,
    ),
    _kind(
        "mission-relocated",
        "mission relocated",
        "mission",
        Effect.NONE,
        "The mission moves to another city.",
    ),
    _kind(
        "mission-closed",
        "mission closed",
        "mission",
        Effect.CLOSES,
        "The sender closes its mission.",
    ),
    _kind(
        "nomination",
        "nomination",
        "head-of-mission",
        Effect.OPENS,
        "The sender names a person for the post.",
        value="nominated",
        repeats=True,
    ),
    _kind(
        "agrement-given",
        "agrément given",
        "head-of-mission",
        Effect.NONE,
        "The receiver consents to the person named.",
    ),
    _kind(
        "agrement-refused",
        "agrément refused",
        "head-of-mission",
        Effect.CLOSES,
        "The receiver declines the person named.",
    ),
    _kind(
        "appointment",
        "appointment",
        "head-of-mission",
        Effect.OPENS,
        "The sender appoints or commissions the person to the post.",
        value="nominated",
        repeats=True,
        turn=APPOINTED,
    ),
    _kind(
        "arrival",
        "arrival",
        "head-of-mission",
        Effect.OPENS,
        "The person arrives at the post.",
        value="arrived",
        repeats=True,
    ),
    _kind(
        "copies-presented",
        "copies of credentials presented",
        "head-of-mission",
        Effect.OPENS,
        "The person hands true copies of the credentials to the foreign ministry.",
        value="arrived",
        repeats=True,
        turn=COPIES,
    ),
    _kind(
        "credentials-presented",
        "credentials presented",
        "head-of-mission",
        Effect.OPENS,
        "The person presents letters of credence and takes up the functions.",
        value="in-office",
        turn=CREDENTIALS,
    ),
    _kind(
        "entered-on-duty",
        "entered on duty",
        "head-of-mission",
        Effect.OPENS,
        "A chargé d'affaires takes charge of the mission.",
        value="in-office-as-charge",
    ),
    _kind(
        "recalled",
        "recalled",
        "head-of-mission",
        Effect.NONE,
        "The sender calls the person home; the functions end only when terminated.",
    ),
    _kind(
        "persona-non-grata",
        "declared persona non grata",
        "head-of-mission",
        Effect.CLOSES,
        "The receiver declares the person persona non grata.",
        turn=TERMINATED,
    ),
    _kind(
        "mission-terminated",
        "mission terminated",
        "head-of-mission",
        Effect.CLOSES,
        "The person's functions at the post come to an end, in the way given.",
        turn=TERMINATED,
    ),
    _kind(
        "listed",
        "listed",
        "listing",
        Effect.OPENS,
        "The authority puts the subject on the list.",
        value="listed",
    ),
    _kind(
        "listing-amended",
        "listing amended",
        "listing",
        Effect.NONE,
        "The authority changes an entry of the list without removing it.",
    ),
    _kind(
        "listing-suspended",
        "listing suspended",
        "listing",
        Effect.SUSPENDS,
        "The authority suspends the effect of an entry of the list.",
    ),
    _kind(
        "listing-resumed",
        "listing resumed",
        "listing",
        Effect.RESUMES,
        "The authority ends the suspension of an entry of the list.",
    ),
    _kind(
        "delisted",
        "delisted",
        "listing",
        Effect.CLOSES,
        "The authority takes the subject off the list, in the way given.",
    ),
    _kind(
        "admitted",
        "admitted",
        "membership",
        Effect.OPENS,
        "The organisation admits the party as a member.",
        value="member",
    ),
    _kind(
        "observer-admitted",
        "admitted as observer",
        "membership",
        Effect.OPENS,
        "The organisation admits the party as an observer.",
        value="observer",
    ),
    _kind(
        "membership-suspended",
        "membership suspended",
        "membership",
        Effect.SUSPENDS,
        "The organisation suspends the party's membership.",
    ),
    _kind(
        "membership-resumed",
        "membership resumed",
        "membership",
        Effect.RESUMES,
        "The suspension of the party's membership ends.",
    ),
    _kind(
        "withdrew",
        "withdrew",
        "membership",
        Effect.CLOSES,
        "The party leaves the organisation.",
    ),
    _kind(
        "expelled",
        "expelled",
        "membership",
        Effect.CLOSES,
        "The organisation expels the party.",
    ),
    _kind(
        "un-credentials-accepted",
        "UN credentials accepted",
        "membership",
        Effect.NONE,
        "A session of the organisation accepts the credentials of a delegation.",
    ),
    _kind(
        "un-credentials-deferred",
        "UN credentials deferred",
        "membership",
        Effect.NONE,
        "A session of the organisation defers its decision on credentials.",
    ),
    _kind(
        "un-credentials-rejected",
        "UN credentials rejected",
        "membership",
        Effect.NONE,
        "A session of the organisation rejects the credentials of a delegation.",
    ),
    _kind(
        "took-power",
        "took power",
        "rule",
        Effect.OPENS,
        "The government takes effective power in the state.",
        value="in-power",
    ),
    _kind(
        "lost-power",
        "lost power",
        "rule",
        Effect.CLOSES,
        "The government loses effective power in the state.",
    ),
    _kind(
        "renamed",
        "renamed",
        "rule",
        Effect.NONE,
        "The government gives the state another name.",
    ),
    _kind(
        "statement",
        "statement",
        (),
        Effect.NONE,
        "Someone says something about recognition, relations or standing.",
    ),
    _kind(
        "contact",
        "contact",
        (),
        Effect.NONE,
        "A meeting, a visit or a forum that both sides attend.",
    ),
)


def known(names: Mapping[str, object]) -> str:
    """Return the names of a table for an error message, sorted."""
    return ", ".join(sorted(names))
