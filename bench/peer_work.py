"""The folder that is kept: a store of recog, its statements, and the others' stores."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Rdf

from loading import imported
from peer_engines import ENGINES, disk_mib
from recog.service.loading import Progress
from recog.store.embedded import Limits, Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading took."""

    seconds: float
    disk_mib: float
    peak_mib: float = 0.0  # known of recog only


@dataclass(frozen=True, slots=True)
class Work:
    """What was loaded, and how."""

    folder: Path
    claims: int
    statements: int
    loaded: dict[str, Loaded]  # by the folder of the store

    def rdf(self) -> Rdf:
        """Open the statements of recog's current version, for reading."""
        home = self.folder / "recog"
        name = (home / "CURRENT").read_text().strip()
        return Rdf.read_only(str(home / "versions" / name / "rdf"))


def prepared(folder: Path, *, datasets: Path | None, claims: int) -> Work:
    """Load what is not loaded yet, and say what it took.

    :param datasets: a folder of data sets for `recog import all`; None: so many made-up
        claims.
    """
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / "loaded.json"
    told: dict[str, Any] = json.loads(note.read_text()) if note.exists() else {}
    if "recog" not in told:
        told["recog"] = asdict(_import(folder, datasets, claims))
        note.write_text(json.dumps(told, indent=1))
    statements = folder / "statements" / "all.nq"
    if "statements" not in told:
        statements.parent.mkdir(exist_ok=True)
        with Store(folder / "recog", Limits()) as store:
            snapshot = store.snapshot()
        rdf = Rdf.read_only(str(snapshot.folder / "rdf"))
        rdf.dump(str(statements), RdfFormat.N_QUADS)
        told["statements"], told["claims"] = (
            len(rdf),
            snapshot.manifest.counts["claims"],
        )
        note.write_text(json.dumps(told, indent=1))
    for engine in ENGINES:
        if engine.store not in told:
            to = folder / engine.store
            print(f"loading {engine.name}", file=sys.stderr)
            seconds = engine.load(statements, to)
            told[engine.store] = asdict(Loaded(seconds, disk_mib(to)))
            note.write_text(json.dumps(told, indent=1))
    return Work(
        folder,
        told["claims"],
        told["statements"],
        {engine.store: Loaded(**told[engine.store]) for engine in ENGINES},
    )


def _import(folder: Path, datasets: Path | None, claims: int) -> Loaded:
    """Import into a new store, in a process of its own."""
    home = folder / "recog"
    words = (
        ["-m", "recog", "import", "all", str(datasets)]
        if datasets
        else [__file__, str(home), str(claims)]
    )
    print("importing into recog", file=sys.stderr)
    started = perf_counter()
    _run(words, home)
    seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Loaded(seconds, disk_mib(home), peak)


def _run(words: Sequence[str], home: Path) -> None:
    environ = {**os.environ, "RECOG_HOME": str(home)}
    subprocess.run(
        [sys.executable, *words], env=environ, stdout=subprocess.DEVNULL, check=True
    )


def _make_up(home: Path, claims: int) -> None:
    """Import so many made-up claims, as `bench/loading.py` does."""
    size = home.with_suffix(".txt")
    size.write_text(str(claims))
    with Store.open(home) as store:
        imported(store, size, Progress(phase=lambda name: print(name, file=sys.stderr)))


if __name__ == "__main__":
    _make_up(Path(sys.argv[1]), int(sys.argv[2]))
