"""Against the data set itself, where it lies beside the checkout."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from importing import RDCR, Counting, context
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.entities import Entity
from recog.errors import UnknownEntityError
from recog.importers import Context, Record, Skip
from recog.importers.rdcr import Reason, read
from recog.importers.rdcr.files import article_files, read_article
from recog.importers.records import NAME_UNKNOWN

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not RDCR.is_dir(), reason="the data set is not here"),
]
#: Read by hand in the articles: place, kind, who to whom, date, level or mode.
_FACTS = """
afghanistan 1 recognition us>afghanistan 1921-07-26
afghanistan 1;markup recognition us>afghanistan 1921-07-21
afghanistan 2 relations-established us>afghanistan 1935-05-04
afghanistan 3 mission-opened us>afghanistan 1942-06-06 legation
afghanistan 6 mission-closed us>afghanistan 1989-01-30
albania 1 recognition us>albania 1922-07-28 de-jure
algeria 1 recognition regency-of-algiers>us 1795-09-05
algeria 6 relations-severed algeria>us 1967-06-06
antigua-barbuda 1 recognition us>antigua-and-barbuda 1981-11-01
argentina 7 recognition us>government/argentina-farrell-government 1945-04-19
austria 1 recognition us>austria 1921-08-24
austrian-empire 6 relations-severed austria-hungary>us 1917-04-08
baden 1 recognition us>baden 1832-07-13
baden 1 recognition baden>us 1832-07-13
belgium 2 relations-established us>belgium 1832-06-18
bolivia 1 recognition us>bolivia 1848-05-30
bosnia-herzegovina 2 relations-established us>bosnia-and-herzegovina 1992-08-06
bulgaria 9 relations-severed bulgaria>us 1950-02-20
cambodia 5 relations-severed cambodia>us 1965-05-03
canada 4 mission-level-changed us>canada 1943-11-19 embassy
chad 1 recognition us>chad 1960-08-11
china 6 relations-interrupted us>china 1912-02-12
china 7 relations-resumed us>china 1913-05-02
china 9 recognition us>government/republic-of-china 1928-07-25
china 20 mission-closed us>government/republic-of-china 1979-02-28
nicaragua 13 relations-resumed us>nicaragua 1948-05-06/1948-09-01
china 19 recognition us>government/peoples-republic-of-china 1979-01-01
china 19 recognition-withdrawn us>government/republic-of-china 1979-01-01
colombia 1 recognition us>gran-colombia 1822-06-19
congo-free-state 1 recognition us>congo-free-state 1885-09-11
costa-rica 1 recognition us>costa-rica 1849-04-24
cuba 4 relations-severed us>cuba 1961-01-03
cuba 6 relations-resumed us>cuba 2015-07-20
czechoslovakia 1 recognition us>czechoslovakia 1918-09-03 de-facto
denmark 1 recognition denmark>us 1792-06-09~
egypt 2 recognition us>united-arab-republic 1958-02-25
egypt 4 relations-severed egypt>us 1967-06-06
el-salvador 1 recognition us>central-american-federation 1824-08-04
el-salvador 1 recognition us>el-salvador 1849-05-01
eritrea 1 recognition us>eritrea 1993-04-27
eritrea 1;markup recognition us>eritrea 1933
estonia 5 recognition us>estonia 1991-09-02
estonia 6 relations-resumed us>estonia 1991-09-04
france 1 recognition france>us 1778-02-06
france 10 relations-severed france>us 1942-11-08
german-democratic-republic 2 recognition us>east-germany 1974-09-04
germany 1 recognition prussia>us 1785-09-18
germany 6 relations-severed us>germany 1917-02-03
germany 8 relations-resumed us>germany 1921-12-10
germany 12 relations-established us>germany 1955-05-06
guatemala 2 recognition us>guatemala 1844-04-05
hanseatic-republics 9 relations-established us>hanseatic-republics 1853-10
hawaii 1 recognition us>hawaii 1826-12-23
iceland 1 recognition us>iceland 1944-06-17
iran 3 relations-severed us>iran 1980-04-07
iraq 10 relations-severed iraq>us 1991-02-09
israel 1 recognition us>israel 1948-05-14
italy 1 recognition us>italy 1861-04-11
japan 1 recognition japan>us 1854-03-31
jordan 1 recognition us>jordan 1949-01-31
kenya 1 recognition us>kenya 1963-12-12
kingdom-of-yugoslavia 1 recognition us>kingdom-of-serbia 1881-10-14
kingdom-of-yugoslavia 2 recognition us>yugoslavia 1919-02-07
kosovo 1 relations-established us>kosovo 2008-02-18
libya 9 relations-resumed us>libya 2006-05-31
mali 1 recognition us>mali-federation 1960-06-20
mali 2 recognition us>mali 1960-09-24
mexico 9 relations-severed mexico>us 1914-04-22
mexico 10 recognition us>government/carranza-government 1915-10-19 de-facto
moldova 2 relations-established us>moldova 1992-02-18
montenegro 2 recognition-withdrawn us>kingdom-of-montenegro 1920-12-30
montenegro 3 recognition us>montenegro 2006-06-13
morocco 1 recognition morocco>us 1786-06-23
netherlands 1 recognition netherlands>us 1782-04-19
nicaragua 7 relations-severed us>nicaragua 1909-12-01
oldenburg 1 recognition us>oldenburg 1829-12-02
palau 1 recognition us>palau 1994-10-01
panama 9 relations-resumed us>panama 1949-12-14
panama 10 relations-severed panama>us 1964-01-10
peru 2 recognition us>peru-bolivian-confederation 1837-03-16
portugal 1 recognition portugal>us 1791-05-13
romania 1 recognition us>romania 1881-04-07
russia 1 recognition russia>us 1803-10-28
russia 8 relations-resumed us>soviet-union 1933-11-16
russia 10 recognition us>russia 1991-12-25
saint-kitts-nevis 1 recognition us>saint-kitts-and-nevis 1983-09-19
saint-lucia 1 recognition us>saint-lucia 1979-05-17
saudi-arabia 1 recognition us>saudi-arabia 1931-05-01
senegal 1 recognition us>senegal 1960-09-24
serbia 3 relations-severed us>serbia-and-montenegro 1999-03-23
south-sudan 1 recognition us>south-sudan 2011-07-09
spain 6 relations-severed spain>us 1898-04-21
suriname 1 recognition us>suriname 1975-11-25
syria 3 recognition us>syria 1961-10-10
tanzania 1 recognition us>tanganyika 1961-12-09
texas 1 recognition us>texas 1837-03-03
tunisia 3 recognition us>tunisia 1956-03-22
turkey 4 relations-severed ottoman-empire>us 1917-04-20
turkey 5 relations-resumed us>turkey 1927-02-17
united-arab-emirates 1 recognition us>united-arab-emirates 1971-12-03
united-kingdom 1 recognition united-kingdom>us 1783-09-03
vietnam 1 recognition us>south-vietnam 1950-02-07
vietnam 9 relations-resumed us>vietnam 1995-08-05
wurttemberg 1 recognition wurttemberg>us 1825-11-21
yemen 3 recognition us>south-yemen 1967-12-07
yemen 12 relations-severed south-yemen>us 1969-10-24
zimbabwe 1 recognition us>zimbabwe 1980-04-18
"""
#: Articles whose party has another name here, as in data/.
_PARTIES = {
    "antigua-barbuda": "state/antigua-and-barbuda",
    "bosnia-herzegovina": "state/bosnia-and-herzegovina",
    "brunswick-luneburg": "state/brunswick",
    "burma": "state/myanmar",
    "cape-verde": "state/cabo-verde",
    "congo-democratic-republic": "state/congo-kinshasa",
    "congo-republic": "state/congo-brazzaville",
    "czech-republic": "state/czechia",
    "federal-government-germany": "government/german-central-power-1848",
    "german-democratic-republic": "state/east-germany",
    "grand-duchy-tuscany": "state/tuscany",
    "kingdom-of-yugoslavia": "state/yugoslavia",
    "korea-south": "state/south-korea",
    "lew-chew": "state/ryukyu",
    "macedonia": "state/north-macedonia",
    "north-german-union": "state/north-german-confederation",
    "piedmont-sardinia": "state/sardinia",
    "saint-kitts-nevis": "state/saint-kitts-and-nevis",
    "saint-vincent-grenadines": "state/saint-vincent-and-the-grenadines",
    "swaziland": "state/eswatini",
}
_CONTRADICTED = [
    # the markup contradicts the prose
    ("afghanistan", "recognition"),
    ("eritrea", "recognition"),
    ("honduras", "mission-opened"),
    ("libya", "mission-level-changed"),
    ("moldova", "relations-established"),
    ("solomon-islands", "mission-closed"),
    ("south-sudan", "recognition"),
    # the heading contradicts the prose
    ("bosnia-and-herzegovina", "mission-opened"),
    ("estonia", "mission-opened"),
    ("kyrgyzstan", "mission-opened"),
    ("lithuania", "mission-opened"),
    ("nicaragua", "mission-level-changed"),
    ("oldenburg", "recognition"),
    ("oldenburg", "recognition"),
    ("peru-bolivian-confederation", "recognition"),
    ("saint-lucia", "relations-established"),
    ("wurttemberg", "recognition"),
    ("wurttemberg", "recognition"),
    # the summary, or another article, contradicts the item
    ("guatemala", "relations-established"),
    ("north-german-confederation", "relations-established"),
    ("peru", "relations-established"),
    ("texas", "recognition"),
]


def _context(counting: Counting) -> Context:
    plain = context(counting=counting)

    def resolve(text: str, on: date | None) -> str:
        found = plain.resolve(text, on)
        if "/" not in found:
            raise UnknownEntityError(f"no entity is named {text!r}")
        return _PARTIES.get(text.removeprefix("rdcr:"), found)

    return Context(
        resolve=resolve,
        parse_rdf=plain.parse_rdf,
        retrieved=plain.retrieved,
        total=plain.total,
        advance=plain.advance,
    )


@cache
def everything() -> tuple[tuple[Record, ...], Counting]:
    counting = Counting()
    return tuple(read(RDCR, _context(counting))), counting


def claims() -> list[Claim]:
    return [each for each in everything()[0] if isinstance(each, Claim)]


def skips() -> list[Skip]:
    return [each for each in everything()[0] if isinstance(each, Skip)]


def test_every_item_is_claims_or_a_skip_and_never_both() -> None:
    items = {
        item.where for path in article_files(RDCR) for item in read_article(path).items
    }
    claimed = {claim.locator.partition(";")[0] for claim in claims()}
    gone = {skip.where for skip in skips() if skip.reason != Reason.MARKUP}
    assert len(items) == 1222
    assert items <= claimed | gone
    assert claimed & gone == set()


def test_progress_counts_every_item() -> None:
    counting = everything()[1]
    assert counting.total == counting.read == 1222


def test_skips_are_few_and_of_known_reasons() -> None:
    counts = Counter(
        str(skip.reason) for skip in skips() if skip.reason != NAME_UNKNOWN
    )
    assert counts == {
        Reason.TREATY: 83,
        Reason.BACKGROUND: 106,
        Reason.PEOPLE: 32,
        Reason.CONSULATE: 52,
        Reason.NEVER: 13,
        Reason.EMPTY: 4,
        Reason.PROSE: 205,
        Reason.MARKUP: 18,
    }


def test_every_name_is_known_or_reported() -> None:
    unknown = {skip.name for skip in skips() if skip.reason == NAME_UNKNOWN}
    assert unknown <= {"Arab Union"}


def test_claims_have_a_place_words_and_an_id_of_their_own() -> None:
    assert [each for each in claims() if not each.locator or not each.date_text] == []
    counts = Counter(claim.id for claim in claims())
    assert counts.most_common(1)[0][1] == 1


def test_all_that_is_contradicted_is_what_the_source_contradicts() -> None:
    found = [
        (
            next(
                party.partition("/")[2]
                for party in (event.key.actor, event.key.target)
                if party != "state/united-states"
            ),
            event.kind,
        )
        for event in derive(claims()).events
        if event.contradicted
    ]
    assert Counter(found) - Counter(_CONTRADICTED) == Counter()


def test_the_governments_that_were_recognised_are_described() -> None:
    described = {each.id for each in everything()[0] if isinstance(each, Entity)}
    named = {
        claim.target
        for claim in claims()
        if claim.track == "government-recognition"
        and claim.target.partition("/")[2].startswith(
            ("argentina-", "costa-rica-", "el-", "guatemala-", "nicaragua-")
        )
    }
    assert len(named) == 5
    assert named <= described


@pytest.mark.parametrize(
    "fact",
    _FACTS.strip().splitlines(),
    ids=lambda line: " ".join(line.split()[:3]),
)
def test_a_fact_read_by_hand_is_claimed(fact: str) -> None:
    name, number, kind, parties, days, *more = fact.split()
    place = f"articles/{name}.xml, item {number.replace(';', '; ')}"
    found = [
        (
            f"{_short(claim.actor)}>{_short(claim.target)}",
            str(claim.date),
            [part for part in (claim.level, claim.mode) if part != "unspecified"],
        )
        for claim in claims()
        if claim.locator == place and claim.kind == kind
    ]
    levels = [more] if more else [[], [""]]
    assert any(
        (pair, day) == (parties, days) and [each for each in extra if each] in levels
        for pair, day, extra in found
    ), found


def _short(party: str) -> str:
    return "us" if party == "state/united-states" else party.removeprefix("state/")
