"""The command that opens a receipt, or looks whether a store is sound."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from recog.cli.asking import NO
from recog.cli.opening import open_workbench, progress
from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.receipts import Difference, Opened

_MARKS: Final = {"gained": "+", "lost": "-", "changed": "~"}


@click.command(
    epilog="\b\nExample:\n  recog verify https://recog.example/receipt/AQKkSSYSTY\n"
    "  recog verify --backup /mnt/backup/recog"
)
@click.argument("receipt", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print what the API says.")
@click.option(
    "--backup",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look at this backup, not at the store.",
)
@click.pass_obj
def verify(
    settings: Settings, receipt: str | None, backup: Path | None, *, as_json: bool
) -> None:
    """Say whether a receipt holds, or, without one, whether the store is sound.

    RECEIPT is the address of one, its path or its last part; exit 1 unless it holds,
    with what differs today. Without it, every version is held to the sizes and hashes
    that were written with it, and the current one is derived anew; exit 1 when anything
    is wrong.
    """
    if receipt is not None and backup is not None:
        raise click.UsageError("a receipt is of the store; --backup takes none")
    if receipt is None:
        _verify_store(backup or settings.home, as_json=as_json)
    else:
        _verify_receipt(settings, receipt, as_json=as_json)


def _verify_store(home: Path, *, as_json: bool) -> None:
    from recog.store.inspection import inspected

    found = []
    with progress(f"verifying {home}") as told:
        for each in inspected(home):
            told.phase(each.name)
            found.append(each)
    if as_json:
        rows = [asdict(each) for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for each in found:
            mark = "*" if each.is_current else " "
            verdict = "damaged" if each.faults else "good"
            click.echo(f"{mark} {each.name}  {verdict}  {each.message}".rstrip())
            for fault in each.faults:
                click.echo(f"      {fault}")
    if any(each.faults for each in found):
        sys.exit(NO)


def _verify_receipt(settings: Settings, receipt: str, *, as_json: bool) -> None:
    from recog.service.receipts import opened, word_of
    from recog.service.verdicts import Verdict

    with open_workbench(settings) as workbench:
        found = opened(workbench, word_of(receipt))
    if as_json:
        click.echo(json.dumps(found.body(), ensure_ascii=False, indent=1))
    else:
        for line in _lines(found):
            click.echo(line)
    if found.verdict is not Verdict.HOLDS:
        sys.exit(NO)


def _lines(found: Opened) -> Iterator[str]:
    receipt = found.receipt
    made = f"{receipt.at:%Y-%m-%d %H:%M:%S} UTC"
    yield f"{found.verdict.replace('-', ' ')}: {found.reason}"
    yield f"question: {found.words}"
    yield f"answered: version {receipt.version} of {made}"
    yield f"hash: {receipt.sha256}"
    yield from _today(found.present)


def _today(present: Difference) -> Iterator[str]:
    version = f"version {present.version}"
    if present.same is None:
        yield f"today: {version} cannot answer: {present.trouble}"
    elif present.same:
        yield f"today: the same, in {version}"
    else:
        counts = ", ".join(f"{many} {how}" for how, many in present.counts.items())
        yield f"today: another answer, in {version}; rows: {counts}"
    for change in present.rows:
        yield f"  {_MARKS[change.change]} {change.words}"
        yield from (f"      {detail}" for detail in change.details)
    if (rest := sum(present.counts.values()) - len(present.rows)) > 0:
        yield f"  and {rest} more"
    yield from (f"  {each}" for each in present.more)
    yield from (f"  edition {each}" for each in present.releases)
