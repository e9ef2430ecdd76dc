from __future__ import annotations

import pytest

from build import entity
from recog.domain.shown import shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kosov\u202eo", "Kosovo"),
        ("\u2066a\u2069\u202a", "a"),
        ("a\x00\x1b[2J\x7f\x85b", "a[2Jb"),
        ("a\tb\nc\r\n", "a\tb\nc\r\n"),
        ("\u200fالعربية\u200e 中文 🏳️ é", "\u200fالعربية\u200e 中文 🏳️ é"),
    ],
)
def test_controls_go_and_everything_else_stays(text: str, left: str) -> None:
    assert shown(text) == left


def test_a_label_turns_nothing_around() -> None:
    assert entity("state/kosovo", "Kos\u202eovo").label == "Kosovo"
