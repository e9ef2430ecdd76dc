"""Wikipedia's pages "Foreign relations of …": who has relations with whom, since when.

docs/importing.md says what each table and sentence becomes. The pages are read with a
parser of wikitext. Source: https://github.com/benj3542/IP_graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from recog.importers.records import Context, Record, Skip
from recog.importers.wikitext import recognised_prose
from recog.importers.wikitext.edition import RELEASE, SOURCE, day_of, release_of
from recog.importers.wikitext.env import Env
from recog.importers.wikitext.headers import columns
from recog.importers.wikitext.pages import Page, page_files, read_page
from recog.importers.wikitext.reasons import Reason
from recog.importers.wikitext.recognised import reader_of
from recog.importers.wikitext.rows import read_row
from recog.importers.wikitext.tables import read_table

__all__ = ["RELEASE", "SOURCE", "Reason", "read", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the release if the path is its folder, and not one file of it."""
    return (release_of(edition).id,) if path.is_dir() else ()


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its release, and the claims and skips of each page.

    :param path: the folder of the data set, one inside it, or one page.
    :raises FormatError: when there is no page, or one cannot be read, or the edition
        has no day.
    """
    release = release_of(context.edition)
    files = page_files(path)
    context.total(len(files))
    yield SOURCE
    yield release
    for file in files:
        page = read_page(file)
        env = Env(
            find=context.resolve,
            release=release.id,
            last=day_of(release),
            page=page.name,
            subject=page.subject,
        )
        yield from _claims(page, env)
        context.advance()


def _claims(page: Page, env: Env) -> Iterator[Record]:
    rows: Counter[str] = Counter()  # read so far, by the name of the section
    for section in page.sections:
        for tag in section.tables():
            table = read_table(tag, page.references)
            reader = reader_of(page.name, section.name, table)
            if reader is not None:
                start = rows[section.name] + 1
                yield from reader.records(table, start, section.name, env)
                rows[section.name] += len(table.rows)
                continue
            found = columns(table, section.name)
            if found is None:
                where = env.where(section.name, f"row {rows[section.name] + 1}")
                detail = f"{len(table.rows)} rows: {' | '.join(table.columns)}"
                yield Skip(where=where, reason=Reason.OTHER_TABLE, detail=detail)
            for number, row in enumerate(table.rows, rows[section.name] + 1):
                where = env.where(section.name, f"row {number}")
                if found is not None:
                    yield from read_row(row, found, where, env)
                    if found.notes is not None and found.notes < len(row):
                        from recog.importers.wikitext.cells import parties

                        ps = parties(row[found.country])
                        yield from recognised_prose.read(
                            row[found.notes].words,
                            where,
                            env,
                            ps[0].names if ps else (),
                        )
            rows[section.name] += len(table.rows)
        for n, paragraph in enumerate(section.paragraphs(page.references), 1):
            where = env.where(section.name, f"paragraph {n}")
            yield from recognised_prose.read(paragraph.words, where, env)
