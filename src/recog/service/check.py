"""Checking a file that someone means to import: every fault, and nothing lands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recog.errors import Fault
from recog.service.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a valid file holds, and what in it should be better."""

    counts: Mapping[str, int]  # entities, sources, releases, claims
    warnings: Sequence[Fault]


def check_file(workbench: Workbench, path: Path) -> Checked:
    """Hold an RDF file to the shapes.

    :raises FormatError: when its suffix is not known, or it breaks its grammar.
    :raises InvalidDataError: with every fault, when there is one.
    """
    checked = workbench.store.validate(path)
    records = checked.accepted()
    return Checked(
        counts={
            "entities": len(records.entities),
            "sources": len(records.sources),
            "releases": len(records.releases),
            "claims": len(records.claims),
        },
        warnings=checked.warnings,
    )
