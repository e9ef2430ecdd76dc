"""Recognition in the pages themselves, where they lie beside the checkout."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from importing import CORPUS
from recog.domain.claims import Claim, Stance
from recog.importers import Context, Record, Skip
from recog.importers.wikitext import read
from recog.importers.wikitext.reasons import Reason
from recog.service.directory import Directory
from recog.store.embedded import Store

_PAGES = CORPUS / "wikipedia-foreign-relations"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not _PAGES.is_dir(), reason="the data set is not here"),
]
_PREFIX = "Foreign relations of "
#: Read by hand in the pages: under a page and section, the row or paragraph, then kind,
#: actor, target, date, and the mode or a denial where there is one.
_FACTS = """
# Abkhazia, Relations with sovereign states and partially recognized states
row 1 recognition nauru abkhazia 2009-12-15
row 1 relations-established nauru abkhazia 2016-09-29
row 2 recognition nicaragua abkhazia 2008-09-05
row 2 relations-established nicaragua abkhazia 2009-09-10
row 3 recognition russia abkhazia 2008-08-26
row 3 relations-established russia abkhazia 2008-09-09
row 4 recognition south-ossetia abkhazia 2005-09-19
row 4 recognition abkhazia south-ossetia 2005-09-19
row 4 relations-established south-ossetia abkhazia 2007-09-26
row 5 recognition syria abkhazia 2018-05-29
row 5 relations-established syria abkhazia 2018-09-04
row 6 recognition transnistria abkhazia ../1993-01-22
row 6 relations-established transnistria abkhazia 2007-01-18
row 7 recognition venezuela abkhazia 2009-09-10
row 7 relations-established venezuela abkhazia 2010-07-12
paragraph 2 recognition nicaragua abkhazia 2008-09-05
paragraph 2 recognition venezuela abkhazia 2009-09-10
paragraph 2 recognition nauru abkhazia 2009-12-15
paragraph 2 recognition syria abkhazia 2018-05-31
paragraph 3 recognition vanuatu abkhazia 2011
paragraph 3 recognition-withdrawn vanuatu abkhazia 2013
paragraph 3 recognition-withdrawn tuvalu abkhazia 2014
# Abkhazia, Relations with subnational entities
row 1 recognition abkhazia donetsk-peoples-republic 2022-02-25
row 1 recognition abkhazia luhansk-peoples-republic 2022-02-25
row 1 recognition donetsk-peoples-republic abkhazia 2015
row 1 recognition luhansk-peoples-republic abkhazia 2015
# Abkhazia, States that have withdrawn recognition
paragraph 1 recognition-withdrawn tuvalu abkhazia 2014-03
paragraph 2 recognition-withdrawn vanuatu abkhazia 2011-06
# South Ossetia, Relations with sovereign states
row 2 recognition nauru south-ossetia 2009-12
row 3 recognition nicaragua south-ossetia 2008-09-05
row 7 recognition tuvalu south-ossetia 2011-09-19
row 7 recognition-withdrawn tuvalu south-ossetia 2014-03-31
row 7 recognition-withdrawn tuvalu abkhazia 2014-03-31
# South Ossetia, Relations with partially recognized states
row 1 recognition abkhazia south-ossetia ../2005-09-19
row 2 recognition sahrawi-republic south-ossetia 2010-09-30 de-facto
row 3 recognition transnistria south-ossetia ../1994-10-12
# South Ossetia, Relations with former partially recognized states
row 1 recognition artsakh south-ossetia 2006-11-17
row 2 recognition donetsk-peoples-republic south-ossetia 2015-05-13
row 2 recognition south-ossetia donetsk-peoples-republic 2014-06-27
row 3 recognition luhansk-peoples-republic south-ossetia 2015-01-28
# Transnistria, Diplomatic relations
row 1 recognition abkhazia transnistria ../1993-01-22
row 2 recognition transnistria south-ossetia ../1994-10-12
# Transnistria, Former diplomatic relations
row 1 recognition artsakh transnistria 2001-07-04
row 1 relations-established artsakh transnistria 2001-07-04
row 1 relations-severed artsakh transnistria 2023-09-28
# SADR / Current diplomatic relations
row 1 relations-established algeria sahrawi-republic 1976-03-06
row 4 relations-established bolivia sahrawi-republic 1982-11-14
row 4 relations-suspended bolivia sahrawi-republic 2020-01-20
row 4 relations-resumed bolivia sahrawi-republic 2021-09-16
row 6 relations-established cambodia sahrawi-republic 1980/1989
row 7 relations-suspended colombia sahrawi-republic 2000-12-20
row 7 relations-resumed colombia sahrawi-republic 2022-08-10
row 9 relations-established ethiopia sahrawi-republic ../2025-11-30
row 10 relations-suspended ghana sahrawi-republic 2025-01-07
row 10 relations-suspended ghana sahrawi-republic 2025-01-07 denies
row 11 recognition-withdrawn guyana sahrawi-republic 2020-11-14
row 11 recognition-withdrawn guyana sahrawi-republic 2020-11-14 denies
row 14 relations-suspended kenya sahrawi-republic 2006-10-18
row 14 relations-resumed kenya sahrawi-republic 2006-10-18/2014-02-06
row 17 relations-severed mauritius sahrawi-republic 2014-01-17
row 17 relations-resumed mauritius sahrawi-republic 2015-11-23
row 27 relations-severed south-sudan sahrawi-republic 2018-09-30
row 27 relations-resumed south-sudan sahrawi-republic 2022-09-20
# SADR / Former diplomatic relations
row 1 relations-suspended burundi sahrawi-republic 2006-05-05
row 1 relations-resumed burundi sahrawi-republic 2008-06-16
row 1 relations-severed burundi sahrawi-republic 2010-10-25
row 4 relations-severed congo-brazzaville sahrawi-republic 1996-09-13
row 5 relations-established costa-rica sahrawi-republic ../2000-04-22
row 7 relations-severed el-salvador sahrawi-republic 1997-04
row 7 relations-resumed el-salvador sahrawi-republic 1997-04-01/2009-06-06
row 7 relations-severed el-salvador sahrawi-republic 2019-06-15
row 12 relations-established liberia sahrawi-republic ../2012-10-30
row 14 relations-severed malawi sahrawi-republic 2002-12-27
row 14 relations-resumed malawi sahrawi-republic 2008-02-01
row 14 relations-severed malawi sahrawi-republic 2008-09-16
row 14 relations-resumed malawi sahrawi-republic 2008-09-16/2014-03-06
row 14 relations-severed malawi sahrawi-republic 2017-05-05
row 15 relations-resumed panama sahrawi-republic 2016-01-07
row 15 relations-suspended panama sahrawi-republic 2024-11-21
row 17 relations-suspended peru sahrawi-republic 1996-09-09
row 17 relations-resumed peru sahrawi-republic 2021-09-08
row 17 relations-suspended peru sahrawi-republic 2023-09
row 22 relations-severed zambia sahrawi-republic 2011-03-29
row 22 relations-resumed zambia sahrawi-republic 2012-11-21
row 22 relations-severed zambia sahrawi-republic 2017-02-25
# Taiwan, Types of relations / Full diplomatic relations
row 1 relations-established belize ROC 1989
row 5 relations-established holy-see ROC 1942
row 10 relations-established saint-lucia ROC 1984
row 10 relations-severed saint-lucia ROC 1997
row 10 relations-resumed saint-lucia ROC 2007
# Taiwan, Types of relations / Relations switched from the ROC to the PRC
row 12 relations-established burkina-faso ROC 1961
row 12 relations-severed burkina-faso ROC 1973
row 13 relations-resumed burkina-faso ROC 1994
row 13 relations-severed burkina-faso ROC 2018
row 19 relations-established central-african-republic ROC 1962
row 21 relations-resumed central-african-republic ROC 1991
row 21 relations-severed central-african-republic ROC 1998
row 94 relations-established papua-new-guinea ROC 1999-08-05
row 94 relations-severed papua-new-guinea ROC 1999-08-21
row 109 relations-severed south-vietnam ROC 1975
row 121 relations-established vanuatu ROC 2004-11-03
row 121 relations-severed vanuatu ROC 2004-11-10
# Taiwan, Types of relations / Relations with neither the ROC nor the PRC
row 2 recognition ROC bhutan ../2025-11-30
row 3 recognition ROC kosovo ../2025-11-30
row 7 recognition ROC somaliland ../2025-11-30
# Taiwan, Bilateral relations / Africa / Gambia
paragraph 1 recognition gambia ROC 1968
paragraph 1 recognition-withdrawn gambia ROC 1974
paragraph 1 recognition gambia ROC 1995
paragraph 1 recognition-withdrawn gambia ROC 2013-11-14
# China, Countries without diplomatic relations with the PRC
row 1 relations-established belize PRC 1987-02-02
row 1 relations-severed belize PRC 1989-10-23
row 1 recognition-withdrawn belize PRC 1989-10-11
row 6 relations-severed marshall-islands PRC 1998-12-11
row 6 recognition marshall-islands ROC 1998-11-20
row 10 relations-established saint-lucia PRC 1997-09-01
row 10 relations-severed saint-lucia PRC 2007-05-05
row 10 relations-resumed saint-lucia ROC 2007-04-30
# Kosovo, Diplomatic relations
row 13 relations-established nauru kosovo 2008-04-23
row 13 relations-suspended nauru kosovo 2008-04-23/2025-11-30
row 90 relations-established bangladesh kosovo 2018-02-16
# Kosovo, Diplomatic relations / NOT_YET
row 1 recognition benin kosovo ../2025-11-30
row 13 recognition ROC kosovo ../2025-11-30
# the Sovereign Military Order of Malta, Other countries
row 1 relations-established ecuador sovereign-order-of-malta 1953-07-29
row 1 recognition-withdrawn ecuador sovereign-order-of-malta 2012-02-10
# Israel, Diplomatic relations / No diplomatic relations / Member states of the United \
Nations
paragraph 2 relations-established niger israel 1960
paragraph 2 relations-severed niger israel 1973
paragraph 2 relations-resumed niger israel 1996
paragraph 2 relations-severed niger israel 2002
# Albania
- recognition albania kosovo 2008-02-18
# Papua New Guinea
- recognition papua-new-guinea kosovo 2012-10-03
- recognition-withdrawn papua-new-guinea kosovo 2018-07-05
# Finland
- recognition finland latvia 1919-09-24 de-facto
- recognition finland latvia 1921-01-21 de-jure
- recognition finland lithuania 1919-11-14 de-facto
- recognition mexico finland 1920-07
- recognition denmark finland 1918
# Armenia
- recognition peru armenia 1991-12-26
- recognition united-states armenia 1991-12-25
# Bulgaria
- recognition bulgaria estonia 1921-05-20
- recognition-resumed bulgaria estonia 1991-08-26
- recognition bulgaria kosovo 2008-03-20
# Vanuatu
- recognition vanuatu sahrawi-republic 1980-11-27
- recognition vanuatu palestine 1989-08-21
"""
_LONG = {
    "ROC": "government/republic-of-china",
    "PRC": "government/peoples-republic-of-china",
    "NOT_YET": "Countries that recognise Kosovo as an independent state but have not "
    "yet established diplomatic relations",
    "SADR": "the Sahrawi Arab Democratic Republic, Bilateral relations",
}


def _facts() -> list[tuple[str, str]]:
    """Return each fact with the page and section under which it stands."""
    found, heading = [], ""
    for line in _FACTS.strip().replace("\\\n", "").split("\n"):
        if line.startswith("# "):
            heading = line[2:]
            for short in ("NOT_YET", "SADR"):
                heading = heading.replace(short, _LONG[short])
        else:
            found.append((heading, line))
    return found


@pytest.fixture(scope="module")
def records(home: Path) -> list[Record]:
    """Give everything that is read from the pages of which facts are told."""
    pages = {heading.partition(",")[0] for heading, _ in _facts()}
    with Store.open(home) as store:
        directory = Directory(store.snapshot().entities.values())
    context = Context(
        resolve=lambda text, on: directory.resolve(text, on=on),
        parse_rdf=lambda path: [],
        retrieved=date(2026, 11, 26),
        total=lambda records: None,
        advance=lambda: None,
    )
    files = sorted(_PAGES.rglob(f"{_PREFIX}*.json"))
    read_now = [each for each in files if each.stem.removeprefix(_PREFIX) in pages]
    assert len(read_now) == len(pages)
    return [record for file in read_now for record in read(file, context)]


@pytest.fixture(scope="module")
def said(records: list[Record]) -> set[str]:
    """Give what the claims say, each as a line like those above, under its heading."""
    found = set()
    for claim in records:
        if isinstance(claim, Claim):
            place = claim.locator.partition("; ref: ")[0].removeprefix(_PREFIX)
            heading, _, where = place.rpartition(", ")
            line = _line(claim)
            found.add(f"{heading} | {where} {line}")
            found.add(f"{heading.partition(',')[0]} | - {line}")
            found.add(f"{heading} | - {line}")
    return found


def _line(claim: Claim) -> str:
    parties = [claim.actor, claim.target]
    if claim.track == "relations":
        parties.sort()
    mode = "" if claim.mode == "unspecified" else claim.mode
    denies = "denies" if claim.stance is Stance.DENIES else ""
    parts = (claim.kind, *parties, claim.date.edtf, mode, denies)
    return " ".join(part for part in parts if part)


def _told(line: str) -> str:
    """Return a fact as a claim would be told: with ids, symmetric parties sorted."""
    words = line.split()
    place = words[: 1 if words[0] == "-" else 2]
    kind, actor, target, *rest = words[len(place) :]
    parties = [_LONG.get(name, f"state/{name}") for name in (actor, target)]
    if kind.startswith("relations"):
        parties.sort()
    return " ".join([*place, kind, *parties, *rest])


@pytest.mark.parametrize(("heading", "fact"), _facts())
def test_a_fact_read_by_hand_is_a_claim(
    heading: str, fact: str, said: set[str]
) -> None:
    assert f"{heading} | {_told(fact)}" in said


def test_every_row_of_the_tables_on_recognition_is_claims_or_a_skip(
    records: list[Record],
) -> None:
    """Count by hand: rows of the sections, of which none may be lost."""
    rows = {
        "Abkhazia, Relations with sovereign states and partially recognized states": 7,
        "South Ossetia, Relations with sovereign states": 8,
        "South Ossetia, Relations with partially recognized states": 3,
        "South Ossetia, Relations with former partially recognized states": 3,
        "the Sahrawi Arab Democratic Republic, Bilateral relations / Current "
        "diplomatic relations": 35,
        "the Sahrawi Arab Democratic Republic, Bilateral relations / Former "
        "diplomatic relations": 22,
        "Taiwan, Types of relations / Full diplomatic relations": 12,
        "Taiwan, Types of relations / Relations with neither the ROC nor the PRC": 9,
        "Kosovo, Diplomatic relations": 100,
        "China, Countries without diplomatic relations with the PRC": 13,
    }
    places = {
        record.locator.partition("; ref: ")[0]
        if isinstance(record, Claim)
        else record.where
        for record in records
        if isinstance(record, Claim | Skip)
    }
    for section, count in rows.items():
        numbers = {
            int(place.rpartition(" ")[2])
            for place in places
            if place.startswith(f"{_PREFIX}{section}, row ")
        }
        assert numbers == set(range(1, count + 1)), section


def test_every_claim_tells_its_place_and_the_words_of_its_date(
    records: list[Record],
) -> None:
    claims = [record for record in records if isinstance(record, Claim)]
    assert claims
    assert all(claim.locator.startswith(_PREFIX) for claim in claims)
    assert all(claim.date_text for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


def test_few_rows_of_these_pages_are_skipped(records: list[Record]) -> None:
    reasons = Counter(r.reason for r in records if isinstance(r, Skip))
    assert reasons[Reason.NOT_RECOGNISED] == 5
    assert reasons[Reason.ENDED_OTHERWISE] == 3
