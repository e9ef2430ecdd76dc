from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recog.store.places import lines_of_subjects


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", {}),
        ("<x:a> <x:b> <x:c> .", {"x:a": 1}),
        ("\n\n<x:a> <x:b> <x:c> .\n<x:d> a <x:e> .", {"x:a": 3, "x:d": 4}),
        ("@prefix s: <http://s/> .\ns:a-b a s:c .\n\ns:d a s:a-b .",
         {"http://s/a-b": 2, "http://s/d": 4}),
        ("PREFIX s: <http://s/>\n\ns:a a s:c .", {"http://s/a": 3}),
        ("@base <http://s/id/> .\n<state/a> a <x:y> .", {"http://s/id/state/a": 2}),
        ("BASE <http://s/>\n@prefix i: <id/> .\ni:a a <x:y> .", {"http://s/id/a": 3}),
        ("@prefix i: <http://i/> .\ni:state\\/a a i:b .", {"http://i/state/a": 2}),
        ("<x:a> <x:b> 'x . <x:c>', \"y\n", {"x:a": 1}),
        ('<x:a> <x:b> """\n. <x:no> a "q"\n""" ;\n <x:b> 1.5 .\n<x:c> a <x:d> .',
         {"x:a": 1, "x:c": 5}),
        ("<x:a> <x:b> [ <x:c> 1 . ] , ( <x:d> 2 ) .\n<x:e> a <x:f> .",
         {"x:a": 1, "x:e": 2}),
        ("# <x:no> a <x:b> .\n<x:a> a <x:b> . # <x:no> .\n<x:c> a <x:b> .",
         {"x:a": 2, "x:c": 3}),
        ("<x:g> {\n<x:a> a <x:b> .\n}\nGRAPH <x:h> {<x:c> a <x:b>}\n<x:d> {<x:e> a 1}",
         {"x:g": 1, "x:a": 2, "x:c": 4, "x:d": 5, "x:e": 5}),
        ('<x:a> <x:b> "l"@en-gb, true, -1.0e5, "t"^^<x:t> .\n<x:c> a <x:d> .',
         {"x:a": 1, "x:c": 2}),
    ],
)  # fmt: skip
def test_each_subject_is_on_its_line(text: str, lines: dict[str, int]) -> None:
    assert lines_of_subjects(text) == lines


@settings(deadline=None)
@given(st.text("<>\"'@.:;#[](){}\\ \nabxé", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    lines = lines_of_subjects(text)

    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
