from __future__ import annotations

from dataclasses import replace

import pytest

from build import claim, entity, source
from recog.errors import InvalidDataError
from recog.store.reading import Extra
from recog.store.spool import (
    Line,
    Spool,
    gathered_claims,
    gathered_records,
    refuse_doubled,
)


def test_lines_are_found_by_name_and_told_by_key() -> None:
    spool = Spool()
    spool.put("b", b"1", key="k")
    spool.put("a", b"2", key="k", row=7)
    spool.put("c", None, key="j", row=3)
    spool.put("b", b"3", key="k")
    b, a, c = (
        Line("b", "k", None, b"3"),
        Line("a", "k", 7, b"2"),
        Line("c", "j", 3, None),
    )
    assert (spool.get("b"), spool.get("x")) == (b, None)
    assert (len(spool), "a" in spool, "x" in spool) == (3, True, False)
    assert list(spool.all()) == [b, a, c]
    assert list(spool.by_key()) == [c, a, b]
    assert list(spool.keys()) == ["j", "k"]
    assert spool.rows() == {3, 7}
    spool.close()


def test_what_is_gathered_comes_back_once_in_its_order() -> None:
    one, other = claim(), claim(by="state/spain")
    gathered = gathered_claims([other, one, other])
    assert (list(gathered), len(gathered), one.id in gathered) == (
        [other, one],
        2,
        True,
    )
    assert gathered.doubled == set()
    gathered.close()


def test_one_name_with_different_content_is_refused_by_name() -> None:
    claims = gathered_claims([claim(), replace(claim(), note="otherwise")])
    records = gathered_records([source(), entity(), Extra("source/test", "", ("a",))])
    assert (claims.doubled, records.doubled) == ({claim().id}, set())
    with pytest.raises(InvalidDataError, match="1 ids stand twice") as raised:
        refuse_doubled(claims.doubled, records.doubled)
    assert [fault.where for fault in raised.value.faults] == [claim().id]
    assert list(records) == [source(), entity(), Extra("source/test", "", ("a",))]
