"""What was entered in a version, as its RDF has it.

That is all but what is derived and what is in graphs of others.

Source: docs/design.md, section 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from pyoxigraph import Store as Rdf

from recog.domain.entities import Release
from recog.errors import InvalidDataError
from recog.store import vocab
from recog.store.others import is_ours
from recog.store.reading import Records, read
from recog.store.tabulating import Difference, everything

#: Graphs of what is derived from what was entered.
DERIVED: Final = (vocab.EVENTS_GRAPH, vocab.SPANS_GRAPH)
_MADE: Final = (*DERIVED, vocab.VOCABULARY_GRAPH)


class Entered:
    """The claims and records in the RDF of a version; all of them are in memory.

    :raises InvalidDataError: when this recog cannot read something.
    """

    def __init__(self, folder: Path) -> None:
        rdf = Rdf.read_only(str(folder / "rdf"))
        quads = (q for q in rdf if is_ours(q) and q.graph_name not in _MADE)
        self.records, faults = read(quads)
        if faults:
            first = f"{faults[0].where}: {faults[0].message}"
            raise InvalidDataError(
                f"version {folder.name} holds {len(faults)} things that this recog "
                f"cannot read; first: {first}",
                faults,
            )
        self.releases = list(_recorded(self.records))

    @property
    def difference(self) -> Difference:
        """What a chronicle of all of it has that an empty one has not."""
        records = self.records
        return everything(
            records.claims,
            records=(
                *records.entities,
                *records.sources,
                *self.releases,
                *records.judgements,
                *records.extras,
            ),
            judgements=records.judgements,
        )


def _recorded(records: Records) -> Iterator[Release]:
    """Yield the releases; of one without a moment, that of its first claim."""
    first: dict[str, datetime] = {}
    for claim in records.claims:
        if claim.recorded_at is not None:
            known = first.get(claim.release, claim.recorded_at)
            first[claim.release] = min(known, claim.recorded_at)
    for release in records.releases:
        yield replace(release, recorded_at=release.recorded_at or first.get(release.id))
