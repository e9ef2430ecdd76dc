"""Many mixed requests with some evil ones among them, and what is left of them.

Run: ``PYTHONPATH=src:tests python bench/soak.py HOME --requests 10000``, where HOME is
a store. Prints memory, processes, open files and files on disk before and after, and
how the requests ended. Exits with 1 when an answer was wrong or something was left.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

from serving import served
from soaking import settled, soak


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--timeout", default="2")
    given = parser.parse_args()
    bounds = {"RECOG_TIMEOUT": given.timeout, "RECOG_MEMORY": "256M"}
    with served(given.home, RECOG_RESULT_BYTES="4M", **bounds) as (address, process):
        soak(address, 3000)  # so that everything that is kept is there
        before = settled(process.pid, given.home, seconds=60)
        print("before:", before, flush=True)
        start = monotonic()
        ended = soak(address, given.requests)
        print(f"{given.requests} requests in {monotonic() - start:.0f} s")
        after = settled(process.pid, given.home, seconds=60)
        print("after: ", after)
    for name, number in sorted(ended.items()):
        print(f"{number:6} {name}")
    if any("WRONG" in name for name in ended) or after.left:
        sys.exit(1)


if __name__ == "__main__":
    main()
