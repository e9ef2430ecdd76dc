from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from importing import context
from recog.domain.claims import Claim
from recog.errors import FormatError
from recog.importers import Skip
from recog.importers.claims_csv import read
from recog.importers.tables.csv_grid import OTHER_ENCODING
from recog.importers.tables.encodings import decoded

WEST = "Côte d’Ivoire; São Tomé; Curaçao; Réunion; “Österreich” – Perú; Åland"
POLISH = "Późniejsze państwo; Łódź; Śląsk"
RUSSIAN = "Российская Федерация признала Республику Абхазия"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("text", "encoding", "taken"),
    [
        ("plain", "ascii", "utf-8"),
        (WEST, "utf-8", "utf-8"),
        (WEST, "utf-8-sig", "utf-8"),
        (WEST, "utf-16", "utf-16"),
        (WEST, "utf-32", "utf-32"),
        (WEST, "windows-1252", "windows-1252"),
        ("Côte d'Ivoire, São Tomé, Curaçao, Réunion", "iso-8859-1", "windows-1252"),
        (WEST, "mac-roman", "mac-roman"),
        ("Côte d'Ivoire, São Tomé, Réunion", "cp850", "cp850"),
        (POLISH, "windows-1250", "windows-1250"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_the_encoding_is_seen_from_the_words(
    tmp_path: Path, text: str, encoding: str, taken: str
) -> None:
    read = decoded(write(tmp_path, text.encode(encoding)))
    assert (read.text, read.encoding) == (text, taken)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Genève", "windows-1252"),
        ("Põhja-Korea", "windows-1252"),
        ("España", "windows-1252"),
        ("日本国", "shift-jis"),
    ],
)
def test_what_may_be_two_things_is_refused_and_read_when_told(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = write(tmp_path, b"x\n" + text.encode(encoding))
    with pytest.raises(FormatError, match=r"line 2: byte 0x.. is not UTF-8") as raised:
        decoded(path)
    assert "--encoding NAME" in str(raised.value)
    assert decoded(path, encoding=encoding).text == f"x\n{text}"


def test_the_candidates_are_named_with_what_each_would_give(tmp_path: Path) -> None:
    path = write(tmp_path, "Genève".encode("windows-1252"))
    told = "'Genève' in windows-1252; 'Genčve' in windows-1250"
    with pytest.raises(FormatError, match=re.escape(told)):
        decoded(path)


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (b"a", "klingon", "unknown encoding 'klingon'; right would be e.g. utf-8"),
        (b"a\n\xe9", "utf-8", "line 2: byte 0xe9 is not utf-8"),
        (b"\xef\xbb\xbfa\n\xe9", "", "line 2: byte 0xe9 is not utf-8"),
        (b"k\0i\0n\0d\0", "", "needs --encoding utf-16-le"),
        (b"\xff\xfea", "", "byte 0x61 is not utf-16"),
    ],
)
def test_a_wrong_encoding_is_told_with_its_line(
    tmp_path: Path, content: bytes, encoding: str, told: str
) -> None:
    with pytest.raises(FormatError, match=re.escape(told)):
        decoded(write(tmp_path, content), encoding=encoding)


def test_the_report_says_which_encoding_was_taken(tmp_path: Path) -> None:
    table = "kind,actor,target,date,source_title\nrecognition,Côte,x,2000,t\n"
    path = write(tmp_path, table.encode("windows-1252"))
    names = {"Côte": "state/a", "x": "state/b"}
    found = list(read(path, context(names)))
    assert found[0] == Skip(
        where="table.csv",
        reason=OTHER_ENCODING.format("windows-1252"),
        detail="e.g. 'Côte'",
    )
    told = list(read(path, replace(context(names), encoding="latin-1")))
    assert [each for each in told if isinstance(each, Claim)] == [
        each for each in found if isinstance(each, Claim)
    ]
