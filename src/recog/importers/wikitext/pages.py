"""Pages of Wikipedia as files: one JSON string each, the page's wikitext.

A page is read once, into a tree; here it is cut into its sections, and a section into
its tables and paragraphs. The names of the headings tell where something stands.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import mwparserfromhell
from mwparserfromhell.nodes import Comment, Heading, Node, Tag, Template, Text
from mwparserfromhell.wikicode import Wikicode

from recog.errors import FormatError
from recog.importers.wikitext.references import References
from recog.importers.wikitext.templates import BOXES, template_name
from recog.importers.wikitext.words import Words, words

_PREFIX: Final = "Foreign relations of "
#: What stands before the first heading.
LEAD: Final = "lead"
#: Marks that begin an item of a list.
_ITEMS: Final = frozenset({"li", "dd", "dt"})
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of prose, or an item of a list."""

    nodes: tuple[Node, ...]
    words: Words

    @property
    def is_term(self) -> bool:
        """Whether it is a term, such as stands over what follows: ";France"."""
        tags = (str(node.tag) for node in self.nodes if isinstance(node, Tag))
        return next(tags, "") == "dt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading, up to the next."""

    path: tuple[str, ...]  # the headings from the top level down; empty: the lead
    nodes: tuple[Node, ...]

    @property
    def name(self) -> str:
        """The headings as locators give them: "Diplomatic relations / Africa"."""
        return " / ".join(self.path) or LEAD

    def tables(self) -> Iterator[Tag]:
        """Yield the tables that stand here, not those inside others."""
        for node in self.nodes:
            if isinstance(node, Tag) and str(node.tag) == "table":
                yield node

    def paragraphs(self, references: References) -> Iterator[Paragraph]:
        """Yield the paragraphs and items of lists that have words, in order."""
        for nodes in _blocks(self.nodes):
            found = words(nodes, references)
            if found.text:
                yield Paragraph(nodes=tuple(nodes), words=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, cut into sections."""

    name: str  # "Foreign relations of Chad": the name of the file
    sections: tuple[Section, ...]
    references: References

    @property
    def subject(self) -> str:
        """Whose relations it is about: "Chad", "the Gambia", "Georgia (country)"."""
        name = self.name.removeprefix(_PREFIX)
        head, mark, rest = name.partition(" _")
        return f"{head} ({rest.rstrip('_')})" if mark else name


def page_files(path: Path) -> list[Path]:
    """Return the pages in a folder and those inside it, or the one file.

    :raises FormatError: when there is none.
    """
    if path.is_file():
        return [path]
    found = sorted(path.rglob(f"{_PREFIX}*.json"), key=lambda file: file.name)
    if not found:
        raise FormatError(
            f"{path} holds no pages; right would be files named "
            f"'{_PREFIX}….json', each one JSON string of wikitext"
        )
    twice = [name for name, n in Counter(file.name for file in found).items() if n > 1]
    if twice:
        raise FormatError(f"{path} holds a page twice: {twice[0]!r}")
    return found


def read_page(path: Path) -> Page:
    """Read one page.

    :raises FormatError: when it is not one JSON string.
    """
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise FormatError(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(text, str):
        raise FormatError(
            f"{path}: not a page: a JSON {type(text).__name__}; right would be one "
            "string, the wikitext"
        )
    return parse_page(path.stem, text)


def parse_page(name: str, text: str) -> Page:
    """Cut the wikitext of a page into sections."""
    tree = mwparserfromhell.parse(text, skip_style_tags=True)
    return Page(
        name=name,
        sections=tuple(_sections(tree)),
        references=References(tree),
    )


def _sections(tree: Wikicode) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    nodes: list[Node] = []
    for node in tree.nodes:
        if not isinstance(node, Heading):
            nodes.append(node)
            continue
        yield Section(path=tuple(title for _, title in path), nodes=tuple(nodes))
        nodes = []
        while path and path[-1][0] >= node.level:
            path.pop()
        title = words(node.title.nodes).line
        path.append((node.level, title or "untitled"))
    yield Section(path=tuple(title for _, title in path), nodes=tuple(nodes))


def _blocks(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield the nodes of each paragraph or item; tables stand apart."""
    block: list[Node] = []
    item = False  # whether the block is an item of a list, which ends with its line
    begun = False  # whether it has more than the marks of an item
    for node in nodes:
        mark = str(node.tag) if isinstance(node, Tag) else ""
        if isinstance(node, Text):
            first, *rest = _paragraphs_of(node, item=item)
            block.append(first)
            begun = begun or bool(first.value.strip())
            for text in rest:
                yield block
                block, item, begun = [text], False, bool(text.value.strip())
        elif mark in _ITEMS:
            if begun or not item:
                yield block
                block, begun = [], False
            block.append(node)
            item = True
        elif mark == "table" or _is_box(node):
            yield block
            block, item, begun = [], False, False
        else:
            block.append(node)
            begun = begun or not isinstance(node, Comment)
    yield block


def _is_box(node: Node) -> bool:
    """Tell whether a node stands on a line of its own wherever it is written."""
    return isinstance(node, Template) and template_name(node) in BOXES


def _paragraphs_of(node: Text, *, item: bool) -> list[Text]:
    """Return the text, cut at empty lines; of an item, cut at the first line end."""
    text = str(node.value)
    if not item:
        return [Text(each) for each in _EMPTY_LINE.split(text)]
    first, mark, rest = text.partition("\n")
    return [Text(each) for each in [first, *(_EMPTY_LINE.split(rest) if mark else ())]]
