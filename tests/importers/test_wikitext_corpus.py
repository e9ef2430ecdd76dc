"""Wikipedia's pages themselves, where they lie beside the checkout."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from importing import CORPUS
from recog.domain.claims import Claim
from recog.importers import Context, Record, Skip
from recog.importers.wikitext import RELEASE, Reason, read
from recog.importers.wikitext.headers import columns
from recog.importers.wikitext.pages import Page, page_files, read_page
from recog.importers.wikitext.recognised import reader_of
from recog.importers.wikitext.tables import read_table
from recog.service.decisions import all_decisions
from recog.service.resolver import Resolver
from recog.store.embedded import Store

_PAGES = CORPUS / "wikipedia-foreign-relations"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not _PAGES.is_dir(), reason="the data set is not here"),
]
_PREFIX = "Foreign relations of "
_SHORT = {
    "PRC": "government/peoples-republic-of-china",
    "ROC": "government/republic-of-china",
}
#: Read by hand in the pages: under a page, or a page and section, the row or "-" for
#: anywhere there, what happened, with whom, and the date.
_FACTS = """
# Chad, Diplomatic relations
1 established united-states 1960-08-11
2 established germany 1960-08-11
3 established france 1960-08-12
4 established philippines 1960-09-22
5 established united-kingdom 1960-12-09
6 established israel 1961-01-10
7 established sudan 1961-03-13
9 established south-korea 1961-08-06
14 established cameroon 1962
15 established libya 1962
38 established jordan 1970-01
40 established egypt 1970-09
46 established PRC 1972-11-28
# Chad, Bilateral relations / Asia
6 severed israel 1972-11-28
6 resumed israel 2019-01-20
# Afghanistan, Diplomatic relations
2 established iran 1920-05-02
3 established italy 1921-06-03
8 established poland 1927-11-03
11 established finland 1930-12-15
12 established japan 1931-07-26
# Afghanistan, Bilateral relations prior to 2021 / Afro-Asia
1 established armenia 1996-09-05
2 established azerbaijan 1994-11-16
5 established benin 1984-12-05
# Afghanistan, Bilateral relations prior to 2021 / Americas
2 established brazil 1952
# Italy, Diplomatic relations
1 established belgium 1851-02-24
3 established argentina 1856-05-05
7 established united-kingdom 1859-04-13
# the United Kingdom, Bilateral relations / Europe
1 established albania 1921
1 established albania 1921-11-09
# Albania
- established iran 1971
- severed iran 2022-09-07
- resumed japan 1981-03
# Algeria
- severed iran 1993-03-27
- resumed iran 2001-09-08
- resumed iraq 2001-09
# Australia
- severed egypt 1956-11-06
- resumed egypt 1959-10-19
- severed libya 1987-05-19
- resumed libya 2002-06
- severed north-korea 1975-10-30
- resumed north-korea 2000-05-08
- established ROC 1941-09-16
- severed ROC 1972-12-22
# Bangladesh
- established liberia 1974-08-19
- severed liberia 1984-08-18
# Barbados, Bilateral relations / Americas
6 established canada 1966-11-30
12 established mexico 1972-09-11
# Belize
- severed israel 2023-11-15
# Botswana
- severed north-korea 2014-02-19
# Canada
- severed iran 2012
- severed north-korea 2010-03-26
# Colombia
- established venezuela 1831-11-27
- severed venezuela 2019-02-23
- resumed venezuela 2022-08-29
# Cyprus
- established senegal ../2006-09-30
- severed egypt 1978-02-21
- resumed egypt 1984-05-30
# Denmark
- established liberia 1861-12-31
# Ecuador
- severed mexico 2024-04-05
- suspended sahrawi-republic 2024-10-23
# Eritrea
- severed sudan 1994-12-05
- resumed sudan 1999-05-02
# France
- severed niger 2023-08-04
# Georgia _country_
- severed russia 2008-09-02
- severed syria 2018-06-05
- severed tuvalu 2012-02-16
- resumed tuvalu 2014-03-31
# Grenada
- severed soviet-union 1983-11-03
- resumed russia 2002-09-17
- resumed south-korea 1984-05-17
# Guinea-Bissau
- severed PRC 1990-05-31
- resumed PRC 1998-04-23
# Indonesia
- established malaysia 1957-08-31
- severed malaysia 1963-09-15
- resumed malaysia 1967-08-31
# Iran
- severed egypt 1979-04-30
- severed morocco 2018-05
- severed canada 2012-09-07
- severed australia 2025-08
# Kiribati
- severed PRC 2003-11-29
- resumed PRC 2019-09-27
- severed france 1995-09-06
# Malaysia
- severed philippines 1968-11-29
- resumed philippines 1969-12-16
- severed north-korea 2021-03-19
# Mali
- severed ukraine 2024-08-04
# Mauritania
- established israel 1999-10-28
- severed israel 2009-03-06
# Nauru
- severed PRC 2005-05-27
- severed ROC 2002-07-23
- resumed ROC 2005-05-14
- severed ROC 2024-01-15
# North Korea
- suspended argentina 1977-06-14
- suspended portugal 2017-10-11
# Peru
- severed sahrawi-republic 1996-09-09
- resumed sahrawi-republic 2021-09-08
- severed mexico 2025-11-03
- severed romania 1942-03-05
# Poland
- established armenia 1992-02-26
- established spain 1919-05-19
# Syria
- severed georgia 2018-05-06
- suspended denmark 2012
# Turkey
- severed united-states 1917-04-20
- resumed united-states 1927-02-17
- resumed ethiopia 1957-12-23
# Venezuela
- suspended israel 2009
- severed panama 2024-07-29
# the Dominican Republic
- severed cuba 1959-06-26
- resumed cuba 1998-04-16
# the United Arab Emirates
- severed egypt 1979-04-25
- resumed egypt 1987-11-11
# Liberia, Bilateral relations / Asia
1 severed PRC 1989-10-10
"""


def _facts() -> list[tuple[str, str]]:
    found, heading = [], ""
    for line in _FACTS.strip().splitlines():
        if line.startswith("# "):
            heading = line[2:]
        else:
            found.append((heading, line))
    return found


@pytest.fixture(scope="module")
def pages() -> Iterator[list[Page]]:
    """Give all pages; they are parsed once, and no garbage is looked for in them."""
    gc.disable()
    pages = [read_page(file) for file in page_files(_PAGES)]
    gc.freeze()
    gc.enable()
    yield pages
    gc.unfreeze()


@pytest.fixture(scope="module")
def records(home: Path, pages: list[Page]) -> list[Record]:
    """Give everything that is read from all pages."""
    with Store.open(home) as store:
        entities = tuple(store.snapshot().entities.values())
    resolver = Resolver(entities, all_decisions(home / "none.csv"))
    context = Context(
        resolve=resolver.resolving("wikitext"),
        parse_rdf=lambda path: [],
        retrieved=date(2026, 11, 26),
        total=lambda records: None,
        advance=lambda: None,
    )
    parsed = iter(pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recog.importers.wikitext.read_page", lambda file: next(parsed))
        return list(read(_PAGES, context))


def _place(record: Record) -> str:
    """Return where a claim or skip stands, without its reference."""
    if isinstance(record, Claim):
        return record.locator.partition("; ref: ")[0].removeprefix(_PREFIX)
    return record.where.removeprefix(_PREFIX) if isinstance(record, Skip) else ""


@pytest.fixture(scope="module")
def said(records: list[Record]) -> set[str]:
    """Give what the claims on relations say, under page, section and row."""
    found = set()
    for claim in records:
        if isinstance(claim, Claim) and claim.track == "relations":
            heading, _, where = _place(claim).rpartition(", ")
            kind = claim.kind.removeprefix("relations-")
            for party in (claim.actor, claim.target):
                line = f"{kind} {party} {claim.date.edtf}"
                found.add(f"{heading} | {where.removeprefix('row ')} {line}")
                found.add(f"{heading.partition(', ')[0]} | - {line}")
    return found


def test_enough_is_read_by_hand() -> None:
    facts = _facts()
    assert len(facts) >= 80
    assert len({heading.partition(", ")[0] for heading, _ in facts}) >= 25


@pytest.mark.parametrize(("heading", "fact"), _facts())
def test_a_fact_read_by_hand_is_a_claim(
    heading: str, fact: str, said: set[str]
) -> None:
    where, kind, party, when = fact.split()
    name = _SHORT.get(party, f"state/{party}")
    assert f"{heading} | {where} {kind} {name} {when}" in said


def test_every_row_of_a_table_of_relations_is_claims_or_a_skip(
    records: list[Record], pages: list[Page]
) -> None:
    places = {_place(record) for record in records}
    lost = []
    rows = 0
    for page in pages:
        for section in page.sections:
            number = 0
            for tag in section.tables():
                table = read_table(tag, page.references)
                theirs = reader_of(page.name, section.name, table)
                ours = columns(table, section.name) if theirs is None else None
                for _ in table.rows:
                    number += 1
                    if ours is None:
                        continue
                    rows += 1
                    where = f"{page.name}, {section.name}, row {number}"
                    if where.removeprefix(_PREFIX) not in places:
                        lost.append(where)
    assert rows > 39_000
    assert lost == []


def test_every_claim_has_its_place_and_the_words_of_its_date(
    records: list[Record],
) -> None:
    claims = [record for record in records if isinstance(record, Claim)]
    last = date.fromisoformat(RELEASE.edition[:10])
    assert len(claims) > 40_000
    assert all(claim.locator.startswith(_PREFIX) for claim in claims)
    assert all(claim.date_text for claim in claims)
    assert all(claim.date.days.first <= last for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


def test_what_becomes_no_claim_is_within_bounds(records: list[Record]) -> None:
    counts = Counter(r.reason for r in records if isinstance(r, Skip))
    assert counts[Reason.NAME_UNKNOWN] < 120
    assert counts[Reason.DATE_UNREADABLE] < 60
    assert counts[Reason.NO_PARTY] <= 1
    assert counts[Reason.SENTENCE] < 450
    assert counts[Reason.NO_DATE] < 1_800
    assert counts[Reason.NO_RELATIONS] < 70
    assert counts[Reason.OTHER_TABLE] < 80
