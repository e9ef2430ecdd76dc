"""The edition of POCOM that this importer knows, as a source and its release."""

from __future__ import annotations

from datetime import date
from typing import Final

from recog.domain.dates import Interval
from recog.domain.entities import Coverage, Release, Source

SENDER: Final = "state/united-states"

SOURCE: Final = Source(
    id="source/historyatstate-pocom",
    title="Principal Officers and Chiefs of Mission",
    publisher="Office of the Historian, U.S. Department of State",
    url="https://github.com/HistoryAtState/pocom",
    language="en",
)

#: The first day of the last month that the terms speak of.
LAST_MONTH: Final = date(2021, 1, 1)

#: Its terms end in January 2021, although the files were edited later.
RELEASE: Final = Release(
    id="release/historyatstate-pocom-2026-06-20",
    source=SOURCE.id,
    title="Principal Officers and Chiefs of Mission, edition of 20 June 2026",
    edition="2026-06-20, commit 44d2226df6b26f8f5807215ec40e3a6c4d706bbb",
    licence="CC0-1.0",
    coverage=(
        Coverage(
            tracks=("head-of-mission",),
            actors=(SENDER,),
            days=Interval(date(1778, 1, 1), date(2021, 1, 31)),
        ),
    ),
)
