"""JSON files of Wikidata, read object by object.

Three forms: results of a SPARQL query; a dump, which is one array or one entity a line;
and what Special:EntityData answers, a map of entities. Sources: Wikibase,
docs/topics/json.md; SPARQL 1.1 Query Results JSON Format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from recog.errors import FormatError

_CHUNK: Final = 1 << 20
#: No single object of Wikidata is as long: its pages are limited to some megabytes.
_LONGEST: Final = 64 * _CHUNK
_HEAD: Final = 1 << 16
_BINDINGS: Final = re.compile(r'"bindings"\s*:\s*\[')
_ENTITIES: Final = re.compile(r'\s*\{\s*"entities"\s*:')
_ARRAY: Final = re.compile(r"\s*\[")
_BETWEEN: Final = re.compile(r"[\s,]*")


class Form(Enum):
    """The form of a file."""

    RESULTS = auto()
    DUMP = auto()
    MAP = auto()


def json_files(path: Path) -> list[Path]:
    """Return the file, or those of a folder.

    :raises FormatError: when the folder has none.
    """
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        raise FormatError(f"{path}: no .json file in it")
    return files


def form_of(path: Path) -> Form:
    """Tell the form of a file by its beginning.

    :raises FormatError: when it is no JSON of Wikidata.
    """
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        head = file.read(_HEAD)
    if _ENTITIES.match(head):
        return Form.MAP
    if head.lstrip().startswith("{") and '"head"' in head and '"results"' in head:
        return Form.RESULTS
    if head.lstrip().startswith(("[", "{")):
        return Form.DUMP
    raise FormatError(
        f"{path}: no JSON of Wikidata; right would be results of a query, a dump, or "
        "what Special:EntityData answers"
    )


def objects(path: Path, form: Form) -> Iterator[dict[str, Any]]:
    """Yield the entities or rows of a file, in its order.

    :raises FormatError: when it is broken, with its line.
    """
    if form is Form.MAP:
        yield from _mapped(path)
        return
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _Stream(path, file.read, rows=form is Form.RESULTS).objects()
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: byte {error.start} is not UTF-8") from error


def _mapped(path: Path) -> Iterator[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise FormatError(f"{path}: {error}") from error
    entities = content["entities"]
    for name in sorted(entities):
        yield _object(entities[name], path)


class _Stream:
    """Reads one object after another, with no more of the file than it needs."""

    def __init__(self, path: Path, read: Callable[[int], str], *, rows: bool) -> None:
        self._path, self._read, self._rows = path, read, rows
        self._text, self._at = "", 0  # what has been read, and how far it is done
        self._ended = False
        self._line = 1  # of the text's beginning
        self._decode = json.JSONDecoder().raw_decode

    def objects(self) -> Iterator[dict[str, Any]]:
        """Yield every object, in order."""
        self._begin()
        while self._follows():
            yield _object(self._next(), self._path)

    def _begin(self) -> None:
        """Go to the first object."""
        self._fill()
        if self._rows:
            while (match := _BINDINGS.search(self._text)) is None:
                self._fill()
            self._at = match.end()
        elif (opening := _ARRAY.match(self._text)) is not None:
            self._at = opening.end()

    def _follows(self) -> bool:
        """Go past what is between objects; tell whether one follows."""
        while True:
            self._at = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at] != "]"
            if self._ended and not self._rows:
                return False
            self._fill()

    def _next(self) -> Any:
        while True:
            try:
                found, self._at = self._decode(self._text, self._at)
            except ValueError as error:
                if self._ended or len(self._text) - self._at > _LONGEST:
                    raise self._error(str(error)) from error
                self._fill()
                continue
            return found

    def _fill(self) -> None:
        """Read on, and forget what is done."""
        if self._ended:
            raise self._error("it breaks off")
        self._line += self._text.count("\n", 0, self._at)
        more = self._read(_CHUNK)
        self._ended = not more
        self._text, self._at = self._text[self._at :] + more, 0

    def _error(self, what: str) -> FormatError:
        line = self._line + self._text.count("\n", 0, self._at)
        return FormatError(f"{self._path}, from line {line}: {what}")


def _object(found: Any, path: Path) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise FormatError(f"{path}: not an entity or row: {str(found)[:80]!r}")
    return found
