"""The files of RDCR: one article a state, in TEI; its items and its other prose.

An item is a ``div type="timeline"``: a heading and paragraphs. Items are numbered from
1 in the order of the article, whatever section they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element  # nosec: parsed by defusedxml only

from recog.errors import FormatError
from recog.importers.pocom.files import root_of

_TEI: Final = "{http://www.tei-c.org/ns/1.0}"
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
#: Sections, by what their head or, failing that, their id says; ids are misspelt.
_SECTIONS: Final = (
    ("recognition", r"recogn?i?n?g?t?i?t?ion"),
    ("treaties", r"treat"),
    ("issues", r"issues"),
    ("events", r"events?$"),
    ("consular", r"consula"),
    ("relations", r"relation"),
    ("summary", r"summary|history|historical"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A date as the markup has it."""

    start: int  # of the words that are marked
    end: int
    when: str  # empty where the markup gives a range


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph or heading, its spaces made one, with the dates that are marked."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event, or a few that belong together."""

    where: str  # "articles/iran.xml, item 2"
    article: str  # "iran"
    number: int
    section: str  # one of _SECTIONS; empty: another
    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One file."""

    article: str
    title: str
    items: tuple[Item, ...]
    prose: tuple[Item, ...]  # paragraphs outside items, each as an item without heading


def article_files(path: Path) -> list[Path]:
    """Return the files of a data set, of its folder of articles, or one file.

    :raises FormatError: when there is none.
    """
    if path.is_file():
        return [path]
    folder = path / "articles" if (path / "articles").is_dir() else path
    files = sorted(folder.glob("*.xml"))
    if not files:
        raise FormatError(
            f"{path}: no article; right would be the folder of RDCR, which has the "
            "folder articles, or one file of that"
        )
    return files


def read_article(path: Path) -> Article:
    """Read one article.

    :raises FormatError: when it is not well formed, or is no article of RDCR.
    """
    root = root_of(path)
    body = root.find(f"{_TEI}text/{_TEI}body")
    if body is None:
        raise FormatError(f"{path}: no article of RDCR: it has no TEI text and body")
    name = path.stem
    items: list[Item] = []
    prose: list[Item] = []
    for division, section in _divisions(body, ""):
        if division.get("type") == "timeline":
            items.append(_item(name, len(items) + 1, section, division))
        else:
            prose += _prose(name, section, division)
    title = root.find(f".//{_TEI}title[@type='short']")
    return Article(
        article=name,
        title="" if title is None else text_of(title).text.rstrip("* "),
        items=tuple(items),
        prose=tuple(prose),
    )


def _divisions(parent: Element, section: str) -> Iterator[tuple[Element, str]]:
    """Yield the divisions with the section they are or stand in; no appendix."""
    for division in parent.findall(f"{_TEI}div"):
        if division.get("type") == "appendix":
            continue
        timeline = division.get("type") == "timeline"
        within = section if timeline else (_section(division) or section)
        yield division, within
        yield from _divisions(division, within)


def _section(division: Element) -> str:
    head = division.find(f"{_TEI}head")
    for said in (
        "" if head is None else text_of(head).text,
        re.sub(r"[^a-z]", " ", division.get(_ID, "").casefold()).strip(),
    ):
        for name, pattern in _SECTIONS:
            if re.search(pattern, said.casefold()):
                return name
    return ""


def _item(article: str, number: int, section: str, division: Element) -> Item:
    head = division.find(f"{_TEI}head")
    return Item(
        where=f"articles/{article}.xml, item {number}",
        article=article,
        number=number,
        section=section,
        heading=Text(text="") if head is None else text_of(head),
        paragraphs=tuple(_paragraphs(division)),
    )


def _prose(article: str, section: str, division: Element) -> Iterator[Item]:
    name = section or "other"
    for number, text in enumerate(_paragraphs(division), start=1):
        yield Item(
            where=f"articles/{article}.xml, section {name}, paragraph {number}",
            article=article,
            number=number,
            section=section,
            heading=Text(text=""),
            paragraphs=(text,),
        )


def _paragraphs(division: Element) -> Iterator[Text]:
    for element in division:
        if element.tag in (f"{_TEI}p", f"{_TEI}list"):
            text = text_of(element)
            if text.text:
                yield text


def text_of(element: Element) -> Text:
    """Return all text inside, with the marked dates; without figures."""
    pieces: list[str] = []
    marks: list[Mark] = []
    _walk(element, pieces, marks)
    return Text(text="".join(pieces).rstrip(), marks=tuple(marks))


def _walk(element: Element, pieces: list[str], marks: list[Mark]) -> None:
    start = sum(map(len, pieces))
    _add(pieces, element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag != f"{_TEI}figure":
            _walk(child, pieces, marks)
        _add(pieces, child.tail)
    if element.tag == f"{_TEI}date":
        marks.append(Mark(start, sum(map(len, pieces)), element.get("when", "")))


def _add(pieces: list[str], text: str | None) -> None:
    """Add text with its spaces made one, also across the borders of elements."""
    plain = re.sub(r"\s+", " ", text or "")
    if not pieces or pieces[-1].endswith(" "):
        plain = plain.lstrip(" ")
    if plain:
        pieces.append(plain)
