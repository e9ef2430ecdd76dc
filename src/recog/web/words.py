"""Names of kinds, tracks, values and certainties as pages word them.

Source: docs/design.md, sections 1.3 and 1.6.
"""

from __future__ import annotations

from recog.domain.kinds import KINDS
from recog.domain.tracks import TRACKS, VALUES

#: The answers of docs/design.md, 1.6, as a page words them for one status.
CERTAINTIES = {
    "certain": "certain",
    "possible": "possible",
    "contradicted": "contradicted",
    "none": "not so",
    "unknown": "unknown",
}


def kind_label(name: str) -> str:
    """Return the label of a kind, or the name itself where it is not ours."""
    return KINDS[name].label if name in KINDS else name


def track_label(name: str) -> str:
    """Return the label of a track; events of no track are said or met."""
    return TRACKS[name].label if name in TRACKS else (name or "said and met")


def value_label(name: str) -> str:
    """Return the label of a status value."""
    return VALUES[name].label if name in VALUES else name
