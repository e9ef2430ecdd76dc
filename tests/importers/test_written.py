"""Dates as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recog.domain.dates import parse
from recog.errors import DateError
from recog.importers.written import dates_in, without_marks, written_date

_READ = """
2025-07-03                      2025-07-03
2025-04                         2025-04
1921                            1921
1921?                           1921?
1921 (?)                        1921?
../1991-12-25                   ../1991-12-25
16 December 1993                1993-12-16
16th of December, 1993          1993-12-16
December 16, 1993               1993-12-16
December 16th 1993              1993-12-16
Dec. 16, 1993                   1993-12-16
16-Dec-1993                     1993-12-16
Sept 1993                       1993-09
Dec 1993                        1993-12
December, 1993                  1993-12
1993 December 16                1993-12-16
1993-Dec-16                     1993-12-16
1993-2-6                        1993-02-06
23.2.2001                       2001-02-23
23/2/2001                       2001-02-23
2/23/2001                       2001-02-23
5/5/2001                        2001-05-05
2001/2/23                       2001-02-23
2.2001                          2001-02
16 December 1993[2][note 3]     1993-12-16
16 December 1993†               1993-12-16
1er janvier 1960                1960-01-01
23. Februar 2001                2001-02-23
5 de mayo de 1992               1992-05-05
Dez. 1993                       1993-12
14 juil. 1958                   1958-07-14
3 ene 1992                      1992-01-03
c. 1993                         1993~
circa May 1993                  1993-05~
before 1993                     ../1992-12-31
before May 1960                 ../1960-04-30
by 1993                         ../1993-12-31
not later than 3 May 1993       ../1993-05-03
after 1993                      1994-01-01/..
on or after 3 May 1993          1993-05-03/..
since 1993                      1993
between 1993 and 1995           1993/1995
1993–1995                       1993/1995
1993-1995                       1993/1995
May or June 1992                1992-05/1992-06
January–March 1802              1802-01/1802-03
1–5 May 1992                    1992-05-01/1992-05-05
30 June – 3 July 1992           1992-06-30/1992-07-03
early 1993                      1993-01/1993-06
mid-1993                        1993-04/1993-09
late 1993                       1993-07/1993-12
early May 1993                  1993-05-01/1993-05-16
late May 1993                   1993-05-17/1993-05-31
end of 1993                     1993-07/1993-12
spring of 1993                  1993
1950s                           1950/1959
the early 1950s                 1950/1954
probably 1993                   1993?
"""


@pytest.mark.parametrize(
    ("text", "edtf"), [line.rsplit(None, 1) for line in _READ.strip().splitlines()]
)
def test_a_date_is_read_as_it_is_written(text: str, edtf: str) -> None:
    assert written_date(text.strip()).edtf == edtf


@pytest.mark.parametrize(
    "text",
    ["", "?", "unknown", "n/a", "31 June 1993", "1993-13", "16 December", "1995–1993"],
)
def test_what_is_no_date_is_an_error_that_quotes_it(text: str) -> None:
    with pytest.raises(DateError):
        written_date(text)


def test_a_date_of_two_readings_is_an_error_unless_the_order_is_told() -> None:
    with pytest.raises(DateError, match="'3/4/2001' may be day or month first"):
        written_date("3/4/2001")
    assert written_date("3/4/2001", order="dmy").edtf == "2001-04-03"
    assert written_date("3/4/2001", order="mdy").edtf == "2001-03-04"
    assert written_date("3.4.2001", order="mdy").edtf == "2001-04-03"


def test_the_dates_of_a_sentence_come_in_order_with_the_words_that_change_them() -> (
    None
):
    text = (
        "Established on May 4, 1935, broken before 3 June 1967 and resumed by "
        "December 1974; 31 June 1980 is a slip, 1,992 no year, 1991 one."
    )
    found = [(text[each.start : each.end], each.date.edtf) for each in dates_in(text)]
    assert found == [
        ("on May 4, 1935", "1935-05-04"),
        ("before 3 June 1967", "../1967-06-02"),
        ("by December 1974", "../1974-12-31"),
    ]
    years = [each.date.edtf for each in dates_in(text, years=True)]
    assert years == ["1935-05-04", "../1967-06-02", "../1974-12-31", "1991"]


def test_marks_of_footnotes_are_no_part_of_a_name() -> None:
    assert without_marks("Burkina  Faso[12][note 3]*²") == "Burkina Faso"
    assert without_marks("Korea [Republic of]") == "Korea [Republic of]"


@given(st.dates())
def test_a_day_reads_back_however_it_is_written(day: object) -> None:
    edtf = f"{day}"
    year, month, number = (int(part) for part in edtf.split("-"))
    name = parse(edtf).days.first.strftime("%B")
    for text in (
        f"{number} {name} {year:04}",
        f"{name} {number}, {year:04}",
        f"{number}.{month}.{year:04}",
        edtf,
    ):
        assert written_date(text).edtf == edtf
