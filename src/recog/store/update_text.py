"""The first look at an update, before any parser sees it, and the graphs it is to use.

Source: SPARQL 1.1 Update; SPARQL 1.1 Protocol, section 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from recog.errors import QuestionError
from recog.store.guard import PROLOGUE, checked_tokens, refuse_keyword
from recog.store.limits import Limits
from recog.store.sparql_tokens import Token, tokenised

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_EMPTIES: Final = frozenset({"clear", "drop"})
_WHOLES: Final = frozenset({"all", "named"})


def look_at_update(text: str, limits: Limits) -> Sequence[Token]:
    """Check an update; return its tokens.

    :raises ForbiddenQueryError: when it would fetch something (LOAD, SERVICE).
    :raises LimitError: when it is too long or too deep to be parsed.
    """
    tokens = checked_tokens(text, limits, "update_bytes", limits.update_bytes)
    refuse_keyword(tokens, "load")
    return tokens


def first_operation(text: str) -> int:
    """Return where the first operation of an update begins, after its prologue."""
    found = (
        token.at
        for token in tokenised(text)
        if token.kind == "word" and token.text.lower() not in PROLOGUE
    )
    return next(found, 0)


def empties_everything(tokens: Sequence[Token]) -> bool:
    """Tell whether an update clears or drops all graphs, or all that have a name."""
    words = [token.text.lower() if token.kind == "word" else "" for token in tokens]
    return any(
        word in _EMPTIES
        and next((w for w in words[at + 1 : at + 3] if w != "silent"), "") in _WHOLES
        for at, word in enumerate(words)
    )


def with_dataset(
    text: str, tokens: Sequence[Token], *, default: Sequence[str], named: Sequence[str]
) -> str:
    """Return an update whose patterns are matched in these graphs alone.

    :raises QuestionError: when it names graphs itself, or a graph is no address.
    """
    if not default and not named:
        return text
    words = {token.text.lower() for token in tokens if token.kind == "word"}
    if any("using" in word or word == "with" for word in words):
        raise QuestionError(
            "an update with USING or WITH takes no using-graph-uri beside it"
        )
    wrong = next((g for g in (*default, *named) if not _IRI.fullmatch(g)), None)
    if wrong is not None:
        raise QuestionError(f"not an address: {wrong!r}")
    using = "".join(
        [f" USING <{g}>" for g in default] + [f" USING NAMED <{g}>" for g in named]
    )
    parts: list[str] = []
    done = 0
    for start, end, new in _rewritten(text, tokens, using):
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))


def _rewritten(
    text: str, tokens: Sequence[Token], using: str
) -> Iterator[tuple[int, int, str]]:
    """Yield what stands in place of each WHERE of an operation.

    ``DELETE WHERE { … }`` has no place for USING and is written out in full.
    """
    depth = 0
    for at, token in enumerate(tokens):
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        elif depth == 0 and token.kind == "word" and "where" in token.text.lower():
            start, end = token.at, token.at + len(token.text)
            if token.text.lower() != "where":
                raise QuestionError(f"{token.text!r} is not one keyword; put a space")
            before = tokens[at - 1].text.lower() if at else ""
            pattern = _group(text, tokens, at + 1) if before == "delete" else ""
            yield start, end, f"{pattern}{using} WHERE"


def _group(text: str, tokens: Sequence[Token], at: int) -> str:
    """Return the text of the group that begins at a token."""
    depth = 0
    for token in tokens[at:]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            return text[tokens[at].at : token.at + len(token.text)]
    return ""
