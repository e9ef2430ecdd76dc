"""The first look at a query, before any parser sees it: what it is and may not do.

A query that would make the engine fetch something is refused, and one that is too long,
too deep or too branched to be parsed safely. Keywords are found among the grammar's own
tokens, so that strings, addresses, comments and prefixed names are free.

The engine reads keywords without looking at word ends: ``SERVICEx:y`` fetches ``x:y``,
and ``FILTER(?a<?b)SERVICE#>`` hides one in what looks like an address. So a word that
contains the keyword counts, and so does a name that could be read both ways.

Source: docs/design.md, sections 3.1 and 3.4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

from recog.errors import ForbiddenQueryError, LimitError
from recog.store.limits import Limits
from recog.store.sparql_tokens import Token, tokenised

_FORMS: Final = ("select", "ask", "construct", "describe")
_UPDATES: Final = frozenset(
    {
        *("insert", "delete", "load", "clear", "create", "drop", "copy", "move"),
        *("add", "with"),
    }
)
_FLEETING: Final = ("now", "rand", "uuid")
#: Texts of so many bytes are looked at one after another, so that many of them at once
#: leave the processor to others: such a look takes a tenth of a second and more.
_LONG: Final = 16 * 1024
_ONE_LONG_TEXT: Final = Lock()
PROLOGUE: Final = frozenset({"base", "prefix", "version"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the tokens of a query tell."""

    form: str  # select, ask, construct, describe; empty: the parser will complain
    has_dataset: bool  # it names its own graphs (FROM)
    graphs: tuple[str, ...] = ()  # those of them whose whole address is given
    is_lasting: bool = True  # it asks for neither the time nor chance


def look(text: str, limits: Limits) -> Reading:
    """Check a query and say what it is; what was seen of a short one is remembered.

    :raises ForbiddenQueryError: when it is an update or calls SERVICE.
    :raises LimitError: when it is too long, nested too deeply or has too many groups.
    """
    return _look(text, limits) if len(text) > _LONG else _remembered(text, limits)


@lru_cache(maxsize=256)
def _remembered(text: str, limits: Limits) -> Reading:
    return _look(text, limits)


def _look(text: str, limits: Limits) -> Reading:
    tokens = checked_tokens(text, limits, "query_bytes", limits.query_bytes)
    form = _form(tokens)
    if form in _UPDATES:
        raise ForbiddenQueryError(
            f"{form.upper()} changes data; this address only answers queries: "
            f"{', '.join(name.upper() for name in _FORMS)}"
        )
    dataset = _dataset(tokens)
    return Reading(
        form=form if form in _FORMS else "",
        has_dataset=dataset is not None,
        graphs=tuple(dataset or ()),
        is_lasting=not any(_is_fleeting(token) for token in tokens),
    )


def checked_tokens(
    text: str, limits: Limits, bound: str, max_bytes: int
) -> Sequence[Token]:
    """Return the tokens of a text that may be parsed; SERVICE is refused.

    :param bound: the name of the bound on its size.
    :raises ForbiddenQueryError: when it calls SERVICE.
    :raises LimitError: as `look` does.
    """
    size = len(text.encode(errors="replace"))
    if size > max_bytes:
        raise _too_much(bound, "bytes of text", size, max_bytes)
    with _ONE_LONG_TEXT if size > _LONG else nullcontext():
        tokens = [*tokenised(text)]
        _check_shape(tokens, limits)
        refuse_keyword(tokens, "service")
    return tokens


def _check_shape(tokens: Sequence[Token], limits: Limits) -> None:
    depth = deepest = groups = 0
    for token in tokens:
        if token.kind == "open":
            depth += 1
            groups += 1
            deepest = max(deepest, depth)
        elif token.kind == "close":
            depth -= 1
    if deepest > limits.depth:
        raise _too_much("depth", "levels of brackets", deepest, limits.depth)
    if groups > limits.branches:
        raise _too_much("branches", "groups and brackets", groups, limits.branches)


def _too_much(limit: str, what: str, given: int, bound: int) -> LimitError:
    return LimitError(
        f"the query has {given} {what}; at most {bound} are answered",
        limit=limit,
        value=bound,
    )


def refuse_keyword(tokens: Sequence[Token], keyword: str) -> None:
    """Refuse a keyword that makes the engine fetch something, however it is hidden.

    :param keyword: in lower case.
    :raises ForbiddenQueryError: when it may be read anywhere.
    """
    declared = _declared(tokens)
    for token in tokens:
        text = token.text.lower()
        if keyword not in text:
            continue
        if (
            token.kind == "word"
            or (token.kind == "name" and _reads_as(keyword, token.text, declared))
            or (token.kind == "iri" and keyword in text.partition(")")[2])
        ):
            raise ForbiddenQueryError(
                f"{keyword.upper()} would make the server fetch something: "
                f"{token.text[:60]!r}; queries are answered from this store alone"
            )


def without_service(text: str) -> str:
    """Return a query that parses as this one does, and calls nothing.

    Where SERVICE may stand GRAPH may, with the same after it. An update, or a text in
    which SERVICE could be hidden, gives an empty text.
    """
    parts = list(text)
    tokens = [*tokenised(text)]
    if _form(tokens) not in _FORMS:
        return ""
    for token, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.kind == "word" and token.text.lower() == "service":
            parts[token.at : token.at + 7] = "GRAPH  "
            if after.kind == "word" and after.text.lower() == "silent":
                parts[after.at : after.at + 6] = "      "
    made = "".join(parts)
    try:
        refuse_keyword([*tokenised(made)], "service")
    except ForbiddenQueryError:
        return ""
    return made


def _declared(tokens: Sequence[Token]) -> frozenset[str]:
    """Return every prefix that may have been declared, read generously."""
    found: set[str] = set()
    for token, after in zip(tokens, tokens[1:], strict=False):
        if token.kind == "name" and after.kind == "iri" and token.text.endswith(":"):
            prefix = token.text[:-1]
            found.add(prefix)
            if prefix.lower().startswith("prefix"):
                found.add(prefix[len("prefix") :])
    return frozenset(found)


def _reads_as(keyword: str, name: str, declared: frozenset[str]) -> bool:
    """Tell whether a prefixed name may be read as the keyword and a shorter name."""
    prefix = name.partition(":")[0]
    for match in re.finditer(f"{keyword}(silent)?", prefix, re.IGNORECASE):
        rests = {prefix[match.end() :], prefix[match.start() + len(keyword) :]}
        if rests & declared:
            return True
    return False


def _is_fleeting(token: Token) -> bool:
    if token.kind != "word":
        return False
    text = token.text.lower()
    return any(name in text for name in _FLEETING)


def _form(tokens: Sequence[Token]) -> str:
    """Return the first keyword after the prologue, in lower case."""
    words = (token.text.lower() for token in tokens if token.kind == "word")
    return next((word for word in words if word not in PROLOGUE), "")


def _dataset(tokens: Sequence[Token]) -> list[str] | None:
    """Return the graphs that a query names after FROM; None if it has no FROM."""
    prefixes = {
        name.text[:-1]: iri.text[1:-1]
        for name, iri in zip(tokens, tokens[1:], strict=False)
        if name.kind == "name" and iri.kind == "iri"
    }
    found: list[str] | None = None
    for at, token in enumerate(tokens):
        if token.text == "{":
            break
        if token.kind != "word" or "from" not in token.text.lower():
            continue
        found = found or []
        rest = [t for t in tokens[at + 1 : at + 3] if t.text.lower() != "named"]
        if rest and rest[0].kind == "iri":
            found.append(rest[0].text[1:-1])
        elif rest and rest[0].kind == "name":
            prefix, _, local = rest[0].text.partition(":")
            found.append(prefixes.get(prefix, f"{prefix}:") + local)
    return found
