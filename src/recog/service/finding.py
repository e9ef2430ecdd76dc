"""A finding of a check, in numbers: where to read on.

A version can have as many findings as claims; only those that are shown are read in
full, and put into words by `finding_words`.
"""

from __future__ import annotations

from typing import NamedTuple

from recog.store.chronicle import Chronicle


class Finding(NamedTuple):
    """One finding."""

    check: str
    first: int  # ordinals of days, both included, as in the chronicle's tables
    last: int
    number: int  # stands for what it is about; the same in every version
    keys: tuple[int, ...]  # rows of keys
    rows: tuple[int, ...]  # of claims, events or stretches, by the level of the check
    party: int = -1  # the one that has ended, by its place among the parties

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among the findings of its check."""
        return self.first, self.last, self.number

    @property
    def id(self) -> str:
        """Its id, by which a page can be pointed at it."""
        return f"finding/{self.check}-{self.first}-{self.number:016x}"


def of_spans(
    chronicle: Chronicle,
    check: str,
    days: tuple[int, int],
    stretches: tuple[int, ...],
    *,
    party: str = "",
) -> Finding:
    """Return a finding about the spans of stretches, on days that are both included."""
    table = chronicle.stretches_table
    ids = chronicle.spans_table["id"][table["span"][list(stretches)]].tolist()
    number = 0
    for id in ids:
        number = (number * 31 + id) % 2**64
    return Finding(
        check=check,
        first=days[0],
        last=days[1],
        number=number,
        keys=tuple(table["key"][list(stretches)].tolist()),
        rows=stretches,
        party=chronicle.keys.party(party),
    )
