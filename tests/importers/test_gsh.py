"""gsh: which territory is which state, what it adds, and what it leaves as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from build import entity, when
from recog.domain.entities import Entity, Name
from recog.errors import FormatError
from recog.importers import Record, Skip
from recog.importers.gsh import RELEASE, Reason, release_of, whole
from recog.importers.records import NAME_UNKNOWN
from state_files import OURS, taken, territory

VOLTA = entity(
    "state/burkina-faso",
    "Burkina Faso",
    codes=("gsh:burkina-faso", "gsh:upper-volta-1984"),
    began=when("1960-08-05"),
    release=OURS,
)
FRANCE = entity("state/france", codes=("gsh:france",), release=OURS)


def described(records: list[Record]) -> list[Entity]:
    return [record for record in records if isinstance(record, Entity)]


def skipped(records: list[Record]) -> list[tuple[str, str]]:
    return [(each.reason, each.detail) for each in records if isinstance(each, Skip)]


def test_a_former_name_of_a_state_that_is_known_is_added_with_its_years(
    tmp_path: Path,
) -> None:
    territory(tmp_path, "burkina-faso", "Burkina Faso", since="1984")
    territory(tmp_path, "upper-volta-1984", "Upper Volta", since="1960", until="1984")
    assert described(taken("gsh", tmp_path, [VOLTA])) == [
        Entity(
            id="state/burkina-faso",
            labels=(Name(text="Burkina Faso", language="en"),),
            names=(
                Name(
                    text="Upper Volta",
                    language="en",
                    former=True,
                    began=when("1960"),
                    ended=when("1984"),
                ),
            ),
            codes=("gsh:burkina-faso", "gsh:upper-volta-1984"),
            release=RELEASE.id,
        )
    ]


def test_a_state_of_the_past_that_is_not_known_becomes_one(tmp_path: Path) -> None:
    territory(
        tmp_path,
        "kongo-1914",
        "Kongo",
        long="Kingdom of Kongo",
        since="1390",
        until="1914",
        before=["mwene-900", "france"],
    )
    territory(tmp_path, "mwene-900", "Mwene", since="361", until="900")
    territory(tmp_path, "france", "France", since="843")
    found = described(taken("gsh", tmp_path, [FRANCE]))
    assert [each.id for each in found] == ["state/kongo", "state/mwene", "state/france"]
    assert found[0] == Entity(
        id="state/kongo",
        labels=(Name(text="Kongo", language="en"),),
        names=(Name(text="Kingdom of Kongo", language="en"),),
        codes=("gsh:kongo-1914",),
        began=when("1390"),
        ended=when("1914"),
        predecessors=("state/mwene",),
        release=RELEASE.id,
    )
    assert found[1].began == when("0361")


def test_two_territories_of_one_name_keep_their_years_in_the_id(
    tmp_path: Path,
) -> None:
    territory(tmp_path, "mali-1600", "Mali", since="1230", until="1600")
    territory(tmp_path, "mali", "Mali", since="1960")
    ids = [each.id for each in described(taken("gsh", tmp_path, []))]
    assert ids == ["state/mali", "state/mali-1600"]


@pytest.mark.parametrize(
    ("id", "type", "reason"),
    [
        ("natal-1910", "dependency-or-area-of-special-sovereignty", Reason.DEPENDENCY),
        ("urundi-TBD", "", Reason.TYPE_UNKNOWN),
        ("prussia-1918", "independent-state", Reason.DEPENDENCY),
    ],
)
def test_what_was_no_state_is_skipped(
    tmp_path: Path, id: str, type: str, reason: str
) -> None:
    territory(tmp_path, id, "X", type=type, since="1843", until="1910")
    found = taken("gsh", tmp_path, [])
    assert described(found) == []
    assert [each for each, _ in skipped(found)] == [reason]


def test_what_recog_says_otherwise_stays_and_is_listed(tmp_path: Path) -> None:
    empire = entity(
        "state/empire", codes=("gsh:empire-1900",), ended=when("1899"), release=OURS
    )
    territory(tmp_path, "upper-volta-1984", "Upper Volta", since="1950", until="1949")
    territory(tmp_path, "burkina-faso", "France", since="1984", before=["empire-1900"])
    territory(tmp_path, "empire-1900", "Empire", since="1800", until="1900")
    found = taken("gsh", tmp_path, [VOLTA, FRANCE, empire])
    assert skipped(found) == [
        (Reason.ANOTHERS_NAME, "'France' is state/france"),
        (Reason.SUCCESSION, "empire-1900 (state/empire)"),
        (Reason.YEARS_REVERSED, "1950 to 1949"),
        (Reason.FIRST_YEAR, "state/burkina-faso: 1950; recog has 1960-08-05"),
        (Reason.LAST_YEAR, "state/empire: 1900; recog has 1899"),
    ]
    assert all(not (each.began or each.ended) for each in described(found))


def test_an_id_of_a_country_that_nothing_has_is_listed(tmp_path: Path) -> None:
    territory(tmp_path, "france", "France")
    folder = tmp_path / "data" / "countries-old"
    folder.mkdir()
    for id, label in (("fr", "France"), ("mu", "Mu")):
        (folder / f"{id}.xml").write_text(
            f"<country><id>{id}</id><label>{label}</label></country>"
        )
    skips = [
        each for each in taken("gsh", tmp_path, [FRANCE]) if isinstance(each, Skip)
    ]
    assert [(each.reason, each.name, each.where) for each in skips] == [
        (NAME_UNKNOWN, "Mu", "data/countries-old/mu.xml")
    ]


def test_reading_again_what_was_read_says_the_same(tmp_path: Path) -> None:
    territory(tmp_path, "kongo-1914", "Kongo", since="1390", until="1914")
    territory(tmp_path, "upper-volta-1984", "Upper Volta", since="1960", until="1984")
    first = taken("gsh", tmp_path, [VOLTA])
    again = taken("gsh", tmp_path, [VOLTA, *described(first)])
    assert again == first


def test_one_file_is_read_alone_and_replaces_nothing(tmp_path: Path) -> None:
    territory(tmp_path, "kongo-1914", "Kongo", since="1390", until="1914")
    file = tmp_path / "data" / "territories" / "kongo-1914.xml"
    assert [each.id for each in described(taken("gsh", file, []))] == ["state/kongo"]
    assert whole(file, "") == ()
    assert whole(tmp_path, "") == (RELEASE.id,)


def test_an_edition_is_told_by_its_day() -> None:
    assert release_of("2026-02-23, draft") == RELEASE
    later = release_of("2027-01-15, commit 0f3a")
    assert later.id == "release/historyatstate-gsh-2027-01-15"
    assert later.edition == "2027-01-15, commit 0f3a"
    with pytest.raises(FormatError, match="not an edition: 'x'"):
        release_of("x")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<territory><id>a</territory>", "a.xml, line 1: no XML"),
        ("<country/>", "a.xml, line 1: not a <territory>: <country>"),
        (
            '<!DOCTYPE t [<!ENTITY e SYSTEM "file:///etc/passwd">]><territory>&e;'
            "</territory>",
            "a.xml: refused",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, fault: str) -> None:
    folder = tmp_path / "territories"
    folder.mkdir()
    (folder / "a.xml").write_text(text)
    with pytest.raises(FormatError, match=fault):
        taken("gsh", tmp_path, [])


def test_a_folder_without_territories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds no territories"):
        taken("gsh", tmp_path, [])
