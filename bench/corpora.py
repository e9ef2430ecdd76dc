"""Measure how long it takes to load every data set of a folder, and the memory for it.

    PYTHONPATH=src:bench python bench/corpora.py ../shared/datasets [--markdown]

The command that a user types, `recog import all`, runs as a process of its own over an
empty home, and then once more, which must change nothing. Memory is the most that it
and all its children together had, read ten times a second from /proc. With --markdown
the table of docs/sources.md is printed. Bounds: 5 minutes, 2 GiB; exits with 1 when
one is not kept.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

MOST_S: Final = 300
MOST_MIB: Final = 2048
_OFTEN_S: Final = 0.1
_PAGE_KIB: Final = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command took, and what it reported."""

    code: int
    wall_s: float
    peak_mib: float
    report: dict[str, Any]


def run(folder: Path, home: Path) -> Run:
    """Run the command to its end."""
    report = home / "report.json"
    words = ("import", "all", str(folder), "--report", str(report))
    started, peak = time.perf_counter(), 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "recog", *words],
        env={**os.environ, "RECOG_HOME": str(home / "store")},
        stdout=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(resident_mib, family(process.pid))))
            time.sleep(_OFTEN_S)
    told = json.loads(report.read_text()) if report.exists() else {}
    return Run(process.returncode, time.perf_counter() - started, peak, told)


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, at any remove."""
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [(each / "children").read_text().split() for each in threads]
    except OSError:
        return
    for child in {int(each) for found in children for each in found}:
        yield from family(child)


def resident_mib(pid: int) -> float:
    """Return the memory that a process holds; 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * _PAGE_KIB / 1024


def table(report: dict[str, Any]) -> str:
    """Return the report as the table of docs/sources.md."""
    lines = [
        "| data set | records | claims | entities | skipped or in doubt, by reason | "
        "contradicted events (by others) | names not known | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in report["imports"]:
        reasons = "; ".join(f"{n:,} {reason}" for reason, n in each["skipped"].items())
        found = each["contradictions"]
        lines.append(
            f"| `{each['importer']}` | {each['read']:,} | {each['made']['claims']:,} | "
            f"{each['made']['entities']:,} | {reasons} | "
            f"{found['own'] + found['others']:,} ({found['others']:,}) | "
            f"{len(each['unresolved']):,} | {each['seconds']:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and tell whether the bounds are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markdown", action="store_true", help="print the table")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        first = run(given.folder, Path(home))
        again = run(given.folder, Path(home))
    made = sum(each["made"]["claims"] for each in first.report.get("imports", ()))
    changed = [each for each in again.report.get("imports", ()) if each["changed"]]
    print(
        f"from nothing: {made:,} claims, {first.wall_s:.0f} s, {first.peak_mib:.0f} MiB"
    )
    print(f"once more: {again.wall_s:.0f} s, {again.peak_mib:.0f} MiB")
    for path, why in first.report.get("failed", {}).items():
        print(f"did not land: {path}: {why}")
    if given.markdown:
        print(table(first.report))
    kept = {
        "everything lands": first.code == 0 and made > 0,
        f"in {MOST_S} s": first.wall_s < MOST_S,
        f"in {MOST_MIB} MiB": first.peak_mib < MOST_MIB,
        "once more changes nothing": again.code == 0 and not changed,
    }
    for bound, holds in kept.items():
        print(f"{'kept' if holds else 'BROKEN'}: {bound}")
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
