"""Writes as SPARQL updates or whole graphs: from what a worker found to a change.

Source: docs/design.md, sections 3.1 and 6.3.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recog.domain.claims import Claim
from recog.domain.revisions import head
from recog.errors import (
    Fault,
    ForbiddenQueryError,
    FormatError,
    InvalidDataError,
    QueryError,
)
from recog.store import vocab
from recog.store.answers import check_grammar, raise_problem
from recog.store.changes import Change
from recog.store.edit_tasks import EditTask, edit
from recog.store.edits import Edit, GraphEdit, SparqlEdit
from recog.store.limits import Limits
from recog.store.others import OthersChange
from recog.store.snapshot import Snapshot
from recog.store.tasks import FAILS_AT_ONCE, Outcome
from recog.store.update_text import (
    empties_everything,
    first_operation,
    look_at_update,
    with_dataset,
)
from recog.store.uploads import in_bounds, kept_values, rdf_media_type, too_large
from recog.store.workers import Workers
from recog.store.written_graphs import graphs_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a write would do."""

    change: Change
    existed: bool  # the graph that it names
    added: int  # statements
    removed: int


@contextmanager
def tried(
    edit_: Edit, before: Snapshot, workers: Workers, limits: Limits
) -> Iterator[Found]:
    """Try a write on a draft, in a worker, and give what it does.

    The files that the change is read from are there until this ends.

    :raises QueryError: when an update does not parse; with line and column.
    :raises FormatError: when a file breaks its grammar, or is of no format of RDF.
    :raises ForbiddenQueryError: when it would fetch something.
    :raises InvalidDataError: when what it says is not valid, or may not be said there.
    :raises LimitError: when it needs too much.
    """
    folder = workers.spool_path()  # what a crash leaves there is swept away
    folder.mkdir()
    try:
        task = _task(edit_, before, folder, workers, limits)
        try:
            outcome = workers.run_write(edit, task, timeout_s=limits.max_timeout_s)
        except QueryError as error:  # a parser overflowed its stack
            if isinstance(edit_, SparqlEdit):
                raise
            raise FormatError(f"the file is {error}") from error
        _raise_problem(outcome, limits)
        yield _found(Path(task.spool), before)
    finally:
        shutil.rmtree(folder)


def _task(
    edit_: Edit, before: Snapshot, folder: Path, workers: Workers, limits: Limits
) -> EditTask:
    places: dict[str, Any] = {
        "rdf": str(before.folder / "rdf"),
        "draft": str(folder / "rdf"),
        "spool": str(folder / "found"),
        "max_bytes": 4 * limits.upload_bytes,
        "max_characters": limits.upload_bytes,
    }
    if isinstance(edit_, SparqlEdit):
        try:
            tokens = look_at_update(edit_.text, limits)
        except ForbiddenQueryError:
            at = first_operation(edit_.text)
            text = f"{edit_.text[:at]}{FAILS_AT_ONCE}{edit_.text[at:]}"
            check_grammar(text, workers, limits.max_timeout_s)
            raise
        text = with_dataset(
            edit_.text,
            tokens,
            default=edit_.default_graphs,
            named=edit_.named_graphs,
        )
        only = graphs_written(tokens)
        return EditTask(
            method="UPDATE",
            text=text,
            empties=empties_everything(tokens),
            only=None if only is None else sorted(only),
            base=edit_.base or vocab.BASE,
            **places,
        )
    return EditTask(
        method=edit_.method,
        graph=edit_.graph,
        only=[edit_.graph],
        files=tuple(_files(edit_, folder, limits)),
        base=edit_.base or edit_.graph or vocab.BASE,
        **places,
    )


def _files(edit_: GraphEdit, folder: Path, limits: Limits) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(edit_.parts):
        media_type = rdf_media_type(part.data, part.media_type)
        in_bounds(part.data, limits)
        path = part.data
        if isinstance(path, bytes):
            path = folder / f"part-{number}"
            path.write_bytes(part.data if isinstance(part.data, bytes) else b"")
        yield str(path), media_type


def _raise_problem(outcome: Outcome, limits: Limits) -> None:
    match outcome.problem:
        case "format":
            raise FormatError(outcome.message)
        case "size":
            raise too_large(limits)
        case "evaluation":
            raise QueryError(f"the update cannot be done: {outcome.message}")
        case _:
            raise_problem(outcome, limits)


def _found(spool: Path, before: Snapshot) -> Found:
    line, *content = spool.read_bytes().split(b"\n")
    told = json.loads(line)
    faults = [Fault(**row) for row in told["faults"]]
    if faults:
        raise _invalid(faults, told["fault_count"])
    records = kept_values(content)
    gone = {tuple(name) for name in told["gone"]}
    faults = [*_out_of_date(records.claims, before)]
    if faults:
        raise _invalid(faults, len(faults))
    change = Change(
        entities=records.entities,
        sources=records.sources,
        releases=records.releases,
        claims=records.claims,
        judgements=records.judgements,
        extras=records.extras,
        retract=[id for type, id, _ in gone if type == "claim" and _stands(id, before)],
        undo=[id for type, id, _ in gone if type == "judgement"],
        remove=[each for each in gone if each[0] not in ("claim", "judgement")],
        others=_others(spool, told),
    )
    return Found(
        change=change,
        existed=told["existed"],
        added=told["added"],
        removed=told["removed"],
    )


def _others(spool: Path, told: dict[str, Any]) -> OthersChange:
    def graphs(name: str) -> tuple[str, ...]:
        return tuple(g for g in told[name] if not g.startswith(vocab.GRAPH))

    added = spool.with_name(f"{spool.name}.added")
    removed = spool.with_name(f"{spool.name}.removed")
    return OthersChange(
        added=added if added.exists() else None,
        removed=removed if removed.exists() else None,
        graphs_added=graphs("graphs_added"),
        graphs_removed=graphs("graphs_removed"),
    )


def _stands(id: str, before: Snapshot) -> bool:
    claim = before.claim(id)
    return claim is not None and claim.retracted_at is None


def _out_of_date(claims: tuple[Claim, ...], before: Snapshot) -> Iterator[Fault]:
    """Yield the claims that no longer stand and would be said anew."""
    for claim in claims:
        stored = before.claim(claim.id)
        if stored is None or stored.retracted_at is None or stored == claim:
            continue
        last = head(stored, before.claim)
        if last.id == claim.id:
            message = f"was retracted at {stored.retracted_at}; enter a new claim"
        else:
            message = f"was revised; change {last.id}, which stands in its place"
        yield Fault(where=claim.id, message=message)


def _invalid(faults: list[Fault], count: int) -> InvalidDataError:
    first = f"{faults[0].where}: {faults[0].message}"
    return InvalidDataError(
        f"nothing was written; faults: {count}; first: {first}", faults
    )
