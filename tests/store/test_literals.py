from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from recog.errors import ClaimError, DateError
from recog.store import literals, vocab


def typed(text: str, name: str) -> Literal:
    datatype = vocab.EDTF if name == "EDTF" else NamedNode(vocab.XSD + name)
    return Literal(text, datatype=datatype)


WELL_TYPED = [
    ("2025-07-03", "date"),
    ("2025-07-03Z", "date"),
    ("2025-07-03+14:00", "date"),
    ("2025-07-03T23:59:59.123Z", "dateTime"),
    ("2025-07-03T00:00:00", "dateTime"),
    ("true", "boolean"),
    ("-012", "integer"),
    ("1.", "decimal"),
    (".5e-3", "double"),
    ("NaN", "float"),
    ("1917", "gYear"),
    ("1917-10", "gYearMonth"),
    ("https://example.org/ü?a=b", "anyURI"),
    ("any\ntext", "string"),
    ("1948-05-14~", "EDTF"),
]
ILL_TYPED = [
    ("2025-02-30", "date"),
    ("2025-7-3", "date"),
    ("20250703", "date"),
    ("0000-01-01", "date"),
    ("-0044-03-15", "date"),
    ("2025-07-03+15:00", "date"),
    ("2025", "date"),
    ("2025-07-03", "dateTime"),
    ("2025-07-03T25:00:00Z", "dateTime"),
    ("2025-07-03T10:00Z", "dateTime"),
    ("yes", "boolean"),
    ("1.5", "integer"),
    ("", "integer"),
    ("0", "positiveInteger"),
    ("1,5", "decimal"),
    ("17", "gYear"),
    ("1917-13", "gYearMonth"),
    ("a b", "anyURI"),
    ("\u0662\u0660\u0662\u0665-01-01", "date"),
    ("\u0661", "integer"),
    ("P1Y", "duration"),
    ("soon", "EDTF"),
]


@pytest.mark.parametrize(("text", "name"), WELL_TYPED)
def test_a_literal_of_its_datatype_has_no_fault(text: str, name: str) -> None:
    assert literals.fault_of(typed(text, name)) == ""


@pytest.mark.parametrize(("text", "name"), ILL_TYPED)
def test_a_literal_that_is_not_of_its_datatype_is_told(text: str, name: str) -> None:
    assert repr(text) in literals.fault_of(typed(text, name))


def test_a_datatype_of_others_is_left_alone() -> None:
    assert literals.fault_of(Literal("x", datatype=NamedNode("http://x/y"))) == ""


def test_days_that_pass_can_be_sorted_by_the_engine() -> None:
    store = Store()
    for text, name in WELL_TYPED:
        store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), typed(text, name)))

    assert store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=UTC), "2026-11-23T10:00:00Z"),
        (datetime(2026, 11, 23, 10, 0, 0, 500000, UTC), "2026-11-23T10:00:00.5Z"),
        (
            datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=3))),
            "2026-11-23T07:00:00Z",
        ),
    ],
)
def test_a_moment_is_written_in_utc(moment: datetime, text: str) -> None:
    assert literals.of_moment(moment).value == text
    assert literals.read_moment(literals.of_moment(moment)) == moment


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 10, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ClaimError, match="needs a time zone"):
        literals.of_moment(naive)
    with pytest.raises(DateError, match="no time zone"):
        literals.read_moment(typed("2026-11-23T10:00:00", "dateTime"))


@pytest.mark.parametrize("text", ["2025-07-03Z", "2025-02-30", "2025-07"])
def test_a_day_is_a_day_without_zone(text: str) -> None:
    with pytest.raises(DateError, match=text):
        literals.read_day(typed(text, "date"))

    assert literals.read_day(typed("2025-07-03", "date")) == date(2025, 7, 3)
