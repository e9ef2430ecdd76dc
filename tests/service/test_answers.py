from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import claim, day
from desks import desk
from recog.errors import InputError, QuestionError
from recog.service.answers import page
from recog.service.operations import OPERATIONS
from recog.service.parameters import PARAMETERS
from recog.service.questions import Question, read_question
from recog.service.status import status


@given(
    items=st.lists(st.text(max_size=3), unique=True, max_size=30),
    limit=st.integers(min_value=1, max_value=7),
)
def test_pages_give_every_item_once_and_in_order(items: list[str], limit: int) -> None:
    items.sort()
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        question = Question(limit=limit, cursor=cursor)
        shown, cursor = page(items, question, lambda item: (item,))
        assert len(shown) <= limit
        seen += shown
    assert seen == items


@pytest.mark.parametrize("cursor", ["x", "%%%", "e30", "WzFd", "ü"])
def test_a_cursor_that_is_none_is_told(cursor: str) -> None:
    with pytest.raises(QuestionError, match="not a cursor"):
        page(["a"], Question(cursor=cursor), lambda item: (item,))


def test_every_parameter_of_every_operation_is_explained() -> None:
    used = {name for each in OPERATIONS.values() for name in each.accepted}
    assert used == set(PARAMETERS)


READ: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"actor": "France"}, {"actor": "state/france"}),
    ({"actor": " "}, {}),
    ({"track": "rule"}, {"track": "rule"}),
    ({"on": "2025-07-03"}, {"on": day("2025-07-03")}),
    ({"on": "today"}, {"on": day("2026-11-23")}),
    ({"from": "1999"}, {"first": day("1999-01-01")}),
    ({"to": "1999"}, {"last": day("1999-12-31")}),
    ({"to": "1999-02"}, {"last": day("1999-02-28")}),
    (
        {"as_known": "2026-11-23T10:00:00Z"},
        {"as_known": datetime(2026, 11, 23, 10, tzinfo=UTC)},
    ),
    (
        {"as_known": "2026-11-23T10:00:00"},
        {"as_known": datetime(2026, 11, 23, 10, tzinfo=UTC)},
    ),
    (
        {"as_known": "2026-11-23"},
        {"as_known": datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC)},
    ),
    ({"implied": "false"}, {}),
    ({"limit": "7", "depth": "2"}, {"limit": 7, "depth": 2}),
]


@pytest.mark.parametrize(("given", "read"), READ)
def test_parameters_are_read_once(
    tmp_path: Path, given: dict[str, str], read: dict[str, Any]
) -> None:
    with desk(tmp_path, claim()) as bench:
        found = read_question(bench.view(), given, allowed=PARAMETERS)
    assert found == Question(**read)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"colour": "red"}, "unknown parameter 'colour'"),
        ({"actor": "Atlantis"}, "'Atlantis'"),
        ({"person": "France"}, "names no person"),
        ({"on": "soon"}, "not a date: 'soon'"),
        ({"depth": "9"}, "depth is '9'; right would be 1 to 3"),
        ({"limit": "1.5"}, "limit is '1.5'"),
        ({"from": "2002", "to": "2001"}, "the earlier day comes first"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_quoted(
    tmp_path: Path, given: dict[str, str], words: str
) -> None:
    with desk(tmp_path, claim()) as bench, pytest.raises(InputError, match=words):
        read_question(bench.view(), given, allowed=PARAMETERS)


def test_a_permalink_decides_everything_that_was_open(tmp_path: Path) -> None:
    with desk(tmp_path, claim()) as bench:
        view = bench.view()
        question = read_question(view, {"actor": "France"}, allowed=PARAMETERS)
        link = urlsplit(status(view, question).permalink)
    assert link.path == "/api/v1/status"
    assert dict(parse_qsl(link.query)) == {
        "actor": "state/france",
        "on": "2026-11-23",
        "version": "000002",
    }


def test_an_old_version_answers_as_it_did(tmp_path: Path) -> None:
    with desk(tmp_path, claim()) as bench:
        empty = status(bench.view("000001"), Question())
        now = status(bench.view(), Question())
    assert (len(empty.rows), len(now.rows)) == (0, 1)
