"""What a worker does with RDF that someone brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from recog.errors import Fault, FormatError, ResultSizeError
from recog.store import lines, record_lines, vocab
from recog.store.parsing import parsed
from recog.store.places import lines_of_subjects
from recog.store.reading import Records, read
from recog.store.tasks import Outcome, ending_with_a_panic, open_store

_WITH_LINES: Final = frozenset({"text/turtle", "application/trig"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTask:
    """A file to be read and held to the shapes."""

    rdf: str  # folder of the version's RDF: what is known already
    path: str  # of the file
    media_type: str
    spool: str  # file to write the findings to
    max_characters: int


def check(task: UploadTask) -> Outcome:
    """Read a file; write its faults, warnings and values to the task's file.

    The first line holds faults and warnings, each other line a value; with faults there
    are no values.
    """
    try:
        with ending_with_a_panic():
            quads = parsed(
                Path(task.path), task.media_type, max_characters=task.max_characters
            )
            _write(task, *_found(list(quads), open_store(task.rdf)))
    except FormatError as error:
        return Outcome(problem="format", message=str(error))
    except ResultSizeError as error:
        return Outcome(problem="size", message=str(error))
    except MemoryError:
        return Outcome(problem="memory")
    return Outcome()


def _found(
    quads: Sequence[Quad], store: Store
) -> tuple[Records, Sequence[Fault], Sequence[Fault]]:
    """Return the values, the faults and the warnings."""
    from recog.store import shapes  # pyshacl takes a second, and only workers need it

    told = shapes.broken(quads, lambda node: _types(store, node))
    named = _named_only(quads)
    own = (quad for quad in quads if quad.subject not in named)
    records, noticed = read(own)
    faults, warnings = shapes.united(told, [*noticed, *_absent(named, store)])
    return records, faults, warnings


def _types(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(node, vocab.TYPE, None):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _named_only(quads: Iterable[Quad]) -> frozenset[object]:
    """Return the things of ours of which nothing but their type is said."""
    named: set[object] = set()
    described: set[object] = set()
    for quad in quads:
        is_type = quad.predicate == vocab.TYPE and not isinstance(
            quad.subject, BlankNode
        )
        (named if is_type else described).add(quad.subject)
    return frozenset(named - described)


def _absent(named: Iterable[object], store: Store) -> Iterator[Fault]:
    for node in named:
        if not isinstance(node, NamedNode) or not any(_types(store, node)):
            yield Fault(
                where=vocab.local_id(node) or str(node),
                message="is described neither here nor in the store",
            )


def _write(
    task: UploadTask,
    records: Records,
    faults: Sequence[Fault],
    warnings: Sequence[Fault],
) -> None:
    places: Mapping[str, int] = {}
    if task.media_type in _WITH_LINES and (faults or warnings):
        places = lines_of_subjects(Path(task.path).read_text(errors="replace"))
    head = {
        name: [asdict(_placed(fault, places)) for fault in _sorted(group)]
        for name, group in (("faults", faults), ("warnings", warnings))
    }
    content = [lines.dumped(head)]
    if not faults:
        values: list[record_lines.Record] = [
            *records.entities,
            *records.sources,
            *records.releases,
            *records.judgements,
            *records.extras,
        ]
        content += [b"r" + record_lines.of_record(value) for value in values]
        content += [b"c" + lines.of_claim(value) for value in records.claims]
    Path(task.spool).write_bytes(b"\n".join(content))


def _placed(fault: Fault, places: Mapping[str, int]) -> Fault:
    line = places.get(vocab.ID + fault.where, places.get(fault.where.strip("<>")))
    return replace(fault, line=line)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(set(faults), key=lambda f: (f.where, f.shape, f.message))
