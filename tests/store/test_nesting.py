from __future__ import annotations

import pytest

from recog.errors import FormatError
from recog.store.nesting import refuse_deep

TURTLE, JSON, XML = "text/turtle", "application/ld+json", "application/rdf+xml"


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        (TURTLE, "(" * 201 + ")" * 201),
        (TURTLE, "[<x:b>" * 201),
        (TURTLE, "<<(" * 101),
        (JSON, '{"a":[' * 101),
        (XML, "<a b='>'>" * 201),
        (XML, "<a b='/>'>" * 201),
    ],
)
def test_what_is_nested_too_deeply_is_refused(media_type: str, text: str) -> None:
    with pytest.raises(FormatError, match="line 3: nested more than 200 levels"):
        refuse_deep(f"\n\n{text}", media_type)


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        (TURTLE, "(" * 200 + ")" * 200),
        (TURTLE, "() [] " * 1_000),
        (TURTLE, f"<x:a> <x:b> '{'(' * 1_000}' . # {'[' * 1_000}"),
        (TURTLE, f'''"""{"[" * 999}""" <x:{"(" * 999}>'''),
        (JSON, f'["{"[" * 1_000}", "\\"{"{" * 999}"]'),
        (XML, "<a/>" * 1_000 + "<a></a>" * 1_000),
        (XML, f"<!-- {'<a>' * 1_000} --><![CDATA[{'<a>' * 1_000}]]>"),
    ],
)
def test_what_only_looks_nested_is_read(media_type: str, text: str) -> None:
    refuse_deep(text, media_type)
