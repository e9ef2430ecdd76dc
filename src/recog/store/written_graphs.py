"""Which graphs an update can write, read off its tokens: only these are compared.

Where that cannot be told for certain, all are. The engine reads keywords without
looking at word ends, so a word or name that might hide one counts as not certain.

Source: SPARQL 1.1 Update, section 3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from recog.store.sparql_tokens import Token

_PLAIN: Final = frozenset(
    {
        *("insert", "delete", "data", "where", "with", "using", "graph", "default"),
        *("clear", "drop", "create", "silent", "into", "to", "add", "move", "copy"),
        *("prefix", "base"),
    }
)
_TEMPLATES: Final = frozenset({"insert", "delete"})


class _UncertainError(Exception):
    """It cannot be told."""


def graphs_written(tokens: Sequence[Token]) -> frozenset[str] | None:
    """Return the graphs that an update can write; None: it cannot be told.

    The default graph, which has no name, can always be written.
    """
    try:
        return frozenset(_written(tokens))
    except _UncertainError:
        return None


def _written(tokens: Sequence[Token]) -> Iterator[str]:
    prefixes = _prefixes(tokens)
    depth, in_template, last = 0, False, ""
    for at, token in enumerate(tokens):
        word = token.text.lower() if token.kind == "word" else ""
        if token.kind == "open":
            if depth == 0:
                # DELETE WHERE { … } is a template too
                in_template = last in _TEMPLATES or last == "data"
            depth += 1
        elif token.kind == "close":
            depth -= 1
            last = last if depth else ""
        elif depth == 0:
            if word and word not in _PLAIN and (last, word) != ("using", "named"):
                raise _UncertainError
            if not (word == "where" and last == "delete"):
                last = word or last
            if token.kind == "name" and _may_hide(token, _PLAIN):
                raise _UncertainError
            if token.kind in ("iri", "name"):
                yield _address(token, prefixes)
        elif in_template and "graph" in word:
            if word != "graph":
                raise _UncertainError
            yield _address(tokens[at + 1], prefixes)
        elif in_template and token.kind == "name" and _may_hide(token, ("graph",)):
            raise _UncertainError


def _prefixes(tokens: Sequence[Token]) -> Mapping[str, str]:
    """Return the prefixes; one declared twice, or a base, makes it uncertain."""
    found: dict[str, str] = {}
    for token, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        word = token.text.lower() if token.kind == "word" else ""
        if word == "base":
            raise _UncertainError
        if word == "prefix":
            prefix, _, rest = name.text.partition(":")
            if rest or iri.kind != "iri" or found.get(prefix, iri.text) != iri.text:
                raise _UncertainError
            found[prefix] = iri.text
    return found


def _address(token: Token, prefixes: Mapping[str, str]) -> str:
    """Return the address that a token stands for."""
    if token.kind == "iri":
        address = token.text[1:-1]
    elif token.kind == "name":
        prefix, _, local = token.text.partition(":")
        address = prefixes.get(prefix, "<>")[1:-1] + local
    else:
        raise _UncertainError
    if "\\" in address or "/." in address or ":" not in address:
        raise _UncertainError  # escaped, or written otherwise than it is kept
    return address


def _may_hide(token: Token, keywords: Collection[str]) -> bool:
    """Tell whether the prefix of a name could be read as a keyword and more."""
    prefix = token.text.partition(":")[0].lower()
    return any(keyword in prefix for keyword in keywords)
