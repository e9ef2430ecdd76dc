"""Where in a Turtle or TriG text each subject first stands.

A light scan, not a parser: what it does not understand it steps over, as the text has
been parsed before. Source: RDF 1.1 Turtle, section 6.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

_TOKEN: Final = re.compile(
    r"""
    (?P<space> \s+ | \#[^\n]* )
  | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
  | (?P<string> \"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*+\"\"\"
      | '''(?:'{0,2}(?:[^'\\]|\\.))*+'''
      | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
  | (?P<directive> @prefix | @base | (?i:PREFIX(?=\s) | BASE(?=\s)) )
  | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name> [^\s<>"'()\[\]{},;@:\#^.]{0,100} : (?:[\w:%-]|\\.|\.(?=[\w:%-]))* )
  | (?P<open> [(\[{] ) | (?P<close> [)\]}] ) | (?P<dot> \. ) | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Scan:
    """What is known at one place of the text."""

    prefixes: dict[str, str] = field(default_factory=dict)
    base: str = ""
    depth: int = 0  # of square and round brackets
    lines: dict[str, int] = field(default_factory=dict)

    def resolved(self, kind: str, text: str) -> str:
        """Return the address that a token stands for."""
        if kind == "iri":
            return urljoin(self.base, text[1:-1]) if self.base else text[1:-1]
        prefix, _, local = text.partition(":")
        return self.prefixes.get(prefix, f"{prefix}:") + local.replace("\\", "")


def lines_of_subjects(text: str) -> Mapping[str, int]:
    """Return the line, counted from 1, on which each address is first a subject."""
    scan = _Scan()
    tokens = _tokens(text)
    expects_subject = True
    for kind, found, line in tokens:
        if kind == "directive":
            _declare(scan, found, tokens)
        elif kind == "open":
            expects_subject = found == "{"
            scan.depth += found != "{"
        elif kind == "close":
            scan.depth -= found != "}"
            expects_subject = found == "}"
        elif kind == "dot":
            expects_subject = scan.depth == 0
        elif expects_subject and kind in ("iri", "name"):
            scan.lines.setdefault(scan.resolved(kind, found), line)
            expects_subject = False
        else:
            expects_subject = False
    return scan.lines


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "space":
            yield match.lastgroup, match[0], line
        line += match[0].count("\n")


def _declare(scan: _Scan, word: str, tokens: Iterator[tuple[str, str, int]]) -> None:
    """Read the rest of a prefix or base declaration, up to its address."""
    prefix = ""
    for kind, found, _ in tokens:
        if kind == "name":
            prefix = found[:-1]
        elif kind == "iri":
            address = scan.resolved(kind, found)
            if "base" in word.lower():
                scan.base = address
            else:
                scan.prefixes[prefix] = address
            return
