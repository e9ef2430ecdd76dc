"""What a worker does with a write: it is tried on a draft, compared, read and checked.

The draft is a copy of the current version that nobody else sees and that is thrown
away; what changed in it is told, and the commit makes the same change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from recog.errors import FormatError, ResultSizeError
from recog.store import lines, others, record_lines
from recog.store.comparing import Compared, compared
from recog.store.parsing import parsed
from recog.store.restated import Restated, restated
from recog.store.tasks import (
    Outcome,
    ending_with_a_panic,
    file_bound,
    is_too_large,
    open_store,
    syntax_outcome,
)

_MAX_FAULTS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTask:
    """A write to be tried."""

    rdf: str  # folder of the version's RDF
    draft: str  # folder for a copy of it
    spool: str  # file to write the findings to; `.added` and `.removed` lie beside it
    method: str  # UPDATE, PUT, POST, DELETE
    text: str = ""  # of an update
    empties: bool = False  # the update clears or drops all graphs
    graph: str = ""  # of the others; empty: the default graph
    files: Sequence[tuple[str, str]] = ()  # each with its media type
    base: str
    only: Sequence[str] | None = None  # the graphs that it can write; None: any
    max_bytes: int  # of each file of the draft
    max_characters: int  # of what is put into a graph


def edit(task: EditTask) -> Outcome:
    """Try a write; write what it does, or what is wrong with it, to the task's file."""
    try:
        with ending_with_a_panic(), file_bound(task.max_bytes):
            before = open_store(task.rdf)
            before.backup(task.draft)
            after = Store(task.draft)
            existed = _existed(before, task)
            _apply(after, task)
            _write(task, before, after, existed=existed)
    except SyntaxError as error:
        return syntax_outcome(str(error.msg), task.text)
    except FormatError as error:
        return Outcome(problem="format", message=str(error))
    except ResultSizeError:
        return Outcome(problem="size")
    except MemoryError:
        return Outcome(problem="memory")
    except OSError as error:
        if is_too_large(error):
            return Outcome(problem="size")
        return Outcome(problem="evaluation", message=str(error))
    except (ValueError, RuntimeError) as error:
        return Outcome(problem="evaluation", message=str(error))
    return Outcome()


def _existed(store: Store, task: EditTask) -> bool:
    return not task.graph or store.contains_named_graph(NamedNode(task.graph))


def _apply(store: Store, task: EditTask) -> None:
    if task.method == "UPDATE":
        store.update(task.text, base_iri=task.base)
        return
    graph = NamedNode(task.graph) if task.graph else DefaultGraph()
    if task.method != "POST":
        store.clear_graph(graph)
    if task.method == "DELETE":
        if isinstance(graph, NamedNode):
            store.remove_graph(graph)
        return
    if isinstance(graph, NamedNode):
        store.add_graph(graph)
    for path, media_type in task.files:
        store.extend(_placed(Path(path), media_type, graph, task))


def _placed(
    path: Path, media_type: str, graph: NamedNode | DefaultGraph, task: EditTask
) -> Iterable[Quad]:
    """Yield the statements of a file, in the graph they are to be put in."""
    found = parsed(path, media_type, max_characters=task.max_characters, base=task.base)
    for quad in found:
        if quad.graph_name not in (DefaultGraph(), graph):
            raise FormatError(
                f"the file has statements in {quad.graph_name}; one graph is written "
                "at a time"
            )
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _write(task: EditTask, before: Store, after: Store, *, existed: bool) -> None:
    found = compared(before, after, only=task.only)
    told = restated(before, after, found, empties=task.empties)
    faults = [*told.faults, *others.faults_of(found.others_added)]
    unique = {(f.where, f.message): f for f in faults}
    head = {
        "existed": existed,
        "added": found.count_added,
        "removed": found.count_removed,
        "faults": [asdict(unique[name]) for name in sorted(unique)[:_MAX_FAULTS]],
        "fault_count": len(unique),
        "gone": sorted(told.gone),
        "graphs_added": found.graphs_added,
        "graphs_removed": found.graphs_removed,
    }
    content = [lines.dumped(head)]
    if not unique:
        content += _values(told)
        _dump(found, task)
    Path(task.spool).write_bytes(b"\n".join(content))


def _values(told: Restated) -> Iterable[bytes]:
    records = told.records
    values = chain[record_lines.Record](
        records.entities,
        records.sources,
        records.releases,
        records.judgements,
        records.extras,
    )
    yield from (b"r" + record_lines.of_record(value) for value in values)
    yield from (b"c" + lines.of_claim(value) for value in records.claims)


def _dump(found: Compared, task: EditTask) -> None:
    for name, quads in (
        ("added", found.others_added),
        ("removed", found.others_removed),
    ):
        if quads:
            path = f"{task.spool}.{name}"
            serialize(quads, path, format=RdfFormat.N_QUADS)
