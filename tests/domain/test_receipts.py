from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbitrary import moments
from recog.domain.receipts import (
    FORMAT,
    MAX_TEXT,
    MAX_TOKEN,
    Editions,
    Receipt,
    canonical,
    digest,
    read,
    write,
)
from recog.errors import ReceiptError

RECEIPT = Receipt(
    operation="status",
    parameters={"target": "state/kosovo", "on": "2026-11-23"},
    version="000042",
    at=datetime(2026, 11, 23, 10, 0, 0, 1, tzinfo=UTC),
    releases={"release/a": "2026", "release/b": ""},
    sha256=digest("an answer"),
)
FIELDS: dict[str, Any] = {
    "operation": "status",
    "parameters": {"on": "2026-11-23"},
    "version": "000042",
    "at": "2026-11-23T10:00:00Z",
    "releases": {},
    "sha256": digest(""),
}

texts = st.text(max_size=40)
by_text = st.dictionaries(texts, texts, max_size=5)
hashes = st.binary(max_size=8).map(lambda given: sha256(given).hexdigest())
receipts = st.builds(
    Receipt,
    operation=texts,
    parameters=by_text,
    version=texts,
    at=moments,
    releases=by_text | st.builds(Editions, st.integers(0, 10**6), hashes),
    sha256=hashes,
)


def sealed(text: bytes, form: int = FORMAT) -> str:
    """Return a word with any text in it, its check right."""
    pressed = zlib.compressobj(9, wbits=-15)
    body = pressed.compress(text) + pressed.flush()
    whole = bytes([form]) + sha256(text).digest()[:4] + body
    return urlsafe_b64encode(whole).decode().rstrip("=")


@given(receipts)
def test_what_is_written_is_read_again(receipt: Receipt) -> None:
    assert read(write(receipt)) == receipt


@given(receipts)
def test_a_receipt_is_written_in_one_way(receipt: Receipt) -> None:
    turned = dict(reversed(list(receipt.parameters.items())))
    assert write(replace(receipt, parameters=turned)) == write(receipt)


@given(st.text() | st.binary().map(lambda raw: urlsafe_b64encode(raw).decode()))
def test_what_is_no_receipt_is_refused(word: str) -> None:
    with pytest.raises(ReceiptError):
        read(word)


@given(
    st.binary(max_size=200) | st.recursive(st.none() | texts, st.lists).map(canonical)
)
def test_a_word_with_anything_in_it_is_refused(text: bytes) -> None:
    with pytest.raises(ReceiptError):
        read(sealed(text))


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=63))
def test_no_letter_can_be_changed(place: int, by: int) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    word = write(RECEIPT)
    at = place % len(word)
    other = letters[(letters.index(word[at]) + by) % 64]
    altered = word[:at] + other + word[at + 1 :]
    try:
        assert read(altered) == RECEIPT  # bits after the end
        assert at >= len(word) - 2
    except ReceiptError:
        pass


@pytest.mark.parametrize("length", range(len(write(RECEIPT))))
def test_no_receipt_can_be_cut(length: int) -> None:
    with pytest.raises(ReceiptError):
        read(write(RECEIPT)[:length])


@pytest.mark.parametrize("number", [100, 200, 2_000, 20_000])
def test_a_receipt_on_many_releases_stays_short(number: int) -> None:
    editions = {
        f"release/{sha256(bytes([each % 256, each // 256])).hexdigest()}": "2026-01-01"
        for each in range(number)
    }
    receipt = replace(RECEIPT, releases=editions)
    word = write(receipt)
    assert 0 < len(word) <= MAX_TOKEN
    found = read(word)
    assert found == replace(RECEIPT, releases=Editions.of(editions))
    assert found.rests_on(editions)
    assert not found.rests_on(editions | {"release/x": ""})


def test_the_editions_are_listed_where_they_fit() -> None:
    editions = {f"release/newspaper-of-2025-07-{day:02}": "2025" for day in range(28)}
    receipt = replace(RECEIPT, releases=editions)
    assert read(write(receipt)) == receipt
    assert receipt.rests_on(dict(reversed(list(editions.items()))))
    assert not receipt.rests_on({**editions, "release/newspaper-of-2025-07-01": "2026"})


def test_a_question_too_long_for_an_address_has_no_receipt() -> None:
    noise = "".join(sha256(bytes([each])).hexdigest() for each in range(200))
    assert write(replace(RECEIPT, parameters={"q": noise})) == ""
    assert write(replace(RECEIPT, parameters={"q": "a" * MAX_TEXT})) == ""


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("", "not a receipt: ''"),
        ("not a receipt!", "not a receipt: 'not a receipt!'"),
        ("AQ" * 10_000, "at most 3000 letters; this has 20000"),
        (sealed(canonical(FIELDS), form=2), "another format than 1"),
        (sealed(b" " * (MAX_TEXT + 1)), "holds more than it may"),
        (sealed(b"\0" * 2_000_000), "holds more than it may"),
        (sealed(b"[" * 50_000), "no JSON"),
        (sealed(b"[]"), "its fields are not operation, parameters"),
        (sealed(b"1" * 60_000), "no JSON"),
    ],
    ids=lambda each: each[:20],
)
def test_a_word_that_would_do_harm_is_refused(word: str, words: str) -> None:
    with pytest.raises(ReceiptError, match=words):
        read(word)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("operation", 1, "operation is no text"),
        ("parameters", [], "parameters are not texts"),
        ("parameters", {"limit": 5}, "parameters are not texts"),
        ("version", None, "version is no text"),
        ("at", "yesterday", "its time is none"),
        ("at", "0001-01-01T00:00:00+14:00", "its time is none"),
        ("releases", {"count": True, "sha256": digest("")}, "number of releases"),
        ("releases", {"count": 5, "sha256": "x"}, "64 hexadecimal digits"),
        ("releases", "all", "releases are not texts"),
        ("sha256", "x" * 64, "64 hexadecimal digits"),
        ("more", "", "its fields are not"),
    ],
)
def test_a_field_of_another_type_is_refused(field: str, value: Any, words: str) -> None:
    read(sealed(canonical(FIELDS)))
    with pytest.raises(ReceiptError, match=words):
        read(sealed(canonical(FIELDS | {field: value})))


def test_a_bomb_is_not_unpacked_whole() -> None:
    bomb = sealed(b"\0" * 2_000_000)
    assert len(urlsafe_b64decode(bomb + "=" * (-len(bomb) % 4))) < 3_000
    with pytest.raises(ReceiptError):
        read(bomb)


def test_a_value_has_one_canonical_text() -> None:
    text = canonical({"b": [1.5, None, True], "a": "Côte d’Ivoire"})
    assert text == '{"a":"Côte d’Ivoire","b":[1.5,null,true]}'.encode()
    assert canonical(json.loads(text)) == text
