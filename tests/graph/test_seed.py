"""The founding article fact by fact, what stands beside it, and all of data/."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse

from recog.domain import dates
from recog.domain.claims import Claim
from recog.domain.derive import Derivation, derive
from recog.domain.entities import Release, Source
from recog.domain.status import Certainty
from recog.store.codec import records_of
from recog.store.files import data_dir

ID = "https://w3id.org/recog/id/"
DEF = "https://w3id.org/recog/def/"
PROV = "http://www.w3.org/ns/prov#"
FILES = sorted(data_dir().rglob("*.ttl"))
SEED = data_dir() / "seed.ttl"
CASES = sorted((data_dir() / "cases").glob("*.ttl"))

ARTICLE = "release/nghe-an-newspaper-2025-07-05"
ACT = "event/supreme-court-of-russia-taliban-2025-04"
RUSSIA = "state/russia"
EMIRATE = "government/islamic-emirate-of-afghanistan"
AFGHANISTAN = "state/afghanistan"
GOVERNMENT = "government-recognition"

# Kind, track, actor, target, person or list, date: the article's facts and no more.
FACTS = f"""
took-power rule {EMIRATE} {AFGHANISTAN} - 1990/1999
took-power rule {EMIRATE} {AFGHANISTAN} - 2021-08
renamed rule {EMIRATE} {AFGHANISTAN} - 2021-08/2025-07-05
delisted listing organization/supreme-court-of-russia organization/taliban list/russia-terrorist-organizations 2025-04
credentials-presented head-of-mission {EMIRATE} {RUSSIA} - 2025-06-30/2025-07-05
relations-established relations {RUSSIA} {EMIRATE} - 2025-06-30/2025-07-05
recognition {GOVERNMENT} {RUSSIA} {EMIRATE} - 2025-06-30/2025-07-03
statement {GOVERNMENT} {RUSSIA} {EMIRATE} person/zamir-kabulov 2025-07-03
statement {GOVERNMENT} {RUSSIA} {EMIRATE} person/zamir-kabulov 2025-07-04
statement {GOVERNMENT} {EMIRATE} {RUSSIA} person/amir-khan-muttaqi 2025-07-03/2025-07-05
contact - organization/taliban {RUSSIA} - ../2025-07-05
statement {GOVERNMENT} organization/nghe-an-newspaper {EMIRATE} - 2025-07-05
"""  # noqa: E501

# Kind, actor, target, person, date: what other sources say beside the article.
BESIDE = f"""
listed organization/supreme-court-of-russia organization/taliban - 2003-02-14
listing-suspended organization/supreme-court-of-russia organization/taliban - 2025-04-17
arrival {EMIRATE} {RUSSIA} person/gul-hassan-hassan 2025-07-01
copies-presented {EMIRATE} {RUSSIA} person/gul-hassan-hassan 2025-07-03
credentials-presented {EMIRATE} {RUSSIA} person/gul-hassan-hassan 2026-01
recognition {RUSSIA} {EMIRATE} - 2025-07-03
credentials-presented state/china {EMIRATE} person/zhao-sheng 2023-09-13
arrival {EMIRATE} state/china person/asadullah-bilal-karimi 2023-11-24
copies-presented {EMIRATE} state/china person/asadullah-bilal-karimi 2023-12-01
credentials-presented {EMIRATE} state/china person/asadullah-bilal-karimi 2024-01-30
recognition-refused state/china {EMIRATE} - 2023-12-05
recognition state/pakistan {EMIRATE} - 1997-05-25
recognition state/saudi-arabia {EMIRATE} - 1997-05-26
recognition state/united-arab-emirates {EMIRATE} - 1997-05
recognition-withdrawn state/united-arab-emirates {EMIRATE} - 2001-09-22
recognition-withdrawn state/saudi-arabia {EMIRATE} - 2001-09-25
recognition-withdrawn state/pakistan {EMIRATE} - 2001-11-22
relations-severed state/united-arab-emirates {EMIRATE} - 2001-09-22
relations-severed state/saudi-arabia {EMIRATE} - 2001-09-25
relations-severed state/pakistan {EMIRATE} - 2001-11-22
took-power {EMIRATE} {AFGHANISTAN} - 1996-09-27
took-power {EMIRATE} {AFGHANISTAN} - 2021-08-15
lost-power {EMIRATE} {AFGHANISTAN} - 2001-11-12/2001-12-06
lost-power government/islamic-republic-of-afghanistan {AFGHANISTAN} - 2021-08-15
"""

# File, kind, actor, target, date: switches and recognitions, withdrawals and pauses.
CURATED = """
china recognition state/united-kingdom government/peoples-republic-of-china 1950-01-06
china relations-suspended state/indonesia government/peoples-republic-of-china 1967-10-30
china relations-resumed state/indonesia government/peoples-republic-of-china 1990-08-08
china relations-severed state/ghana government/peoples-republic-of-china 1966-09
china relations-resumed state/ghana government/peoples-republic-of-china 1972-01
china relations-resumed state/senegal government/republic-of-china 1996-01-03
china relations-suspended state/senegal government/peoples-republic-of-china 1996-01-09
china relations-resumed state/senegal government/peoples-republic-of-china 2005-10-25
china recognition state/papua-new-guinea government/republic-of-china 1999-08-05
china recognition-withdrawn state/papua-new-guinea government/republic-of-china 1999-08-21
china recognition-withdrawn state/vanuatu government/republic-of-china 2004-11-10
china recognition-withdrawn state/vanuatu government/republic-of-china 2004-11-11
china relations-resumed state/saint-lucia government/republic-of-china 2007-04-30
china relations-severed state/nauru government/republic-of-china 2002-07-23
china relations-resumed state/nauru government/republic-of-china 2005-05-14
china relations-severed state/nauru government/republic-of-china 2024-01-15
china relations-established state/honduras government/peoples-republic-of-china 2023-03-26
china relations-established state/eswatini government/republic-of-china 1968
china expelled government/republic-of-china organization/united-nations 1971-10-25
palestine recognition state/algeria state/palestine 1988-11-15
palestine recognition state/india state/palestine 1988-11-18
palestine recognition state/brazil state/palestine 2010-12-03
palestine recognition state/sweden state/palestine 2014-10
palestine recognition state/norway state/palestine 2024-05-28
palestine recognition state/armenia state/palestine 2024-06-21
palestine recognition state/canada state/palestine 2025-09-21
palestine recognition state/france state/palestine 2025-09-22
palestine recognition-refused state/new-zealand state/palestine 2025-09-26
palestine relations-established state/kazakhstan state/palestine 1992-04-06
palestine observer-admitted state/palestine organization/united-nations 2012-11-29
"""  # noqa: E501


@cache
def claims(path: Path) -> tuple[Claim, ...]:
    return records_of(path).claims


def seed() -> tuple[Claim, ...]:
    return claims(SEED)


@cache
def derived(path: Path) -> Derivation:
    return derive(claims(path))


@cache
def quads(path: Path) -> tuple[Quad, ...]:
    return tuple(parse(path=path))


def subjects(path: Path) -> set[str]:
    found = (quad.subject for quad in quads(path))
    return {node.value for node in found if isinstance(node, NamedNode)}


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


def certainty(kind_of_status: str, track: str, actor: str, day: str) -> Certainty:
    """Return how sure the seed is of a status of an actor on a day."""
    at = date.fromisoformat(day)
    found = [
        stretch.certainty
        for stretch in derived(SEED).stretches
        if (stretch.key.track, stretch.key.actor) == (track, actor)
        and stretch.value == kind_of_status
        and stretch.first <= at < stretch.until
    ]
    return found[0] if found else Certainty.NONE


def test_the_claims_of_the_article_are_its_facts_and_no_more() -> None:
    found = Counter(
        " ".join(
            part or "-"
            for part in (
                claim.kind,
                claim.track,
                claim.actor,
                claim.target,
                claim.person or claim.list,
                claim.date.edtf,
            )
        )
        for claim in seed()
        if claim.release == ARTICLE
    )
    assert found == Counter(lines(FACTS))


def test_the_article_is_a_source_that_draws_on_another() -> None:
    records = records_of(SEED)
    assert next(s for s in records.sources if s.id == "source/" + ARTICLE[8:]) == (
        Source(
            id="source/nghe-an-newspaper-2025-07-05",
            title="Why did Russia become the first major power in the world to "
            "officially recognize the Taliban?",
            creator="Hoang Bach",
            publisher="Nghe An Newspaper",
            published=dates.parse("2025-07-05"),
            published_text="5 July 2025, 10:34",
            url="https://baonghean.vn/en/vi-sao-nga-tro-thanh-cuong-quoc-lon-dau-tien-"
            "tren-the-gioi-chinh-thuc-cong-nhan-taliban-10301620.html",
            language="en",
        )
    )
    release: Release = next(r for r in records.releases if r.id == ARTICLE)
    assert release.derived_from == ("release/rt-2025-07-04",)


def test_the_article_names_the_posts_of_kabulov_without_dates() -> None:
    people = {entity.id: entity for entity in records_of(SEED).entities}
    kabulov = people["person/zamir-kabulov"]
    assert kabulov.release == ARTICLE
    assert kabulov.posts == (
        "ambassador of Russia in Kabul, formerly",
        "special envoy of the Russian president for Afghanistan",
    )


@pytest.mark.parametrize("fact", lines(BESIDE))
def test_a_fact_stands_beside_the_article_with_its_own_source(fact: str) -> None:
    found = {
        " ".join((c.kind, c.actor, c.target, c.person or "-", c.date.edtf))
        for c in seed()
        if c.release != ARTICLE
    }
    assert fact in found


@pytest.mark.parametrize("fact", lines(CURATED))
def test_a_fact_is_in_the_file_of_its_case(fact: str) -> None:
    name, rest = fact.split(maxsplit=1)
    found = {
        " ".join((c.kind, c.actor, c.target, c.date.edtf))
        for c in claims(data_dir() / "cases" / f"{name}.ttl")
    }
    assert rest in found


def test_the_removal_and_the_suspension_are_two_labels_of_one_act() -> None:
    labels = {
        (claim.kind, claim.date.edtf)
        for claim in seed()
        if claim.track == "listing" and claim.kind != "listed"
    }
    assert labels == {("delisted", "2025-04"), ("listing-suspended", "2025-04-17")}
    assert {c.about_event for c in seed() if c.kind == "delisted"} == {ACT}
    assert {c.about_event for c in seed() if c.kind == "listing-suspended"} == {ACT}


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        ("listed", "2003-02-13", Certainty.NONE),
        ("listed", "2020-01-01", Certainty.CERTAIN),
        ("listed", "2025-04-10", Certainty.POSSIBLE),
        ("listed", "2025-05-01", Certainty.NONE),
        ("suspended", "2025-05-01", Certainty.CONTRADICTED),
    ],
)
def test_the_taliban_are_on_the_list_as_surely_as_the_sources_say(
    value: str, day: str, expected: Certainty
) -> None:
    court = "organization/supreme-court-of-russia"
    assert certainty(value, "listing", court, day) is expected


@pytest.mark.parametrize(
    ("actor", "day", "expected"),
    [
        ("state/pakistan", "1997-05-25", Certainty.CERTAIN),
        ("state/united-arab-emirates", "1997-05-27", Certainty.POSSIBLE),
        ("state/saudi-arabia", "2001-09-24", Certainty.CERTAIN),
        ("state/saudi-arabia", "2001-09-25", Certainty.NONE),
        ("state/united-arab-emirates", "2001-09-22", Certainty.NONE),
        ("state/pakistan", "2001-11-22", Certainty.NONE),
        ("state/china", "2024-06-01", Certainty.NONE),
        ("state/russia", "2025-07-02", Certainty.NONE),
        ("state/russia", "2025-07-03", Certainty.CERTAIN),
    ],
)
def test_a_state_recognises_the_emirate_as_surely_as_the_sources_say(
    actor: str, day: str, expected: Certainty
) -> None:
    assert certainty("recognised", GOVERNMENT, actor, day) is expected


def test_six_cases_hold_four_hundred_claims_and_more() -> None:
    counted = {path.stem: len(claims(path)) for path in CASES}
    assert len(counted) >= 6
    assert sum(counted.values()) >= 400
    assert counted["china"] >= 110
    assert counted["palestine"] >= 110


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_claim_has_its_source_its_place_and_the_bounds_of_its_date(
    path: Path,
) -> None:
    nodes: dict[str, dict[str, list[str]]] = {}
    for quad in quads(path):
        if isinstance(quad.object, NamedNode | Literal):
            of_subject = nodes.setdefault(str(quad.subject), {})
            predicate = quad.predicate.value.removeprefix(DEF).removeprefix(PROV)
            of_subject.setdefault(predicate, []).append(quad.object.value)
    for subject, node in nodes.items():
        if "kind" not in node:
            continue
        for needed in ("hadPrimarySource", "locator", "date", "stance", "rank", "mode"):
            assert len(node.get(needed, [])) == 1, (subject, needed)
        assert node["locator"] != [""], subject
        days = dates.parse(node["date"][0]).days
        bounds = [str(days.earliest)] if days.earliest else []
        assert node.get("earliest", []) == bounds, subject
        assert node.get("latest", []) == ([str(days.latest)] if days.latest else [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_sorted_blocks_and_no_blank_node(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    heads = [line[1:-1] for line in text.splitlines() if line.startswith("<")]
    assert heads == sorted(set(heads))
    assert {ID + head for head in heads} == subjects(path)
    assert not any(
        isinstance(node, BlankNode)
        for quad in quads(path)
        for node in (quad.subject, quad.object)
    )


def test_a_thing_is_described_in_one_file_and_everything_named_is_described() -> None:
    described = Counter(subject for path in FILES for subject in subjects(path))
    assert [subject for subject, count in described.items() if count > 1] == []
    named = {
        quad.object.value
        for path in FILES
        for quad in quads(path)
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(ID)
        and not quad.predicate.value.endswith("aboutEvent")
    }
    assert named
    assert named - described.keys() == set()
