from __future__ import annotations

from pathlib import Path

from build import claim, release, source
from importing import Counting, context
from recog.importers import Record
from recog.importers.rdf import read


def test_what_the_store_reads_is_handed_on_and_counted(tmp_path: Path) -> None:
    given: list[Record] = [source(), release(), claim()]
    counting = Counting()
    found = list(read(tmp_path / "a.ttl", context(counting=counting, rdf=given)))
    assert found == given
    assert (counting.total, counting.read) == (3, 3)
