"""Each importer is held to its table, over the data sets beside the checkout."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from build import MOMENT
from desks import TODAY
from importing import CORPUS
from recog.domain.grading import Score
from recog.domain.kinds import KINDS
from recog.exporters.grades import write_grade_text
from recog.importers import IMPORTERS
from recog.service.grade import Graded, grade_table
from recog.service.workbench import Workbench
from recog.store.embedded import Store

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the data sets are not here"),
]
FOLDER: Final = Path(__file__).parent
_STATUS: Final = ("state-recognition", "government-recognition", "relations")


class Bar(NamedTuple):
    """What a table must reach."""

    importer: str
    recall: float
    precision: float
    tracks: Collection[str] = ()  # of the kinds that count; empty: all


BARS: Final = {
    "pocom": Bar("pocom", 0.98, 0.99),
    "rdcr": Bar("rdcr", 0.95, 0.97, _STATUS),
    "statelists": Bar("statelists", 0.98, 0.98),
    "unsc": Bar("unsc", 0.98, 0.98),
    "wikitext-prose": Bar("wikitext", 0.85, 0.95),
    "wikitext-tables": Bar("wikitext", 0.95, 0.97),
}


@pytest.fixture(scope="session")
def grader(corpora: Path) -> Iterator[Callable[[str], Graded]]:
    """Give what grades a table, over a store with every data set that can be read."""
    with Store.open(corpora) as store:
        workbench = Workbench(store, lambda: TODAY, now=lambda: MOMENT)

        @cache
        def graded(table: str) -> Graded:
            return grade_table(workbench.view(), FOLDER / f"{table}.csv")

        yield graded


def score_of(graded: Graded, tracks: Collection[str]) -> Score:
    """Return the numbers of the kinds of these tracks, together."""
    total = Score()
    for kind, score in graded.grade.kinds.items():
        if not tracks or set(KINDS[kind].tracks) & set(tracks):
            for field in ("wanted", "found", "same", "different", "right", "wrong"):
                added = getattr(total, field) + getattr(score, field)
                setattr(total, field, added)
    return total


def test_every_table_has_its_bar() -> None:
    assert set(BARS) == {path.stem for path in FOLDER.glob("*.csv")}


@pytest.mark.parametrize("table", BARS)
def test_an_importer_reaches_its_bar(
    grader: Callable[[str], Graded], table: str
) -> None:
    bar = BARS[table]
    if bar.importer not in IMPORTERS:
        pytest.skip(f"{bar.importer} is not among the importers")
    graded = grader(table)
    score = score_of(graded, bar.tracks)
    told = write_grade_text(graded.report)
    assert (score.recall or 0) >= bar.recall, told
    assert (score.precision or 0) >= bar.precision, told
    assert not graded.grade.unresolved, told
