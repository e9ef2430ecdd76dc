"""The manifest of a version: what it is, who made it, and what is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from recog.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is known of a version without opening it."""

    version: str  # "000042"
    parent: str  # the version it was made from; empty for the first
    time: datetime  # when it was committed
    author: str
    message: str
    counts: Mapping[str, int]  # of claims, entities, events, spans …
    content_hash: str  # the same for the same content, whatever the history
    vocabulary_hash: str  # of the files that the vocabulary graph was read from

    @staticmethod
    def read(path: Path) -> Manifest:
        """Read a manifest.

        :raises StoreError: when the file is not there or not a manifest.
        """
        try:
            fields = json.loads(path.read_text())
            fields["time"] = datetime.fromisoformat(fields["time"])
            return Manifest(**fields)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreError(
                f"{path} is not the manifest of a version: {error}"
            ) from error

    def write(self, path: Path) -> None:
        """Write the manifest."""
        fields = asdict(self) | {"time": self.time.isoformat()}
        path.write_text(json.dumps(fields, indent=2, ensure_ascii=False) + "\n")
