"""What a worker does with a query of a user: it has an engine answer it.

The answer is written to a file as it comes, and then anew in the format asked for: so
every engine's answers have the same form, and one that was cut off is an error. The
worker is killed at the deadline as with any query; what the engine then does is its own
affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
    serialize,
)

from recog.store.formats import GRAPH_FORMATS, RESULT_FORMATS
from recog.store.remote.engine import RESULTS, TRIPLES, Address, Engine
from recog.store.remote.pointer import GRAPH
from recog.store.tasks import (
    Outcome,
    QueryTask,
    ending_with_a_panic,
    file_bound,
    is_too_large,
    look_over,
)

_SHOWN: Final = 300  # characters of an engine's own words
#: Virtuoso tells so after how many rows it stops.
_CUT_OFF: Final = "X-SPARQL-MaxRows"
#: Before Virtuoso's names of things without one, which are none of SPARQL's.
_BLANK: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_YES: Final = "__ASK_RETVAL"  # the variable in which Virtuoso answers some ASK


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineTask:
    """A query to be answered by an engine."""

    query: QueryTask  # its folder is that of the copy: which graphs there are
    address: Address


class _Known:
    """The engine that this worker has asked."""

    engine: Engine | None = None


def ask(task: EngineTask) -> Outcome:
    """Have the engine answer a query, and write the whole answer to the task's file."""
    outcome = look_over(task.query)
    if outcome.problem:
        return outcome
    if GRAPH in task.query.text or GRAPH in task.query.graphs:
        return Outcome(problem="graph", message=GRAPH)
    raw = Path(f"{task.query.spool}.raw")
    try:
        with ending_with_a_panic(), file_bound(4 * task.query.max_bytes):
            most = _received(task, raw)
            with file_bound(task.query.max_bytes):
                return _rewritten(task.query, raw, most)
    except httpx.HTTPError as error:
        return Outcome(problem="engine", message=f"the engine did not answer: {error}")
    except MemoryError:
        return Outcome(problem="memory")
    except OSError as error:
        if is_too_large(error):
            return Outcome(problem="size")
        return Outcome(problem="disk", message=str(error))
    except (SyntaxError, ValueError, _RefusedError) as error:
        return Outcome(problem="engine", message=str(error))
    finally:
        raw.unlink(missing_ok=True)


class _RefusedError(Exception):
    """What an engine said instead of an answer."""


def _received(task: EngineTask, raw: Path) -> int:
    """Write the engine's answer to a file; return after how many rows it stops."""
    if _Known.engine is None:
        _Known.engine = Engine(task.address)
    query = task.query
    accept = TRIPLES if query.media_type in GRAPH_FORMATS else RESULTS
    parameters = [
        *(("default-graph-uri", each) for each in query.default_graphs),
        *(("named-graph-uri", each) for each in query.named_graphs),
    ]
    text = f"BASE <{query.base}>\n{query.text}" if query.base else query.text
    union = query.union and not parameters
    with _Known.engine.answering(text, accept, parameters, union=union) as found:
        if not found.is_success:
            said = found.read().decode(errors="replace")[:_SHOWN]
            raise _RefusedError(f"the engine answered {found.status_code}: {said}")
        with raw.open("wb") as file:
            for piece in found.iter_bytes():
                file.write(piece)
        return int(found.headers.get(_CUT_OFF, 0))


def _rewritten(query: QueryTask, raw: Path, most: int) -> Outcome:
    if query.media_type in GRAPH_FORMATS:
        quads = parse(path=str(raw), format=RdfFormat.N_TRIPLES)
        triples = (quad.triple for quad in quads)
        serialize(triples, query.spool, format=GRAPH_FORMATS[query.media_type])
        return Outcome(kind="graph")
    form = RESULT_FORMATS[query.media_type]
    text = _BLANK.sub(rb"\1", raw.read_bytes())
    found = parse_query_results(text, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        found.serialize(query.spool, form)
        return Outcome(kind="boolean")
    if [each.value for each in found.variables] == [_YES]:
        value = any(row[0] is not None and row[0].value == "1" for row in found)
        said = '{"head": {}, "boolean": %s}' % ("true" if value else "false")
        told = parse_query_results(said, format=QueryResultsFormat.JSON)
        told.serialize(query.spool, form)
        return Outcome(kind="boolean")
    if most and sum(1 for _ in found) >= most:
        message = f"the engine stops after {most} rows; set it to give more"
        return Outcome(problem="engine", message=message)
    again = parse_query_results(text, format=QueryResultsFormat.JSON)
    again.serialize(query.spool, form)
    return Outcome(kind="bindings")
