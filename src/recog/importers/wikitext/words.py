"""The words of wikitext: what a reader sees, and what stands behind it.

Beside the text, marks say which of its words are a link or a flag, and where a
reference or a remark hangs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from mwparserfromhell.nodes import (
    Argument,
    Comment,
    ExternalLink,
    HTMLEntity,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)

from recog.importers.wikitext.references import Reference, References, inside
from recog.importers.wikitext.templates import (
    BREAKS,
    DATES,
    FLAGS,
    REMARKS,
    WRAPPERS,
    flag_name,
    is_code,
    template_name,
    written_day,
)


class Mark(Enum):
    """What stands behind some words."""

    LINK = "link"
    FLAG = "flag"
    DATE = "date"
    REFERENCE = "reference"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Some of the words, with what stands behind them."""

    mark: Mark
    start: int
    end: int  # not included; of a reference or remark: its place, the same
    text: str = ""  # the page linked to, the name of the flag, the words of a remark
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words, with their marks in order."""

    text: str  # spaces are single; a line break only where the page has one
    marks: tuple[Marked, ...] = ()

    @property
    def line(self) -> str:
        """The words in one line."""
        return " ".join(self.text.split())

    def of(self, mark: Mark) -> list[Marked]:
        """Return the marks of one sort."""
        return [each for each in self.marks if each.mark is mark]

    @property
    def references(self) -> list[Reference]:
        """What is referred to, in order."""
        return [each.reference for each in self.marks if each.reference is not None]

    @property
    def remarks(self) -> list[str]:
        """The words of footnotes that are no references."""
        return [each.text for each in self.of(Mark.REMARK)]


def words(nodes: Iterable[Node], references: References | None = None) -> Words:
    """Return what a reader sees of some nodes.

    :param references: of the page, so that those cited by name are found.
    """
    writer = _Writer(references or References())
    writer.write(nodes)
    return writer.words()


#: Tags whose contents a reader does not see as words.
_UNSEEN: Final = frozenset({"gallery", "math", "style", "templatestyles", "timeline"})
_BREAK_TAGS: Final = frozenset({"br", "hr", "li", "dd", "dt", "p", "tr", "div"})
_SPACES: Final = re.compile(r"\s+")
_EMPHASIS: Final = re.compile("'{2,}")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")
#: Links that show a picture, or nothing.
_PICTURES: Final = ("file:", "image:", "category:")


@dataclass(slots=True)
class _Writer:
    """Puts words together, and notes where each mark lies."""

    references: References
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Marked] = field(default_factory=list)

    def words(self) -> Words:
        text = "".join(self.parts)
        kept = text.rstrip()
        last = len(kept)
        marks = tuple(
            Marked(
                mark=each.mark,
                start=min(each.start, last),
                end=min(each.end, last),
                text=each.text,
                reference=each.reference,
            )
            for each in self.marks
        )
        return Words(kept, marks)

    def put(self, text: str) -> None:
        """Add words; what is only for the eye is left out, spaces become one."""
        spaced = _SPACES.sub(" ", _EMPHASIS.sub("", text))
        if not self.parts or self.parts[-1][-1:] in (" ", "\n"):
            spaced = spaced.lstrip(" ")
        if spaced:
            self.parts.append(spaced)
            self.length += len(spaced)

    def new_line(self) -> None:
        """End the line, unless one has just begun."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
            self.length += 1

    def mark(self, mark: Mark, write: Callable[[], None], text: str) -> None:
        start = self.length
        write()
        self.marks.append(Marked(mark=mark, start=start, end=self.length, text=text))

    def write(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self._node(node)

    def _node(self, node: Node) -> None:
        match node:
            case Text():
                self._lines(str(node.value))
            case Comment() | Argument():
                pass
            case HTMLEntity():
                self.put(node.normalize() or " ")
            case Wikilink():
                self._link(node)
            case ExternalLink():
                if node.title is not None:
                    self.write(node.title.nodes)
            case Template():
                self._template(node)
            case Tag():
                self._tag(node)
            case _:
                pass

    def _lines(self, text: str) -> None:
        """Add text; an empty line ends a paragraph."""
        first, *rest = _PARAGRAPHS.split(text)
        self.put(first)
        for paragraph in rest:
            self.new_line()
            self.put(paragraph)

    def _link(self, link: Wikilink) -> None:
        title = str(link.title).strip()
        if title.casefold().startswith(_PICTURES):
            return
        shown = link.text if link.text is not None else link.title
        target = title.lstrip(":").partition("#")[0].replace("_", " ")
        self.mark(Mark.LINK, lambda: self.write(shown.nodes), target)

    def _tag(self, tag: Tag) -> None:
        name = str(tag.tag).strip().casefold()
        if name == "ref":
            self._reference(tag)
        elif name in _BREAK_TAGS:
            self.new_line()
            self.write(inside(tag))
        elif name not in _UNSEEN:
            self.write(inside(tag))

    def _reference(self, tag: Tag) -> None:
        reference = self.references.of(tag)
        if reference is not None:
            self.marks.append(
                Marked(
                    mark=Mark.REFERENCE,
                    start=self.length,
                    end=self.length,
                    reference=reference,
                )
            )

    def _template(self, template: Template) -> None:
        name = template_name(template)
        if name in BREAKS:
            self.new_line()
        elif name in FLAGS:
            flag = flag_name(template)
            self.mark(Mark.FLAG, lambda: self.put(FLAGS[name](flag)), flag)
        elif name in DATES:
            self.mark(Mark.DATE, lambda: self.put(written_day(template)), name)
        elif name in REMARKS:
            self._remark(template)
        elif name in WRAPPERS:
            self._wrapped(template, WRAPPERS)
        elif is_code(template):
            code = str(template.name).strip()
            self.mark(Mark.FLAG, lambda: self.put(code), code)

    def _wrapped(self, template: Template, wrappers: Mapping[str, int]) -> None:
        place = str(wrappers[template_name(template)])
        if template.has(place):
            self.write(template.get(place).value.nodes)

    def _remark(self, template: Template) -> None:
        if not template.has("1"):
            return
        inner = words(template.get("1").value.nodes, self.references)
        self.marks.append(
            Marked(
                mark=Mark.REMARK, start=self.length, end=self.length, text=inner.text
            )
        )
        for reference in inner.references:
            self.marks.append(
                Marked(
                    mark=Mark.REFERENCE,
                    start=self.length,
                    end=self.length,
                    reference=reference,
                )
            )
