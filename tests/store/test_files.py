from __future__ import annotations

from pathlib import Path

import pytest

from recog.errors import FormatError, ResultSizeError, StoreError
from recog.store import files, vocab
from recog.store.files import data_dir, graph_dir
from recog.store.parsing import FORMATS, media_type_of, parsed


def test_the_folders_of_the_checkout_are_found() -> None:
    assert (graph_dir() / "recog.ttl").is_file()
    assert (data_dir() / "seed.ttl").is_file()


def test_the_folders_inside_the_wheel_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "recog"
    (package / "_graph").mkdir(parents=True)
    monkeypatch.setattr(files, "_PACKAGE", package)

    assert graph_dir() == package / "_graph"


def test_an_installation_without_them_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PACKAGE", tmp_path)
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)

    with pytest.raises(StoreError, match="no graph/ folder; looked in"):
        graph_dir()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.ttl", "text/turtle"),
        ("a.TRIG", "application/trig"),
        ("a.nt", "application/n-triples"),
        ("a.nq", "application/n-quads"),
        ("a.jsonld", "application/ld+json"),
        ("a.rdf", "application/rdf+xml"),
    ],
)
def test_a_suffix_tells_the_format(name: str, media_type: str) -> None:
    assert media_type_of(Path(name)) == media_type
    assert media_type in FORMATS


def test_a_file_that_breaks_its_grammar_is_told_line_and_column() -> None:
    with pytest.raises(FormatError, match="line 2, column 1: "):
        list(parsed(b"<x:a> <x:b> <x:c> .\nx:d .", "text/turtle"))


def test_a_file_that_is_not_text_is_told_so() -> None:
    with pytest.raises(FormatError):
        list(parsed(b'<x:a> <x:b> "\xff" .', "text/turtle"))


def test_a_file_longer_than_the_bound_is_given_up() -> None:
    with pytest.raises(ResultSizeError, match="longer than 3 characters"):
        list(parsed(b'<x:a> <x:b> "four" .', "text/turtle", max_characters=3))


def test_a_term_that_does_not_exist_raises_at_once() -> None:
    with pytest.raises(StoreError, match="no term recog:Recogniton"):
        vocab.term("Recogniton")


def test_an_id_is_the_end_of_its_address() -> None:
    assert vocab.local_id(vocab.iri("state/russia")) == "state/russia"
    assert vocab.local_id(vocab.TYPE) == ""
