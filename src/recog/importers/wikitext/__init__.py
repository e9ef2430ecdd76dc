"""Wikipedia's pages "Foreign relations of …": who has relations with whom, since when.

docs/importing.md says what each table and sentence becomes. The pages are read with a
parser of wikitext. Source: https://github.com/benj3542/IP_graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from recog.domain.claims import Claim
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.importers.records import Context, Record, Skip
from recog.importers.wikitext.edition import (
    RELEASE,
    SOURCE,
    after_historian,
    day_of,
    release_of,
)
from recog.importers.wikitext.env import Env, Place
from recog.importers.wikitext.headers import columns
from recog.importers.wikitext.pages import (
    Page,
    Paragraph,
    Section,
    page_files,
    read_page,
)
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised import reader_of
from recog.importers.wikitext.rows import read_row
from recog.importers.wikitext.standing import Standing
from recog.importers.wikitext.tables import Table, read_table
from recog.importers.wikitext.tellings import read_text

__all__ = ["RELEASE", "SOURCE", "Reason", "read", "whole"]


#: How long a paragraph may be that is only the name of a state: a heading in bold.
_TITLE: Final = 40


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the releases if the path is the folder, and not one file of it."""
    if not path.is_dir():
        return ()
    release = release_of(edition)
    return (release.id, after_historian(release).id)


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its releases, and the claims and skips of each page.

    :param path: the folder of the data set, one inside it, or one page.
    :raises FormatError: when there is no page, or one cannot be read, or the edition
        has no day.
    """
    release = release_of(context.edition)
    derived = after_historian(release)
    files = page_files(path)
    context.total(len(files))
    yield SOURCE
    yield release
    yield derived
    standing = Standing()
    for file in files:
        page = read_page(file)
        env = Env(
            find=context.resolve,
            release=release.id,
            after_historian=derived.id,
            standing=standing,
            last=day_of(release),
            page=page.name,
            subject=page.subject,
        )
        for record in _claims(page, env):
            if isinstance(record, Claim):
                standing.note(record)
            yield record
        context.advance()
    yield from standing.claims()


def _claims(page: Page, env: Env) -> Iterator[Record]:
    rows: Counter[str] = Counter()  # read so far, by the name of the section
    paragraphs: Counter[str] = Counter()
    for section in page.sections:
        for tag in section.tables():
            table = read_table(tag, page.references)
            yield from _table(table, section, rows[section.name], env)
            rows[section.name] += len(table.rows)
        party = _party(section.path[-1] if section.path else "", env)
        for paragraph in section.paragraphs(page.references):
            paragraphs[section.name] += 1
            where = env.where(section.name, f"paragraph {paragraphs[section.name]}")
            line = paragraph.words.line
            if paragraph.is_term or (len(line) <= _TITLE and _party(line, env)):
                party = _party(line, env)
            yield from _paragraph(paragraph, where, env, party)


def _table(table: Table, section: Section, before: int, env: Env) -> Iterator[Record]:
    """Read the rows of a table; so many rows of the section stand before it."""
    reader = reader_of(env.page, section.name, table)
    if reader is not None:
        yield from reader.records(table, before + 1, section.name, env)
        return
    found = columns(table, section.name)
    if found is None:
        where = env.where(section.name, f"row {before + 1}")
        detail = f"{len(table.rows)} rows: {' | '.join(table.columns)}"
        yield Skip(where=where, reason=Reason.OTHER_TABLE, detail=detail)
        return
    for number, row in enumerate(table.rows, before + 1):
        where = env.where(section.name, f"row {number}")
        yield from read_row(row, found, where, env)


def _paragraph(
    paragraph: Paragraph, where: str, env: Env, party: Sequence[str]
) -> Iterator[Record]:
    place = Place(where=where, references=tuple(paragraph.words.references))
    seen: set[str] = set()
    for record in read_text(paragraph.words, place, env, party):
        if isinstance(record, Skip):
            yield record
        elif isinstance(record, Claim) and record.id not in seen:
            seen.add(record.id)
            yield record


def _party(title: str, env: Env) -> tuple[str, ...]:
    """Return the state that a heading names, if it names one."""
    try:
        found = env.resolve(title, env.last) if title else ""
    except (UnknownEntityError, AmbiguousEntityError):
        return ()
    return (title,) if found.partition("/")[0] in ("state", "government") else ()
