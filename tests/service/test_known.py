"""Names, sources and coverage are those of the releases known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from asked import Asked, answers
from build import MOMENT, claim, coverage, entity, release, source
from desks import desk
from recog.domain.entities import Name
from recog.service.exports import export
from recog.service.operations import OPERATIONS
from recog.service.questions import Question
from recog.service.workbench import Workbench
from recog.store.embedded import Change

LATER = MOMENT + timedelta(days=1)
FRANCE, KOSOVO, SPAIN = "state/france", "state/kosovo", "state/spain"
PARISIANS = "government/parisians"
ON = {"on": "2008-06-01"}
QUESTIONS: list[Asked] = [
    ("status", {"actor": FRANCE, **ON}),
    ("status", {"actor": SPAIN, "target": KOSOVO, **ON}),
    ("status", {"actor": KOSOVO, "target": SPAIN, **ON}),
    ("events", {"target": KOSOVO}),
    ("events", {"source": "source/test"}),
    ("timeline", {"entity": FRANCE}),
    ("timeline", {"actor": FRANCE}),
    ("diff", {"from": "2008-01-01", "to": "2008-12-31"}),
    ("network", ON),
    ("network", {"around": KOSOVO, **ON}),
]

#: What comes later: other names, a government, coverage, and claims.
NEWS = Change(
    sources=[source("source/other", title="Another source")],
    releases=[
        release(
            "release/other",
            of="source/other",
            title="Another release",
            coverage=(coverage("state-recognition", "relations"),),
        )
    ],
    entities=[
        entity(
            FRANCE,
            "The French Republic",
            release="release/other",
            names=(Name(text="Gaul"),),
        ),
        entity(PARISIANS, release="release/other", governs=FRANCE),
    ],
    claims=[
        claim(by=SPAIN, on="2008-03", release="release/other"),
        claim(by=PARISIANS, on="2008-01", release="release/other"),
        claim(by=FRANCE, on="2008-02-18", release="release/other"),
    ],
)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Give a workbench that knows one recognition of Kosovo."""
    said = claim(by=FRANCE, on="2008-02", id="claim/first")
    with desk(tmp_path, said, entities=[entity(SPAIN), entity(KOSOVO)]) as made:
        yield made


def told(bench: Workbench) -> None:
    bench.store.commit(NEWS, author="t", message="m", at=LATER)


def test_what_was_known_before_an_import_is_answered_as_it_was_then(
    bench: Workbench,
) -> None:
    before = answers(bench, QUESTIONS)
    told(bench)
    now = answers(bench, QUESTIONS)

    assert answers(bench, QUESTIONS, MOMENT) == before
    assert answers(bench, QUESTIONS, LATER) == now
    assert all(one != other for one, other in zip(before, now, strict=True))


def test_who_had_looked_then_is_who_had_been_read_then(bench: Workbench) -> None:
    absent: list[Asked] = [("status", {"actor": KOSOVO, "target": SPAIN, **ON})]
    told(bench)

    ((_, (now,), _, releases),) = answers(bench, absent)
    ((_, (then,), _, none),) = answers(bench, absent, MOMENT)
    assert (now["certainty"], then["certainty"]) == ("none", "unknown")
    assert [each["id"] for each in now["coverage"]] == ["release/other"]
    assert [each["id"] for each in releases] == ["release/other"]
    assert (then["coverage"], none) == ([], [])


def test_a_release_is_known_from_its_first_import_on(bench: Workbench) -> None:
    told(bench)
    again = Change(releases=[release("release/test", title="A new title")])
    bench.store.commit(again, author="t", message="m", at=LATER + timedelta(days=1))

    releases = bench.view().snapshot.releases
    assert releases["release/test"].title == "A new title"
    assert releases["release/test"].recorded_at == MOMENT
    assert releases["release/other"].recorded_at == LATER


def test_names_and_sources_of_a_moment_are_found_by_id(bench: Workbench) -> None:
    told(bench)
    then, now = bench.view().known(MOMENT), bench.view()

    assert set(now.snapshot.entities) - set(then.snapshot.entities) == {PARISIANS}
    assert set(now.snapshot.sources) - set(then.snapshot.sources) == {"source/other"}
    assert PARISIANS not in then.snapshot.entities
    assert then.directory.label(FRANCE) == "France"
    assert now.directory.governments(FRANCE) == (PARISIANS,)
    assert then.directory.governments(FRANCE) == ()
    assert now.known(None) is now


def file(bench: Workbench, question: Question) -> list[bytes]:
    """Return the lines of a timeline in Turtle, without the comments that name it."""
    content = export(bench.view(), OPERATIONS["timeline"], question).content
    return [line for line in content.splitlines() if not line.startswith(b"#")]


def test_a_file_of_what_was_known_is_the_file_of_then(bench: Workbench) -> None:
    question = Question(entity=FRANCE, format="ttl")
    before = file(bench, question)
    told(bench)

    assert file(bench, question) != before
    assert file(bench, replace(question, as_known=MOMENT)) == before
