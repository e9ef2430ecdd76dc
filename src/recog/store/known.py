"""Which records of a version were there at a moment: of releases recorded by then.

Source: docs/design.md, section 1.7.
"""

from __future__ import annotations

from datetime import datetime

from recog.domain.entities import Release, Source
from recog.store.record_lines import Record
from recog.store.records import RecordBook, record_place


class Known:
    """Tells the records that were there at a moment from those that came later.

    :param moment: None: now, when all are there.
    """

    def __init__(self, book: RecordBook, moment: datetime | None) -> None:
        releases = [] if moment is None else list(book.of_type(Release))
        #: Releases that were recorded later.
        self.hidden = frozenset(
            each.id for each in releases if _is_later(each.recorded_at, moment)
        )
        told = {each.source for each in releases if each.id not in self.hidden}
        self._hidden_sources = {each.source for each in releases} - told

    def shows(self, record: Record) -> bool:
        """Tell whether a record was there; a source is, if a release of it was."""
        match record:
            case Source():
                return record.id not in self._hidden_sources
            case _:
                return record_place(record)[1] not in self.hidden


def _is_later(recorded: datetime | None, moment: datetime | None) -> bool:
    return recorded is not None and moment is not None and recorded > moment
