"""RDCR: the United States' recognition of, and relations with, every state since 1776.

One article is about one present or former state. docs/importing.md says what each item
of it becomes. Source: https://github.com/HistoryAtState/rdcr.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recog.domain.claims import Claim
from recog.importers.rdcr.edition import RELEASE, SOURCE, release_of
from recog.importers.rdcr.files import Article, Item, article_files, read_article
from recog.importers.rdcr.governments import GOVERNMENTS, government
from recog.importers.rdcr.items import Read, read_item, read_prose, words_of
from recog.importers.rdcr.making import Maker, apart
from recog.importers.rdcr.reasons import Reason
from recog.importers.records import Context, Record, Skip

__all__ = ["RELEASE", "SOURCE", "Reason", "read", "whole"]


def whole(path: Path, edition: str) -> tuple[str, ...]:
    """Return the release if the path is its folder, and not one file of it."""
    return (release_of(edition).id,) if path.is_dir() else ()


def read(path: Path, context: Context) -> Iterator[Record]:
    """Yield the source, its release, and what each article says.

    :param path: the folder of the data set, its folder of articles, or one file.
    :raises FormatError: when there is no article, or one cannot be read, or the
        edition has no day.
    """
    release = release_of(context.edition)
    files = article_files(path)
    context.total(sum(len(read_article(file).items) for file in files))
    yield SOURCE
    yield release
    maker = Maker(release=release.id, resolve=context.resolve)
    described: set[str] = set()
    for file in files:
        article = read_article(file)
        for record in _article(article, maker):
            if isinstance(record, Claim):
                for party in (record.actor, record.target):
                    if party in GOVERNMENTS and party not in described:
                        described.add(party)
                        yield government(party, release.id)
            yield record
        for _ in article.items:
            context.advance()


def _article(article: Article, maker: Maker) -> Iterator[Claim | Skip]:
    claims: dict[str, Claim] = {}
    skips: list[Skip] = []
    for item, read_as in _read(article):
        if read_as.reason:
            skips.append(_skip(item, read_as.reason))
        for record in maker.claims(item, read_as):
            if isinstance(record, Skip):
                skips.append(record)
            else:
                claims.setdefault(record.id, record)
    yield from skips
    yield from apart(list(claims.values()))


def _read(article: Article) -> Iterator[tuple[Item, Read]]:
    yield from ((paragraph, read_prose(paragraph)) for paragraph in article.prose)
    yield from ((item, read_item(item)) for item in article.items)


def _skip(item: Item, reason: Reason) -> Skip:
    text = (
        item.heading if item.heading.text else next(iter(item.paragraphs), item.heading)
    )
    return Skip(where=item.where, reason=reason, detail=words_of(text))
