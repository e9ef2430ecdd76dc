"""What an import passed over: counted by reason, gathered by name, kept on disk.

Source: docs/importing.md, "The report".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from weakref import finalize

from recog.importers import Skip
from recog.importers.records import NAME_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A name that led to no entity, or to several."""

    name: str
    count: int
    where: str  # where it stands first
    first: date | None = None  # the days on which it was to be, where they are known
    last: date | None = None
    candidates: tuple[str, ...] = ()  # ids that may be meant, best first


class Skips:
    """The skips of one import, in their order; only counts are held in memory."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        self._names: dict[str, Unresolved] = {}
        self._file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        finalize(self, self._file.close)

    def add(self, skip: Skip) -> None:
        """Take one more."""
        self.reasons[str(skip.reason)] += 1
        if skip.reason == NAME_UNKNOWN and skip.name:
            self._names[skip.name] = _counted(self._names.get(skip.name), skip)
        day = skip.on.isoformat() if skip.on else ""
        fields = [skip.where, str(skip.reason), skip.detail, skip.name, day]
        self._file.write(json.dumps(fields, ensure_ascii=False) + "\n")

    @property
    def unresolved(self) -> list[Unresolved]:
        """The names that were not resolved, the most frequent first."""
        return sorted(self._names.values(), key=lambda each: (-each.count, each.name))

    def __len__(self) -> int:
        return self.reasons.total()

    def __iter__(self) -> Iterator[Skip]:
        self._file.seek(0)
        for line in self._file:
            where, reason, detail, name, day = json.loads(line)
            on = date.fromisoformat(day) if day else None
            yield Skip(where=where, reason=reason, detail=detail, name=name, on=on)


def _counted(known: Unresolved | None, skip: Skip) -> Unresolved:
    """Return what is known of a name with one more place where it stands."""
    days = [skip.on] if skip.on else []
    if known is not None:
        days += [day for day in (known.first, known.last) if day]
    return Unresolved(
        name=skip.name,
        count=known.count + 1 if known else 1,
        where=known.where if known else skip.where,
        first=min(days, default=None),
        last=max(days, default=None),
    )
