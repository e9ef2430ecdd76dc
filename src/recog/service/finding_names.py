"""How parties, sources and numbers of days are named in the sentences of findings."""

from __future__ import annotations

from recog.domain.claims import Claim, Key
from recog.service.rows import entity_row
from recog.store.snapshot import Snapshot


def day_count(days: int) -> str:
    """Say how many days."""
    return "1 day" if days == 1 else f"{days:,} days"


def parties(snapshot: Snapshot, key: Key) -> str:
    """Name everyone in a key: "Russia → Taliban, on the list …"."""
    person = f" ({label(snapshot, key.person)})" if key.person else ""
    on_list = f", {label(snapshot, key.list)}" if key.list else ""
    return f"{pair(snapshot, key)}{person}{on_list}"


def pair(snapshot: Snapshot, key: Key) -> str:
    """Name who acts and upon whom."""
    target = f" → {label(snapshot, key.target)}" if key.target else ""
    return f"{label(snapshot, key.actor)}{target}"


def label(snapshot: Snapshot, entity: str) -> str:
    """Return the English label of an entity."""
    return entity_row(snapshot, entity)["label"]


def title_of(snapshot: Snapshot, claim: Claim) -> str:
    """Return the title of a claim's source, in quotation marks."""
    return release_title(snapshot, claim.release)


def release_title(snapshot: Snapshot, id: str) -> str:
    """Return the title of a release's source, in quotation marks."""
    release = snapshot.releases.get(id)
    source = snapshot.sources.get(release.source) if release else None
    title = source.title if source else (release.title if release else id)
    return f"“{title.strip('[]')}”"
