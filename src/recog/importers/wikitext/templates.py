"""The templates that carry words: flags, dates, remarks, and wrappers of text.

Each list is one table. What is in none of them shows no words here: citations needed,
boxes, notes to editors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import mwparserfromhell
from mwparserfromhell.nodes import Template, Text


def _itself(name: str) -> str:
    return name


def _nothing(name: str) -> str:
    return ""


#: Templates that show a flag, and what a reader reads beside it.
FLAGS: Final[Mapping[str, Callable[[str], str]]] = {
    "flag": _itself,
    "flagu": _itself,
    "flagcountry": _itself,
    "flag country": _itself,
    "flaglink": _itself,
    "flagdeco": _nothing,
    "flagicon": _nothing,
    "flag icon": _nothing,
    "#invoke:flag": _itself,
    "noflag": _itself,
}
#: Templates that show a day, month or year.
DATES: Final = frozenset(
    {
        "dts",
        "date table sorting",
        "#invoke:dts",
        "start date",
        "start-date",
        "end date",
        "date",
        "daterange",
    }
)
#: Footnotes that are remarks as a rule.
REMARKS: Final = frozenset({"efn", "notetag", "refn", "#tag:ref", "efn-ua", "efn-lr"})
#: Templates that show one of their arguments, by its place.
WRAPPERS: Final[Mapping[str, int]] = {
    "nobr": 1,
    "nowrap": 1,
    "small": 1,
    "big": 1,
    "longitem": 1,
    "lang": 2,
    "sort": 2,
    "yes": 1,
    "no": 1,
    "partial": 1,
    "show": 2,
    "ill": 1,
    "abbr": 1,
    "tooltip": 1,
    "sortname": 1,
    "circa": 1,
    "c.": 1,
    "as of": 1,
}
#: Templates that end a line or paragraph.
BREAKS: Final = frozenset({"pb", "paragraph break", "br", "break", "paragraph"})
#: Templates that are lines of their own, so that a paragraph ends before them.
BOXES: Final = frozenset(
    {"main", "main article", "further", "further information", "see also"}
)


def template_name(template: Template) -> str:
    """Return its name as the tables have it."""
    name = " ".join(str(template.name).replace("_", " ").split()).casefold()
    return "#tag:ref" if name.startswith("#tag:ref") else name


def is_code(template: Template) -> bool:
    """Tell whether it is the code of a state as a name: {{FRA}}, {{UAE}}."""
    name = str(template.name).strip()
    return len(name) in (2, 3) and name.isalpha() and name.isupper()


def flag_name(template: Template) -> str:
    """Return the state that a flag is of, without the variant of the flag."""
    places = ["2", "1"] if template_name(template) == "#invoke:flag" else ["1"]
    for place in places:
        if template.has(place, ignore_empty=True):
            return _text(template, place)
    return ""


def written_day(template: Template) -> str:
    """Return the day that a template shows: "11 August 1960", "1960-08-11", "1960"."""
    name = template_name(template)
    first = 2 if name == "#invoke:dts" else 1
    given = [_text(template, str(place)) for place in range(first, first + 3)]
    given = given[: next((n for n, part in enumerate(given) if not part), len(given))]
    if name == "daterange":
        return "–".join(given)
    if len(given) > 1 and all(_is_number(part) for part in given):
        year, *rest = given
        return "-".join([year.zfill(4), *(part.zfill(2) for part in rest)])
    return " ".join(given)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _text(template: Template, place: str) -> str:
    if not template.has(place):
        return ""
    value = template.get(place).value
    if all(isinstance(node, Text) for node in value.nodes):
        return " ".join(str(value).split())
    inner = mwparserfromhell.parse(str(value))
    for comment in inner.filter_comments():
        inner.remove(comment)
    return " ".join(str(inner.strip_code()).split())
