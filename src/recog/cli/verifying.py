"""The command that opens a receipt."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from recog.cli.asking import NO
from recog.cli.opening import open_workbench
from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.receipts import Difference, Opened

_MARKS: Final = {"gained": "+", "lost": "-", "changed": "~"}


@click.command(
    epilog="\b\nExample:\n  recog verify https://recog.example/receipt/AQKkSSYSTY"
)
@click.argument("receipt")
@click.option("--json", "as_json", is_flag=True, help="Print what the API says.")
@click.pass_obj
def verify(settings: Settings, receipt: str, *, as_json: bool) -> None:
    """Say whether a receipt holds, and what differs today; exit 1 unless it holds.

    RECEIPT is the address of one, its path or its last part.
    """
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
