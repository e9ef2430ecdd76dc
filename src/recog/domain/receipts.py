"""Receipts: what was asked, of which version, and a hash of the answer, as one word.

The word is all there is: nothing is kept of an answer. It is no signature either;
whoever opens it answers the question again and compares.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from recog.errors import ReceiptError

#: Letters in a word at most: addresses of this length pass every proxy and browser.
MAX_TOKEN: Final = 3_000
#: Bytes of text in a word at most, so that a small word cannot fill the memory.
MAX_TEXT: Final = 64 * 1024
#: The first byte of a word: how the rest is to be read.
FORMAT: Final = 1

_CHECK: Final = 4  # bytes of the SHA-256 of the text, against slips of the pen
_WORD: Final = re.compile(r"[A-Za-z0-9_-]+")
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Editions:
    """Editions of releases that are too many to be listed."""

    count: int
    sha256: str  # of the canonical text of the edition of each release by its id

    @staticmethod
    def of(releases: Mapping[str, str]) -> Editions:
        """Return what stands for the editions of these releases."""
        return Editions(len(releases), digest(dict(releases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was asked, of which version, and what the answer hashed to."""

    operation: str  # as in the address of the answer; unchecked when read
    parameters: Mapping[str, str]  # without the version
    version: str
    at: datetime  # when the version was committed
    releases: Mapping[str, str] | Editions  # edition by id
    sha256: str  # of the result

    def rests_on(self, releases: Mapping[str, str]) -> bool:
        """Tell whether these are the editions that it names."""
        if isinstance(self.releases, Editions):
            return self.releases == Editions.of(releases)
        return self.releases == releases


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys and no spaces, in UTF-8: one text for one value.

    >>> canonical({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical text, as 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def write(receipt: Receipt) -> str:
    """Return the word of a receipt, up to MAX_TOKEN letters of base64url.

    Where the editions do not fit, their number and hash stand for them. The word is
    empty where the question alone does not fit.
    """
    told = receipt.releases
    shorter = told if isinstance(told, Editions) else Editions.of(told)
    for each in (receipt, replace(receipt, releases=shorter)):
        text = canonical(_fields(each))
        word = _packed(text) if len(text) <= MAX_TEXT else ""
        if word and len(word) <= MAX_TOKEN:
            return word
    return ""


def read(word: str) -> Receipt:
    """Read a receipt from its word, which may come from anyone.

    :raises ReceiptError: when it is no receipt, or was cut or mistyped.
    """
    if len(word) > MAX_TOKEN:
        raise ReceiptError(
            f"a receipt has at most {MAX_TOKEN} letters; this has {len(word)}"
        )
    try:
        fields = json.loads(_unpacked(word))
    except (ValueError, RecursionError) as error:
        raise ReceiptError("not a receipt: what it holds is no JSON") from error
    return _receipt(fields)


def _fields(receipt: Receipt) -> dict[str, Any]:
    fields = asdict(receipt)
    at = receipt.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return fields | {"at": at}


def _packed(text: bytes) -> str:
    pressed = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    body = pressed.compress(text) + pressed.flush()
    whole = bytes([FORMAT]) + sha256(text).digest()[:_CHECK] + body
    return urlsafe_b64encode(whole).decode().rstrip("=")


def _unpacked(word: str) -> bytes:
    """Return the text in a word; never more than MAX_TEXT bytes of it."""
    if not _WORD.fullmatch(word):
        raise ReceiptError(
            f"not a receipt: {word[:60]!r}; right would be the last part of its "
            "address, letters, digits, - and _"
        )
    try:
        whole = urlsafe_b64decode(word + "=" * (-len(word) % 4))
    except (Base64Error, ValueError) as error:
        raise ReceiptError("not a receipt: its end is missing") from error
    if whole[:1] != bytes([FORMAT]):
        raise ReceiptError(f"a receipt of another format than {FORMAT}")
    check, body = whole[1 : 1 + _CHECK], whole[1 + _CHECK :]
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        text = unpacker.decompress(body, MAX_TEXT)
    except zlib.error as error:
        raise ReceiptError("not a receipt: it was cut or mistyped") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ReceiptError("not a receipt: it was cut, or holds more than it may")
    if sha256(text).digest()[:_CHECK] != check:
        raise ReceiptError("not a receipt: it was mistyped or altered")
    return text


def _receipt(fields: Any) -> Receipt:
    """Return a receipt whose fields have the right types."""
    names = Receipt.__dataclass_fields__
    if not isinstance(fields, dict) or set(fields) != set(names):
        raise ReceiptError(f"not a receipt: its fields are not {', '.join(names)}")
    texts = {name: _text(fields, name) for name in ("operation", "version")}
    return Receipt(
        **texts,
        parameters=_texts(fields, "parameters"),
        at=_moment(fields),
        releases=_editions(fields),
        sha256=_hash(fields),
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    if not isinstance(fields[name], str):
        raise ReceiptError(f"not a receipt: its {name} is no text")
    return str(fields[name])


def _texts(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    texts = fields[name]
    if not isinstance(texts, dict) or not all(
        isinstance(each, str) for each in texts.values()
    ):
        raise ReceiptError(f"not a receipt: its {name} are not texts")
    return texts


def _hash(fields: Mapping[str, Any]) -> str:
    text = _text(fields, "sha256")
    if not _HEX.fullmatch(text):
        raise ReceiptError("not a receipt: its hash is not 64 hexadecimal digits")
    return text


def _moment(fields: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(fields, "at"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ReceiptError("not a receipt: its time is none") from error


def _editions(fields: Mapping[str, Any]) -> dict[str, str] | Editions:
    told = fields["releases"]
    if not isinstance(told, dict) or set(told) != {"count", "sha256"}:
        return _texts(fields, "releases")
    if type(told["count"]) is not int:
        raise ReceiptError("not a receipt: its number of releases is none")
    return Editions(told["count"], _hash(told))
