"""recog passes the W3C's tests wherever its engine does, and all of the protocols."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from suites.explained import ENGINE, REFUSED, explanation, is_refused
from suites.judging import Score, Verdict, judged, scores
from suites.manifests import SUITE, cases
from suites.protocol import protocol_verdicts, serving
from suites.systems import engine, recog
from suites.tables import documented, tables, write

pytestmark = [
    pytest.mark.suite,
    pytest.mark.skipif(SUITE is None, reason="the suites are not here"),
]
PROTOCOLS = (
    "sparql11/graph-store-protocol",
    "sparql11/protocol",
    "sparql11/service-description",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Every test taken once."""

    scores: Mapping[str, Score]
    ours: Mapping[str, Verdict]
    theirs: Mapping[str, Verdict]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Take every test, with recog and with the engine alone."""
    every = cases()
    with engine() as alone:
        theirs = {case.name: judged(case, alone) for case in every}
    with recog(tmp_path_factory.mktemp("recog")) as system:
        ours = {case.name: judged(case, system) for case in every}
    told = scores(every, ours, theirs)
    with serving(tmp_path_factory.mktemp("server")) as server:
        protocol = protocol_verdicts(server)
    for group in PROTOCOLS:
        own = [v for name, v in protocol.items() if name.startswith(f"{group}/")]
        told[group] = Score(len(own), sum(v.passed for v in own), None)
    return Run(told, ours | protocol, theirs)


def test_every_kind_of_test_is_found(run: Run) -> None:
    assert len(run.ours) > 1300
    assert {name.partition("/")[0] for name in run.ours} == {
        "sparql10",
        "sparql11",
        "sparql12",
    }


def test_recog_passes_what_its_engine_passes(run: Run) -> None:
    worse = {
        name: run.ours[name].why
        for name, verdict in run.theirs.items()
        if verdict.passed and not run.ours[name].passed and not is_refused(name)
    }
    assert worse == {}


@pytest.mark.parametrize("group", PROTOCOLS)
def test_the_protocols_are_kept_to_in_full(run: Run, group: str) -> None:
    score = run.scores[group]
    failed = {
        name: verdict.why
        for name, verdict in run.ours.items()
        if name.startswith(f"{group}/") and not verdict.passed
    }
    assert failed == {}
    assert score.recog == score.tests > 2


def test_every_failure_is_explained_and_every_explanation_needed(run: Run) -> None:
    failed = {name: v.why for name, v in run.ours.items() if not v.passed}
    assert {n: why for n, why in failed.items() if not explanation(n)} == {}
    assert {explanation(name) for name in failed} == {*ENGINE, *REFUSED}


def test_the_docs_have_the_scores_of_the_run(run: Run) -> None:
    made = tables(run.scores, run.ours)
    if os.environ.get("RECOG_WRITE_SCORES") == "yes":
        write(made)
    assert documented() == made


def test_a_wrong_result_does_not_pass() -> None:
    """The judge is judged: blank nodes by shape, rows by number and order."""
    from pyoxigraph import BlankNode, Literal

    from suites.results import Result, isomorphic, same

    a, b, c = BlankNode("a"), BlankNode("b"), BlankNode("c")
    one = Literal("1")
    assert isomorphic([(a, one), (b, a)], [(c, one), (a, c)])
    assert not isomorphic([(a, one), (b, a)], [(c, one), (a, b)])
    assert not isomorphic([(one,), (one,)], [(one,)])
    rows = ((one,), (Literal("2"),))
    turned = Result("rows", rows[::-1], ("x",))
    assert same(Result("rows", rows, ("x",)), turned)
    assert not same(Result("rows", rows, ("x",), ordered=True), turned)
    assert not same(Result("rows", rows, ("y",)), turned)
    assert not same(Result("boolean", truth=True), Result("boolean", truth=False))


def test_the_folder_of_the_suites_is_no_part_of_the_project() -> None:
    assert SUITE is not None
    assert not SUITE.is_relative_to(Path(__file__).parents[2])
