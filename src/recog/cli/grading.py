"""The command that grades what is held with a table of known events."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from recog.cli.asking import NO
from recog.cli.opening import open_workbench
from recog.settings import Settings

_PART = click.FloatRange(0, 1)


@click.command(
    epilog="\b\nExample:\n  recog grade tests/gold/pocom.csv\n"
    "  recog grade gold.csv --source source/historyatstate-rdcr --min-recall 0.95"
)
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID",
    help="Only the claims of a release or source; may be given several times.",
)
@click.option(
    "--anywhere",
    is_flag=True,
    help="Look for each event in every source, whatever its locator says.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    show_default=True,
)
@click.option("--min-recall", type=_PART, help="Exit 1 when less is found.")
@click.option("--min-precision", type=_PART, help="Exit 1 when less is right.")
@click.pass_obj
def grade(
    settings: Settings,
    table: Path,
    sources: tuple[str, ...],
    form: str,
    min_recall: float | None,
    min_precision: float | None,
    *,
    anywhere: bool,
) -> None:
    """Grade what is held with a table of known events: recall, precision, dates.

    TABLE is a CSV file, as docs/grading.md describes it. Every disagreement is listed
    with its place in the source and the address of the claim.
    """
    from recog.exporters.grades import GRADE_WRITERS
    from recog.service.grade import grade_table

    with open_workbench(settings) as workbench:
        graded = grade_table(
            workbench.view(), table, sources=sources, anywhere=anywhere
        )
    click.echo(GRADE_WRITERS[form](graded.report), nl=False)
    total = graded.grade.total
    bars = ((total.recall, min_recall), (total.precision, min_precision))
    if any(bar is not None and (value or 0.0) < bar for value, bar in bars):
        sys.exit(NO)
