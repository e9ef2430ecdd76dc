from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions
from pyoxigraph import Store as Rdf

import arbitrary
from build import MOMENT, claim, day
from recog.domain.claims import Claim, Key, standing
from recog.domain.derive import derive
from recog.domain.status import Certainty
from recog.store import lines, vocab
from recog.store.building import build
from recog.store.chronicle import VALUE_NAMES, Chronicle
from recog.store.codec import quads_of
from recog.store.embedded import Change, Snapshot, Store
from recog.store.keys import TRACK_NAMES
from recog.store.tabulating import everything

KOSOVO = [
    claim(by="state/france", on="2008-02-18"),
    claim(by="state/spain", on="2008", kind="recognition-refused"),
    claim(by="state/nauru", on="2008-04-23"),
    claim(by="state/nauru", on="2019-11-13", kind="recognition-withdrawn"),
    claim(by="state/ghana", on="2012"),
    claim("relations-established", by="state/kosovo", of="state/france", on="2008-03"),
    claim("relations-established", by="state/ghana", of="state/albania", on="1990"),
    claim(
        "credentials-presented",
        by="state/france",
        of="state/kosovo",
        on="2010-01-05",
        person="person/a-b",
    ),
    claim("statement", by="state/france", of="state/kosovo", on="2009"),
]


def built(folder: Path, claims: list[Claim]) -> Chronicle:
    """Build a chronicle without a store around it."""
    build(
        folder / "chronicle",
        name="000001",
        old=None,
        difference=everything(claims),
    )
    return Chronicle(folder / "chronicle")


def committed(home: Path, claims: list[Claim]) -> Snapshot:
    with Store.open(home) as store:
        store.commit(Change(claims=claims), author="t", message="m", at=MOMENT)
        return store.snapshot()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return committed(tmp_path_factory.mktemp("home"), KOSOVO)


@pytest.fixture(scope="module")
def chronicle(snapshot: Snapshot) -> Chronicle:
    return snapshot.chronicle


def test_what_was_derived_is_read_back_whole(chronicle: Chronicle) -> None:
    recorded = [replace(each, recorded_at=MOMENT) for each in KOSOVO]
    derived = derive(recorded)
    keys = sorted({each.key for each in KOSOVO})

    assert tuple(chronicle.events()) == derived.events
    assert tuple(chronicle.spans()) == derived.spans
    stretches = [s for key in keys for s in chronicle.stretches_of(key)]
    assert tuple(stretches) == derived.stretches
    assert [chronicle.event(event.id) for event in derived.events] == [*derived.events]
    assert [chronicle.keys[row] for row in range(len(chronicle.keys))] == keys


def test_claims_are_found_by_key_release_and_id(snapshot: Snapshot) -> None:
    key = Key("state-recognition", "state/nauru", "state/kosovo")
    ids = sorted(c.id for c in KOSOVO if c.key == key)

    assert [c.id for c in snapshot.claims_of(key)] == ids
    assert len(snapshot.claims_in("release/test")) == len(KOSOVO)
    assert snapshot.claims_in("release/none") == []
    assert snapshot.claims_of(Key("rule", "government/x", "state/y")) == []
    assert snapshot.claim("claim/none") is None


SELECTIONS = [
    ({"track": "relations"}, 2),
    ({"track": "relations", "targets": {"state/france"}}, 1),
    ({"track": "relations", "actors": {"state/france"}}, 1),
    ({"track": "relations", "actors": {"state/kosovo"}}, 1),
    ({"actors": {"state/kosovo"}, "targets": {"state/france"}}, 1),
    ({"actors": {"state/france"}, "targets": {"state/kosovo"}}, 3),
    ({"targets": {"state/kosovo"}}, 5),
    ({"targets": {"state/kosovo"}, "track": "state-recognition"}, 3),
    ({"targets": {"state/france"}, "track": "state-recognition"}, 0),
    ({"actors": {"state/nauru", "state/ghana"}}, 3),
    ({"actors": set()}, 0),
    ({"actors": {"state/nowhere"}}, 0),
    ({"track": "rule"}, 0),
    ({"track": "nonsense"}, 0),
    ({"person": "person/a-b"}, 1),
    ({"person": "person/c"}, 0),
    ({"list": "list/none"}, 0),
    ({}, 6),
]


@pytest.mark.parametrize(("asked", "count"), SELECTIONS)
def test_spans_are_found_by_track_and_parties_from_either_side_if_symmetric(
    chronicle: Chronicle, asked: dict[str, Any], count: int
) -> None:
    assert len(chronicle.spans(**asked)) == count


def test_a_party_is_found_in_any_role(chronicle: Chronicle) -> None:
    assert {s.key.track for s in chronicle.spans(either="person/a-b")} == {
        "head-of-mission"
    }
    assert len(chronicle.spans(either="state/kosovo")) == 5
    assert len(chronicle.events(either="state/france")) == 4
    assert chronicle.events(either="state/nowhere") == []


def test_events_are_found_by_kind_and_by_the_days_they_can_fall_on(
    chronicle: Chronicle,
) -> None:
    def found(first: str, last: str) -> list[str]:
        events = chronicle.events(kind="recognition", first=day(first), last=day(last))
        return [event.key.actor for event in events]

    assert found("2008-02-18", "2008-02-18") == ["state/france"]
    assert found("2008-02-19", "2008-04-22") == []
    assert found("2012-12-31", "2013-01-01") == ["state/ghana"]
    assert len(chronicle.events(kind="recognition")) == 3
    assert chronicle.events(kind="nonsense") == []


def test_what_holds_on_a_day_has_its_certainty_and_span(chronicle: Chronicle) -> None:
    held = chronicle.on(day("2012-06-01"), track="state-recognition")

    assert [(h.key.actor, h.value, h.certainty) for h in held] == [
        ("state/france", "recognised", Certainty.CERTAIN),
        ("state/ghana", "recognised", Certainty.POSSIBLE),
        ("state/nauru", "recognised", Certainty.CERTAIN),
    ]
    assert [chronicle.span(h.span_index).key for h in held] == [h.key for h in held]
    assert chronicle.on(day("2019-11-13"), actors={"state/nauru"}) == []
    assert len(chronicle.on(day("2019-11-12"), actors={"state/nauru"})) == 1


def test_the_stretches_of_a_span_are_those_that_name_it(chronicle: Chronicle) -> None:
    for row, span in enumerate(chronicle.spans()):
        own = [s for s in chronicle.stretches_of(span.key) if s.span == span.id]
        assert chronicle.stretches_of_span(row) == own != []


def test_the_columns_of_a_day_point_to_what_the_values_say(
    chronicle: Chronicle,
) -> None:
    columns = chronicle.held(day("2012-06-01"))
    said = [
        (TRACK_NAMES[track], chronicle.parties[actor], VALUE_NAMES[value])
        for track, actor, value in zip(
            columns.track, columns.actor, columns.value, strict=True
        )
    ]

    assert said == [
        (h.key.track, h.key.actor, h.value) for h in chronicle.on(day("2012-06-01"))
    ]


def test_an_empty_chronicle_answers_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        chronicle = store.snapshot().chronicle

    assert chronicle.on(day("2012-06-01")) == []
    assert chronicle.on(day("2012-06-01"), targets={"state/kosovo"}) == []
    assert chronicle.spans(track="relations") == []
    assert chronicle.events() == []
    assert chronicle.event("event/0123456789abcdef") is None
    assert chronicle.event("event/x") is None


QUERY = """
PREFIX recog: <https://w3id.org/recog/def/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?span {
  ?span a recog:Span ; recog:track recog:StateRecognition ; recog:startLatest ?s .
  OPTIONAL { ?span recog:endEarliest ?e }
  FILTER (?s <= "%s"^^xsd:date && (!BOUND(?e) || "%s"^^xsd:date < ?e)) }
"""
kinds = st.sampled_from(
    (
        "recognition",
        "recognition-withdrawn",
        "recognition-suspended",
        "recognition-resumed",
    )
)
few_days = st.dates(date(1990, 1, 1), date(1992, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[Claim]:
    """Claims whose dates have a first day: SPARQL needs a start to find a span."""
    claims = []
    for number in range(draw(st.integers(1, 8))):
        first, last = sorted((draw(few_days), draw(few_days)))
        form = draw(st.sampled_from((first.isoformat(), f"{first}/{last}")))
        actor = draw(st.sampled_from(("state/a", "state/b", "state/c")))
        claims.append(claim(draw(kinds), by=actor, on=form, id=f"claim/n{number}"))
    return claims


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(claims=histories(), days=st.lists(few_days, min_size=1, max_size=8))
def test_the_chronicle_is_certain_exactly_where_the_spans_in_sparql_are(
    claims: list[Claim], days: list[date], tmp_path_factory: pytest.TempPathFactory
) -> None:
    chronicle = built(tmp_path_factory.mktemp("built"), claims)
    rdf = Rdf()
    rdf.extend(quad for span in derive(claims).spans for quad in quads_of(span))
    for on in days:
        rows = rdf.query(QUERY % (on, on), use_default_graph_as_union=True)
        assert isinstance(rows, QuerySolutions)
        asked = {vocab.local_id(row["span"]) for row in rows}
        told = {
            chronicle.span(held.span_index).id
            for held in chronicle.on(on, track="state-recognition")
            if held.certainty is Certainty.CERTAIN
            and chronicle.span(held.span_index).start_latest is not None
        }
        assert told == asked


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(claims=st.lists(arbitrary.claims(), max_size=6, unique_by=lambda c: c.id))
def test_any_claims_are_read_back_from_the_chronicle(
    claims: list[Claim], tmp_path_factory: pytest.TempPathFactory
) -> None:
    chronicle = built(tmp_path_factory.mktemp("built"), claims)

    places = zip(chronicle.claims["start"], chronicle.claims["length"], strict=True)
    read = [lines.to_claim(chronicle.heap.line(start, size)) for start, size in places]
    assert sorted(read, key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)
    derived = derive(standing(claims, None))
    assert tuple(chronicle.events()) == derived.events
    assert tuple(chronicle.spans()) == derived.spans
