"""Workbenches over small stores, built in the test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from build import MOMENT, entity, release, source
from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release
from recog.service.workbench import Workbench
from recog.store.embedded import Change, Limits, Store

#: "Today" in every test.
TODAY = date(2026, 11, 23)


@contextmanager
def desk(
    home: Path,
    *claims: Claim,
    entities: Iterable[Entity] = (),
    releases: Iterable[Release] = (),
    at: datetime = MOMENT,
    limits: Limits | None = None,
) -> Iterator[Workbench]:
    """Give a workbench that knows these claims and every party they name."""
    store = Store.open(home, limits)
    given = {each.id: each for each in entities}
    for claim in claims:
        for party in (claim.actor, claim.target, claim.person, claim.list):
            if party and party not in given:
                given[party] = entity(party)
    change = Change(
        entities=given.values(),
        sources=[source()],
        releases=[release(), *releases],
        claims=claims,
    )
    store.commit(change, author="test", message="a test", at=at)
    try:
        yield Workbench(store, lambda: TODAY, now=lambda: at)
    finally:
        store.close()
