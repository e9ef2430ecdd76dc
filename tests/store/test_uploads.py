from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import serialize

from build import MOMENT, claim, entity, release, source
from recog.errors import (
    DeadlineError,
    Fault,
    FormatError,
    InvalidDataError,
    ResultSizeError,
)
from recog.store.codec import Records, quads_of, turtle
from recog.store.embedded import Change, Store
from recog.store.limits import Limits
from recog.store.parsing import FORMATS

SHAPE = "https://w3id.org/recog/shape/"
HEAD = """\
@base <https://w3id.org/recog/id/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix recog: <https://w3id.org/recog/def/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLAIM = """
# A comment with <claim/none> in it.
<claim/{id}> a recog:Claim ;
    recog:kind {kind} ; recog:track recog:StateRecognition ;
    recog:actor <{actor}> ; recog:target <state/kosovo> ;
    recog:date "2008-02-18"^^edtf:EDTF ;
    recog:dateText "on 18 February; <claim/none> a x:y" ;
    recog:earliest "2008-02-18"^^xsd:date ; recog:latest "{latest}"^^xsd:date ;
    recog:mode recog:Unspecified ; recog:stance recog:Asserts ;
    recog:rank recog:Normal ; recog:locator "1" ;
    prov:hadPrimarySource <release/test> .
"""


def given(
    id: str = "one",
    kind: str = "recog:Recognition",
    actor: str = "state/france",
    latest: str = "2008-02-18",
) -> str:
    return CLAIM.format(id=id, kind=kind, actor=actor, latest=latest)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    limits = Limits(upload_bytes=2_000_000, memory_bytes=512 * 1024**2)
    with Store.open(tmp_path_factory.mktemp("home"), limits) as store:
        store.commit(
            Change(
                entities=[entity(), entity("state/france")],
                sources=[source()],
                releases=[release()],
            ),
            author="tester",
            message="what claims can name",
            at=MOMENT,
        )
        yield store


def test_a_valid_file_is_accepted_and_can_be_committed(store: Store) -> None:
    checked = store.validate((HEAD + given()).encode(), "text/turtle")

    assert checked.faults == ()
    records = checked.accepted()
    store.commit(
        Change(claims=records.claims), author="tester", message="it", at=MOMENT
    )
    assert store.snapshot().claim("claim/one") is not None


def test_every_fault_is_told_at_once_with_node_shape_words_and_line(
    store: Store,
) -> None:
    text = HEAD + given("one", actor="state/nowhere") + given("two", kind="recog:Recog")
    text += given("three", latest="2008-02-19") + given("four")
    checked = store.validate(text.encode(), "text/turtle")

    line = 8  # of the first claim; each takes eleven
    found = {(f.where, f.shape.removeprefix(SHAPE), f.line) for f in checked.faults}
    assert found == {
        ("claim/one", "Claim-actor-described", line),
        ("claim/two", "Claim-kind", line + 11),
        ("claim/three", "", line + 22),
    }
    assert all(fault.message for fault in checked.faults)
    assert checked.records == Records()
    with pytest.raises(InvalidDataError, match="3 faults") as caught:
        checked.accepted()
    assert caught.value.faults == checked.faults


def test_what_should_be_better_is_a_warning_and_stops_nothing(store: Store) -> None:
    text = HEAD + given().replace('recog:locator "1" ;', "")
    checked = store.validate(text.encode(), "text/turtle")

    assert checked.faults == ()
    assert [(f.shape.removeprefix(SHAPE), f.line) for f in checked.warnings] == [
        ("Claim-should-have-locator", 8)
    ]
    assert len(checked.accepted().claims) == 1


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_file_of_any_format_is_read(store: Store, media_type: str) -> None:
    new = entity("state/spain", codes=("cow:230", "iso:ES"))
    values = (new, claim(by="state/spain", locator="1", date_text="x"))
    quads = [quad for value in values for quad in quads_of(value)]
    format = FORMATS[media_type]
    triples = [quad.triple for quad in quads]
    data = serialize(quads if format.supports_datasets else triples, format=format)
    assert data is not None

    records = store.validate(data, media_type).accepted()
    assert records == Records(entities=(new,), claims=(values[1],))


def test_a_thing_that_is_only_named_must_be_known(store: Store) -> None:
    stubs = "<state/france> a recog:State . <release/test> a recog:Release ."
    known = store.validate((HEAD + given() + stubs).encode(), "text/turtle")
    assert known.faults == ()

    text = HEAD + given(actor="state/utopia") + "\n<state/utopia> a recog:State ."
    unknown = store.validate(text.encode(), "text/turtle")
    assert [(f.where, f.message, f.line) for f in unknown.faults] == [
        ("state/utopia", "is described neither here nor in the store", 18)
    ]


def test_our_own_export_can_be_brought_again(store: Store) -> None:
    data = turtle([claim(by="state/france"), release(), source(), entity()])

    assert store.validate(data, "text/turtle").faults == ()


def test_a_file_on_disk_is_read_by_its_suffix(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "claims.ttl"
    path.write_text(HEAD + given())

    assert len(store.validate(path).accepted().claims) == 1
    with pytest.raises(FormatError, match="not a suffix of an RDF file"):
        store.validate(tmp_path / "claims.txt")


WRONG = {
    "grammar": (HEAD + "<a> <b> c:d .", "text/turtle", "line 6, column 9: .*c:"),
    "media type": (HEAD, "text/html", "not a media type of RDF: 'text/html'"),
    "context elsewhere": (
        '{"@context": "http://127.0.0.1:1/", "@id": "x:y"}',
        "application/ld+json",
        "remote context",
    ),
}


@pytest.mark.parametrize(("text", "media_type", "message"), WRONG.values(), ids=WRONG)
def test_a_file_that_cannot_be_read_is_told_so(
    store: Store, text: str, media_type: str, message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        store.validate(text.encode(), media_type)

    assert store.validate((HEAD + given()).encode(), "text/turtle").faults == ()


def test_a_file_that_is_nested_too_deeply_is_told_so_and_the_next_is_read(
    store: Store,
) -> None:
    text = '{"@id":"x:a","x:b":' * 40_000 + "1" + "}" * 40_000
    with pytest.raises(FormatError, match="line 1: nested more than 200 levels"):
        store.validate(text.encode(), "application/ld+json")

    assert store.validate((HEAD + given()).encode(), "text/turtle").faults == ()


def test_an_entity_bomb_ends_at_the_bound(store: Store) -> None:
    entities = '<!ENTITY a0 "aaaaaaaaaaaaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n + 1} "&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};">'
        for n in range(7)
    )
    bomb = (
        f"<?xml version='1.0'?><!DOCTYPE r [{entities}]>"
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:x="x:"><rdf:Description rdf:about="x:a"><x:b>&a7;</x:b>'
        "</rdf:Description></rdf:RDF>"
    )
    with pytest.raises((ResultSizeError, FormatError)):
        store.validate(bomb.encode(), "application/rdf+xml")


def test_a_file_larger_than_the_bound_is_refused(store: Store) -> None:
    with pytest.raises(ResultSizeError) as caught:
        store.validate(b" " * 2_000_001, "text/turtle")

    assert (caught.value.limit, caught.value.value) == ("upload_bytes", 2_000_000)


def test_a_file_that_takes_too_long_is_given_up(store: Store) -> None:
    text = HEAD + "".join(given(f"n{number}") for number in range(2_000))
    with pytest.raises(DeadlineError):
        store.validate(text.encode(), "text/turtle", timeout_s=0.2)


def test_a_fault_is_a_value() -> None:
    assert Fault(where="a", message="b") == Fault(where="a", message="b")
