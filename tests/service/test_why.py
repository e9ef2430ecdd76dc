from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build import claim, coverage, day, entity, release
from desks import desk
from one_key import KERR
from recog.errors import QuestionError
from recog.service.answers import Answer
from recog.service.exports import export
from recog.service.operations import OPERATIONS
from recog.service.questions import Question
from recog.service.status import status
from recog.service.why import MAX_KEYS, why
from recog.service.workbench import Workbench
from recog.store.parsing import records_of

STATE = "state-recognition"
PAIR: dict[str, Any] = {
    "actor": "state/france",
    "target": "state/kosovo",
    "track": STATE,
}
KERR_ASKED: dict[str, Any] = {
    "actor": "state/united-states",
    "target": "state/nicaragua",
}


def asked(bench: Workbench, **question: Any) -> Answer:
    return why(bench.view(), Question(**question))


def test_steps_come_in_order_with_events_rules_and_what_changed(tmp_path: Path) -> None:
    claims = (claim(on="1912"), claim("recognition-withdrawn", on="1912-10"))
    with desk(tmp_path, *claims) as bench:
        (row,) = asked(bench, **PAIR, on=day("1912-12-01")).rows
    assert row["answer"] == []
    assert row["certainty"] == "none"
    opened, closed = row["steps"]
    assert [each["rule"] for each in opened["rules"]] == ["span-order", "opening"]
    assert opened["rules"][0]["words"] == (
        "not after 31 October 1912, because recognition withdrawn in October 1912 "
        "per “A test source”"
    )
    assert opened["event"]["narrowed"][0]["not_after"] == "1912-10-31"
    assert opened["event"]["claims"][0]["id"] == claims[0].id
    assert (opened["before"], opened["after"]) == (
        [],
        [{"value": "recognised", "certainty": "possible"}],
    )
    assert (closed["position"], closed["after"], closed["later"]) == (2, [], False)


def test_a_contradicted_status_lists_what_each_claim_leads_to(tmp_path: Path) -> None:
    with desk(tmp_path, *KERR) as bench:
        on = day("1851-06-01")
        (row,) = asked(bench, **KERR_ASKED, on=on).rows
        held = status(bench.view(), Question(**KERR_ASKED, on=on)).rows
    told = [
        (each["values"], [[c["id"] for c in group] for group in each["believed"]])
        for each in row["outcomes"]
    ]
    assert told == [
        (["in-office"], [["claim/guide"]]),
        (["nominated"], [["claim/appointment", "claim/pocom"]]),
    ]
    assert [(each["value"], each["certainty"]) for each in held] == [
        ("in-office", "contradicted"),
        ("nominated", "contradicted"),
    ]
    assert all(each["outcomes"] == row["outcomes"] for each in held)
    conflicts = [step["event"]["conflicts"] for step in row["steps"]]
    assert [len(each) for each in conflicts] == [1, 1, 0]
    assert conflicts[0][0]["claims"] == ["claim/appointment", "claim/guide"]
    assert "cannot come before appointment on 12 March 1851" in conflicts[0][0]["words"]


def test_nobody_looked_and_somebody_did_are_told_apart(tmp_path: Path) -> None:
    census = release("release/census", coverage=(coverage(STATE),), title="Census")
    parties = [entity("state/serbia"), entity("state/peru")]
    question = {"actor": "state/serbia", "target": "state/peru", "track": STATE}
    with desk(tmp_path / "a", claim(), entities=parties) as bench:
        (unknown,) = asked(bench, **question).rows
    with desk(tmp_path / "b", claim(), entities=parties, releases=[census]) as bench:
        (silent,) = asked(bench, **question).rows
    assert (unknown["certainty"], unknown["coverage"]) == ("unknown", [])
    assert silent["certainty"] == "none"
    assert [each["label"] for each in silent["coverage"]] == ["Census"]
    assert unknown["steps"] == silent["steps"] == []


def test_two_parties_are_needed_and_not_too_many_statuses(tmp_path: Path) -> None:
    heads = [
        claim(
            "credentials-presented",
            on="1999",
            person=f"person/p{number}",
            by="state/france",
        )
        for number in range(MAX_KEYS + 1)
    ]
    with desk(tmp_path, *heads) as bench:
        with pytest.raises(QuestionError, match="give actor and target"):
            asked(bench, actor="state/france")
        with pytest.raises(QuestionError, match="26 statuses are meant, at most 25"):
            asked(bench, actor="state/france", target="state/kosovo")
        one = asked(bench, **(PAIR | {"track": ""}), person="person/p7")
    assert len(one.rows) == 1


def test_the_explanation_is_provenance_that_a_person_can_query(
    bench: Workbench, tmp_path: Path
) -> None:
    from rdflib import PROV, RDF, Graph, Namespace

    recog = Namespace("https://w3id.org/recog/def/")
    view = bench.view()
    question = Question(
        actor="state/russia",
        target="organization/taliban",
        track="listing",
        on=day("2025-05-01"),
        format="ttl",
    )
    made = export(view, OPERATIONS["why"], question)
    graph = Graph().parse(data=made.content, format="turtle")
    for span in graph.subjects(RDF.type, recog.Span):
        events = set(graph.objects(span, PROV.wasDerivedFrom))
        assert events
        for event in events:
            claims = set(graph.objects(event, PROV.wasDerivedFrom))
            assert claims == set(graph.objects(event, recog.claim))
            sources = [graph.value(c, PROV.hadPrimarySource) for c in claims]
            assert all((s, RDF.type, recog.Release) in graph for s in sources)
    steps = list(graph.subjects(RDF.type, recog.Step))
    places = sorted(int(str(graph.value(step, recog.position))) for step in steps)
    assert places == list(range(1, len(steps) + 1))
    rules = {graph.value(step, recog.rule) for step in steps}
    assert recog.JoinedByHand in rules
    assert all(set(graph.objects(step, PROV.used)) for step in steps)
    path = tmp_path / "why.ttl"
    path.write_bytes(made.content)
    assert len(records_of(path).claims) == 5
