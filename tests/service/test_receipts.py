from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from build import MOMENT, claim, entity
from desks import TODAY, desk
from recog.domain.claims import Claim
from recog.domain.receipts import Receipt, digest, read, write
from recog.errors import InputError
from recog.service.answers import Answer
from recog.service.exports import export
from recog.service.operations import OPERATIONS
from recog.service.questions import read_question
from recog.service.receipts import Opened, opened, word_of
from recog.service.replays import replay
from recog.service.results import result_hash
from recog.service.row_changes import details
from recog.service.verdicts import Verdict
from recog.service.workbench import Workbench
from recog.store.embedded import Change, Store

FRANCE = claim(date_text="18 February 2008")
SERBIA = claim(by="state/serbia", on="2030")
SPAIN = claim(by="state/spain", on="2010-01-01", date_text="New Year 2010")
QUESTIONS: Mapping[str, dict[str, str]] = {
    "entities": {"q": "kosovo"},
    "resolve": {"q": "kosovo"},
    "events": {"target": "state/kosovo"},
    "status": {"target": "state/kosovo"},
    "diff": {"from": "2008-01-01", "to": "2012-01-01"},
    "timeline": {"entity": "state/kosovo"},
    "network": {"around": "state/kosovo"},
    "why": {"actor": "state/france", "target": "state/kosovo"},
    "matrix": {
        "track": "state-recognition",
        "actors": "state/france",
        "targets": "state/kosovo",
    },
    "quality": {"target": "state/kosovo"},
    "ask": {"q": "Who recognises Kosovo?"},
    "releases": {},
    "holdings": {"source": "release/test"},
    "judgements": {"entity": "state/kosovo"},
}
#: What the commits of these tests do not change.
UNTOUCHED = ("entities", "resolve", "releases", "judgements")


def answered(bench: Workbench, name: str, given: Mapping[str, str]) -> Answer:
    operation, view = OPERATIONS[name], bench.view()
    return operation.ask(view, read_question(view, given, allowed=tuple(given)))


def word(bench: Workbench, name: str, **given: str) -> str:
    return word_of(answered(bench, name, given or QUESTIONS[name]).receipt or "")


def commit(bench: Workbench, *claims: Claim, retracted: tuple[str, ...] = ()) -> None:
    known = bench.view().snapshot.entities
    parties = {party for each in claims for party in (each.actor, each.target)}
    change = Change(
        entities=[entity(each) for each in sorted(parties) if each not in known],
        claims=claims,
        retract=retracted,
    )
    at = bench.view().snapshot.manifest.time + timedelta(days=1)
    bench.store.commit(change, author="test", message="later", at=at)


def judged(bench: Workbench, word: str) -> tuple[str, bool | None]:
    found = opened(bench, word)
    return str(found.verdict), found.present.same


def told(found: Opened) -> list[tuple[str, str]]:
    return [(each.change, each.words) for each in found.present.rows]


def resealed(word: str, **changes: Any) -> str:
    """Return a receipt with a field altered by someone who knows how it is made."""
    return write(replace(read(word), **changes))


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_has_a_receipt_that_holds(tmp_path: Path, name: str) -> None:
    with desk(tmp_path, FRANCE, SPAIN) as bench:
        first, again = word(bench, name), word(bench, name)
        assert first == again
        assert judged(bench, first) == ("holds", True)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_receipt_says_the_same_after_a_restart_and_on_another_day(
    tmp_path: Path, name: str
) -> None:
    with desk(tmp_path, FRANCE, SPAIN) as bench:
        before = word(bench, name)
    with Store.open(tmp_path) as store:
        later = Workbench(store, lambda: date(2041, 1, 1))
        assert judged(later, before) == ("holds", True)


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_receipt_replays_after_further_commits(tmp_path: Path, name: str) -> None:
    with desk(tmp_path, FRANCE, SERBIA) as bench:
        before = word(bench, name)
        commit(bench, SPAIN)
        commit(bench, claim(by="state/norway", of="state/palestine", on="2024-05-28"))
        commit(bench, retracted=(FRANCE.id,))
        verdict, same = judged(bench, before)
        assert verdict == "holds"
        assert same is (name in UNTOUCHED)


@pytest.mark.parametrize(  # no commit is unrelated to what a release holds
    "name", sorted(set(OPERATIONS) - {"diff", "holdings"})
)
def test_an_unrelated_commit_leaves_the_hash_as_it_was(
    tmp_path: Path, name: str
) -> None:
    with desk(tmp_path, FRANCE, SPAIN) as bench:
        before = answered(bench, name, QUESTIONS[name])
        commit(bench, claim(by="state/norway", of="state/palestine", on="2024-05-28"))
        after = answered(bench, name, QUESTIONS[name])
        assert before.version != after.version
        assert before.sha256 == after.sha256
        assert judged(bench, word_of(before.receipt or "")) == ("holds", True)


def test_where_a_party_is_drawn_is_no_part_of_the_answer() -> None:
    node = {"id": "state/a", "label": "A", "type": "state", "x": 0.5, "y": 0.5}
    hashes = {
        result_hash([], {"nodes": [node | change], "edges": []}, None)
        for change in ({}, {"x": 0.25}, {"y": -1.0}, {"label": "B"})
    }
    assert len(hashes) == 2


def test_an_answer_in_words_says_which_day_now_is(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        today = answered(bench, "ask", {"q": "Who ever recognised Kosovo?"})
        assert today.question["on"] == TODAY.isoformat()
        assert f"on={TODAY}" in today.permalink
        then = {"q": "Who recognises Kosovo?", "on": "2000-01-01"}
        assert answered(bench, "ask", then).rows == []
        assert "1 January 2000" in answered(bench, "ask", then).more["reading"]


def test_a_claim_that_is_added_is_told_with_its_row(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        before = word(bench, "status")
        commit(bench, SPAIN)
        found = opened(bench, before)
        assert (found.verdict, found.present.same) == (Verdict.HOLDS, False)
        assert found.present.counts == {"gained": 1, "lost": 0, "changed": 0}
        assert told(found) == [
            (
                "gained",
                "Spain → Kosovo [state-recognition]: recognised, certain, "
                "since 2010-01-01",
            )
        ]


def test_a_claim_that_is_retracted_is_told_with_its_row(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE, SPAIN) as bench:
        before = word(bench, "timeline")
        commit(bench, retracted=(SPAIN.id,))
        found = opened(bench, before)
        assert (found.verdict, found.present.same) == (Verdict.HOLDS, False)
        assert found.present.counts == {"gained": 0, "lost": 2, "changed": 0}
        assert all("Spain" in words for _, words in told(found))


def test_a_claim_that_ends_a_status_changes_its_row(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        before = word(bench, "timeline", entity="state/kosovo")
        commit(bench, claim("recognition-withdrawn", on="2011-05"))
        found = opened(bench, before)
        assert found.present.counts == {"gained": 1, "lost": 0, "changed": 1}
        (changed,) = (each for each in found.present.rows if each.change == "changed")
        assert "until: nothing → 2011-05" in changed.details
        assert any("newly said: 2011-05" in each for each in changed.details)


def test_an_answer_in_words_tells_how_its_sentence_changed(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        before = word(bench, "ask")
        commit(bench, SPAIN)
        assert opened(bench, before).present.more == (
            "sentence: One on 23 November 2026 recognised Kosovo: France. → "
            "2 on 23 November 2026 recognised Kosovo: France, Spain.",
        )


def test_long_words_that_differ_get_a_line_each() -> None:
    long = "word " * 20
    assert details({"note": long}, {"note": f"{long}more"}) == (
        f"note, before: {long}",
        f"note, today: {long}more",
    )


def test_editions_that_are_new_are_told(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        before = word(bench, "status")
        commit(bench, replace(SPAIN, release="release/other"))
        assert opened(bench, before).present.releases == ()  # not described
    assert read(before).releases == {"release/test": "2026-11-23"}


def test_a_page_is_replayed_as_it_was(tmp_path: Path) -> None:
    parties = [claim(by=f"state/s{each}") for each in range(7)]
    with desk(tmp_path, *parties) as bench:
        given = {"target": "state/kosovo", "limit": "3"}
        page = answered(bench, "status", given)
        second = answered(bench, "status", given | {"cursor": page.next or ""})
        assert [row["actor"]["id"] for row in second.rows][0] == "state/s3"
        assert judged(bench, word_of(second.receipt or "")) == ("holds", True)
        found = opened(bench, word_of(second.receipt or ""))
        assert f"cursor={page.next}" in found.permalink


@pytest.mark.parametrize(
    ("name", "form"), [("timeline", "csv"), ("timeline", "json"), ("network", "json")]
)
def test_a_file_carries_a_receipt_of_the_whole(
    tmp_path: Path, name: str, form: str
) -> None:
    parties = [claim(by=f"state/s{each}") for each in range(120)]
    with desk(tmp_path, *parties) as bench:
        view, given = bench.view(), QUESTIONS[name] | {"format": form, "limit": "3"}
        question = read_question(view, given, allowed=tuple(given))
        text = export(view, OPERATIONS[name], question).content.decode()
        receipt = text.partition("/receipt/")[2].replace(",", " ").replace('"', " ")
        found = replay(bench, receipt.split()[0])
        assert found.receipt.operation == f"export/{name}"
        assert found.verdict == "holds"
        assert found.then
        assert found.then.answer
        assert len(found.then.answer.rows) >= 120


def test_an_entity_has_a_receipt(tmp_path: Path) -> None:
    from recog.service.entities import entity as described

    with desk(tmp_path, FRANCE) as bench:
        before = word_of(described(bench.view(), "state/kosovo").receipt or "")
        assert judged(bench, before) == ("holds", True)
        commit(bench, SPAIN)
        found = opened(bench, before)
        assert (found.verdict, found.present.same) == (Verdict.HOLDS, False)
        assert found.words == "What is known of Kosovo"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": "000001"}, "was made on"),
        ({"version": "000009"}, "made no version 000009"),
        ({"version": "9" * 400}, "is the version of no store"),
        ({"version": "../../etc"}, "is the version of no store"),
        ({"version": "٠٠٠٠٠٢"}, "is the version of no store"),
        ({"at": MOMENT + timedelta(microseconds=1)}, "was made on"),
        ({"sha256": digest("other")}, "gives another answer, with the hash"),
        ({"releases": {"release/test": "2025"}}, "other editions"),
        ({"releases": {}}, "other editions"),
        ({"parameters": {"target": "state/france"}}, "gives another answer"),
        ({"parameters": {"target": "state/atlantis"}}, "cannot be asked again"),
    ],
    ids=str,
)
def test_a_receipt_that_was_altered_does_not_hold(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with desk(tmp_path, FRANCE) as bench:
        found = opened(bench, resealed(word(bench, "status"), **changes))
        assert found.verdict != "holds"
        assert words in found.reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"operation": "drop"}, "unknown operation 'drop'; known: entities, resolve"),
        ({"operation": "export/status"}, "unknown operation 'export/status'"),
        ({"parameters": {"colour": "red"}}, "unknown parameter 'colour'; known: actor"),
        ({"parameters": {"version": "000001"}}, "unknown parameter 'version'"),
        ({"parameters": {"track": "x"}}, "unknown track 'x'; known: government"),
        ({"parameters": {"limit": "9" * 50}}, "right would be 1 to 1000"),
        ({"operation": "ask"}, "unknown parameter 'target'"),
        ({"operation": "events"}, "unknown parameter 'on'"),
        ({"operation": "ask", "parameters": {}}, "q is missing"),
    ],
    ids=str,
)
def test_a_receipt_of_no_question_is_refused(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with desk(tmp_path, FRANCE) as bench:
        altered = resealed(word(bench, "status"), **changes)
        with pytest.raises(InputError, match=words):
            opened(bench, altered)


def _without(home: Path, bench: Workbench, version: str) -> Workbench:
    """Return a workbench over the store after versions up to one were pruned."""
    for folder in (home / "versions").iterdir():
        if folder.name <= version:
            shutil.rmtree(folder)
    return Workbench(bench.store, lambda: TODAY)


@pytest.mark.parametrize("name", OPERATIONS)
def test_where_the_version_is_gone_the_claims_of_then_are_asked(
    tmp_path: Path, name: str
) -> None:
    recorded = [replace(each, recorded_at=MOMENT) for each in (FRANCE, SERBIA)]
    with desk(tmp_path, *recorded) as bench:
        before = word(bench, name)
        commit(bench, SPAIN)
        commit(bench, retracted=(FRANCE.id,))
        later = _without(tmp_path, bench, read(before).version)
        found = opened(later, before)
        recalls = "as_known" in OPERATIONS[name].accepted
        same = name in UNTOUCHED
        assert found.verdict == ("holds" if recalls or same else "cannot-be-told")
        assert "is no longer kept" in found.reason
        assert ("asked for what was known on 2026-11-23T10" in found.reason) is recalls
        assert found.present.same is same
        assert opened(later, before).reason == found.reason


def test_a_question_of_its_own_knowledge_time_keeps_it(tmp_path: Path) -> None:
    old = replace(FRANCE, recorded_at=MOMENT - timedelta(days=9))
    new = replace(SPAIN, recorded_at=MOMENT)
    with desk(tmp_path, old, new) as bench:
        day = (MOMENT - timedelta(days=3)).date().isoformat()
        before = word(bench, "status", target="state/kosovo", as_known=day)
        commit(bench, SERBIA)
        later = _without(tmp_path, bench, read(before).version)
        assert judged(later, before) == ("holds", True)


@pytest.mark.parametrize(
    ("version", "days", "words"),
    [
        ("000002", 5, "made no version 000002"),
        ("000009", 0, "made no version 000009"),
        ("000002", -1, "gives another answer"),
    ],
)
def test_a_version_that_cannot_have_been_here_is_not_replayed(
    tmp_path: Path, version: str, days: int, words: str
) -> None:
    with desk(tmp_path, FRANCE) as bench:
        before = word(bench, "status")
        commit(bench, SPAIN)
        later = _without(tmp_path, bench, "000002")
        altered = resealed(
            before, version=version, at=read(before).at + timedelta(days=days)
        )
        found = opened(later, altered)
        assert found.verdict == "does-not-hold"
        assert words in found.reason


def test_a_receipt_says_how_to_cite(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        q = "Who recognised Kosovo & Côte {d’Ivoire} 100%?"
        before = word(bench, "ask", q=q)
        found = opened(bench, before, host="https://recog.example")
        cite, address = found.citation, f"https://recog.example/receipt/{before}"
        hash = read(before).sha256
        assert cite.text == (
            f"recog, “{q}”, version 000002 of 2026-11-23 10:00:00 UTC, SHA-256 of the "
            f"answer {hash}, {address}"
        )
        assert r"title = {{Who recognised Kosovo \& Côte \{d’Ivoire\} 100\%?}}" in (
            cite.bibtex
        )
        assert cite.bibtex.startswith(f"@misc{{recog-000002-{hash[:8]},\n")
        assert cite.csl["title"] == q
        assert cite.csl["issued"] == {"date-parts": [[2026, 11, 23]]}
        assert cite.csl["URL"] == address


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        (
            "status",
            {"actor": "state/france", "target": "state/kosovo", "on": "2010-01-01"},
            "What holds, from France, towards Kosovo, on 1 January 2010",
        ),
        (
            "diff",
            {"from": "2008-01-01", "to": "2008-12-31", "track": "state-recognition"},
            "What changed, on the track recognition of states, 2008",
        ),
        (
            "events",
            {"kind": "recognition", "from": "2008"},
            "What happened, of kind recognition, on or after 1 January 2008",
        ),
    ],
)
def test_a_question_is_told_in_words(
    tmp_path: Path, name: str, given: dict[str, str], words: str
) -> None:
    with desk(tmp_path, FRANCE) as bench:
        assert opened(bench, word(bench, name, **given)).words == words


def test_a_receipt_holds_what_its_answer_says(tmp_path: Path) -> None:
    with desk(tmp_path, FRANCE) as bench:
        answer = answered(bench, "status", QUESTIONS["status"])
        assert read(word_of(answer.receipt or "")) == Receipt(
            operation="status",
            parameters={"target": "state/kosovo", "on": TODAY.isoformat()},
            version="000002",
            at=MOMENT,
            releases={"release/test": "2026-11-23"},
            sha256=answer.sha256,
        )
