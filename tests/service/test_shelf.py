from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from build import MOMENT, claim, release
from desks import desk
from recog.domain.claims import Stance
from recog.domain.dates import Interval
from recog.service.holdings import holdings
from recog.service.questions import Question
from recog.service.releases import releases
from recog.service.shelf import Concord, Holding
from recog.store.embedded import Change

ONE = release("release/one", "source/one")
TWO = release("release/two", "source/two")
COPY = release("release/copy", "source/copy", derived_from=("release/one",))
CLAIMS = [
    claim(on="2008-02-18", release="release/one"),
    claim(on="2008-02", release="release/two"),
    claim(on="2008", release="release/copy"),
    claim(by="state/ghana", on="2012-01-05", release="release/one"),
    claim(by="state/ghana", on="2012-03-05", release="release/two"),
    claim(by="state/nauru", on="2009", release="release/one"),
    claim(by="state/nauru", on="2009", stance=Stance.DENIES, release="release/two"),
    claim("statement", by="state/nauru", on="../2019-02", release="release/one"),
]


def test_what_a_release_holds_is_counted(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS, releases=[ONE, TWO, COPY]) as bench:
        shelf = bench.view().shelf
        assert shelf.holding("release/one") == Holding(
            claims=4,
            kinds={"recognition": 3, "statement": 1},
            days=Interval(date(2008, 2, 18), date(2019, 2, 28)),
        )
        assert shelf.holding("release/test") == Holding(kinds={}, entities=4)
        later = MOMENT + timedelta(days=1)
        gone = Change(retract=[CLAIMS[3].id])
        bench.store.commit(gone, author="t", message="m", at=later)
        held = bench.view().shelf.holding("release/one")
        assert (held.claims, held.retracted) == (3, 1)
        then = bench.view().known(MOMENT).shelf.holding("release/one")
        assert (then.claims, then.retracted) == (4, 0)


def test_agreement_is_with_independent_sources_only(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS, releases=[ONE, TWO, COPY]) as bench:
        shelf = bench.view().shelf
        both = Concord(events=3, agree=1, differ=1, contradict=1)
        assert shelf.concord("release/one") == {"source/two": both}
        assert shelf.concord("release/two") == {
            "source/one": both,
            "source/copy": Concord(events=1, agree=1),
        }
        assert shelf.concord("release/test") == {}


def test_a_row_of_a_release_has_it_all(tmp_path: Path) -> None:
    with desk(tmp_path, *CLAIMS, releases=[ONE, TWO, COPY]) as bench:
        asked = Question(source="release/one")
        (row,) = holdings(bench.view(), asked).rows
        (cited,) = releases(bench.view(), asked).rows
    assert row["holds"]["claims"] == 4
    assert row["holds"]["days"]["edtf"] == "2008-02-18/2019-02-28"
    assert row["imported"] is None
    assert cited["citation"]["text"] == "“A test release”, edition 2026-11-23."
    assert cited["citation"]["bibtex"].startswith("@misc{one,\n  title = {{A test")
    assert cited["citation"]["csl"]["version"] == "2026-11-23"
