"""The RDF side of a commit: which statements go and which come.

Source: docs/design.md, section 6.1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from recog.domain.claims import Claim, Key
from recog.domain.entities import Release, Source
from recog.domain.reconcile import Event
from recog.domain.spans import Span
from recog.store import vocab
from recog.store.changes import Swap
from recog.store.chronicle import Chronicle
from recog.store.codec import quads_of
from recog.store.planning import Plan
from recog.store.reading import Extra
from recog.store.record_lines import Record
from recog.store.snapshot import Snapshot

_BATCH: Final = 100_000  # statements

Written = Claim | Record | Event | Span


@dataclass(frozen=True, slots=True)
class _Move:
    """Something before and after a commit, each with the graphs it lies in."""

    old: Written | None
    new: Written | None
    old_releases: Sequence[str] = ("",)  # asked for sources and their extras only
    new_releases: Sequence[str] = ("",)

    def before(self) -> Iterator[Quad]:
        """Yield its statements before."""
        return _statements(self.old, self.old_releases)

    def after(self) -> Iterator[Quad]:
        """Yield its statements after."""
        return _statements(self.new, self.new_releases)

    def added(self) -> Iterable[Quad]:
        """Return the statements that it adds."""
        if self.old is None:
            return self.after()
        return set(self.after()) - set(self.before())


def apply(
    rdf: Store,
    snapshot: Snapshot,
    plan: Plan,
    made: Chronicle,
    tell: Callable[[int], None],
) -> None:
    """Change an RDF store of this version as a plan says.

    :param made: the chronicle of the next version, which holds what is derived.
    :param tell: told now and then how many statements have been added.
    """
    for move in _going(snapshot, plan, made):
        if move.old is not None:
            for quad in set(move.before()) - set(move.after()):
                rdf.remove(quad)
    moves = _moves(snapshot, plan, made)
    add_all(rdf, (quad for move in moves for quad in move.added()), tell)


def add_all(
    rdf: Store,
    quads: Iterable[Quad],
    tell: Callable[[int], None] = lambda statements: None,
) -> None:
    """Add statements; many are loaded past the transaction log, and then put in order.

    Loading takes about a kilobyte of memory for each statement of a batch.

    :param tell: told now and then how many have been added.
    """
    rest = iter(quads)
    batch = list(islice(rest, _BATCH))
    if len(batch) < _BATCH:
        rdf.extend(batch)
        return
    done = 0
    while batch:
        rdf.bulk_extend(batch)
        done += len(batch)
        tell(done)
        batch = list(islice(rest, _BATCH))
    rdf.optimize()


def _moves(snapshot: Snapshot, plan: Plan, made: Chronicle) -> Iterator[_Move]:
    yield from _swapped(chain(plan.record_swaps(), plan.claims.swaps()))
    yield from _placed(snapshot, plan)
    yield from _derived(snapshot, plan.touched(), made)


def _going(snapshot: Snapshot, plan: Plan, made: Chronicle) -> Iterator[_Move]:
    """Yield at least the moves in which something goes: of many, often few."""
    known = snapshot.chronicle.keys
    yield from _swapped(plan.replacements())
    yield from _placed(snapshot, plan)
    touched = (key for key in plan.touched() if known.find(key) >= 0)
    yield from _derived(snapshot, touched, made)


def _swapped(swaps: Iterable[Swap[Record] | Swap[Claim]]) -> Iterator[_Move]:
    for swap in swaps:
        if not any(_is_of_a_source(value) for value in (swap.old, swap.new)):
            yield _Move(swap.old, swap.new)


def _derived(
    snapshot: Snapshot, keys: Iterable[Key], made: Chronicle
) -> Iterator[_Move]:
    """Yield the events and spans of keys."""
    old = snapshot.chronicle
    for key in keys:
        yield from _matched(old.events_of(key), made.events_of(key))
        yield from _matched(old.spans_of(key), made.spans_of(key))


def _matched(old: Sequence[Written], new: Sequence[Written]) -> Iterator[_Move]:
    before = {_id(value): value for value in old}
    after = {_id(value): value for value in new}
    for id in sorted(before.keys() | after.keys()):
        if before.get(id) != after.get(id):
            yield _Move(before.get(id), after.get(id))


def _placed(snapshot: Snapshot, plan: Plan) -> Iterator[_Move]:
    """Yield the sources, each in the graph of every release that names it."""
    old_releases, new_releases = dict(snapshot.releases), dict(snapshot.releases)
    touched: set[str] = set()
    changed: dict[tuple[type, str], Written] = {}
    for swap in plan.record_swaps():
        if isinstance(swap.new, Source | Extra):
            changed[type(swap.new), _id(swap.new)] = swap.new
        for value, releases in ((swap.old, old_releases), (swap.new, new_releases)):
            if isinstance(value, Release):
                releases[value.id] = value
                touched.add(value.source)
            elif value is not None and _is_of_a_source(value):
                touched.add(_id(value))
    if not touched:
        return
    before, after = _releases_of(old_releases), _releases_of(new_releases)
    book = snapshot.records
    for id in sorted(touched):
        old_graphs, new_graphs = before.get(id, ("",)), after.get(id, ("",))
        for kind, found in (
            (Source, book.about(id, Source)),
            (Extra, book.about(id, Extra)),
        ):
            old = found[0] if found else None
            yield _Move(old, changed.get((kind, id), old), old_graphs, new_graphs)


def _releases_of(releases: Mapping[str, Release]) -> Mapping[str, Sequence[str]]:
    """Return the releases of each source, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for release in sorted(releases.values(), key=_id):
        found[release.source].append(release.id)
    return found


def _is_of_a_source(value: Written | None) -> bool:
    return isinstance(value, Source) or (
        isinstance(value, Extra) and value.about.startswith("source/")
    )


def _statements(value: Written | None, releases: Sequence[str]) -> Iterator[Quad]:
    match value:
        case None:
            return
        case Source():
            for release in releases:
                yield from quads_of(value, release=release)
        case Extra():
            for release in releases if not value.release else (value.release,):
                yield from _verbatim(value, release)
        case _:
            yield from quads_of(value)


def _verbatim(extra: Extra, release: str) -> Iterator[Quad]:
    graph: NamedNode | DefaultGraph
    graph = vocab.release_graph(release) if release else DefaultGraph()
    text = "".join(f"{triple} .\n" for triple in extra.triples)
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _id(value: Written) -> str:
    return value.about if isinstance(value, Extra) else value.id
