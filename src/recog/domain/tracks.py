"""Tracks: the dimensions of status, and the values that can hold on each.

Source: docs/design.md, section 1.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.tables import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A status that can hold on a track."""

    name: str  # "in-office": in URLs, CSV and the command line
    label: str
    definition: str
    term: str  # local name in recog.ttl


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One dimension of status between two parties."""

    name: str
    label: str
    definition: str
    term: str
    values: tuple[str, ...]  # names in VALUES, lowest first; suspended stands apart
    actors: tuple[str, ...]  # entity types that may act
    targets: tuple[str, ...]  # entity types that may be acted upon
    symmetric: bool = False  # the two parties have no order
    person: bool = False  # a person is part of the key
    list: bool = False  # a designation list is part of the key


_PARTIES: Final = ("state", "government")
_ANYONE: Final = ("state", "government", "organization", "person")

VALUES: Final[Mapping[str, Value]] = table(
    Value(
        name="recognised",
        label="recognised",
        definition="The actor recognises the target.",
        term="Recognised",
    ),
    Value(
        name="established",
        label="established",
        definition="The two parties have diplomatic relations.",
        term="Established",
    ),
    Value(
        name="consulate",
        label="consulate",
        definition="The sender keeps a consular post with the receiver.",
        term="Consulate",
    ),
    Value(
        name="interests-section",
        label="interests section",
        definition="The sender acts at the receiver from the mission of a third state.",
        term="InterestsSection",
    ),
    Value(
        name="liaison-office",
        label="liaison office",
        definition="The sender keeps an office with the receiver below a legation.",
        term="LiaisonOffice",
    ),
    Value(
        name="legation",
        label="legation",
        definition="The sender keeps a mission led by a minister.",
        term="Legation",
    ),
    Value(
        name="embassy",
        label="embassy",
        definition="The sender keeps a mission led by an ambassador.",
        term="Embassy",
    ),
    Value(
        name="nominated",
        label="nominated",
        definition="The person is named for the post and has not reached it.",
        term="Nominated",
    ),
    Value(
        name="arrived",
        label="arrived",
        definition="The person is at the post and has not presented credentials.",
        term="Arrived",
    ),
    Value(
        name="in-office-as-charge",
        label="in office as chargé",
        definition="The person leads the mission as chargé d'affaires.",
        term="InOfficeAsCharge",
    ),
    Value(
        name="in-office",
        label="in office",
        definition="The person leads the mission and has presented credentials.",
        term="InOffice",
    ),
    Value(
        name="listed",
        label="listed",
        definition="The subject is on the authority's list.",
        term="OnList",
    ),
    Value(
        name="observer",
        label="observer",
        definition="The party takes part in the organisation without membership.",
        term="Observer",
    ),
    Value(
        name="member",
        label="member",
        definition="The party is a member of the organisation.",
        term="Member",
    ),
    Value(
        name="in-power",
        label="in power",
        definition="The government holds effective power in the state.",
        term="InPower",
    ),
    Value(
        name="suspended",
        label="suspended",
        definition="The status stands and is suspended.",
        term="Suspended",
    ),
)

TRACKS: Final[Mapping[str, Track]] = table(
    Track(
        name="state-recognition",
        label="recognition of states",
        definition="Whether one party recognises another as a state.",
        term="StateRecognition",
        values=("recognised",),
        actors=_PARTIES,
        targets=("state",),
    ),
    Track(
        name="government-recognition",
        label="recognition of governments",
        definition="Whether one party recognises an authority as a government.",
        term="GovernmentRecognition",
        values=("recognised",),
        actors=_PARTIES,
        targets=("government",),
    ),
    Track(
        name="relations",
        label="diplomatic relations",
        definition="Whether two parties have diplomatic relations with each other.",
        term="Relations",
        values=("established",),
        actors=_PARTIES,
        targets=_PARTIES,
        symmetric=True,
    ),
    Track(
        name="mission",
        label="missions",
        definition="Which kind of mission a sender keeps at a receiver.",
        term="Mission",
        values=(
            "consulate",
            "interests-section",
            "liaison-office",
            "legation",
            "embassy",
        ),
        actors=_PARTIES,
        targets=("state", "government", "organization"),
    ),
    Track(
        name="head-of-mission",
        label="heads of mission",
        definition="Who leads the mission of a sender at a receiver.",
        term="HeadOfMission",
        values=("nominated", "arrived", "in-office-as-charge", "in-office"),
        actors=_PARTIES,
        targets=("state", "government", "organization"),
        person=True,
    ),
    Track(
        name="listing",
        label="listings",
        definition="Whether an authority keeps a subject on a designation list.",
        term="Listing",
        values=("listed",),
        actors=("state", "government", "organization"),
        targets=_ANYONE,
        list=True,
    ),
    Track(
        name="membership",
        label="memberships",
        definition="Whether a party belongs to an organisation.",
        term="Membership",
        values=("observer", "member"),
        actors=("state", "government", "organization"),
        targets=("organization",),
    ),
    Track(
        name="rule",
        label="rule",
        definition="Which government holds effective power in a state.",
        term="Rule",
        values=("in-power",),
        actors=("government",),
        targets=("state",),
    ),
)
