"""Governments that RDCR says were recognised, or not, and that recog does not know.

Only where an item speaks of a government beside or against another of the same state;
the recognition of a new state's government is that of the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recog.domain.entities import Entity, Name


@dataclass(frozen=True, slots=True)
class _Government:
    label: str
    governs: str
    names: tuple[str, ...] = ()


GOVERNMENTS: Final[Mapping[str, _Government]] = {
    "government/argentina-farrell-government": _Government(
        "Farrell government of Argentina", "state/argentina", ("Farrell government",)
    ),
    "government/costa-rica-tinoco-government": _Government(
        "Tinoco government of Costa Rica", "state/costa-rica", ("Tinoco government",)
    ),
    "government/el-salvador-martinez-government": _Government(
        "Martínez government of El Salvador",
        "state/el-salvador",
        ("Martinez government",),
    ),
    "government/guatemala-junta-of-1954": _Government(
        "Junta of 1954 in Guatemala", "state/guatemala"
    ),
    "government/nicaragua-chamorro-government": _Government(
        "Chamorro government of Nicaragua (1926)",
        "state/nicaragua",
        ("Chamorro government",),
    ),
    "government/somalia-federal-government": _Government(
        "Federal Government of Somalia", "state/somalia"
    ),
}


def government(entity: str, release: str) -> Entity:
    """Return the description of one of these governments."""
    known = GOVERNMENTS[entity]
    return Entity(
        id=entity,
        labels=(Name(text=known.label, language="en"),),
        names=tuple(Name(text=name, language="en") for name in known.names),
        governs=known.governs,
        release=release,
    )
