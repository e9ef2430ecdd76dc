"""The releases that a commit gives in full, and the editions that they follow.

Source: docs/design.md, sections 1.2 and 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recog.domain.editions import newer, older
from recog.domain.entities import Release
from recog.errors import Fault, InvalidDataError
from recog.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Given:
    """What a commit gives in full."""

    #: Of each release given in full, the older editions of its source, oldest first.
    older: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, release: str) -> bool:
        return release in self.older

    def editions(self, release: str) -> tuple[str, ...]:
        """Return a release with the editions that it follows, the newest first."""
        return (release, *reversed(self.older.get(release, ())))

    def follows(self, release: str, other: str) -> bool:
        """Tell whether a release is given in full and follows another edition."""
        return other in self.older.get(release, ())


def given_in_full(
    snapshot: Snapshot,
    ids: Iterable[str],
    releases: Iterable[Release],
    *,
    alone: Iterable[str] = (),
) -> Given:
    """Return the releases given in full, with what they follow.

    :param releases: those that the commit describes.
    :param alone: releases given in full that follow no other.
    :raises InvalidDataError: when a newer edition of one has been loaded already.
    """
    together = set(ids)  # what one commit gives lies side by side
    stored = snapshot.releases.values()
    described = dict(snapshot.releases) | {each.id: each for each in releases}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(alone, ())
    faults: list[Fault] = []
    for id in sorted(together):
        release = described.get(id)
        if release is None:
            found[id] = ()
            continue
        others = [each for each in stored if each.id not in together - {id}]
        found[id] = tuple(each.id for each in older(release, others))
        faults += [
            Fault(where=id, message=f"is an older edition than {each.id}, loaded since")
            for each in newer(release, others)
        ]
    if faults:
        told = f"{faults[0].where} {faults[0].message}"
        raise InvalidDataError(f"nothing was loaded: {told}", faults)
    return Given(found)
