"""The tokens of SPARQL, as its grammar has them.

Source: SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from recog.errors import QueryError

_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff"
)
_EXTRA: Final = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR: Final = f"[{_BASE}_{_EXTRA}-]"
# bounded: else every letter of a long text would be tried as the start of a name
_PREFIX: Final = rf"[{_BASE}](?:(?:{_CHAR}|\.){{0,100}}{_CHAR})?"
_PLX: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = (
    rf"(?:[{_BASE}_0-9:]|{_PLX})(?:(?:{_CHAR}|[.:]|{_PLX})*(?:{_CHAR}|:|{_PLX}))?"
)
_TOKEN: Final = re.compile(
    "|".join(
        (
            r"(?P<space>\s+|\#[^\n\r]*)",
            r"(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)",
            r"(?P<string>\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\""
            r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
            r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*')",
            r"(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            rf"(?P<variable>[?$][{_BASE}_0-9](?:[{_BASE}_{_EXTRA}])*)",
            rf"(?P<blank>_:[{_BASE}_0-9](?:(?:{_CHAR}|\.)*{_CHAR})?)",
            rf"(?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)",
            rf"(?P<word>[{_BASE}_]+)",
            r"(?P<open>[{(\[])",
            r"(?P<close>[})\]])",
            r"(?P<other>.)",
        )
    ),
    re.DOTALL,
)
_QUOTES: Final = ("'", '"')
_EMPTY: Final = ("''", '""')
_MAX_UNCLOSED: Final = 20


class Token(NamedTuple):
    """A token of a query, without spaces and comments."""

    kind: str
    text: str
    at: int = 0  # where it begins in the text


def tokenised(text: str) -> Iterator[Token]:
    """Yield the tokens of a query or update, without spaces and comments.

    :raises QueryError: when many strings are not closed; each takes a look at all that
        follows it.
    """
    unclosed = 0
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found in _QUOTES or (
            found in _EMPTY and text.startswith(found[0], match.end())
        ):
            unclosed += 1
            if unclosed > _MAX_UNCLOSED:
                raise QueryError("the query has strings that are not closed")
        if match.lastgroup is not None and match.lastgroup != "space":
            yield Token(match.lastgroup, found, match.start())
