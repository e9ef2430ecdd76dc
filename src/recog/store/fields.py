"""One described node: its values by property, read with every fault noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date, datetime
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from recog.domain.dates import EdtfDate
from recog.domain.entities import Name, split_id
from recog.errors import DateError, EntityError, Fault
from recog.store import literals, vocab
from recog.store.vocab import term

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
Read = TypeVar("Read")


class Fields:
    """What is said of one node; each reader notes what is wrong and goes on."""

    def __init__(self, node: Subject) -> None:
        self.node = node
        self.values: dict[NamedNode, list[Term]] = defaultdict(list)
        self.problems: list[str] = []
        self._read: set[NamedNode] = {vocab.TYPE}

    @property
    def id(self) -> str:
        """Its id, ``state/russia``; empty for a node that is not ours."""
        return vocab.local_id(self.node)

    @property
    def where(self) -> str:
        """How a fault names it: its id if it has one, else its address."""
        return self.id or str(self.node)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was wrong so far, sorted."""
        messages = sorted(set(self.problems))
        return tuple(Fault(where=self.where, message=text) for text in messages)

    def add(self, predicate: NamedNode, value: Term) -> None:
        """Note one statement about the node; a statement made twice counts once."""
        if value not in self.values[predicate]:
            self.values[predicate].append(value)
        if isinstance(value, Literal) and (fault := literals.fault_of(value)):
            self._note(predicate, fault)

    def types(self) -> frozenset[str]:
        """Return the local names of the classes of ours that it has."""
        return frozenset(
            node.value.removeprefix(vocab.DEF)
            for node in self.values.get(vocab.TYPE, ())
            if isinstance(node, NamedNode) and node.value.startswith(vocab.DEF)
        )

    def rest(self) -> list[tuple[NamedNode, Term]]:
        """Return the statements that nobody has read, of foreign properties only.

        A term of ours that does not belong on this node, and a foreign statement about
        a node without address, are noted as problems.
        """
        kept: list[tuple[NamedNode, Term]] = []
        for predicate, values in self.values.items():
            if predicate in self._read and predicate != vocab.TYPE:
                continue
            for value in values:
                if predicate == vocab.TYPE and _is_ours(value):
                    continue
                if predicate.value.startswith(vocab.DEF):
                    self.problems.append(_misplaced(predicate))
                elif isinstance(value, BlankNode | Triple):
                    self._note(predicate, "the object has no address of its own")
                else:
                    kept.append((predicate, value))
        return kept

    def text(self, predicate: NamedNode) -> str:
        """Read at most one text; a language tag is dropped."""
        value = self._literal(predicate)
        return value.value if value else ""

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        """Read any number of texts, sorted."""
        return tuple(sorted({value.value for value in self._literals(predicate)}))

    def note(self) -> str:
        """Read the comment in English or of no language; others stay unread."""
        comments = self.values.get(vocab.COMMENT, [])
        own = [c for c in comments if isinstance(c, Literal) and _is_english(c)]
        if len(own) > 1:
            self.problems.append("rdfs:comment: several in English; one is right")
        if own:
            comments.remove(own[0])
        return own[0].value if own else ""

    def names(self, predicate: NamedNode) -> tuple[Name, ...]:
        """Read any number of names, each with its language."""
        return tuple(
            Name(text=value.value, language=value.language or "")
            for value in self._literals(predicate)
        )

    def link(self, name: str | NamedNode) -> str:
        """Read at most one id of a thing of ours."""
        found = self.links(name)
        self._expect_one(term(name) if isinstance(name, str) else name, found)
        return found[0] if found else ""

    def links(self, name: str | NamedNode) -> tuple[str, ...]:
        """Read any number of ids of things of ours, sorted."""
        predicate = term(name) if isinstance(name, str) else name
        ids = {self._id(predicate, value) for value in self._all(predicate)}
        return tuple(sorted(ids - {""}))

    def nodes(self, name: str) -> list[Term]:
        """Read any number of nodes, which need no address."""
        return self._all(term(name))

    def word(self, name: str, names: Mapping[NamedNode, str], default: str = "") -> str:
        """Read at most one individual of ours, such as a kind, by its name."""
        found = self.words(name, names)
        self._expect_one(term(name) if isinstance(name, str) else name, found)
        return found[0] if found else default

    def words(self, name: str, names: Mapping[NamedNode, str]) -> tuple[str, ...]:
        """Read any number of individuals of ours by their names, sorted."""
        found: set[str] = set()
        for value in self._all(term(name)):
            if isinstance(value, NamedNode) and value in names:
                found.add(names[value])
            else:
                known = ", ".join(sorted(vocab.short(node) for node in names))
                self.problems.append(
                    f"recog:{name}: unknown {vocab.short(value)}; known: {known}"
                )
        return tuple(sorted(found))

    def edtf(self, predicate: NamedNode) -> EdtfDate | None:
        """Read at most one EDTF date."""
        return self._converted(predicate, literals.read_date)

    def day(self, name: str) -> date | None:
        """Read at most one calendar day."""
        return self._converted(term(name), literals.read_day)

    def moment(self, name: str) -> datetime | None:
        """Read at most one moment."""
        return self._converted(term(name), literals.read_moment)

    def flag(self, name: str) -> bool | None:
        """Read at most one truth value."""
        value = self._literal(term(name))
        return None if value is None else value.value in ("true", "1")

    def _note(self, predicate: NamedNode, problem: str) -> None:
        self.problems.append(f"{vocab.short(predicate)}: {problem}")

    def _all(self, predicate: NamedNode) -> list[Term]:
        self._read.add(predicate)
        return self.values.get(predicate, [])

    def _literals(self, predicate: NamedNode) -> Iterable[Literal]:
        for value in self._all(predicate):
            if isinstance(value, Literal):
                yield value
            else:
                self._note(predicate, f"{vocab.short(value)} is not a literal")

    def _literal(self, predicate: NamedNode) -> Literal | None:
        found = list(self._literals(predicate))
        self._expect_one(predicate, found)
        return found[0] if found else None

    def _converted(
        self, predicate: NamedNode, convert: Callable[[Literal], Read]
    ) -> Read | None:
        value = self._literal(predicate)
        if value is None:
            return None
        try:
            return convert(value)
        except DateError as error:
            self._note(predicate, str(error))
            return None

    def _id(self, predicate: NamedNode, value: Term) -> str:
        id = vocab.local_id(value)
        try:
            split_id(id)
        except EntityError:
            self._note(
                predicate,
                f"{vocab.short(value)} is not a thing of ours; "
                f"right would be e.g. <{vocab.ID}state/russia>",
            )
            return ""
        return id

    def _expect_one(self, predicate: NamedNode, found: Sized) -> None:
        if len(found) > 1:
            self._note(predicate, f"{len(found)} values are given; one is right")


def _is_ours(value: Term) -> bool:
    return isinstance(value, NamedNode) and value.value.startswith(vocab.DEF)


def _is_english(value: Literal) -> bool:
    return value.language is None or value.language.partition("-")[0] == "en"


def _misplaced(predicate: NamedNode) -> str:
    if vocab.is_term(predicate.value):
        return f"{vocab.short(predicate)} does not belong here"
    return f"unknown term {vocab.short(predicate)}"
