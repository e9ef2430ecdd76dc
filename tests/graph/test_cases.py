"""The files of data/cases but China and Palestine: what they hold and how."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse

from recog.domain.claims import Claim, Stance
from recog.domain.reconcile import reconcile
from recog.store.codec import records_of
from recog.store.files import data_dir

ID = "https://w3id.org/recog/id/"
DEF = "https://w3id.org/recog/def/"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "datasets"

#: The least number of claims of each file, and kinds that it cannot be without.
FILES = {
    "abkhazia-south-ossetia": (85, {"recognition-withdrawn", "relations-severed"}),
    "kosovo": (280, {"recognition-withdrawn", "recognition-refused", "admitted"}),
    "kosovo-withdrawals": (50, {"recognition", "recognition-withdrawn"}),
    "montenegro": (4, {"relations-established", "relations-severed", "statement"}),
    "nicaragua": (4, {"appointment", "credentials-presented", "mission-terminated"}),
    "sahrawi-republic": (
        160,
        {
            "recognition-suspended",
            "recognition-resumed",
            "recognition-withdrawn",
            "relations-suspended",
            "relations-resumed",
            "relations-severed",
            "admitted",
        },
    ),
    "united-states": (
        200,
        {"recognition-withdrawn", "relations-interrupted", "relations-resumed"},
    ),
}

#: The order of properties in a block; a property that is absent is passed over.
CLAIM_ORDER = (
    "a",
    "kind",
    "track",
    "actor",
    "target",
    "person",
    "mode",
    "level",
    "date",
    "dateText",
    "earliest",
    "latest",
    "approximate",
    "how",
    "stance",
    "rank",
    "locator",
    "comment",
    "hadPrimarySource",
    "recordedAt",
)

# File, kind, actor, target, date, stance: each read again in its page by a person.
FACTS = """
kosovo recognition state/costa-rica state/kosovo 2008-02-17 asserts
kosovo recognition state/united-states state/kosovo 2008-02-18 asserts
kosovo recognition state/afghanistan state/kosovo 2008-02-18 asserts
kosovo recognition state/turkey state/kosovo 2008-02-17/2008-02-18 asserts
kosovo recognition state/germany state/kosovo 2008-02-17/2008-02-21 asserts
kosovo recognition state/north-macedonia state/kosovo 2008-10 asserts
kosovo recognition state/senegal state/kosovo 2008 asserts
kosovo recognition state/egypt state/kosovo 2013-06-26 asserts
kosovo recognition government/republic-of-china state/kosovo 2008-02-19 asserts
kosovo recognition state/guinea-bissau state/kosovo 2008-02-17/2025-11 denies
kosovo recognition-withdrawn state/nauru state/kosovo 2019-11-13 asserts
kosovo recognition-withdrawn state/solomon-islands state/kosovo 2018-11-28 asserts
kosovo recognition-withdrawn state/solomon-islands state/kosovo 2018-11-28 denies
kosovo recognition-withdrawn state/papua-new-guinea state/kosovo 2018-07-05 asserts
kosovo recognition-refused state/libya state/kosovo 2008-03-18 asserts
kosovo-withdrawals recognition state/liberia state/kosovo 2008-05-30 asserts
kosovo-withdrawals recognition-withdrawn state/suriname state/kosovo 2017-10-27 asserts
kosovo-withdrawals recognition-withdrawn state/guinea-bissau state/kosovo 2017-11-21 asserts
kosovo-withdrawals recognition-withdrawn state/guinea-bissau state/kosovo 2017-11-21 denies
kosovo-withdrawals recognition-withdrawn state/liberia state/kosovo 2018-06-20 asserts
kosovo-withdrawals recognition-withdrawn state/liberia state/kosovo 2018-06-20/2018-06-22 denies
kosovo-withdrawals recognition-withdrawn state/lesotho state/kosovo 2018-10-16 denies
kosovo-withdrawals recognition-withdrawn state/madagascar state/kosovo 2018-12-05 asserts
kosovo-withdrawals recognition-withdrawn state/palau state/kosovo 2019-01-17 asserts
kosovo-withdrawals recognition-withdrawn state/togo state/kosovo 2019-06-28 asserts
kosovo-withdrawals recognition-withdrawn state/ghana state/kosovo 2019-11-09/2019-11-11 asserts
kosovo-withdrawals recognition-withdrawn state/sierra-leone state/kosovo 2019-11-13/2020-03-03 denies
kosovo-withdrawals recognition-withdrawn state/somalia state/kosovo 2020-03-03/2023-01-04 denies
montenegro relations-severed state/united-states state/kingdom-of-montenegro 1921-01-21 asserts
nicaragua credentials-presented state/united-states state/nicaragua 1851-02-18 asserts
nicaragua credentials-presented state/united-states state/nicaragua 1852-02-18 asserts
kosovo relations-established state/colombia state/kosovo 2019-10-01 asserts
kosovo relations-established state/colombia state/kosovo 2019-03-03 asserts
kosovo admitted state/kosovo organization/world-bank 2009-06-29 asserts
sahrawi-republic relations-established state/algeria state/sahrawi-republic 1976-03-06 asserts
sahrawi-republic relations-established state/angola state/sahrawi-republic 1980-08 asserts
sahrawi-republic relations-established state/cambodia state/sahrawi-republic 1980/1989 asserts
sahrawi-republic recognition-suspended state/cabo-verde state/sahrawi-republic 2007-07-27 asserts
sahrawi-republic recognition-suspended state/vanuatu state/sahrawi-republic 2000-11-24 asserts
sahrawi-republic recognition-resumed state/vanuatu state/sahrawi-republic 2008-07-01 asserts
sahrawi-republic recognition-withdrawn state/india state/sahrawi-republic 2000-06-26 asserts
sahrawi-republic recognition-withdrawn state/burundi state/sahrawi-republic 2010-10-25 asserts
sahrawi-republic recognition-withdrawn state/guyana state/sahrawi-republic 2020-11-14 denies
sahrawi-republic relations-resumed state/south-sudan state/sahrawi-republic 2022-09-20 asserts
sahrawi-republic relations-severed state/peru state/sahrawi-republic 2022-08-16 asserts
sahrawi-republic admitted state/sahrawi-republic organization/organization-of-african-unity 1984 asserts
abkhazia-south-ossetia recognition state/russia state/abkhazia 2008-08-26 asserts
abkhazia-south-ossetia relations-established state/russia state/abkhazia 2008-09-09 asserts
abkhazia-south-ossetia recognition state/russia state/south-ossetia 2008-08-26 asserts
abkhazia-south-ossetia recognition state/vanuatu state/abkhazia 2011-05-23 asserts
abkhazia-south-ossetia recognition-withdrawn state/vanuatu state/abkhazia 2011-06 asserts
abkhazia-south-ossetia recognition-withdrawn state/tuvalu state/south-ossetia 2014-03-31 asserts
abkhazia-south-ossetia recognition state/syria state/abkhazia 2018-05-29 asserts
abkhazia-south-ossetia recognition state/transnistria state/abkhazia ../1993-01-22 asserts
abkhazia-south-ossetia relations-severed state/georgia state/tuvalu 2012-02-16 asserts
united-states recognition state/united-states state/afghanistan 1921-07-26 asserts
united-states recognition state/united-states state/israel 1948-05-14 asserts
united-states recognition state/united-states state/texas 1837-03-03 asserts
united-states recognition state/united-states state/texas 1837-03-07 asserts
united-states recognition state/united-states state/china 1844-06-16~ asserts
united-states recognition state/france state/united-states 1778-02-06 asserts
united-states recognition-withdrawn state/united-states state/kingdom-of-montenegro 1920-12-30 asserts
united-states recognition-withdrawn state/united-states government/republic-of-china 1979-01-01 asserts
united-states relations-severed state/united-states state/cuba 1961-01-03 asserts
united-states relations-resumed state/united-states state/cuba 2015-07-20 asserts
united-states relations-severed state/mexico state/united-states 1914-04-22 asserts
united-states relations-severed state/united-states state/iran 1980-04-07 asserts
"""  # noqa: E501

MODES = {
    "claim/united-states-recognition-albania-1922": "de-jure",
    "claim/united-states-recognition-carranza-government-1915": "de-facto",
    "claim/united-states-recognition-czechoslovak-national-council-1918": "de-facto",
    "claim/united-states-recognition-israel-1948": "unspecified",
    "claim/south-ossetia-recognition-sahrawi-republic-2010": "de-facto",
    "claim/sahrawi-recognition-withdrawn-albania-2005": "de-facto",
}

#: Recognitions on which a page disagrees with another, with a source or with itself.
CONTRADICTED = {
    ("recognition", "state/abkhazia", "state/south-ossetia"),
    ("recognition", "state/guinea-bissau", "state/kosovo"),
    ("recognition", "state/south-ossetia", "state/abkhazia"),
    ("recognition", "state/syria", "state/abkhazia"),
    ("recognition", "state/united-states", "state/texas"),
    ("recognition-withdrawn", "state/guyana", "state/sahrawi-republic"),
    ("recognition-withdrawn", "state/solomon-islands", "state/kosovo"),
    ("recognition-withdrawn", "state/vanuatu", "state/abkhazia"),
} | {
    # What Serbia reports and another government denies.
    ("recognition-withdrawn", f"state/{name}", "state/kosovo")
    for name in (
        *("antigua-and-barbuda", "burkina-faso", "burundi", "comoros", "eswatini"),
        *("gabon", "ghana", "guinea", "guinea-bissau", "lesotho", "liberia", "libya"),
        *("maldives", "saint-lucia", "sao-tome-and-principe", "sierra-leone"),
        *("somalia", "suriname"),
    )
}


def path_of(name: str) -> Path:
    return data_dir() / "cases" / f"{name}.ttl"


@cache
def quads(path: Path) -> tuple[Quad, ...]:
    return tuple(parse(path=path))


@cache
def claims(name: str) -> tuple[Claim, ...]:
    return records_of(path_of(name)).claims


def all_claims() -> list[Claim]:
    return [claim for name in FILES for claim in claims(name)]


def subjects(path: Path) -> set[str]:
    return {
        quad.subject.value
        for quad in quads(path)
        if isinstance(quad.subject, NamedNode)
    }


def blocks(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [part for part in text.split("\n\n") if part.startswith("<")]


@pytest.mark.parametrize(("name", "expected"), FILES.items(), ids=FILES)
def test_a_case_has_its_claims_and_their_kinds(
    name: str, expected: tuple[int, set[str]]
) -> None:
    least, kinds = expected
    counted = Counter(claim.kind for claim in claims(name))
    assert counted.total() >= least
    assert kinds <= counted.keys()


def by_pyoxigraph(name: str) -> set[tuple[str, ...]]:
    """Return kind, actor, target, date and stance of every claim, from the triples."""
    found: dict[str, dict[str, str]] = {}
    for quad in quads(path_of(name)):
        if isinstance(quad.object, NamedNode | Literal):
            word = quad.object.value.removeprefix(DEF).removeprefix(ID)
            property = quad.predicate.value.removeprefix(DEF)
            found.setdefault(str(quad.subject), {})[property] = word
    return {
        (
            re.sub(r"(?<!^)(?=[A-Z])", "-", node["kind"]).lower(),
            node["actor"],
            node["target"],
            node["date"],
            node["stance"].lower(),
        )
        for node in found.values()
        if "kind" in node
    }


@pytest.mark.parametrize("fact", FACTS.strip().splitlines())
def test_a_fact_is_in_its_file_to_the_letter(fact: str) -> None:
    name, *rest = fact.split()
    assert tuple(rest) in by_pyoxigraph(name)


@pytest.mark.parametrize(("id", "mode"), MODES.items())
def test_a_recognition_has_the_mode_that_its_source_names(id: str, mode: str) -> None:
    found = {claim.id: claim.mode.value for claim in all_claims()}
    assert found[id] == mode


def test_recognitions_contradict_each_other_only_where_the_pages_do() -> None:
    found = {
        (event.kind, event.key.actor, event.key.target)
        for event in reconcile(all_claims())
        if event.contradicted and event.kind.startswith("recognition")
    }
    assert found == CONTRADICTED


def test_a_relation_of_kosovo_is_dated_by_every_page_that_dates_it() -> None:
    malaysia = {
        claim.date.edtf
        for claim in claims("kosovo")
        if claim.kind == "relations-established" and claim.actor == "state/malaysia"
    }
    assert malaysia == {"2011-03-18", "2011-03-23", "2011-05-23"}


def test_kosovo_is_recognised_by_as_many_as_its_page_counts() -> None:
    recognised, ended = (
        {
            claim.actor
            for claim in claims("kosovo")
            if claim.kind == kind and claim.stance is Stance.ASSERTS
        }
        for kind in ("recognition", "recognition-withdrawn")
    )
    besides = {"government/republic-of-china", "state/cook-islands", "state/niue"}
    assert len(recognised - ended - besides) == 109


def test_what_a_file_speaks_of_is_described_in_the_data() -> None:
    described = {
        subject for path in data_dir().rglob("*.ttl") for subject in subjects(path)
    }
    for name in FILES:
        referred = {
            quad.object.value
            for quad in quads(path_of(name))
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ID)
        }
        assert referred
        assert referred - described == set()


@pytest.mark.parametrize("name", [*FILES, "sources"])
def test_a_thing_has_one_block_in_one_file_and_blocks_are_sorted(name: str) -> None:
    path = data_dir() / "sources.ttl" if name == "sources" else path_of(name)
    heads = [block.partition("\n")[0].strip("<>") for block in blocks(path)]
    assert heads == sorted(set(heads))
    assert {ID + head for head in heads} == subjects(path)
    elsewhere = {
        subject
        for other in data_dir().rglob("*.ttl")
        if other != path
        for subject in subjects(other)
    }
    assert subjects(path) & elsewhere == set()


@pytest.mark.parametrize("name", FILES)
def test_a_claim_lists_its_properties_in_one_order(name: str) -> None:
    for block in blocks(path_of(name)):
        if not block.startswith("<claim/"):
            continue
        words = [line.split()[0].split(":")[-1] for line in block.splitlines()[1:]]
        assert words == [word for word in CLAIM_ORDER if word in words], block


@pytest.mark.parametrize("name", FILES)
def test_a_claim_has_its_place_its_note_and_no_blank_node(name: str) -> None:
    assert not any(
        isinstance(node, BlankNode)
        for quad in quads(path_of(name))
        for node in (quad.subject, quad.object)
    )
    assert all(
        quad.object.language == "en"
        for quad in quads(path_of(name))
        if quad.predicate.value.endswith("#comment")
        and isinstance(quad.object, Literal)
    )
    for claim in claims(name):
        assert claim.locator, claim.id
        assert claim.note.endswith("."), claim.id
        assert claim.recorded_at is not None, claim.id


@pytest.mark.parametrize("name", FILES)
def test_a_day_is_never_given_without_the_words_of_the_source(name: str) -> None:
    assert not [
        claim.id
        for claim in claims(name)
        if re.fullmatch(r"\d{4}-\d\d-\d\d~?", claim.date.edtf) and not claim.date_text
    ]


@pytest.mark.corpus
def test_the_words_of_a_date_are_in_the_article_that_is_cited() -> None:
    case, articles = "united-states", CORPUS / "historyatstate-rdcr" / "articles"
    if not articles.is_dir():
        pytest.skip("the data sets are not beside the checkout")
    text_of = dict(map(_title_and_text, articles.glob("*.xml")))
    cited = [claim.locator.partition(", section")[0] for claim in claims(case)]
    assert set(cited) <= text_of.keys()
    assert [
        claim.id
        for claim, title in zip(claims(case), cited, strict=True)
        if claim.date_text not in text_of[title]
    ] == []


def _title_and_text(path: Path) -> tuple[str, str]:
    """Return the name of the state an article is on, and the article without tags."""
    xml = path.read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<[^>]+>", "", xml).split())
    titles = re.findall(r"<title\b[^>]*>(.*?)</title>", xml, flags=re.DOTALL)
    return " ".join(titles[0].split()).partition("since 1776: ")[2], text
