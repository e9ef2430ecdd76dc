"""Checks: the ways in which claims, events and spans can be doubtful.

Adding a check is one row here, its finder in `service` (by what it is about: claims,
events or spans) and its sentence; nothing is ever mended by a check.

Source: docs/design.md, sections 1.4 to 1.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from recog.domain.tables import table


class Severity(StrEnum):
    """How bad a finding is; the words of SHACL."""

    VIOLATION = "violation"  # it cannot be so
    WARNING = "warning"  # something is likely to be wrong, in the data or in a source
    INFO = "info"  # worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One way in which data can be doubtful."""

    name: str  # in addresses and on the command line
    label: str  # shown to people, in the plural
    definition: str
    why: str  # why it matters
    severity: Severity
    level: str  # what a finding is about: claim, event, events or span


CHECKS: Final[Mapping[str, Check]] = table(
    Check(
        name="impossible-date",
        label="impossible dates",
        definition="A claim says that something happened after the last day on which "
        "its source can have known it.",
        why="The date, the edition of the source or the day it was read is wrong; or "
        "the source announces what it cannot report.",
        severity=Severity.VIOLATION,
        level="claim",
    ),
    Check(
        name="contradiction",
        label="contradictions",
        definition="The claims about one event cannot all be true.",
        why="A status that depends on which one is right is answered “contradicted” "
        "until a person prefers a claim.",
        severity=Severity.WARNING,
        level="event",
    ),
    Check(
        name="out-of-order",
        label="events out of order",
        definition="Two events are dated in an order in which they cannot have "
        "happened, such as credentials before the appointment.",
        why="One of the two dates is wrong, and what depends on them is contradicted.",
        severity=Severity.WARNING,
        level="events",
    ),
    Check(
        name="overlapping-heads",
        label="two heads of mission at one post",
        definition="Two persons were both in office, for certain, as heads of one "
        "sender's mission at one receiver, for longer than the day of a handover.",
        why="A post has one head: an end is missing or dated too late, or a beginning "
        "too early.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="rivals-recognised",
        label="rivals recognised at once",
        definition="One party recognised two governments of one state, or had "
        "relations with both, on the same days, for certain.",
        why="It is rare, and most often a withdrawal that no claim tells of.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="outlived",
        label="statuses that outlive a party",
        definition="A status still holds, for certain, after one of its parties came "
        "to an end.",
        why="No claim closes it, so that it would be counted as holding today.",
        severity=Severity.WARNING,
        level="span",
    ),
    Check(
        name="unsourced",
        label="claims that cannot be looked up",
        definition="A claim names no place in its source, or its source has no title "
        "or no address.",
        why="A reader cannot check it.",
        severity=Severity.WARNING,
        level="claim",
    ),
    Check(
        name="derived-witness",
        label="copies that look like witnesses",
        definition="An event is told by several sources, and one of them draws on "
        "another.",
        why="They are fewer witnesses than sources; agreement between them proves "
        "nothing.",
        severity=Severity.INFO,
        level="event",
    ),
    Check(
        name="denial",
        label="denials",
        definition="A claim says that something did not happen.",
        why="It contradicts every claim that it did, also one that is entered later.",
        severity=Severity.INFO,
        level="claim",
    ),
    Check(
        name="imprecise",
        label="imprecise claims",
        definition="A claim dates something no closer than to a year, or not at all on "
        "one side.",
        why="What depends on it is only possible on every day in between.",
        severity=Severity.INFO,
        level="claim",
    ),
)
