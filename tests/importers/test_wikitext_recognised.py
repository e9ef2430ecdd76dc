"""Tables on recognition: which reader takes one, and what its rows become."""

from __future__ import annotations

from datetime import date

import pytest

from recog.domain.claims import Claim, Stance
from recog.errors import UnknownEntityError
from recog.importers import Record, Skip
from recog.importers.wikitext.env import Env
from recog.importers.wikitext.pages import parse_page
from recog.importers.wikitext.recognised import reader_of
from recog.importers.wikitext.recognised_prose import read
from recog.importers.wikitext.standing import Standing
from recog.importers.wikitext.tables import read_table

_PREFIX = "Foreign relations of "


def _resolve(name: str, day: date | None) -> str:
    if name in ("", "Nowhere"):
        raise UnknownEntityError(f"no entity is named {name!r}")
    if "/" in name:
        return name
    return f"state/{name.casefold().replace(' ', '-')}"


def _env(page: str) -> Env:
    return Env(
        known=lambda id: None,
        find=_resolve,
        release="release/a",
        after_historian="release/b",
        standing=Standing(),
        last=date(2025, 11, 30),
        page=f"{_PREFIX}{page}",
        subject=page,
    )


def _rows(page: str, section: str, table: str) -> list[Record]:
    """Return what the one table of a page becomes."""
    read_page = parse_page(f"{_PREFIX}{page}", f"== {section} ==\n{table}")
    found = read_page.sections[1]
    tag = next(found.tables())
    read_now = read_table(tag, read_page.references)
    reader = reader_of(read_page.name, found.name, read_now)
    assert reader is not None
    return list(reader.records(read_now, 1, found.name, _env(page)))


def _told(records: list[Record]) -> list[str]:
    """Return each record in one line."""
    lines = []
    for record in records:
        if isinstance(record, Claim):
            denies = " denied" if record.stance is Stance.DENIES else ""
            parties = " ".join(
                party.removeprefix("state/").removeprefix("government/")
                for party in (record.actor, record.target)
            )
            lines.append(f"{record.kind} {parties} {record.date.edtf}{denies}")
        elif isinstance(record, Skip):
            lines.append(f"skip: {record.reason}")
    return lines


def _table(columns: str, *rows: str) -> str:
    heads = "\n".join(f"! {column}" for column in columns.split(" | "))
    lines = [f"|-\n| {' || '.join(row.split(' | '))}" for row in rows]
    return "\n".join(['{| class="wikitable"', heads, *lines, "|}"])


@pytest.mark.parametrize(
    ("page", "section", "columns", "rows", "told"),
    [
        (
            "Abkhazia",
            "Relations with states",
            "State | Date of diplomatic recognition | [[Diplomatic relations]] "
            "established | Notes",
            [
                "{{flag|Chad}} | 5 May 2008 | 10 June 2009 | It has an embassy.",
                "{{flag|Fiji}} | 22 May 1993 or before | – | Mutual recognition.",
                "{{flag|Niger}} | {{N/A}} | – | No contacts.",
                "{{flag|Nowhere}} | 5 May 2008 | – | –",
            ],
            [
                "recognition chad abkhazia 2008-05-05",
                "relations-established abkhazia chad 2009-06-10",
                "recognition fiji abkhazia ../1993-05-22",
                "recognition abkhazia fiji ../1993-05-22",
                "skip: no date, and nothing said of relations",
                "skip: name not known here",
            ],
        ),
        (
            "South Ossetia",
            "Relations with states",
            "Country | Date of recognition | Notes",
            [
                "{{flag|Chad}} | 19 May 2011–31 March 2014 | ",
                "{{flag|Fiji}} | May 2009 | On 5 May 2009 Fiji recognised South "
                "Ossetia.",
            ],
            [
                "recognition chad south-ossetia 2011-05-19",
                "recognition-withdrawn chad south-ossetia 2014-03-31",
                "recognition fiji south-ossetia 2009-05-05",
            ],
        ),
        (
            "South Ossetia",
            "Relations with former partially recognized states",
            "Country | Date of recognition | Notes",
            ["{{flag|Chad}} | 19 May 2011–31 March 2014 | It was annexed."],
            [
                "recognition chad south-ossetia 2011-05-19",
                "skip: ended with one of the two, by no act of a state",
            ],
        ),
        (
            "Taiwan",
            "Full relations",
            "State | UN region | UN subregion | Relations established",
            ["{{flag|Chad}} | Africa | Middle | {{daterange|1984–1997, 2007}}"],
            [
                "relations-established republic-of-china chad 1984",
                "relations-severed republic-of-china chad 1997",
                "relations-resumed republic-of-china chad 2007",
            ],
        ),
        (
            "Taiwan",
            "Relations with neither",
            "State or sovereign entity | Recognized by the ROC | Unofficial relations",
            ["{{flag|Chad}} | Yes<ref>A title</ref> | No", "{{flag|Fiji}} | No | No"],
            [
                "recognition republic-of-china chad ../2025-11-30",
                "skip: not recognised, says the page, and no date",
            ],
        ),
        (
            "the Sahrawi Arab Democratic Republic",
            "Former diplomatic relations",
            "# | State | Relations established | Mission | Notes",
            [
                "1 | {{flag|Chad}} | {{dts|2 May 1980}} | – | Relations were frozen "
                "from 5 May 2006 to 16 June 2008, they are cancelled since 25 July "
                "2010.",
                "2 | {{flag|Fiji}} | Yes | – | Relations are frozen from 22 May 2000.",
                "3 | {{flag|Niger}} | May 1980 | – | Some sources claimed a "
                "suspending of relations from 7 May 2025, however, Niger still "
                "maintains a mission.",
            ],
            [
                "relations-established the-sahrawi-arab-democratic-republic chad "
                "1980-05-02",
                "relations-suspended chad the-sahrawi-arab-democratic-republic "
                "2006-05-05",
                "relations-resumed chad the-sahrawi-arab-democratic-republic "
                "2008-06-16",
                "relations-severed chad the-sahrawi-arab-democratic-republic "
                "2010-07-25",
                "relations-established the-sahrawi-arab-democratic-republic fiji "
                "../2000-05-22",
                "relations-suspended fiji the-sahrawi-arab-democratic-republic "
                "2000-05-22",
                "relations-established the-sahrawi-arab-democratic-republic niger "
                "1980-05",
                "relations-suspended niger the-sahrawi-arab-democratic-republic "
                "2025-05-07",
                "relations-suspended niger the-sahrawi-arab-democratic-republic "
                "2025-05-07 denied",
            ],
        ),
        (
            "Kosovo",
            "Countries that recognise it but have not yet established diplomatic "
            "relations",
            "# | Country",
            ["1 | {{flag|Chad}}"],
            ["recognition chad kosovo ../2025-11-30"],
        ),
        (
            "Kosovo",
            "Consular relations",
            "# | Country | Date",
            ["1 | {{flag|Chad}} | 5 May 2022"],
            ["skip: relations that are not diplomatic"],
        ),
        (
            "Fiji",
            "Former bilateral relations",
            "Country | Formal Relations Began | Formal Relations Ended | Notes",
            ["{{flag|Chad}} | 5 May 2012 | 6 June 2018 | "],
            [
                "relations-established fiji chad 2012-05-05",
                "relations-severed fiji chad 2018-06-06",
            ],
        ),
    ],
)
def test_the_rows_of_a_table_on_recognition_become_claims_or_skips(
    page: str, section: str, columns: str, rows: list[str], told: list[str]
) -> None:
    assert _told(_rows(page, section, _table(columns, *rows))) == told


def test_a_second_spell_of_a_state_is_a_resumption() -> None:
    table = """{| class="wikitable"
! !! colspan=2 | Period
|-
! State !! From !! To
|-
| rowspan=2 | {{flag|Chad}} (formerly {{flag|Fiji}})
| 1961 || 1973
|-
| 1994 || 2018<ref>{{cite web |title=The end of it |url=https://example.org}}</ref>
|}"""
    records = _rows("Taiwan", "Relations switched from the ROC to the PRC", table)
    assert _told(records) == [
        "relations-established republic-of-china chad 1961",
        "relations-severed republic-of-china chad 1973",
        "relations-resumed republic-of-china chad 1994",
        "relations-severed republic-of-china chad 2018",
    ]
    last = records[-1]
    assert isinstance(last, Claim)
    assert last.locator == (
        "Foreign relations of Taiwan, Relations switched from the ROC to the PRC, "
        "row 2; ref: The end of it"
    )
    assert last.date_text == "2018"


@pytest.mark.parametrize(
    ("page", "heading", "item", "told"),
    [
        (
            "Abkhazia",
            "States that have withdrawn recognition",
            "*{{flag|Chad}} - May 2011, reiterated in March 2013.",
            ["recognition-withdrawn chad abkhazia 2011-05"],
        ),
        (
            "Israel",
            "Member states of the United Nations",
            "*Africa: Fiji, Chad (1960–1973, 1996–2002), Mali (trade 1996–2000)",
            [
                "relations-established israel chad 1960",
                "relations-severed israel chad 1973",
                "relations-resumed israel chad 1996",
                "relations-severed israel chad 2002",
            ],
        ),
        ("Fiji", "Member states of the United Nations", "*Chad (1960–1973)", []),
    ],
)
def test_a_few_lists_tell_withdrawals_and_former_relations(
    page: str, heading: str, item: str, told: list[str]
) -> None:
    parsed = parse_page(f"{_PREFIX}{page}", f"== {heading} ==\n{item}")
    section = parsed.sections[1]
    paragraph = next(section.paragraphs(parsed.references))
    env = _env(page)
    where = env.where(section.name, "paragraph 1")
    assert _told(list(read(paragraph.words, where, env))) == told


def test_a_table_of_relations_is_left_to_the_reader_of_such_tables() -> None:
    page = parse_page(
        f"{_PREFIX}Chad",
        "== Diplomatic relations ==\n"
        + _table("# | Country | Date", "1 | Fiji | 1971"),
    )
    section = page.sections[1]
    table = read_table(next(section.tables()))
    assert reader_of(page.name, section.name, table) is None
