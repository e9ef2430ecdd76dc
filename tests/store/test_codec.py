from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyoxigraph import Quad, RdfFormat, Store, serialize

import arbitrary
from build import claim, entity, release, source
from recog.domain.claims import Claim
from recog.domain.dates import parse
from recog.domain.derive import derive
from recog.domain.entities import Entity, Name, Release, Source
from recog.domain.judgements import Judgement
from recog.errors import EntityError, InvalidDataError
from recog.store import record_lines, vocab
from recog.store.codec import (
    Extra,
    Records,
    Value,
    canonical,
    canonical_release,
    quads_of,
    read,
    records_of,
)
from recog.store.parsing import FORMATS

PREFIXES = """
@prefix recog: <https://w3id.org/recog/def/> .
@prefix claim: <https://w3id.org/recog/id/claim/> .
@prefix state: <https://w3id.org/recog/id/state/> .
@prefix release: <https://w3id.org/recog/id/release/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLAIM = (
    PREFIXES
    + """
claim:one a recog:Claim ;
  recog:kind recog:Recognition ; recog:track recog:StateRecognition ;
  recog:actor state:france ; recog:target state:kosovo ;
  recog:date "2008-02"^^edtf:EDTF ;
  recog:earliest "2008-02-01"^^xsd:date ; recog:latest "2008-02-29"^^xsd:date ;
  prov:hadPrimarySource release:test .
"""
)


def stored(*quads: Quad) -> list[Quad]:
    """Pass quads through a store, which rewrites some literals."""
    store = Store()
    store.extend(quads)
    return list(store)


@settings(deadline=None)
@given(arbitrary.claims())
def test_every_claim_survives_the_round_trip(claim: Claim) -> None:
    records, faults = read(stored(*quads_of(claim)))

    assert faults == ()
    assert records == Records(claims=(claim,))


@settings(deadline=None)
@given(arbitrary.judgements)
def test_every_judgement_survives_the_round_trip(judgement: Judgement) -> None:
    records, faults = read(stored(*quads_of(judgement)))

    assert faults == ()
    assert records == Records(judgements=(judgement,))
    line = record_lines.of_record(judgement)
    assert record_lines.to_record(line) == judgement


@settings(deadline=None)
@given(arbitrary.entities())
def test_every_entity_survives_the_round_trip(entity: Entity) -> None:
    records, faults = read(stored(*quads_of(entity)))

    assert faults == ()
    assert records == Records(entities=(canonical(entity),))


@settings(deadline=None)
@given(arbitrary.sources)
def test_every_source_survives_the_round_trip(source: Source) -> None:
    records, faults = read(stored(*quads_of(source, release="release/one")))

    assert faults == ()
    assert records == Records(sources=(source,))


@settings(deadline=None)
@given(arbitrary.releases)
def test_every_release_survives_the_round_trip(release: Release) -> None:
    records, faults = read(stored(*quads_of(release)))

    assert faults == ()
    assert records == Records(releases=(canonical_release(release),))


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_format_gives_the_same_values(media_type: str) -> None:
    values: list[Value] = [claim(), entity(), entity("state/france"), release()]
    values.append(source())
    quads = [quad for value in values for quad in quads_of(value)]
    format = FORMATS[media_type]
    triples = [quad.triple for quad in quads]
    data = serialize(quads if format.supports_datasets else triples, format=format)
    assert data is not None

    assert records_of(data, media_type) == Records(
        entities=(entity("state/france"), entity()),
        sources=(source(),),
        releases=(release(),),
        claims=(claim(),),
    )


def test_each_value_lies_in_the_graph_of_its_release() -> None:
    derived = derive([claim()])
    values: list[Value] = [claim(), entity(), release()]
    values += [*derived.events, *derived.spans]
    graphs = {quad.graph_name for value in values for quad in quads_of(value)}

    assert graphs == {
        vocab.release_graph("release/test"),
        vocab.EVENTS_GRAPH,
        vocab.SPANS_GRAPH,
    }


def test_an_entity_that_two_releases_describe_is_read_as_two_descriptions() -> None:
    french = entity(labels=(Name(text="Kosovo (fr)", language="fr"),))
    other = replace(french, release="release/other", codes=("iso:XK",))
    quads = [*quads_of(french), *quads_of(other)]

    assert read(quads)[0].entities == (other, french)


def test_an_entity_of_two_releases_in_one_graph_is_a_fault() -> None:
    triples = [*quads_of(entity()), *quads_of(entity(release="release/other"))]
    data = serialize((q.triple for q in triples), format=RdfFormat.N_TRIPLES)
    assert data is not None

    with pytest.raises(InvalidDataError) as caught:
        records_of(data, "application/n-triples")

    assert [(fault.where, fault.message) for fault in caught.value.faults] == [
        (
            "state/kosovo",
            "prov:hadPrimarySource: 2 values are given; one is right",
        )
    ]


def test_the_dates_of_an_alternative_name_that_is_not_former_are_refused() -> None:
    dated = entity(names=(Name(text="Kosova", began=parse("2008")),))

    with pytest.raises(EntityError, match="not a former name"):
        list(quads_of(dated))


def test_foreign_statements_about_our_things_are_kept_word_for_word() -> None:
    data = CLAIM + 'claim:one dcterms:description "x"@fr, "y" .'

    assert records_of(data.encode(), "text/turtle").extras == (
        Extra(
            "claim/one",
            "release/test",
            (
                "<https://w3id.org/recog/id/claim/one> "
                '<http://purl.org/dc/terms/description> "x"@fr',
                "<https://w3id.org/recog/id/claim/one> "
                '<http://purl.org/dc/terms/description> "y"',
            ),
        ),
    )


FAULTS = {
    "an unknown term of ours": ("recog:actr state:x", "unknown term recog:actr"),
    "a term of another class": (
        'recog:code "iso:AF"',
        "recog:code does not belong here",
    ),
    "two actors": ("recog:actor state:x", "recog:actor: 2 values are given; one is"),
    "an unknown kind": (
        "recog:kind recog:Recogniton",
        "unknown recog:Recogniton",
    ),
    "a literal for a link": ('recog:person "x"', 'recog:person: "x" is not a thing'),
    "a link for a literal": ("recog:how state:x", "is not a literal"),
    "days that do not agree": (
        'recog:earliest "2008-02-02"^^xsd:date',
        "recog:earliest: 2 values are given; one is right",
    ),
    "a day that does not exist": (
        'recog:retractedAt "2008-02-30T00:00:00Z"^^xsd:dateTime',
        "there is no such day",
    ),
    "an ill-typed foreign day": (
        'dcterms:date "2008-02-30"^^xsd:date',
        "is not an xsd:date: there is no such day",
    ),
    "a datatype that is not accepted": (
        'dcterms:date "P1Y"^^xsd:duration',
        "datatype xsd:duration, which is not accepted",
    ),
    "a moment without zone": (
        'recog:retractedAt "2008-02-03T00:00:00"^^xsd:dateTime',
        "has no time zone",
    ),
    "a qualifier the date does not have": (
        "recog:approximate true",
        "recog:approximate is true, but recog:date 2008-02 says otherwise",
    ),
    "a blank object": ("dcterms:relation []", "has no address of its own"),
    "two comments in English": ('rdfs:comment "a", "b"@en', "several in English"),
    "two classes": ("a recog:State", "must be a recog:Claim and nothing else"),
}


@pytest.mark.parametrize(("statement", "message"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_statement_is_a_fault_that_says_what_is_right(
    statement: str, message: str
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        records_of(f"{CLAIM} claim:one {statement} .".encode(), "text/turtle")

    assert {fault.where for fault in caught.value.faults} == {"claim/one"}
    assert any(message in fault.message for fault in caught.value.faults)


def test_days_that_disagree_with_the_date_are_a_fault() -> None:
    data = CLAIM.replace("2008-02-29", "2008-02-28")

    with pytest.raises(InvalidDataError) as caught:
        records_of(data.encode(), "text/turtle")

    assert [fault.message for fault in caught.value.faults] == [
        "recog:date 2008-02 means 2008-02-01 .. 2008-02-29, "
        "but earliest and latest say 2008-02-01 .. 2008-02-28"
    ]


def test_a_node_of_another_kind_is_a_fault() -> None:
    data = f"{PREFIXES} <http://example.org/x> a rdfs:Class ."

    with pytest.raises(InvalidDataError) as caught:
        records_of(data.encode(), "text/turtle")

    assert "not a thing that recog keeps" in caught.value.faults[0].message
