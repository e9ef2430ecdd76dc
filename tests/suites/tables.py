"""The tables of docs/sparql.md about the suites: made from a run, held to it by a test.

To write them anew: `RECOG_WRITE_SCORES=yes python -m pytest tests/suites`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from suites.explained import ENGINE, REFUSED, explanation
from suites.judging import Score, Verdict

DOCS: Final = Path(__file__).parents[2] / "docs" / "sparql.md"
_MARKED: Final = re.compile(
    r"(<!-- scores: made by tests/suites -->\n).*?(<!-- end -->)", re.DOTALL
)


def tables(scores: Mapping[str, Score], ours: Mapping[str, Verdict]) -> str:
    """Return both tables: the score of each group, and why each failure is one."""
    lines = ["| Group | Tests | recog | pyoxigraph alone |", "|---|---|---|---|"]
    for group in sorted(scores):
        row = scores[group]
        engine = "–" if row.engine is None else row.engine
        lines.append(f"| {group} | {row.tests} | {row.recog} | {engine} |")
    known = [row.engine for row in scores.values() if row.engine is not None]
    tests, passed = (
        sum(getattr(row, name) for row in scores.values())
        for name in ("tests", "recog")
    )
    lines.append(f"| **all** | {tests} | {passed} | {sum(known)} |")
    failed: dict[str, list[str]] = defaultdict(list)
    for name, verdict in ours.items():
        if not verdict.passed:
            failed[explanation(name)].append(name)
    lines += ["", "| Fails | Tests | Because |", "|---|---|---|"]
    for pattern, why in (*ENGINE.items(), *REFUSED.items()):
        if pattern in failed:
            lines.append(f"| `{pattern}` | {len(failed[pattern])} | {why} |")
    return "\n".join(lines) + "\n"


def documented() -> str:
    """Return the tables as the docs have them."""
    found = _MARKED.search(DOCS.read_text(encoding="utf-8"))
    assert found is not None
    return found[0].partition("\n")[2].rpartition("<!-- end -->")[0]


def write(text: str) -> None:
    """Put the tables into the docs."""
    page = DOCS.read_text(encoding="utf-8")
    new = _MARKED.sub(lambda found: f"{found[1]}{text}{found[2]}", page)
    DOCS.write_text(new, encoding="utf-8")
