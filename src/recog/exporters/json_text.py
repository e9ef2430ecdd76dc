"""Documents as JSON, in the form of the API's answers.

Source: docs/design.md, section 4.2.
"""

from __future__ import annotations

import json
from typing import Any

from recog.exporters.documents import (
    Difference,
    Document,
    Findings,
    Matrix,
    Network,
    Reasons,
    Timeline,
)


def write_timeline(timeline: Timeline) -> bytes:
    """Return every event and span, with the releases they rest on."""
    return _text({"title": timeline.title, "rows": list(timeline.rows)}, timeline)


def write_network(network: Network) -> bytes:
    """Return every node and edge, with the releases they rest on."""
    edges = list(network.edges)
    head = {"title": network.title, "rows": edges}
    return _text({**head, "nodes": list(network.nodes), "edges": edges}, network)


def write_reasons(reasons: Reasons) -> bytes:
    """Return every step of every explanation, with the releases they rest on."""
    return _text({"title": reasons.title, "rows": list(reasons.rows)}, reasons)


def write_findings(findings: Findings) -> bytes:
    """Return every finding, with the releases they rest on."""
    return _text({"title": findings.title, "rows": list(findings.rows)}, findings)


def write_matrix(matrix: Matrix) -> bytes:
    """Return the rows of cells with their targets."""
    head = {"title": matrix.title, "rows": list(matrix.rows)}
    return _text({**head, "targets": list(matrix.targets)}, matrix)


def write_difference(difference: Difference) -> bytes:
    """Return every change and how many there are, with the releases they rest on."""
    rows = list(difference.rows)
    head = {"title": difference.title, "rows": rows, "counts": difference.counts}
    return _text(head, difference)


def _text(body: dict[str, Any], document: Document) -> bytes:
    whole = {
        **body,
        "question": dict(document.question),
        "version": document.version,
        "releases": list(document.sources),
        "permalink": document.permalink,
        "receipt": document.receipt or None,
        "next": None,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
