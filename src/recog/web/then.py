"""Pages of another version, or of what was known at a moment, stay in it.

What they say of themselves, what their forms hand on, and their links. Source:
docs/design.md, sections 1.7 and 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, urlencode

from markupsafe import escape

from recog.domain.spoken import spoken_moment
from recog.service.operations import OPERATIONS
from recog.service.workbench import View

#: Parameters that say of when a page is.
PARAMETERS: Final = ("version", "as_known")
_PAGES: Final = "|".join(
    ("ask", "graph", "map", r"map\.svg", "matrix", "sources", "timeline", "why")
)
_ANSWERS: Final = "|".join(
    name for name, each in OPERATIONS.items() if set(PARAMETERS) <= set(each.accepted)
)
#: Links to what can be of then too; the way to the present is no such link.
_LINK: Final = re.compile(
    rf'(?<!class="present" )href="(/(?:{_PAGES}|api/v1/(?:{_ANSWERS})'
    r"|(?:entity|relation|api/v1/entities)/[^\"?#]+)?)"
    r'(?:\?([^"#]*))?(#[^"]*)?"'
)


def kept_of(view: View | None, asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the parameters that say of when a page is; none for one of now."""
    if view is None or not (view.moment or asked.get("version")):
        return []
    return [(name, asked[name]) for name in PARAMETERS if asked.get(name)]


def present_href(path: str, asked: Mapping[str, str]) -> str:
    """Return the address of the same page as it is now."""
    rest = {name: text for name, text in asked.items() if name not in PARAMETERS}
    return f"{path}?{urlencode(rest, safe='/')}"


def then_words(view: View, kept: Sequence[tuple[str, str]]) -> str:
    """Say of when a page is."""
    told = [f"version {view.version}"] if "version" in dict(kept) else []
    if view.moment:
        told.append(f"what was known at {spoken_moment(view.moment)}")
    return ", ".join(told)


def staying(page: str, kept: Sequence[tuple[str, str]]) -> str:
    """Return a page whose links lead to other pages and answers of the same then.

    A link that says itself of when it is stays as it is.
    """
    if not kept:
        return page

    def stays(link: re.Match[str]) -> str:
        path, query, fragment = link.groups(default="")
        given = parse_qsl(unescape(query), keep_blank_values=True)
        told = urlencode({**dict(kept), **dict(given)}, safe="/:;,")
        return f'href="{escape(f"{path}?{told}")}{fragment}"'

    return _LINK.sub(stays, page)
