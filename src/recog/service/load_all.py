"""Importing every data set of a folder, one after another, each in its own commit.

What one of them does wrong keeps no other from landing; run again, it takes up what is
missing, and changes nothing of what stands. Source: docs/importing.md, "All at once".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from recog.errors import FormatError, InputError, InvalidDataError
from recog.importers import IMPORTERS, Importer
from recog.service.decisions import NO_DECISIONS, Decisions
from recog.service.load import Given, Report, landed, load, read
from recog.service.loading import Loading, Progress
from recog.service.preview import Preview, compared, refused
from recog.store.embedded import Store

#: Files that say something of a data set, and are none.
_REMARKS: Final = ("SOURCE.md", "README.md", "LICENSE")

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a folder holds."""

    given: Sequence[Given]  # in the order in which they are to be imported
    unknown: Sequence[Path]  # what no importer knows


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of each data set."""

    unknown: Sequence[Path] = ()
    reports: list[Report] = field(default_factory=list)
    previews: list[Preview] = field(default_factory=list)  # where nothing was to land
    failed: dict[str, InputError | InvalidDataError] = field(default_factory=dict)

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why a data set did not land, by its path."""
        return {path: str(error) for path, error in self.failed.items()}


def found(folder: Path) -> Found:
    """Return the data sets in a folder, or the one that it is, known by their files.

    Those that describe states, people and lists come before those that name them;
    else they stand in the order of IMPORTERS, then by path.

    :raises FormatError: when there is none.
    """
    if not folder.is_dir():
        raise FormatError(f"{folder} is not a folder; right would be one of data sets")
    inside = sorted(path for path in folder.iterdir() if path.name not in _REMARKS)
    places = [folder] if any(_importers(folder)) else inside
    given = [
        (not importer.describes, at, place, importer)
        for place in places
        for at, importer in _importers(place)
    ]
    if not given:
        known = ", ".join(each.name for each in IMPORTERS.values() if each.holds)
        raise FormatError(f"{folder} holds no data set of a known form: {known}")
    ordered = sorted(given, key=lambda each: each[:3])
    return Found(
        given=[Given(importer=importer, path=path) for *_, path, importer in ordered],
        unknown=[path for path in places if not any(_importers(path))],
    )


def load_all(
    store: Store,
    folder: Path,
    *,
    now: Now,
    author: str = "import",
    decisions: Decisions = NO_DECISIONS,
    progress: Progress | None = None,
) -> Outcome:
    """Import every data set of a folder.

    :raises FormatError: when it holds none.
    :raises StoreError: when another process writes.
    """
    tell = progress or Progress()
    holds = found(folder)
    outcome = Outcome(unknown=holds.unknown)
    for each in holds.given:
        tell.source(each.importer.name)
        try:
            report = load(
                store,
                each.importer.name,
                each.path,
                at=now(),
                author=author,
                decisions=decisions,
                progress=tell,
            )
            outcome.reports.append(report)
        except (InputError, InvalidDataError) as error:
            outcome.failed[str(each.path)] = error
    return outcome


def preview_all(
    store: Store,
    folder: Path,
    *,
    now: Now,
    shown: int = 10,
    decisions: Decisions = NO_DECISIONS,
    progress: Progress | None = None,
) -> Outcome:
    """Tell what importing every data set of a folder would change; nothing lands.

    Each may name what those before it describe, so all of it is done in a copy of the
    store, which is gone afterwards.

    :raises FormatError: when it holds none.
    """
    tell = progress or Progress()
    holds = found(folder)
    outcome = Outcome(unknown=holds.unknown)
    with store.copied() as copy:
        for each in holds.given:
            tell.source(each.importer.name)
            with closing(Loading(copy, tell, decisions)) as loading:
                try:
                    read(each, loading, now())
                    told = compared(loading, each, at=now(), shown=shown)
                    landed(loading, each, at=now(), author="trial")
                except InvalidDataError as error:
                    told = refused(loading, each, error, shown=shown)
                except InputError as error:
                    outcome.failed[str(each.path)] = error
                    continue
            outcome.previews.append(told)
    return outcome


def _importers(path: Path) -> list[tuple[int, Importer]]:
    """Return the importers that know a folder, each with its place in the table."""
    if not path.is_dir():
        return []
    rows = enumerate(IMPORTERS.values())
    return [(at, each) for at, each in rows if each.holds and each.holds(path)]
