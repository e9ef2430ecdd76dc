from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from build import MOMENT, entity, release, source
from importing import POCOM, chief, mission
from recog.domain.claims import Claim, Key
from recog.domain.entities import Entity, Release
from recog.domain.reconcile import Event, reconcile
from recog.errors import FormatError, InvalidDataError
from recog.importers.pocom import RELEASE, Reason
from recog.service.load import Progress, Report, load, load_data
from recog.store.codec import quads_of
from recog.store.embedded import Change, Store
from recog.store.turtle import written

LATER = MOMENT + timedelta(days=1)
HEADER = "kind,actor,target,date,source_title"
ROW = "recognition,France,Kosovo,2008-02-18,A note"
TURTLE = """
@prefix recog: <https://w3id.org/recog/def/> .
@prefix id: <https://w3id.org/recog/id/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .

<https://w3id.org/recog/id/claim/one> a recog:Claim ;
  recog:kind recog:Recognition ; recog:track recog:StateRecognition ;
  recog:actor <https://w3id.org/recog/id/state/france> ;
  recog:target <https://w3id.org/recog/id/state/{target}> ;
  recog:date "2008-02-18"^^edtf:EDTF ;
  recog:earliest "2008-02-18"^^xsd:date ; recog:latest "2008-02-18"^^xsd:date ;
  recog:mode recog:Unspecified ; recog:stance recog:Asserts ; recog:rank recog:Normal ;
  prov:hadPrimarySource <https://w3id.org/recog/id/release/test> .
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open a store that knows four states and a release."""
    with Store.open(tmp_path / "home") as opened:
        opened.commit(
            Change(
                entities=[
                    entity("state/france", codes=("iso:FR",)),
                    entity("state/kosovo"),
                    entity("state/iran", codes=("pocom:iran",)),
                    entity("state/united-states"),
                ],
                sources=[source()],
                releases=[release()],
            ),
            author="test",
            message="states",
            at=MOMENT,
        )
        yield opened


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def load_rows(store: Store, folder: Path, *rows: str) -> Report:
    path = write(folder, "claims.csv", "\n".join([HEADER, *rows]))
    return load(store, "claims-csv", path, at=MOMENT)


def test_a_table_lands_and_is_reported(store: Store, tmp_path: Path) -> None:
    report = load_rows(store, tmp_path, ROW, ROW)
    assert report.read == 2
    assert report.made == {"entities": 0, "sources": 1, "releases": 1, "claims": 1}
    assert report.claims == {"recognition": 1}
    assert report.skipped == {"row given twice": 1}
    assert [skip.where for skip in report.skips] == ["row 3"]
    assert report.changed
    assert report.version == store.snapshot().version
    spans = store.snapshot().chronicle.spans(track="state-recognition")
    assert [span.key.target for span in spans] == ["state/kosovo"]


def test_the_same_again_makes_no_version(store: Store, tmp_path: Path) -> None:
    first = load_rows(store, tmp_path, ROW)
    again = load_rows(store, tmp_path, ROW)
    assert (again.version, again.changed) == (first.version, False)


def test_nothing_of_a_faulty_table_lands(store: Store, tmp_path: Path) -> None:
    before = store.snapshot().version
    with pytest.raises(InvalidDataError) as raised:
        load_rows(store, tmp_path, ROW, ROW.replace("Kosovo", "Kosowo"))
    (fault,) = raised.value.faults
    assert fault.line == 3
    assert "'Kosowo'" in fault.message
    assert "Kosovo (state/kosovo)" in fault.message
    assert store.snapshot().version == before


def test_a_table_may_cite_a_release_that_is_known(store: Store, tmp_path: Path) -> None:
    header = "kind,actor,target,date,release"
    row = "recognition,iso:FR,state/kosovo,2008-02-18,release/test"
    path = write(tmp_path, "a.csv", f"{header}\n{row}")
    assert load(store, "claims-csv", path, at=MOMENT).made["claims"] == 1
    path = write(tmp_path, "b.csv", f"{header}\n{row}-2")
    with pytest.raises(InvalidDataError, match="no release is release/test-2"):
        load(store, "claims-csv", path, at=MOMENT)


def test_rdf_lands(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl", TURTLE.format(target="kosovo"))
    report = load(store, "rdf", path, at=MOMENT)
    assert (report.read, report.made["claims"]) == (1, 1)
    assert sorted(reason.split()[5] for reason in report.skipped) == [
        "recog:dateText:",
        "recog:locator,",
    ]
    assert store.snapshot().claim("claim/one") is not None


def test_rdf_that_names_what_is_not_there_does_not_land(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path, "a.ttl", TURTLE.format(target="atlantis"))
    with pytest.raises(InvalidDataError, match="recog:target of a claim is described"):
        load(store, "rdf", path, at=MOMENT)
    assert store.snapshot().claim("claim/one") is None


def test_rdf_that_breaks_shapes_is_told_with_every_fault_and_its_line(
    store: Store, tmp_path: Path
) -> None:
    text = TURTLE.format(target="kosovo")
    for old, new in (("recog:Asserts", "recog:Hopes"), ("2008-02-18", "2008-02-31")):
        text = text.replace(old, new)
    path = write(tmp_path, "a.ttl", text)
    with pytest.raises(InvalidDataError) as raised:
        load(store, "rdf", path, at=MOMENT)
    assert {fault.where for fault in raised.value.faults} == {"claim/one"}
    assert {fault.line for fault in raised.value.faults} == {8}
    assert len(raised.value.faults) >= 2


def test_rdf_that_breaks_its_grammar_is_told(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl", "<https://example.org/a> <b")
    with pytest.raises(FormatError, match="line 1"):
        load(store, "rdf", path, at=MOMENT)


def test_pocom_lands_with_its_people(store: Store, tmp_path: Path) -> None:
    folder = mission(
        tmp_path / "pocom", chief(started="1977-06-18", ended="1979-04-06")
    )
    report = load(store, "pocom", folder, at=MOMENT)
    assert report.read == 1
    assert report.made == {"entities": 1, "sources": 1, "releases": 1, "claims": 2}
    assert report.skipped == {Reason.PERSON_MISSING: 1}
    (held,) = store.snapshot().chronicle.on(date(1979, 1, 1), track="head-of-mission")
    assert held.key.person == "person/sullivan-william-healy"
    assert (held.value, held.certainty) == ("in-office", "certain")


def test_what_a_data_set_no_longer_says_is_withdrawn(
    store: Store, tmp_path: Path
) -> None:
    folder = mission(
        tmp_path / "pocom",
        chief(started="1977-06-18", ended="1979-04-06"),
        chief("ir-2", "someone", started="1980-01-01"),
    )
    load(store, "pocom", folder, at=MOMENT)
    mission(folder, chief(started="1977-06-18", ended="1979-04-07"))
    assert load(store, "pocom", folder, at=LATER).changed
    standing = {
        (claim.kind, str(claim.date))
        for claim in store.snapshot().claims_in(RELEASE.id)
        if claim.retracted_at is None
    }
    assert standing == {
        ("credentials-presented", "1977-06-18"),
        ("mission-terminated", "1979-04-07"),
    }


def test_one_file_of_a_data_set_withdraws_nothing(store: Store, tmp_path: Path) -> None:
    folder = mission(tmp_path / "pocom", chief(started="1977-06-18"))
    mission(folder, chief("kv-1", "x", at="iran", started="1999"), territory="other")
    load(store, "pocom", folder, at=MOMENT)
    file = folder / "missions-countries" / "iran.xml"
    assert not load(store, "pocom", file, at=LATER).changed


def test_what_importers_make_keeps_every_shape(store: Store, tmp_path: Path) -> None:
    folder = mission(
        tmp_path / "pocom",
        chief(appointed="About | 1977-05-26", started="1977-06", ended="| 1979"),
        chief("a", "a", role="principal-officer", arrived="1980-01-01"),
        chief("b", "b", started="1981-01-01", ended="Left post on or after | 1982-02"),
        nominees=[
            chief("c", "c", note="Nomination of May 1, 1983, withdrawn May 2, 1983."),
            chief("d", "d", appointed="1984-01-01", note="Iran having refused him."),
        ],
    )
    load(store, "pocom", folder, at=MOMENT)
    load_rows(store, tmp_path, ROW, "statement,France,,../2008,A note")
    snapshot = store.snapshot()
    values: list[Claim | Release] = [
        *snapshot.releases.values(),
        *(
            claim
            for release in snapshot.releases
            for claim in snapshot.claims_in(release)
        ),
    ]
    quads = [quad for value in values for quad in quads_of(value)]
    checked = store.validate(written(quads), "text/turtle")
    assert checked.faults == ()
    assert len(checked.records.claims) == 13


def test_progress_is_told(store: Store, tmp_path: Path) -> None:
    phases: list[str] = []
    totals: list[int] = []
    steps: list[int] = []
    progress = Progress(
        total=totals.append, advance=lambda: steps.append(1), phase=phases.append
    )
    path = write(tmp_path, "claims.csv", f"{HEADER}\n{ROW}\n{ROW}")
    load(store, "claims-csv", path, at=MOMENT, progress=progress)
    assert (totals, len(steps)) == ([2], 2)
    assert phases[0] == "reading"
    assert len(phases) > 1


@pytest.mark.parametrize(
    ("format", "name", "message"),
    [
        ("nonsense", "claims.csv", "unknown format 'nonsense'; known: claims-csv, "),
        ("claims-csv", "nowhere.csv", "there is no such file or folder"),
    ],
)
def test_an_unknown_format_or_path_is_told(
    store: Store, tmp_path: Path, format: str, name: str, message: str
) -> None:
    write(tmp_path, "claims.csv", HEADER)
    with pytest.raises(FormatError, match=message):
        load(store, format, tmp_path / name, at=MOMENT)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a store with the facts that come with recog."""
    with Store.open(tmp_path_factory.mktemp("facts")) as opened:
        assert load_data(opened, at=MOMENT).made["claims"] >= 400
        yield opened


def test_the_facts_that_come_with_recog_load_once(facts: Store) -> None:
    again = load_data(facts, at=LATER)
    assert (again.version, again.changed) == (facts.snapshot().version, False)


@pytest.mark.corpus
@pytest.mark.skipif(not POCOM.is_dir(), reason="the data set is not here")
def test_pocom_on_the_facts_tells_who_was_in_tehran_in_1979(facts: Store) -> None:
    iran = POCOM / "missions-countries" / "iran.xml"
    report = load(facts, "pocom", iran, at=LATER)
    assert report.read == 44
    assert Reason.RECEIVER_UNKNOWN not in report.skipped
    held = facts.snapshot().chronicle.on(
        date(1979, 1, 1), track="head-of-mission", targets=["state/iran"]
    )
    assert [(each.key.person, each.value, each.certainty) for each in held] == [
        ("person/sullivan-william-healy", "in-office", "certain")
    ]


KERR = chief(
    "ni-1851-kerr-01",
    "kerr-john-bozman",
    role="charge-daffaires",
    at="nicaragua",
    appointed="1851-03-12",
    started="Officailly recognized on | 1852-02-18",
    ended="Left post on | 1853-06-01",
    note="Letters of credence for Kerr were issued both to Nicaragua and to the "
    "National Representation of Central America; credentials to the latter were not "
    "presented.",
)
KERR_FILES = {
    "people/k/kerr-john-bozman.xml": (
        "<person><persName><surname>Kerr</surname><forename>John Bozman</forename>"
        "<altname>John B. Kerr</altname></persName>"
        "<birth>1809</birth><death>1878</death></person>"
    ),
    "roles-country-chiefs/charge-daffaires.xml": (
        "<role><id>charge-daffaires</id>"
        "<names><singular>Chargé d’Affaires</singular></names></role>"
    ),
}


def test_importing_pocom_meets_the_case_of_kerr_that_is_there_already(
    tmp_path: Path,
) -> None:
    folder = mission(tmp_path, KERR, territory="nicaragua")
    for name, text in KERR_FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with Store.open(tmp_path / "home") as store:
        load_data(store, at=MOMENT)
        before = _of_kerr(store)
        load(store, "pocom", folder, at=LATER)
        assert _of_kerr(store) == before
        assert RELEASE.coverage == store.snapshot().releases[RELEASE.id].coverage
    credentials = [
        event for event in before[0] if event.kind == "credentials-presented"
    ]
    assert [(len(event.claims), event.contradicted) for event in credentials] == [
        (2, True)
    ]


def _of_kerr(store: Store) -> tuple[list[Event], list[Claim], Entity]:
    """Return what is held of him: events, claims, and himself."""
    snapshot, person = store.snapshot(), "person/kerr-john-bozman"
    key = Key("head-of-mission", "state/united-states", "state/nicaragua", person)
    events = reconcile(snapshot.claims_of(key))
    return list(events), list(snapshot.claims_of(key)), snapshot.entities[person]
