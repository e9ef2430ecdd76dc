"""Values as Turtle that people read: one block a thing, sorted, the same every time.

Addresses of ours are shortened by a prefix for each type (``state:russia``), as a slash
may not stand in a prefixed name. Source: RDF 1.1 Turtle, section 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from recog.store import vocab

#: Prefixes of an export by namespace, the longest first.
_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {f"{vocab.ID}{type}/": type for type in sorted(vocab.CLASS_OF)}
    | {namespace: prefix for prefix, namespace in vocab.PREFIXES.items()}
)
_LOCAL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def written(quads: Iterable[Quad]) -> bytes:
    """Return statements as Turtle; the graphs they lie in are left out.

    Subjects are sorted; properties and their values stand in the order given, and a
    statement made twice stands once.
    """
    subjects: dict[str, dict[str, dict[str, None]]] = {}
    for quad in quads:
        properties = subjects.setdefault(_term(quad.subject), {})
        predicate = "a" if quad.predicate == vocab.TYPE else _term(quad.predicate)
        properties.setdefault(predicate, {})[_term(quad.object)] = None
    blocks = [_block(name, subjects[name]) for name in sorted(subjects)]
    body = "\n".join(blocks)
    head = "".join(
        f"@prefix {prefix}: <{namespace}> .\n"
        for namespace, prefix in sorted(_PREFIXES.items(), key=lambda item: item[1])
        if re.search(rf"(?:^|[\s^]){prefix}:", body)
    )
    return f"{head}\n{body}".encode()


def _block(subject: str, properties: Mapping[str, Iterable[str]]) -> str:
    lines = [
        f"    {predicate} {' , '.join(values)}"
        for predicate, values in properties.items()
    ]
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"


def _term(node: object) -> str:
    match node:
        case NamedNode():
            return _name(node.value)
        case Literal():
            return _literal(node)
        case _:
            return str(node)


def _name(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            local = iri.removeprefix(namespace)
            if _LOCAL.fullmatch(local):
                return f"{prefix}:{local}"
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    if literal.datatype == vocab.XSD_BOOLEAN and literal.value in ("true", "false"):
        return literal.value
    text = literal.value.translate(_ESCAPES)
    quoted = '"' + _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04X}", text) + '"'
    if literal.language:
        return f"{quoted}@{literal.language}"
    if literal.datatype == vocab.XSD_STRING:
        return quoted
    return f"{quoted}^^{_name(literal.datatype.value)}"
