"""Tables of wikitext: a grid of cells; what spans places stands in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mwparserfromhell.nodes import Node, Tag

from recog.importers.wikitext.references import References, inside
from recog.importers.wikitext.words import Words, words

_CELLS: Final = frozenset({"td", "th"})
#: No table of a page is wider or longer: a bound for what a slip could span.
_MOST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell in the place of one row and column."""

    nodes: tuple[Node, ...]
    words: Words
    header: bool
    spanned: bool = False  # it began in a row or column before

    @property
    def text(self) -> str:
        """The words of the cell in one line, without references and remarks."""
        return self.words.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its caption, the rows of headers, and the rows of data."""

    caption: str
    headers: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]  # each with at least one cell of data

    @property
    def columns(self) -> tuple[str, ...]:
        """The words over each column: those of the last row of headers of its width."""
        full = [row for row in self.headers if len(row) > 1]
        last = full[-1] if full else ()
        return tuple(cell.text for cell in last)


def read_table(tag: Tag, references: References | None = None) -> Table:
    """Read one table."""
    headers: list[tuple[Cell, ...]] = []
    rows: list[tuple[Cell, ...]] = []
    reader = _Grid(references or References())
    for cells in _rows(tag):
        row = reader.row(cells)
        if all(cell.header for cell in row):
            headers.append(row)
        else:
            rows.append(row)
    return Table(caption=_caption(tag), headers=tuple(headers), rows=tuple(rows))


def _inner(tag: Tag) -> Iterator[Tag]:
    for node in inside(tag):
        if isinstance(node, Tag):
            yield node


def _name(tag: Tag) -> str:
    return str(tag.tag).strip().casefold()


def _rows(table: Tag) -> Iterator[list[Tag]]:
    """Yield the cells of each row; the first may stand in the table itself."""
    loose: list[Tag] = []
    for node in _inner(table):
        name = _name(node)
        if name in _CELLS:
            if not _is_caption(node):
                loose.append(node)
            continue
        if loose:
            yield loose
            loose = []
        if name == "tr":
            cells = [cell for cell in _inner(node) if _name(cell) in _CELLS]
            if cells:
                yield cells
        elif name in ("tbody", "thead"):
            yield from _rows(node)
    if loose:
        yield loose


def _is_caption(cell: Tag) -> bool:
    """Tell whether a cell is a caption; the parser takes "|+" for a cell of "+"."""
    first = inside(cell)[:1]
    return str(cell.wiki_markup) == "|" and "".join(map(str, first)).startswith("+")


def _caption(table: Tag) -> str:
    for node in _inner(table):
        if _name(node) == "td" and _is_caption(node):
            return words(inside(node)).line.removeprefix("+").strip()
    return ""


class _Grid:
    """Puts each cell into the places that it spans."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._below: dict[int, tuple[Cell, int]] = {}  # cells that reach further down

    def row(self, tags: Sequence[Tag]) -> tuple[Cell, ...]:
        row: list[Cell] = []
        for tag in tags:
            self._from_above(row)
            cell = self._cell(tag)
            down = _span(tag, "rowspan")
            for place in range(_span(tag, "colspan")):
                here = cell if not place else _repeated(cell)
                if down > 1:
                    self._below[len(row)] = (_repeated(cell), down - 1)
                row.append(here)
        self._from_above(row)
        return tuple(row)

    def _from_above(self, row: list[Cell]) -> None:
        while len(row) in self._below:
            place = len(row)
            cell, rows = self._below[place]
            row.append(cell)
            if rows > 1:
                self._below[place] = (cell, rows - 1)
            else:
                del self._below[place]

    def _cell(self, tag: Tag) -> Cell:
        nodes = tuple(inside(tag))
        return Cell(
            nodes=nodes,
            words=words(nodes, self._references),
            header=_name(tag) == "th",
        )


def _repeated(cell: Cell) -> Cell:
    return Cell(nodes=cell.nodes, words=cell.words, header=cell.header, spanned=True)


def _span(tag: Tag, name: str) -> int:
    for attribute in tag.attributes:
        if str(attribute.name).strip().casefold() == name:
            text = str(attribute.value or "").strip().strip("\"'")
            if text.isascii() and text.isdigit():
                return min(max(int(text), 1), _MOST)
    return 1
