"""Checking: a file before it is imported, or the whole graph as it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from recog.cli.asking import NO
from recog.cli.opening import open_workbench
from recog.cli.telling import tell_fault
from recog.settings import Settings


@click.command(
    epilog="\b\nExample:\n  recog check data/seed.ttl\n"
    "  recog check --check overlapping-heads --entity France"
)
@click.argument(
    "path",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--check", metavar="NAME", help="Only the findings of this check.")
@click.option("--entity", help="Only those about a party: an id, a code or a name.")
@click.option("--track", help="Only those on a track, e.g. head-of-mission.")
@click.option("--width", help="Days from which on a date is imprecise; 365.")
@click.option("--limit", default="20", show_default=True, help="Findings at most.")
@click.option("--cursor", help="Where the next page begins.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer.")
@click.pass_obj
def check(
    settings: Settings, /, path: Path | None, *, as_json: bool, **given: str | None
) -> None:
    """Check an RDF file against the shapes, or list what is doubtful in the graph.

    With PATH every fault of the file is told, and nothing lands. Without it, the
    findings of every check are counted and listed; exit 1 when there is a violation.
    """
    if path is not None:
        _check_file(settings, path)
    else:
        told = {name: text for name, text in given.items() if text}
        _check_graph(settings, told, as_json=as_json)


def _check_file(settings: Settings, path: Path) -> None:
    from recog.service.check import check_file

    with open_workbench(settings) as workbench:
        checked = check_file(workbench, path)
    for warning in checked.warnings:
        tell_fault(warning)
    counts = ", ".join(f"{number} {what}" for what, number in checked.counts.items())
    click.echo(f"{path}: valid; {counts}")


def _check_graph(settings: Settings, given: dict[str, str], *, as_json: bool) -> None:
    from recog.service.operations import OPERATIONS
    from recog.service.questions import read_question
    from recog.service.texts import lines

    operation = OPERATIONS["quality"]
    with open_workbench(settings) as workbench:
        view = workbench.view()
        question = read_question(view, given, allowed=operation.accepted)
        answer = operation.ask(view, question)
    wanted = [
        row for row in answer.more["checks"] if question.check in ("", row["name"])
    ]
    if as_json:
        click.echo(json.dumps(answer.body(), ensure_ascii=False, indent=1))
    else:
        for row in wanted:
            click.echo(f"{row['count']:6} {row['name']} ({row['severity']})")
        for line in lines(answer):
            click.echo(line)
    if any(row["count"] and row["severity"] == "violation" for row in wanted):
        sys.exit(NO)
