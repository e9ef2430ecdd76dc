"""gsh: the names of countries through history, by the Office of the Historian.

One file is one territory: a name, the years of its use, what came before. Most are
names of states that recog knows. Source: https://github.com/HistoryAtState/gsh.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.gsh.edition import RELEASE, SOURCE, release_of
from recog.importers.gsh.states import Reader, Reason
from recog.importers.gsh.territories import (
    COUNTRIES,
    data_folder,
    files_of,
    read_country,
    read_territory,
)
from recog.importers.records import NAME_UNKNOWN, Context, Record, Skip

__all__ = ["RELEASE", "SOURCE", "Reason", "read", "release_of", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the release if the path is its folder, and not one file of it."""
    return (release_of(edition).id,) if path.is_dir() else ()


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its release, and what it says of each state.

    :param path: the folder of the data set, its data folder, or one territory.
    :raises FormatError: when there is no territory, or one cannot be read.
    """
    release = release_of(context.edition)
    files = files_of(path)
    countries = [] if path.is_file() else _countries(path)
    context.total(len(files) + len(countries))
    yield SOURCE
    yield replace(release, retrieved=release.retrieved or context.retrieved.isoformat())
    stems = frozenset(file.stem for file in files[0].parent.glob("*.xml"))
    reader = Reader(context=context, release=release.id, stems=stems)
    for file in files:
        yield from reader.sorted_in(read_territory(file))
        context.advance()
    yield from reader.states()
    for file in countries:
        yield from _country(file, context)
        context.advance()


def _countries(path: Path) -> list[Path]:
    return sorted((data_folder(path) / COUNTRIES).glob("*.xml"))


def _country(file: Path, context: Context) -> Iterator[Skip]:
    """Check that the id of a country, which POCOM uses, is known."""
    id, label = read_country(file)
    try:
        context.resolve(f"pocom:{id}", None)
    except (UnknownEntityError, AmbiguousEntityError):
        try:
            context.resolve(label, None)
        except (UnknownEntityError, AmbiguousEntityError) as error:
            yield Skip(
                where=f"data/{COUNTRIES}/{file.name}",
                reason=NAME_UNKNOWN,
                detail=str(error),
                name=label,
            )
