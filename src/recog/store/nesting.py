"""How deeply a file of RDF is nested, before any parser sees it.

Parsers follow nesting with their stack or their memory. What looks like a bracket in a
string, an address or a comment is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from recog.errors import FormatError

#: Deeper than any file that people or programs write.
MAX_DEPTH: Final = 200

_TURTLE: Final = re.compile(
    r"\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*"
    r"|(?P<open>[(\[{]|<<)|(?P<close>[)\]}]|>>)",
    re.DOTALL,
)
_JSON: Final = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|(?P<open>[\[{])|(?P<close>[\]}])", re.DOTALL
)
_XML: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![^>\[]*(?:\[.*?\])?\s*>"
    r"|(?P<close></)|<(?:\"[^\"]*\"|'[^']*'|[^'\">])*/>"
    r"|(?P<open><(?:\"[^\"]*\"|'[^']*'|[^'\">])*>)",
    re.DOTALL,
)
_FORMS: Final = {
    "text/turtle": _TURTLE,
    "application/trig": _TURTLE,
    "application/n-triples": _TURTLE,
    "application/n-quads": _TURTLE,
    "application/ld+json": _JSON,
    "application/rdf+xml": _XML,
}


def refuse_deep(text: str, media_type: str) -> None:
    """Raise when a text is nested deeper than `MAX_DEPTH`.

    :raises FormatError: when it is; with its line.
    """
    depth = 0
    for step, at in _steps(text, _FORMS[media_type]):
        depth += step
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, at) + 1
            raise FormatError(
                f"line {line}: nested more than {MAX_DEPTH} levels deep; "
                "write what is inside as things of their own"
            )


def _steps(text: str, form: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in form.finditer(text):
        if match["open"] is not None:
            yield 1, match.start()
        elif match["close"] is not None:
            yield -1, match.start()
