"""Which old versions are kept, and for how long.

Source: docs/design.md, section 3.1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from recog.store.manifest import Manifest

#: For so long every version is kept; of older days, the last one of each.
EVERY_VERSION_FOR: Final = timedelta(days=30)


def kept(
    manifests: Iterable[Manifest], *, named: Collection[str], now: datetime
) -> frozenset[str]:
    """Return the versions to keep.

    All of the last 30 days, of every day before that the last one (days in UTC), named
    ones for ever, and always the newest.

    :param named: versions that have a name.
    """
    ordered = sorted(manifests, key=lambda manifest: int(manifest.version))
    keep = {manifest.version for manifest in ordered[-1:]}
    last_of_day = {m.time.astimezone(UTC).date(): m.version for m in ordered}
    keep.update(last_of_day.values())
    keep.update(m.version for m in ordered if now - m.time <= EVERY_VERSION_FOR)
    keep.update(m.version for m in ordered if m.version in named)
    return frozenset(keep)
