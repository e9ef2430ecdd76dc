from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from importing import Counting, context
from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release
from recog.errors import DateError, FormatError
from recog.importers import Record, Skip
from recog.importers.wikidata import read, whole
from recog.importers.wikidata.times import Time
from wikidata_files import (
    JULIAN,
    dump,
    entity,
    item,
    results,
    row,
    statement,
    time,
    url,
)

KNOWN = {
    "wikidata:Q794": "state/iran",
    "wikidata:Q30": "state/united-states",
    "wikidata:Q657": "state/chad",
    "wikidata:Q9": "organization/network",
}
START, END = time("+1883-06-11T00:00:00Z"), time("+1980-04-07T00:00:00Z")
FROM_WIKIPEDIA = {"P143": item("Q328")}


def records(path: Path, edition: str = "") -> list[Record]:
    return list(read(path, replace(context(KNOWN), edition=edition)))


def said(found: list[Record]) -> list[tuple[str, str, str, str]]:
    return [
        (claim.kind, claim.actor, claim.target, str(claim.date))
        for claim in found
        if isinstance(claim, Claim)
    ]


def claims(found: list[Record]) -> list[Claim]:
    return [each for each in found if isinstance(each, Claim)]


def reasons(found: list[Record]) -> list[str]:
    return [str(each.reason) for each in found if isinstance(each, Skip)]


@pytest.mark.parametrize(
    ("text", "precision", "calendar", "converted", "expected", "old_style"),
    [
        ("+1979-11-04T00:00:00Z", 11, "", False, "1979-11-04", ""),
        ("+00000001979-11-04T00:00:00Z", 11, "", False, "1979-11-04", ""),
        ("1979-11-04T00:00:00Z", 14, "", True, "1979-11-04", ""),
        ("+1921-03-00T00:00:00Z", 10, "", False, "1921-03", ""),
        ("+1921-00-00T00:00:00Z", 9, "", False, "1921", ""),
        ("1921-01-01T00:00:00Z", 9, "", True, "1921", ""),
        ("+1920-00-00T00:00:00Z", 8, "", False, "1920/1929", ""),
        ("+1925-00-00T00:00:00Z", 8, "", False, "1920/1929", ""),
        ("+1850-00-00T00:00:00Z", 7, "", False, "1801/1900", ""),
        ("+1900-00-00T00:00:00Z", 7, "", False, "1801/1999", ""),
        ("+1500-00-00T00:00:00Z", 6, "", False, "1001/2000", ""),
        ("+1917-10-25T00:00:00Z", 11, JULIAN, False, "1917-11-07", "1917-10-25"),
        ("1917-11-07T00:00:00Z", 11, JULIAN, True, "1917-11-07", "1917-10-25"),
        ("+1700-00-00T00:00:00Z", 9, JULIAN, True, "1700-01-11/1701-01-11", "1700"),
    ],
)
def test_a_time_is_a_date_of_its_precision_and_calendar(
    text: str,
    precision: int,
    calendar: str,
    converted: bool,
    expected: str,
    old_style: str,
) -> None:
    found = Time(text, precision, calendar, converted)
    assert (str(found.date()), found.old_style) == (expected, old_style)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("-0044-03-15T00:00:00Z", 11), ("+1500-00-00T00:00:00Z", 5), ("soon", 11)],
)
def test_a_time_that_is_no_date_here_is_an_error(text: str, precision: int) -> None:
    with pytest.raises(DateError):
        Time(text, precision).date()


def test_a_relation_is_established_and_ends(tmp_path: Path) -> None:
    given = statement("Q30", "Q794$b", P580=START, P582=END)
    found = records(dump(tmp_path / "iran.json", entity("Q794", P530=given)))
    assert said(found) == [
        ("relations-established", "state/iran", "state/united-states", "1883-06-11"),
        ("relations-severed", "state/iran", "state/united-states", "1980-04-07"),
    ]
    first = claims(found)[0]
    assert first.locator == "Q794, P530, Q794$b"
    assert first.date_text == "+1883-06-11T00:00:00Z, precision 11"
    assert first.release == "release/wikidata"


@pytest.mark.parametrize(
    ("qualifiers", "edition", "expected"),
    [
        ({"P580": time("+1960-00-00T00:00:00Z", 9)}, "", ["1960"]),
        (
            {"P580": time("+1960-00-00T00:00:00Z", 9), "P1480": item("Q5727902")},
            "",
            ["1960~"],
        ),
        ({"P585": time("+1993-12-16T00:00:00Z")}, "", ["../1993-12-16"]),
        (
            {
                "P580": time(""),
                "P1319": time("+1960-00-00T00:00:00Z", 9),
                "P1326": time("+1962-05-00T00:00:00Z", 10),
            },
            "",
            ["1960-01/1962-05"],
        ),
        ({}, "2026-11-02", ["../2026-11-02"]),
        ({}, "", ["no date in the statement"]),
        ({"P582": time("")}, "2026-11-02", ["../2026-11-02"]),
        ({"P582": time("")}, "", ["no date in the statement"]),
        ({"P580": time("-0044-03-15T00:00:00Z")}, "", ["time that has no date here"]),
    ],
)
def test_a_relation_is_dated_as_far_as_the_statement_tells(
    tmp_path: Path, qualifiers: dict[str, Any], edition: str, expected: list[str]
) -> None:
    given = entity("Q794", P530=statement("Q30", **qualifiers))
    found = records(dump(tmp_path / "iran.json", given), edition)
    assert [date for *_, date in said(found)] + reasons(found) == expected


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (statement("Q30", rank="deprecated", P580=START), "statement deprecated there"),
        (statement("", P580=START), "value unknown or none"),
        (statement("Q404", P580=START), "name not known here"),
        (statement("Q9", P580=START), "parties that do not go together"),
    ],
    ids=["deprecated", "novalue", "unknown", "unfit"],
)
def test_what_cannot_be_said_is_skipped(
    tmp_path: Path, given: dict[str, Any], reason: str
) -> None:
    found = records(dump(tmp_path / "iran.json", entity("Q794", P530=given)))
    assert (said(found), reasons(found)) == ([], [reason])


def test_who_is_not_known_is_told_by_code_and_day(tmp_path: Path) -> None:
    given = entity("Q794", P530=statement("Q404", P580=START))
    found = records(dump(tmp_path / "iran.json", given))
    (skip,) = [each for each in found if isinstance(each, Skip)]
    assert (skip.name, str(skip.on)) == ("wikidata:Q404", "1883-06-11")


@pytest.mark.parametrize(
    ("references", "release", "ref"),
    [
        ((), "release/wikidata", ""),
        ((FROM_WIKIPEDIA,), "release/wikidata-from-wikipedia", ""),
        (
            (FROM_WIKIPEDIA, {"P854": url("https://example.org/a")}),
            "release/wikidata",
            "; ref: https://example.org/a",
        ),
        (({"P248": item("Q55")},), "release/wikidata", "; ref: Q55"),
        (
            ({**FROM_WIKIPEDIA, "P4656": url("https://en.wikipedia.org/wiki/Iran")},),
            "release/wikidata-from-wikipedia",
            "",
        ),
    ],
)
def test_what_was_taken_from_wikipedia_is_no_second_witness(
    tmp_path: Path, references: tuple[Any, ...], release: str, ref: str
) -> None:
    given = statement("Q30", references=references, P580=START)
    found = records(dump(tmp_path / "iran.json", entity("Q794", P530=given)))
    (claim,) = claims(found)
    assert (claim.release, claim.locator) == (release, f"Q794, P530, Q1$a{ref}")
    derived = {r.id: r.derived_from for r in found if isinstance(r, Release)}
    assert derived == {
        "release/wikidata": (),
        "release/wikidata-from-wikipedia": (
            "release/wikipedia-foreign-relations-2025-11-30",
        ),
    }


POST = entity(
    "Q70",
    "ambassador of the United States to Iran",
    P279=statement("Q121998"),
    P17=statement("Q794"),
    P1001=statement("Q30"),
)


def test_an_ambassador_has_a_term_between_the_two_states_of_the_post(
    tmp_path: Path,
) -> None:
    term = statement("Q70", "Q71$c", P580=START, P582=END)
    person = entity("Q71", "A. Person", P39=term, P27=statement("Q30"))
    found = records(dump(tmp_path / "dump.json", person, POST))
    assert said(found) == [
        ("appointment", "state/united-states", "state/iran", "1883-06-11"),
        ("mission-terminated", "state/united-states", "state/iran", "1980-04-07"),
    ]
    assert {claim.person for claim in claims(found)} == {"person/wikidata-q71"}
    (known,) = [each for each in found if isinstance(each, Entity)]
    assert (known.id, known.label) == ("person/wikidata-q71", "A. Person")
    assert known.codes == ("wikidata:Q71",)


@pytest.mark.parametrize(
    ("citizen", "post", "reason"),
    [
        ("Q657", "Q70", "sender and receiver not told apart"),
        ("Q30", "Q72", "post not described in the input"),
        ("Q30", "Q121998", "sender and receiver not told apart"),
    ],
)
def test_a_post_whose_states_are_not_told_apart_is_skipped(
    tmp_path: Path, citizen: str, post: str, reason: str
) -> None:
    term = statement(post, P580=START)
    person = entity("Q71", "A. Person", P39=term, P27=statement(citizen))
    found = records(dump(tmp_path / "dump.json", POST, person))
    assert (said(found), reasons(found)) == ([], [reason])


def test_a_designation_is_on_a_list_of_whoever_designates(tmp_path: Path) -> None:
    given = statement("Q30", P580=time("+2012-09-00T00:00:00Z", 10))
    found = records(dump(tmp_path / "d.json", entity("Q9", P3461=given)))
    assert said(found) == [
        ("listed", "state/united-states", "organization/network", "2012-09")
    ]
    (known,) = [each for each in found if isinstance(each, Entity)]
    assert claims(found)[0].list == known.id
    assert (known.id, known.label, known.keeper) == (
        "list/designated-as-terrorist-by-state-united-states",
        "Designations as terrorist by United States",
        "state/united-states",
    )


RESULT = {
    "statement": "Q794-b",
    "property": "P530",
    "subject": "Q794",
    "object": "Q30",
    "start": "1883-06-11T00:00:00Z",
    "startPrecision": "11",
}


def test_results_of_a_query_say_the_same(tmp_path: Path) -> None:
    term = row(
        statement="Q71-c",
        property="P39",
        subject="Q71",
        object="Q70",
        sender="Q30",
        receiver="Q794",
        personLabel="A. Person",
        end="1917-11-07T00:00:00Z",
        endPrecision="11",
        endCalendar=JULIAN,
        reference="https://example.org/b",
    )
    imported = row(**{**RESULT, "statement": "Q794-d", "imported": "true"})
    twice = row(**RESULT)
    path = results(tmp_path / "r.json", twice, twice, imported, term)
    found = records(path)
    assert [
        (c.kind, c.actor, c.target, str(c.date), c.old_style, c.locator, c.release)
        for c in claims(found)
    ] == [
        (
            "relations-established",
            "state/iran",
            "state/united-states",
            "1883-06-11",
            "",
            f"Q794, P530, Q794-{letter}",
            release,
        )
        for letter, release in (
            ("b", "release/wikidata"),
            ("d", "release/wikidata-from-wikipedia"),
        )
    ] + [
        (
            "mission-terminated",
            "state/united-states",
            "state/iran",
            "1917-11-07",
            "1917-10-25",
            "Q71, P39, Q71-c; ref: https://example.org/b",
            "release/wikidata",
        )
    ]


def test_a_holder_of_a_post_and_an_unknown_end_are_read_from_results(
    tmp_path: Path,
) -> None:
    holder = row(
        statement="Q70-e",
        property="P1308",
        subject="Q70",
        object="Q71",
        sender="Q30",
        receiver="Q794",
        start="1883-01-01T00:00:00Z",
        startPrecision="9",
        end="_:t1",
    )
    found = records(results(tmp_path / "r.json", holder), "2026-11-02")
    assert [(c.kind, c.person, str(c.date)) for c in claims(found)] == [
        ("appointment", "person/wikidata-q71", "1883"),
        ("mission-terminated", "person/wikidata-q71", "1883-01-01/2026-11-02"),
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({**RESULT, "property": "P17"}, "row 1: property 'P17'; known: P530"),
        (
            {k: v for k, v in RESULT.items() if k != "object"},
            r"row 1: no \?object; the queries",
        ),
        (
            {k: v for k, v in RESULT.items() if k != "startPrecision"},
            "row 1: .start is .* without .startPrecision",
        ),
    ],
)
def test_results_of_another_query_are_an_error(
    tmp_path: Path, cells: dict[str, str], message: str
) -> None:
    with pytest.raises(FormatError, match=message):
        records(results(tmp_path / "r.json", row(**cells)))


@pytest.mark.parametrize("chunk", [7, 64, 1 << 20])
@pytest.mark.parametrize("form", ["array", "lines", "map", "one"])
def test_every_form_of_entity_json_is_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, chunk: int
) -> None:
    monkeypatch.setattr("recog.importers.wikidata.files._CHUNK", chunk)
    iran = entity("Q794", "Iran", P530=statement("Q30", P580=START))
    other = entity("Q1", "Universe")
    content = {
        "array": f"[\n{json.dumps(other)},\n{json.dumps(iran)}\n]\n",
        "lines": f"{json.dumps(other)}\n{json.dumps(iran)}\n",
        "map": json.dumps({"entities": {"Q794": iran}}, indent=1),
        "one": json.dumps(iran, indent=1),
    }[form]
    path = tmp_path / "entities.json"
    path.write_text(content)
    counting = Counting()
    found = list(read(path, context(KNOWN, counting=counting)))
    assert [date for *_, date in said(found)] == ["1883-06-11"]
    assert counting.total == counting.read == (2 if form in ("array", "lines") else 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html>", "no JSON of Wikidata"),
        ('[\n{"id": "Q1"},\n{"id": ', "from line 3: "),
        ('{"head": {}, "results": {"bindings": [\n{}', "from line 2: it breaks off"),
        ('{"head": {}, "results": {', "it breaks off"),
        ('{"entities": {"Q1": ', "Expecting value: line 1"),
        ("[1]", "not an entity or row: '1'"),
    ],
)
def test_a_broken_file_is_an_error_that_names_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text)
    with pytest.raises(FormatError, match=message):
        records(path)


def test_an_edition_is_told_by_its_day_and_a_folder_is_all_of_it(
    tmp_path: Path,
) -> None:
    assert whole(tmp_path, "2026-11-02, query of the day") == (
        "release/wikidata-2026-11-02",
        "release/wikidata-from-wikipedia-2026-11-02",
    )
    assert whole(tmp_path / "r.json", "2026-11-02") == ()
    with pytest.raises(FormatError, match="not an edition: 'new'; right would be"):
        whole(tmp_path, "new")
    with pytest.raises(FormatError, match=r"no \.json file in it"):
        records(tmp_path)
