"""The names of parties in the data sets, where these lie beside the checkout."""

from __future__ import annotations

import json
import re
from calendar import month_name
from collections import Counter
from csv import DictReader
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from importing import CORPUS
from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.decisions import read_decisions
from recog.service.names import lifetime
from recog.service.resolver import Resolver
from recog.store.files import data_dir
from state_files import world

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the data sets are not here"),
]
_FLAG = re.compile(
    r"\{\{\s*(?:flag|flagu|flagcountry|flagicon|flagdeco)\s*\|([^{}]*)\}\}", re.I
)
_ROW = re.compile(r"\{\{\s*flag(?:u|country)?\s*\|([^{}]*)\}\}([^\n]*\n?[^\n]*)", re.I)
_MONTHS = [name for name in month_name if name]
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_CODES = CORPUS / "country-codes" / "country-codes.csv"
_NAMES_OF_THE_UN = re.compile(r"UNTERM|official_name|CLDR")
#: Not wholly a name of one: "Congo" is two states', images are no names.
_LEFT = {"Congo", "Kurdistan", "Kurdistan Region", "IOC"}


@cache
def resolver() -> Resolver:
    return Resolver(world(), read_decisions(data_dir() / "decisions.csv"))


def resolved(text: str) -> str:
    try:
        return resolver().resolve(text)
    except (AmbiguousEntityError, UnknownEntityError):
        return ""


def _flags(pages: list[Path]) -> Counter[str]:
    found: Counter[str] = Counter()
    for page in pages:
        for inside in _FLAG.findall(json.loads(page.read_text(encoding="utf-8"))):
            parts = (part.strip() for part in inside.split("|"))
            found["|".join(part for part in parts if "=" not in part)] += 1
    return found


def test_the_flags_of_wikipedia_s_pages_name_parties() -> None:
    pages = sorted((CORPUS / "wikipedia-foreign-relations").glob("*/*.json"))
    flags = _flags(pages)
    left = {text: number for text, number in flags.items() if not resolved(text)}
    assert sum(flags.values()) > 40_000
    assert sum(left.values()) / sum(flags.values()) < 0.001
    images = {text for text in left if text.endswith(".svg")}
    assert set(left) - images - _LEFT <= {"International Olympic Committee"}


def test_a_dated_row_of_wikipedia_names_a_party_that_was_there_on_its_day() -> None:
    found: Counter[str] = Counter()
    for page in sorted((CORPUS / "wikipedia-foreign-relations").glob("*/*.json")):
        for inside, rest in _ROW.findall(json.loads(page.read_text(encoding="utf-8"))):
            dated = _DAY.search(rest)
            if dated is None or int(dated[1]) > 28:  # a page has 31 November
                continue
            day = date(int(dated[3]), _MONTHS.index(dated[2]) + 1, int(dated[1]))
            name = inside.partition("|")[0].strip()
            try:
                id = resolver().resolve(name, day, source="wikitext")
            except (AmbiguousEntityError, UnknownEntityError):
                found["left"] += 1
                continue
            party = resolver().entity(id)
            assert party is not None
            there = day in lifetime(party.began, party.ended)
            found["there" if there else "not there"] += 1
    assert found.total() > 30_000
    assert found["left"] / found.total() < 0.001
    # Relations agreed on the eve of independence, and those of forerunners.
    assert found["not there"] / found.total() < 0.01


def test_the_names_of_the_united_nations_lead_to_the_state_of_the_code() -> None:
    asked, wrong = 0, Counter[str]()
    with _CODES.open(encoding="utf-8-sig", newline="") as file:
        for row in DictReader(file):
            state = resolved(f"iso:{row['ISO3166-1-Alpha-3']}")
            if not state or row["is_independent"] != "Yes":
                continue
            for column, text in row.items():
                if text and _NAMES_OF_THE_UN.search(column):
                    asked += 1
                    found = resolved(text)
                    known = resolver().entity(found)
                    governs = known.governs if known else ""
                    if state not in (found, governs):
                        wrong[f"{text} ({state})"] += 1
    assert asked > 3_500
    # In three languages "Congo" alone is Congo (Brazzaville) there.
    assert {text for text in wrong if not text.startswith("Congo")} == set()


def test_the_codes_of_the_lists_of_codes_lead_to_one_state() -> None:
    asked = 0
    with _CODES.open(encoding="utf-8-sig", newline="") as file:
        for row in DictReader(file):
            state = resolved(f"iso:{row['ISO3166-1-Alpha-3']}")
            if not state:
                continue
            for scheme, column in (("fips", "FIPS"), ("ioc", "IOC"), ("m49", "M49")):
                code = row[column].zfill(3) if scheme == "m49" else row[column]
                if re.fullmatch(r"[A-Z]{2,3}|\d{3}", code):
                    asked += 1
                    assert resolved(f"{scheme}:{code}") == state
    assert asked > 550
