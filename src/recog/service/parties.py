"""Who stands for whom: a state's governments, and the organs that keep its lists.

Source: docs/design.md, sections 1.2 and 1.3.
"""

from __future__ import annotations

from recog.domain.tracks import TRACKS
from recog.service.workbench import View


def acting(view: View, party: str, track: str) -> frozenset[str]:
    """Return a party with those that act for it on a track.

    A state acts through its governments, and lists through its organs as well.
    """
    types = TRACKS[track].actors if track else ("government", "organization")
    return _with(view, party, types)


def acted_upon(view: View, party: str, track: str) -> frozenset[str]:
    """Return a party with its governments, where a track acts upon governments."""
    return _with(view, party, TRACKS[track].targets if track else ("government",))


def _with(view: View, party: str, types: tuple[str, ...]) -> frozenset[str]:
    found = {party}
    if party.startswith("state/"):
        if "government" in types:
            found.update(view.directory.governments(party))
        if "organization" in types:
            found.update(view.directory.organs(party))
    return frozenset(found)
