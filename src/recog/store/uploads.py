"""RDF that people bring: parsed, read and held to the shapes in a worker.

Nothing of it lands before all of it is right. Source: docs/design.md, section 3.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recog.domain.claims import Claim
from recog.domain.entities import Entity, Release, Source
from recog.domain.judgements import Judgement
from recog.errors import (
    Fault,
    FormatError,
    InvalidDataError,
    QueryError,
    ResultSizeError,
)
from recog.store import lines, record_lines
from recog.store.lanes import memory_error
from recog.store.limits import Limits
from recog.store.parsing import FORMATS, media_type_of
from recog.store.reading import Extra, Records
from recog.store.upload_tasks import UploadTask, check
from recog.store.workers import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is in a file, and everything that is wrong with it."""

    records: Records  # empty when there is a fault
    faults: tuple[Fault, ...]  # sorted by node
    warnings: tuple[Fault, ...]  # what should be better; does not stop it

    def accepted(self) -> Records:
        """Return the values.

        :raises InvalidDataError: with every fault, when there is one.
        """
        if self.faults:
            first = f"{self.faults[0].where}: {self.faults[0].message}"
            count = len(self.faults)
            raise InvalidDataError(
                f"{count} fault{'s' if count > 1 else ''}; first: {first}", self.faults
            )
        return self.records


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What someone brings."""

    data: bytes | Path
    media_type: str = ""  # empty: a path's suffix decides
    timeout_s: float = 0  # 0: as long as a query may ask for


def checked(upload: Upload, rdf: Path, workers: Workers, limits: Limits) -> Checked:
    """Check what someone brings; see `Store.validate` for what is raised."""
    media_type = rdf_media_type(upload.data, upload.media_type)
    in_bounds(upload.data, limits)
    spool, copy = workers.spool_path(), workers.spool_path()
    try:
        if isinstance(upload.data, bytes):
            copy.write_bytes(upload.data)
        task = UploadTask(
            rdf=str(rdf),
            path=str(copy if isinstance(upload.data, bytes) else upload.data),
            media_type=media_type,
            spool=str(spool),
            max_characters=limits.upload_bytes,
        )
        outcome = workers.run_write(
            check, task, timeout_s=upload.timeout_s or limits.max_timeout_s
        )
        match outcome.problem:
            case "format":
                raise FormatError(outcome.message)
            case "size":
                raise too_large(limits)
            case "memory":
                raise memory_error(limits)
        return _read(spool)
    except QueryError as error:  # the parser overflowed its stack
        raise FormatError(f"the file is {error}") from error
    finally:
        spool.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


def rdf_media_type(data: bytes | Path, media_type: str) -> str:
    """Return the media type of what someone brings, without parameters.

    :raises FormatError: when it is none of RDF.
    """
    given = media_type.partition(";")[0].strip().lower()
    if not given and isinstance(data, Path):
        given = media_type_of(data)
    if given not in FORMATS:
        raise FormatError(
            f"not a media type of RDF: {given!r}; known: {', '.join(FORMATS)}"
        )
    return given


def in_bounds(data: bytes | Path, limits: Limits) -> None:
    """Refuse what is too large.

    :raises ResultSizeError: when it is.
    """
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if size > limits.upload_bytes:
        raise too_large(limits)


def too_large(limits: Limits) -> ResultSizeError:
    """Return the error of a file that is larger than is taken."""
    return ResultSizeError(
        f"the file is larger than {limits.upload_bytes / 2**20:g} MiB; "
        "bring it in several parts",
        limit="upload_bytes",
        value=limits.upload_bytes,
    )


def _read(spool: Path) -> Checked:
    head, *content = spool.read_bytes().split(b"\n")
    told = json.loads(head)
    return Checked(
        records=kept_values(content),
        faults=_faults(told["faults"]),
        warnings=_faults(told["warnings"]),
    )


def kept_values(content: Sequence[bytes]) -> Records:
    """Return the values that a worker wrote, a line each."""
    records = [record_lines.to_record(line[1:]) for line in content if line[:1] == b"r"]
    claims = [lines.to_claim(line[1:]) for line in content if line[:1] == b"c"]
    return _records(records, claims)


def _records(
    records: Iterable[record_lines.Record], claims: Iterable[Claim]
) -> Records:
    values = list(records)
    return Records(
        entities=tuple(value for value in values if isinstance(value, Entity)),
        sources=tuple(value for value in values if isinstance(value, Source)),
        releases=tuple(value for value in values if isinstance(value, Release)),
        judgements=tuple(value for value in values if isinstance(value, Judgement)),
        extras=tuple(value for value in values if isinstance(value, Extra)),
        claims=tuple(claims),
    )


def _faults(rows: Iterable[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**row) for row in rows)
