"""The lists as sources, and what they say themselves that they draw on."""

from __future__ import annotations

from typing import Final

from recog.domain.entities import Release, Source

COW: Final = Source(
    id="source/cow-state-system-membership",
    title="State System Membership",
    publisher="Correlates of War Project",
    language="en",
)
GLEDITSCH_WARD: Final = Source(
    id="source/gleditsch-ward-states",
    title="Independent states of the world",
    creator="Kristian Gleditsch and Michael Ward",
    language="en",
)
ISD: Final = Source(
    id="source/international-system-dataset",
    title="International System(s) Dataset",
    creator="Ryan Griffiths and Charles Butcher",
    language="en",
)
ICOW: Final = Source(
    id="source/icow-colonial-history",
    title="ICOW Colonial History Data Set",
    creator="Paul R. Hensel",
    language="en",
)
STATESYS: Final = Source(
    id="source/statesys",
    title="StateSys, the list of states in manystates",
    publisher="globalgov/manystates",
    url="https://github.com/globalgov/manystates",
    language="en",
)

#: Cited by ICOW, beside its own dates, and not read here.
COW_CITED: Final = Release(
    id="release/cow-state-system-as-cited-by-icow",
    source=COW.id,
    title="State System Membership, as cited by ICOW 1.1",
)
GLEDITSCH_WARD_CITED: Final = Release(
    id="release/gleditsch-ward-as-cited-by-icow",
    source=GLEDITSCH_WARD.id,
    title="Independent states of the world, as cited by ICOW 1.1",
)

ISD_RELEASE: Final = Release(
    id="release/isd-2-2",
    source=ISD.id,
    title="International System(s) Dataset, version 2.2",
    edition="2.2, commit f342eb521c5b3d8b2ff39ac398719f201b277dc8 of manystates",
    licence="CC BY 4.0",
)
ICOW_RELEASE: Final = Release(
    id="release/icow-colonial-history-1-1",
    source=ICOW.id,
    title="ICOW Colonial History Data Set, version 1.1",
    edition="1.1, commit 68fb7e9f2ade6cfd9304ffdb7b8b286efbb9a37a of manystates",
    licence="CC BY 4.0",
    derived_from=(COW_CITED.id, GLEDITSCH_WARD_CITED.id),
)
STATESYS_RELEASE: Final = Release(
    id="release/statesys",
    source=STATESYS.id,
    title="StateSys, the list of states in manystates",
    edition="commit 2104cd870afe9ba1e16f8a8bd06e7f3642c79d21 of manystates",
    licence="CC BY 4.0",
)
