"""The bounds of queries and uploads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that really hold; the error names the one that was reached."""

    timeout_s: float = 30  # of a query that does not ask for another
    max_timeout_s: float = 120  # that a query may ask for
    memory_bytes: int = 1024**3  # that a worker may use beyond its start
    result_bytes: int = 64 * 1024**2
    cache_bytes: int = 0  # of answers that are remembered
    upload_bytes: int = 64 * 1024**2
    workers: int = 2  # for quick queries, and twice as many for slow ones
    quick_s: float = 1  # a query that has not ended by then begins anew as a slow one
    queue: int = 16  # quick queries that may wait, and as many slow ones
    client_queries: int = 8  # that may run and wait for one client; 0: without bound
    patience_s: float = 5  # that a write waits for others to end
    query_bytes: int = 256 * 1024
    update_bytes: int = 4 * 1024**2
    depth: int = 64  # of groups and parentheses
    branches: int = 1_000  # of UNION and the like in one query
    #: Beginnings of the addresses of graphs that a query may name unseen: empty if none
    #: of that address is stored.
    open_graphs: tuple[str, ...] = ()
