from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Rdf

import arbitrary
from build import MOMENT, claim, entity, release, source
from recog.domain.claims import Claim
from recog.domain.derive import derive
from recog.domain.entities import Entity, Name
from recog.errors import InvalidDataError, NotFoundError, StoreError
from recog.store import tables, vocab
from recog.store.building import build
from recog.store.chronicle import Chronicle
from recog.store.embedded import Change, Manifest, Snapshot, Store
from recog.store.reading import Extra
from recog.store.tabulating import everything as difference_of

LATER = MOMENT + timedelta(days=1)
LATEST = MOMENT + timedelta(days=2)


def commit(store: Store, **parts: object) -> Manifest:
    return store.commit(
        Change(**parts),  # type: ignore[arg-type]
        author="tester",
        message="a test",
        at=MOMENT,
    )


def outdate(folder: Path) -> None:
    """Make a version one of an older recog, which kept no list of its files."""
    (folder / "chronicle" / "meta.json").write_text("{}")
    (folder / "files.json").unlink()


def statements(snapshot: Snapshot) -> set[Quad]:
    return set(Rdf.read_only(str(snapshot.folder / "rdf")))


def rows(chronicle: Chronicle) -> dict[str, object]:
    """Everything a chronicle says, with lines in place of where they lie."""
    every = {
        "keys": chronicle.keys.table,
        "claims": chronicle.claims,
        "events": chronicle.events_table,
        "spans": chronicle.spans_table,
        "stretches": chronicle.stretches_table,
        "records": chronicle.records,
    }
    said: dict[str, object] = {"parties": chronicle.parties}
    for name, table in every.items():
        columns = [c for c in tables.COLUMNS[name] if c not in ("start", "length")]
        said[name] = [table[column].tolist() for column in columns]
        if "start" in tables.COLUMNS[name]:
            said[f"{name} in words"] = [
                chronicle.heap.line(start, length)
                for start, length in zip(table["start"], table["length"], strict=True)
            ]
    return said


@settings(max_examples=8, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    batches=st.lists(
        st.tuples(
            st.lists(arbitrary.claims(), max_size=5, unique_by=lambda c: c.id),
            st.lists(arbitrary.entities(), max_size=3, unique_by=lambda e: e.id),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_changes_one_after_another_give_what_all_of_it_at_once_gives(
    batches: list[tuple[list[Claim], list[Entity]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("home")
    with Store.open(home / "steps") as steps, Store.open(home / "whole") as whole:
        for claims, entities in batches:
            commit(steps, claims=claims, entities=entities)
        last = steps.snapshot()
        claims = list(last.all_claims())
        described = list(last.records.of_type(Entity))
        commit(whole, claims=claims, entities=described)
        at_once = whole.snapshot()

        assert statements(last) == statements(at_once)
        assert rows(last.chronicle) == rows(at_once.chronicle)
        assert last.manifest.content_hash == at_once.manifest.content_hash

        build(
            home / "anew",
            name="000001",
            old=None,
            difference=difference_of(claims, records=described),
        )
        assert rows(Chronicle(home / "anew")) == rows(last.chronicle)


def test_the_same_import_twice_makes_no_version(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        parts = {
            "claims": [claim()],
            "entities": [entity()],
            "sources": [source()],
            "releases": [release()],
        }
        first = commit(store, **parts)
        again = store.commit(
            Change(**parts),  # type: ignore[arg-type]
            author="other",
            message="again",
            at=LATER,
        )

        assert again == first
        assert [m.version for m in store.versions()] == ["000001", "000002"]


def test_a_claim_is_recorded_when_it_is_committed(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim()])

        (kept,) = store.snapshot().all_claims()
        assert kept.recorded_at == MOMENT


def test_a_retracted_claim_stays_and_counts_for_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim()])
        withdrawn = commit(store, retract=[claim().id])

        snapshot = store.snapshot()
        assert snapshot.claims([claim().id])[0].retracted_at == withdrawn.time
        assert snapshot.claims_of(claim().key) == list(snapshot.all_claims())
        assert snapshot.chronicle.events() == []
        assert snapshot.chronicle.spans() == []


def test_an_import_does_not_bring_a_retracted_claim_back(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim()])
        withdrawn = commit(store, retract=[claim().id])

        assert commit(store, claims=[claim()]) == withdrawn


def test_a_release_given_in_full_retracts_what_it_lacks_and_removes_what_none_names(
    tmp_path: Path,
) -> None:
    other = claim(by="state/albania", release="release/other")
    kept, gone = claim(by="state/france"), claim(by="state/spain")
    with Store.open(tmp_path) as store:
        commit(
            store,
            releases=[release(), release("release/other")],
            claims=[kept, gone, other],
            entities=[
                entity("state/france"),
                entity("state/spain"),
                entity("state/portugal"),
            ],
        )
        commit(
            store,
            claims=[kept],
            entities=[entity("state/france")],
            replaces_release=["release/test"],
        )

        snapshot = store.snapshot()
        standing = {c.actor for c in snapshot.all_claims() if c.retracted_at is None}
        assert standing == {"state/france", "state/albania"}
        assert list(snapshot.entities) == ["state/france", "state/spain"]
        assert list(snapshot.releases) == ["release/other", "release/test"]

        commit(store, claims=[kept, gone], replaces_release=["release/test"])
        standing = {
            c.actor for c in store.snapshot().all_claims() if c.retracted_at is None
        }
        assert standing == {"state/france", "state/spain", "state/albania"}


def test_releases_that_one_commit_gives_in_full_do_not_follow_each_other(
    tmp_path: Path,
) -> None:
    cited = claim(id="claim/cited")
    beside = claim(id="claim/beside", release="release/beside", by="state/spain")
    whole = {
        "releases": [release(), release("release/beside")],
        "claims": [cited, beside],
        "replaces_release": ["release/beside", "release/test"],
    }
    with Store.open(tmp_path) as store:
        before = release(recorded_at=MOMENT - timedelta(days=1))
        commit(store, releases=[before], claims=[cited])
        first = commit(store, **whole)

        assert stand(store) == [("claim/beside", ""), ("claim/cited", "")]
        assert commit(store, **whole) == first


def stand(store: Store) -> list[tuple[str, str]]:
    """Return id and note of every claim that stands."""
    claims = store.snapshot().all_claims()
    return sorted((c.id, c.note) for c in claims if c.retracted_at is None)


def test_a_claim_given_with_other_words_is_a_revision_and_the_former_stays(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim(id="claim/x", note="one")])
        for at, note in ((LATER, "two"), (LATEST, "three")):
            change = Change(claims=[claim(id="claim/x", note=note)])
            store.commit(change, author="t", message="m", at=at)

        first, second, third = sorted(store.snapshot().all_claims(), key=lambda c: c.id)
        assert first == claim(
            id="claim/x", note="one", recorded_at=MOMENT, retracted_at=LATER
        )
        assert (second.id, second.revises) == ("claim/x-r2", "claim/x")
        assert (third.id, third.revises) == ("claim/x-r3", "claim/x-r2")
        assert (third.note, third.recorded_at) == ("three", LATEST)
        assert stand(store) == [("claim/x-r3", "three")]
        assert store.snapshot().chronicle.events() == list(derive([third]).events)


def test_a_revised_claim_given_again_as_it_stands_changes_nothing(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim(id="claim/x", note="one")])
        revised = commit(store, claims=[claim(id="claim/x", note="two")])

        assert commit(store, claims=[claim(id="claim/x", note="two")]) == revised
        everything = list(store.snapshot().all_claims())
        assert commit(store, claims=everything) == revised


def test_retracting_a_revised_claim_retracts_the_revision(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim(id="claim/x", note="one")])
        commit(store, claims=[claim(id="claim/x", note="two")])
        commit(store, retract=["claim/x"])

        assert stand(store) == []
        assert store.snapshot().chronicle.events() == []


def test_a_claim_that_comes_back_is_a_revision_of_the_one_that_was_withdrawn(
    tmp_path: Path,
) -> None:
    whole = {"claims": [claim(id="claim/x")], "replaces_release": ["release/test"]}
    with Store.open(tmp_path) as store:
        commit(store, releases=[release()], **whole)
        commit(store, replaces_release=["release/test"])
        back = commit(store, **whole)

        assert stand(store) == [("claim/x-r2", "")]
        assert commit(store, **whole) == back


def test_a_claim_that_someone_gives_as_a_revision_replaces_the_other(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim(id="claim/x", note="one")])
        commit(store, claims=[claim(id="claim/y", note="two", revises="claim/x")])

        assert stand(store) == [("claim/y", "two")]


def test_retracting_an_unknown_claim_is_an_error_and_changes_nothing(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(NotFoundError, match="claim/nothing"):
            commit(store, claims=[claim()], retract=["claim/nothing"])

        assert list(store.snapshot().all_claims()) == []
        assert [path.name for path in (tmp_path / "versions").iterdir()] == ["000001"]


def test_one_id_given_twice_with_different_content_is_a_fault(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        one, other = claim(id="claim/x"), claim(id="claim/x", on="1999")
        with pytest.raises(InvalidDataError) as caught:
            commit(store, claims=[one, other])

        assert [fault.where for fault in caught.value.faults] == ["claim/x"]


def test_an_entity_is_united_over_the_releases_that_describe_it(tmp_path: Path) -> None:
    english = entity(codes=("iso:XK",))
    other = entity(
        label="Republic of Kosovo",
        release="release/a",
        codes=("cow:347",),
        names=(Name(text="Kosova", language="sq"),),
    )
    with Store.open(tmp_path) as store:
        commit(store, entities=[english, other])

        united = store.snapshot().entities["state/kosovo"]
        assert united.label == "Republic of Kosovo"
        assert [name.text for name in united.names] == ["Kosovo", "Kosova"]
        assert united.codes == ("cow:347", "iso:XK")
        assert "state/nowhere" not in store.snapshot().entities


def test_a_source_lies_in_the_graph_of_each_release_that_names_it(
    tmp_path: Path,
) -> None:
    note = Extra(
        "source/test",
        "",
        (
            "<https://w3id.org/recog/id/source/test> "
            '<http://purl.org/dc/terms/description> "x"',
        ),
    )
    with Store.open(tmp_path) as store:
        commit(store, sources=[source()], releases=[release()], extras=[note])
        commit(store, releases=[release("release/second")])
        commit(store, sources=[source(title="Another title")])

        found = {
            (quad.graph_name.value, quad.object.value)
            for quad in statements(store.snapshot())
            if isinstance(quad.graph_name, NamedNode)
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and quad.subject.value.endswith("source/test")
            and quad.predicate.value.startswith("http://purl.org/dc/terms/")
        }
        graph = "https://w3id.org/recog/graph/release/"
        assert found == {
            (graph + name, text)
            for name in ("test", "second")
            for text in ("x", "Another title")
        }


def test_an_old_version_can_still_be_read(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = commit(store, claims=[claim()])
        commit(store, retract=[claim().id])

        assert len(store.snapshot(first.version).chronicle.events()) == 1
        assert len(store.snapshot().chronicle.events()) == 0
        with pytest.raises(NotFoundError, match="no version '000009'"):
            store.snapshot("000009")


def test_a_chronicle_of_another_form_is_derived_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        commit(
            store,
            claims=[claim(), claim(by="state/spain", on="1999~")],
            entities=[entity()],
            sources=[source()],
            releases=[release()],
        )
        before = store.snapshot()
        quads, said = statements(before), rows(before.chronicle)
    outdate(before.folder)

    with Store.open(tmp_path) as store:
        after = store.snapshot()
        assert after.manifest.message == "Derived anew by a newer recog"
        assert statements(after) == quads
        assert rows(after.chronicle) == said


def test_a_release_of_a_store_that_kept_no_moment_is_known_since_its_first_claim(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        commit(store, claims=[claim()], sources=[source()], releases=[release()])
        before = store.snapshot()
    outdate(before.folder)
    rdf = Rdf(str(before.folder / "rdf"))
    told = vocab.iri("release/test"), vocab.term("recordedAt")
    (quad,) = rdf.quads_for_pattern(*told, None)
    rdf.remove(quad)
    rdf.flush()
    del rdf

    with Store.open(tmp_path) as store:
        after = store.snapshot()
        assert after.releases["release/test"].recorded_at == MOMENT
        assert statements(after) == statements(before) | {quad}


def test_a_version_of_another_form_is_not_misread(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        old = store.snapshot().folder
        commit(store, claims=[claim()])
        assert store.snapshot().version == "000002"
        outdate(old)

        with pytest.raises(StoreError, match="000001 was made by another recog"):
            store.snapshot("000001")


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot hold a store"):
        Store.open(tmp_path / "file")


def test_lines_are_shared_between_versions_and_written_anew_when_worn(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store:
        for number in range(40):
            commit(store, claims=[claim(by=f"state/s{number}")])
        chronicle = store.snapshot().chronicle

        assert len(chronicle.heap.segments) < 33
        assert len(list(store.snapshot().all_claims())) == 40
        assert int(np.max(chronicle.claims["start"])) < chronicle.heap.size
