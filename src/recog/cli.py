"""The command line: serve, import, ask, and look things up.

Exit status: 0; 1 when the answer is no, the data is not valid or a limit was reached;
2 when the command was used wrongly. Errors are one line on the error stream. Imports
stand in the functions, so that each command loads what it needs and no more.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from recog import __version__
from recog.errors import InputError, InvalidDataError, RecogError
from recog.settings import SETTINGS, Settings, read_settings

if TYPE_CHECKING:
    from recog.service.answers import Answer
    from recog.service.load import Progress, Report
    from recog.service.operations import Operation
    from recog.service.questions import Question
    from recog.service.workbench import View, Workbench

NO: Final = 1
WRONG_USE: Final = 2

#: Questions of the service that are commands too, with an example each.
_QUESTIONS: Final = {
    "status": "--track listing --actor Russia --target Taliban --on 2025-04-10",
    "timeline": "--entity Kosovo --track state-recognition --from 2008 --to 2010",
    "diff": "--from 2025-01-01 --to 2025-12-31 --track government-recognition",
    "events": "--kind credentials-presented --actor Afghanistan --from 2023",
    "entities": "--q taliban",
}


class _Commands(click.Group):
    """Runs a command; tells errors in one line and by exit status.

    The commands of _QUESTIONS are made from the table of operations when one is wanted.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_QUESTIONS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _QUESTIONS:
            from recog.service.operations import OPERATIONS

            return _command(OPERATIONS[cmd_name])
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidDataError as error:
            for fault in error.faults:
                line = f", line {fault.line}" if fault.line else ""
                click.echo(f"{fault.where}{line}: {fault.message}", err=True)
            click.echo(f"recog: {error}", err=True)
            sys.exit(NO)
        except RecogError as error:
            click.echo(f"recog: {error}", err=True)
            sys.exit(WRONG_USE if isinstance(error, InputError) else NO)


def _settings_help() -> str:
    rows = (
        f"  {each.name}: {each.help} ({each.default or 'not set'})"
        for each in SETTINGS.values()
    )
    return "\b\nSettings, from the environment:\n" + "\n".join(rows)


@click.group(cls=_Commands, epilog=_settings_help())
@click.version_option(__version__, prog_name="recog")
@click.pass_context
def main(context: click.Context) -> None:
    """Who recognised whom, when, and according to which source."""
    context.obj = read_settings(os.environ)


@main.command(epilog="\b\nExample:\n  RECOG_PORT=9000 recog serve")
@click.pass_obj
def serve(settings: Settings) -> None:
    """Serve pages, API and SPARQL; a new store first loads our own data."""
    with _workbench(settings) as workbench:
        from recog.web.server import run

        workbench.store.warm_up()
        run(
            settings,
            workbench,
            ready=lambda url: click.echo(f"recog is serving on {url}"),
        )


@main.command("import", epilog="\b\nExample:\n  recog import pocom ./pocom")
@click.argument("form", metavar="FORMAT")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--skips", is_flag=True, help="List everything that was skipped, and why."
)
@click.pass_obj
def import_(settings: Settings, form: str, path: Path, *, skips: bool) -> None:
    """Import a file or folder; twice the same changes nothing.

    FORMAT is rdf, claims-csv or pocom.
    """
    from recog.service.load import load

    with _workbench(settings) as workbench, _progress(f"importing {form}") as progress:
        at = datetime.now(UTC)
        report = load(workbench.store, form, path, at=at, progress=progress)
    _tell(report, all_skips=skips)


@main.command(epilog='\b\nExample:\n  recog query "ASK { ?s ?p ?o }"')
@click.argument("text", required=False)
@click.option("--file", "-f", type=click.File(encoding="utf-8"), help="Read the query.")
@click.option("--format", "form", default="", help="csv, json, xml, tsv, ttl, nt …")
@click.option("--timeout", type=float, help="Seconds the query may take.")
@click.pass_obj
def query(
    settings: Settings, text: str | None, file: Any, form: str, timeout: float | None
) -> None:
    """Run a SPARQL query and print its result; exit 1 when ASK says no."""
    from recog.service.sparql import named, run_query

    asked = file.read() if file else text
    if not asked:
        raise click.UsageError("give a query, or a file with --file")
    with _workbench(settings) as workbench:
        choose = named(form)
        with run_query(workbench, asked, choose=choose, timeout_s=timeout) as answer:
            kind, content = answer.kind, answer.read()
    click.echo(content, nl=False)
    if kind == "boolean" and b"true" not in content:
        sys.exit(NO)


@main.command(epilog="\b\nExample:\n  recog check data/seed.ttl")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def check(settings: Settings, path: Path) -> None:
    """Check an RDF file against the shapes; every fault is told, nothing lands."""
    from recog.service.check import check_file

    with _workbench(settings) as workbench:
        records = check_file(workbench, path)
    click.echo(f"{path}: valid; {records}")


@main.command(epilog="\b\nExample:\n  recog versions")
@click.pass_obj
def versions(settings: Settings) -> None:
    """List the versions of the store, oldest first; * is the current one."""
    with _workbench(settings) as workbench:
        current = workbench.view().version
        for each in workbench.store.versions():
            mark = "*" if each.version == current else " "
            said = f"{each.author}: {each.message}"
            counts = ", ".join(
                f"{number} {what}" for what, number in each.counts.items()
            )
            time = f"{each.time:%Y-%m-%d %H:%M:%S}"
            click.echo(f"{mark} {each.version}  {time}  {said} ({counts})")


@main.command(
    epilog="\b\nExample:\n"
    '  recog ask "Was the Taliban on Russia\'s list on 10 April 2025?"'
)
@click.argument("question", nargs=-1, required=True)
@click.option("--sparql", is_flag=True, help="Print the SPARQL of the answer too.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer.")
@click.pass_obj
def ask(
    settings: Settings, question: tuple[str, ...], *, sparql: bool, as_json: bool
) -> None:
    """Answer a question in English; exit 1 for no, 2 for what cannot be read."""
    answer = _answer(settings, "ask", {"q": " ".join(question)})
    _print(answer, as_json=as_json)
    if sparql and not as_json:
        click.echo(answer.more["sparql"])
    if not answer.more["understood"]:
        sys.exit(WRONG_USE)
    if not answer.rows:
        sys.exit(NO)


@main.command(
    epilog="\b\nExample:\n  recog export timeline csv --entity Kosovo -o kosovo.csv"
)
@click.argument("what", type=click.Choice(["timeline", "network"]))
@click.argument("form", metavar="FORMAT")
@click.option("--entity", help="Either party of a timeline.")
@click.option("--actor", help="Who acts.")
@click.option("--target", help="Who is acted upon.")
@click.option("--track", help="Dimension of status, e.g. state-recognition.")
@click.option("--from", "first", help="First day: a day, month or year.")
@click.option("--to", "last", help="Last day, included.")
@click.option("--on", help="The day of a network; today unless given.")
@click.option("--around", help="The party in the middle of a network.")
@click.option("--depth", help="Steps from that party.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def export(
    settings: Settings, what: str, form: str, output: Path | None, **given: str | None
) -> None:
    """Write a whole timeline (json, csv, ics, ttl) or network (json, html)."""
    from recog.service.exports import export as made
    from recog.service.operations import OPERATIONS

    names = {"first": "from", "last": "to"}
    told = {names.get(name, name): text for name, text in given.items() if text}
    with _workbench(settings) as workbench:
        view, question = _read(workbench, what, told | {"format": form})
        file = made(view, OPERATIONS[what], question)
    if output is None:
        click.echo(file.content, nl=False)
    else:
        output.write_bytes(file.content)
        click.echo(f"{output}: {len(file.content)} bytes", err=True)


def _command(operation: Operation) -> click.Command:
    """Return the command that asks one question of the service."""
    from recog.service.questions import PARAMETERS

    def ask_it(*, as_json: bool, **given: str | None) -> None:
        told = {name.rstrip("_"): text for name, text in given.items() if text}
        settings = click.get_current_context().obj
        answer = _answer(settings, operation.name, told)
        _print(answer, as_json=as_json)
        if not any(row.get("value", row) for row in answer.rows):
            sys.exit(NO)

    options: list[click.Parameter] = [
        click.Option(
            [f"--{name.replace('_', '-')}", f"{name}_" if name == "from" else name],
            help=f"{PARAMETERS[name].help[0].upper()}{PARAMETERS[name].help[1:]}.",
            required=name in operation.required,
        )
        for name in operation.accepted
        if name not in ("format", "implied")
    ]
    options.append(
        click.Option(
            ["--json", "as_json"], is_flag=True, help="Print the API's answer."
        )
    )
    return click.Command(
        operation.name,
        callback=ask_it,
        params=options,
        help=f"{operation.help} Exit 1 when there is nothing.",
        epilog=f"\b\nExample:\n  recog {operation.name} {_QUESTIONS[operation.name]}",
    )


@contextmanager
def _workbench(settings: Settings) -> Iterator[Workbench]:
    """Open the workbench; a new store first gets the facts that come with recog."""
    from recog.service.start import is_empty, opened

    with opened(settings.home, settings.limits) as workbench:
        if is_empty(workbench):
            from recog.service.load import load_data

            with _progress("loading data/") as progress:
                at = datetime.now(UTC)
                load_data(workbench.store, at=at, progress=progress)
        yield workbench


def _read(
    workbench: Workbench, name: str, given: dict[str, str]
) -> tuple[View, Question]:
    from recog.service.operations import OPERATIONS
    from recog.service.questions import read_question

    operation = OPERATIONS[name]
    view = workbench.view(given.get("version", ""))
    question = read_question(
        view, given, allowed=operation.accepted, required=operation.required
    )
    return view, question


def _answer(settings: Settings, name: str, given: dict[str, str]) -> Answer:
    from recog.service.operations import OPERATIONS

    with _workbench(settings) as workbench:
        return OPERATIONS[name].answer(*_read(workbench, name, given))


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.body(), ensure_ascii=False, indent=1))
        return
    from recog.service.texts import lines

    for line in lines(answer):
        click.echo(line)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    """Show how far the work is, on the error stream and only to people."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    from recog.service.load import Progress

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield Progress(
            total=lambda records: bar.update(task, total=records),
            advance=lambda: bar.advance(task),
            phase=lambda name: bar.update(task, description=f"{title}: {name}"),
        )


def _tell(report: Report, *, all_skips: bool) -> None:
    """Say what an import read, made and skipped."""
    made = ", ".join(f"{number} {what}" for what, number in report.made.items())
    click.echo(f"read {report.read} records: {made}")
    for kind, number in report.claims.items():
        click.echo(f"  {number:6} {kind}")
    if report.skips:
        click.echo(f"skipped or read with a reserve: {len(report.skips)}")
    for reason, number in report.skipped.items():
        click.echo(f"  {number:6} {reason}")
    for skip in report.skips if all_skips else ():
        click.echo(f"  {skip.where}: {skip.reason}: {skip.detail}")
    state = "made" if report.changed else "unchanged"
    click.echo(f"version {report.version} ({state})")
