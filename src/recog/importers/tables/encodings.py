"""The encoding of a text file: told, marked, UTF-8, or seen from how words look.

What may be read in two ways is not read: the error names what each way would give.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from recog.errors import FormatError
from recog.importers.tables.alphabets import CENTRAL, WESTERN, is_likely

#: How files begin that say what they are; the longer marks first.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How files begin that are no text.
_NO_TEXT: Final = {
    b"PK\x03\x04": "a spreadsheet or archive; right would be recog import xlsx",
    b"\xd0\xcf\x11\xe0": "an old or locked spreadsheet; save it as .xlsx or CSV UTF-8",
}
#: What a file that is not UTF-8 may be, by how likely it is, with its letters.
_CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = {
    "windows-1252": (WESTERN,),
    "iso-8859-1": (WESTERN,),
    "iso-8859-15": (WESTERN,),
    "mac-roman": (WESTERN,),
    "cp850": (WESTERN,),
    "windows-1250": tuple(CENTRAL.values()),
    "iso-8859-2": tuple(CENTRAL.values()),
    "windows-1251": ("",),
    "koi8-r": ("",),
    "iso-8859-5": ("",),
    "windows-1253": ("",),
    "windows-1254": (WESTERN + "ğış",),
    "windows-1256": ("",),
    "shift-jis": ("",),
    "euc-jp": ("",),
    "gb18030": ("",),
    "big5": ("",),
    "euc-kr": ("",),
}
_BETWEEN_WORDS: Final = re.compile(r"[\s,;|]+")
_SHOWN: Final = 4  # candidates in a message
_RIGHT: Final = "say which it is: --encoding NAME, or save it as CSV UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and how it was read."""

    text: str
    encoding: str
    sample: str = ""  # the first word in it that depends on the encoding


def decoded(path: Path, *, encoding: str = "") -> Decoded:
    """Return the text of a file.

    :param encoding: in which it is, where that is known.
    :raises FormatError: when it is no text, not of that encoding, or may be of several.
    """
    content = path.read_bytes()
    for mark, what in _NO_TEXT.items():
        if content.startswith(mark):
            raise FormatError(f"{path.name} is {what}")
    read = (
        _told(content, path.name, encoding) if encoding else _seen(content, path.name)
    )
    if "\0" in read.text:
        line = read.text.count("\n", 0, read.text.index("\0")) + 1
        raise FormatError(
            f"{path.name}, line {line}: holds a zero byte; a text in UTF-16 without "
            "its mark needs --encoding utf-16-le or utf-16-be"
        )
    return read


def _told(content: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        text = content.decode(codec.name)
    except LookupError:
        raise FormatError(
            f"unknown encoding {encoding!r}; right would be e.g. "
            f"utf-8, utf-16, {', '.join(_CANDIDATES)}"
        ) from None
    except UnicodeDecodeError as error:
        raise _wrong_byte(content, name, error, encoding) from error
    if codec.name == "utf-8":
        text = text.removeprefix("\ufeff")
    return Decoded(text, codec.name, _sample(text))


def _seen(content: bytes, name: str) -> Decoded:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding).removeprefix("\ufeff")
                return Decoded(text, encoding)
            except UnicodeDecodeError as error:
                raise _wrong_byte(content, name, error, encoding) from error
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _guessed(content, name, error)


def _guessed(content: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    """Return the one reading that looks like words; others of the same text are one."""
    likely: dict[str, str] = {}
    for encoding, alphabets in _CANDIDATES.items():
        text = _decodes(content, encoding)
        if text and any(is_likely(text, letters) for letters in alphabets):
            likely.setdefault(text, encoding)
    if len(likely) == 1:
        ((text, encoding),) = likely.items()
        return Decoded(text, encoding, _sample(text))
    readings = list(likely.items()) or list(_others(content))
    told = "; ".join(f"{_sample(text)!r} in {way}" for text, way in readings[:_SHOWN])
    line = content.count(b"\n", 0, error.start) + 1
    raise FormatError(
        f"{name}, line {line}: byte 0x{content[error.start]:02x} is not UTF-8, and the "
        f"file may be read as {told or 'nothing that is known'}; {_RIGHT}"
    )


def _others(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a general guesser thinks: encodings of the far east, for one."""
    for match in from_bytes(content):
        yield str(match), match.encoding.replace("_", "-")


def _decodes(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _sample(text: str) -> str:
    words = _BETWEEN_WORDS.split(text)
    return next((word[:40] for word in words if not word.isascii()), "")


def _wrong_byte(
    content: bytes, name: str, error: UnicodeDecodeError, encoding: str
) -> FormatError:
    line = content.count(b"\n", 0, error.start) + 1
    return FormatError(
        f"{name}, line {line}: byte 0x{content[error.start]:02x} is not "
        f"{encoding}; {_RIGHT}"
    )
