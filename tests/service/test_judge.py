"""A person's verdict decides, is undone without trace, and survives every import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import asked
from build import MOMENT, claim, entity
from desks import TODAY, desk
from recog.domain.claims import Claim
from recog.errors import ClaimError, InvalidDataError, NotFoundError
from recog.service.judge import judge, retract, undo
from recog.service.workbench import Workbench
from recog.store.embedded import Change

HOUR = timedelta(hours=1)
YEAR_51 = claim("credentials-presented", by="state/a", of="state/b", on="1851-02-03",
    person="person/kerr", id="claim/pocom")  # fmt: skip
YEAR_52 = claim("credentials-presented", by="state/a", of="state/b", on="1852-02-03",
    person="person/kerr", id="claim/guide")  # fmt: skip
VERDICT = {
    "claim": "claim/guide",
    "rank": "preferred",
    "reason": "the letter of credence has this year",
    "author": "A. Reader",
}
PARTIES = ("state/a", "state/b", "person/kerr")
QUESTIONS: list[asked.Asked] = [
    ("status", {"actor": "state/a", "target": "state/b", "on": "1851-12-31"}),
    ("events", {"actor": "state/a"}),
    ("timeline", {"entity": "state/b"}),
    ("diff", {"from": "1851-01-01", "to": "1851-12-31"}),
    ("network", {"on": "1851-12-31"}),
    ("why", {"actor": "state/a", "target": "state/b", "on": "1852-12-31"}),
    ("judgements", {"entity": "state/b"}),
]


@contextmanager
def ticking(home: Path, *claims: Claim) -> Iterator[Workbench]:
    """Give a workbench whose clock goes on an hour at each change."""
    hours = iter(range(1, 1000))
    with desk(home, *claims) as bench:
        yield Workbench(
            bench.store, lambda: TODAY, now=lambda: MOMENT + next(hours) * HOUR
        )


def answers(bench: Workbench, as_known: datetime | None = None) -> list[Any]:
    """Return the answer to every question."""
    return asked.answers(bench, QUESTIONS, as_known)


def certainty(bench: Workbench) -> str:
    (_, rows, *_), *_ = answers(bench)
    return str(rows[0]["certainty"])


def test_a_rank_decides_a_contradiction_and_says_whose_it_is(tmp_path: Path) -> None:
    with ticking(tmp_path, YEAR_51, YEAR_52) as bench:
        assert certainty(bench) == "contradicted"
        judge(bench, VERDICT)

        assert certainty(bench) == "none"
        (event,) = dict((name, rows) for name, rows, *_ in answers(bench))["events"]
    assert not event["contradicted"]
    ranked = {each["id"]: each for each in event["claims"]}
    assert ranked["claim/guide"]["rank"] == "preferred"
    assert ranked["claim/guide"]["rank_author"] == "A. Reader"
    assert ranked["claim/guide"]["rank_reason"] == VERDICT["reason"]
    assert ranked["claim/pocom"]["rank"] == "normal"
    assert ranked["claim/pocom"]["rank_author"] == ""


def test_undoing_a_judgement_restores_the_former_answers(tmp_path: Path) -> None:
    with ticking(tmp_path, YEAR_51, YEAR_52) as bench:
        before = answers(bench)
        made = judge(bench, VERDICT)
        between = answers(bench)
        undo(bench, made["judgement"])

        *after, (_, judgements, *_) = answers(bench)
        assert after == before[:-1] != between[:-1]
        (row,) = judgements
        assert (row["recorded"], row["retracted"]) == (
            "2026-11-23T11:00:00Z",
            "2026-11-23T12:00:00Z",
        )


def test_what_was_known_before_and_between_is_answered_ever_after(
    tmp_path: Path,
) -> None:
    with ticking(tmp_path, YEAR_51, YEAR_52) as bench:
        before = answers(bench)
        made = judge(bench, VERDICT)
        between = answers(bench)
        undo(bench, made["judgement"])
        retract(bench, "claim/guide", {"reason": "a misprint"})

        assert answers(bench, MOMENT) == before != between
        assert answers(bench, MOMENT + HOUR) == between
        assert certainty(bench) == "certain"


def test_claims_are_joined_and_separated_by_judgement(tmp_path: Path) -> None:
    with ticking(tmp_path, YEAR_51, YEAR_52) as bench:
        for number, id in enumerate(("claim/pocom", "claim/guide")):
            judge(
                bench,
                {
                    "claim": id,
                    "about_event": f"event/{number}",
                    "reason": "he came twice",
                    "author": "A. Reader",
                },
            )
        events = bench.view().snapshot.chronicle.events()
    assert [each.claims for each in events] == [("claim/pocom",), ("claim/guide",)]


def test_a_claim_that_a_person_ruled_out_is_not_doubtful(tmp_path: Path) -> None:
    doubtful: list[asked.Asked] = [("quality", {"check": "imprecise"})]
    with ticking(tmp_path, claim(on="1900/1910", id="claim/vague")) as bench:
        before = asked.answers(bench, doubtful)
        verdict = VERDICT | {"claim": "claim/vague", "rank": "deprecated"}
        made = judge(bench, verdict)
        ((_, rows, *_),) = asked.answers(bench, doubtful)
        undo(bench, made["judgement"])
        assert (len(before[0][1]), rows) == (1, [])
        assert asked.answers(bench, doubtful) == before


def test_an_import_keeps_what_people_judged(tmp_path: Path) -> None:
    with ticking(tmp_path, YEAR_51, YEAR_52) as bench:
        judge(bench, VERDICT)
        before = answers(bench)
        bench.store.commit(
            Change(
                claims=[YEAR_51, YEAR_52],
                entities=[entity(each) for each in PARTIES],
                replaces_release=["release/test"],
            ),
            author="import",
            message="again",
            at=bench.now(),
        )
        assert answers(bench) == before


def test_a_claim_that_was_revised_is_judged_by_its_revision(tmp_path: Path) -> None:
    with ticking(tmp_path, YEAR_52) as bench:
        again = claim("credentials-presented", by="state/a", of="state/b",
            on="1853", person="person/kerr", id="claim/guide")  # fmt: skip
        change = Change(claims=[again])
        bench.store.commit(change, author="t", message="m", at=bench.now())

        with pytest.raises(ClaimError, match="claim/guide-r2 stands in its place"):
            judge(bench, VERDICT)
        with pytest.raises(ClaimError, match="claim/guide-r2 stands in its place"):
            retract(bench, "claim/guide", {"reason": "a slip"})
        judge(bench, VERDICT | {"claim": "claim/guide-r2"})
        retract(bench, "claim/guide-r2", {"reason": "a slip"})
        with pytest.raises(ClaimError, match="claim/guide-r2 was retracted at 2026"):
            retract(bench, "claim/guide", {"reason": "a slip"})
        (said,) = [m.message for m in bench.store.versions() if "slip" in m.message]
    assert said == "retraction of claim/guide-r2: a slip"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "not an object"),
        ({**VERDICT, "rank": "best"}, "rank: 'best'; known: preferred, normal, depre"),
        ({**VERDICT, "rank": ""}, "needs a rank"),
        ({**VERDICT, "reason": " "}, "reason is missing"),
        ({**VERDICT, "author": 3}, "author: not a text: 3"),
        ({**VERDICT, "colour": "red"}, "unknown field 'colour'"),
    ],
)
def test_a_verdict_that_says_too_little_is_refused(
    tmp_path: Path, given: object, message: str
) -> None:
    with ticking(tmp_path, YEAR_52) as bench:
        with pytest.raises(InvalidDataError, match=message):
            judge(bench, given)
        assert len(bench.store.versions()) == 2


def test_what_is_not_there_cannot_be_judged_retracted_or_undone(
    tmp_path: Path,
) -> None:
    with ticking(tmp_path, YEAR_52) as bench:
        with pytest.raises(NotFoundError, match="'claim/none'"):
            judge(bench, VERDICT | {"claim": "claim/none"})
        with pytest.raises(NotFoundError, match="'claim/none'"):
            retract(bench, "claim/none", {"reason": "a slip"})
        with pytest.raises(NotFoundError, match="judgement/none"):
            undo(bench, "judgement/none")
