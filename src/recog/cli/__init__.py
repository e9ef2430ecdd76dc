"""The command line: serve, import, ask, and look things up.

Exit status: 0; 1 when the answer is no, the data is not valid or a limit was reached;
2 when the command was used wrongly. Errors are one line on the error stream. Imports
stand in the functions, so that each command loads what it needs and no more.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from recog import __version__
from recog.cli.asking import NO, QUESTIONS, WRONG_USE, ask, command, export
from recog.cli.checking import check
from recog.cli.engines import engine
from recog.cli.grading import grade
from recog.cli.importing import import_
from recog.cli.judging import judge, retract
from recog.cli.keeping import backup, restore
from recog.cli.naming import decide, resolve
from recog.cli.opening import open_workbench
from recog.cli.telling import tell_fault
from recog.cli.tokens import audit, token
from recog.cli.verifying import verify
from recog.errors import InputError, InvalidDataError, RecogError
from recog.settings import SETTINGS, Settings, read_settings


class _Commands(click.Group):
    """Runs a command; tells errors in one line and by exit status.

    The commands of QUESTIONS are made from the table of operations when one is wanted.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *QUESTIONS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in QUESTIONS:
            from recog.service.operations import OPERATIONS

            return command(OPERATIONS[cmd_name])
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidDataError as error:
            for fault in error.faults:
                tell_fault(fault)
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

    def ready(url: str) -> None:
        click.echo(f"recog is serving on {url}")

    with open_workbench(settings) as workbench:
        workbench.store.refuse_altered()
        if settings.processes == 1:
            from recog.web.server import run

            workbench.store.warm_up()
            run(settings, workbench, ready=ready)
            return
    from recog.web.processes import run_several

    run_several(settings, ready=ready)


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
    with open_workbench(settings) as workbench:
        choose = named(form)
        with run_query(workbench, asked, choose=choose, timeout_s=timeout) as answer:
            kind, content = answer.kind, answer.read()
    click.echo(content, nl=False)
    if kind == "boolean" and b"true" not in content:
        sys.exit(NO)


@main.command(epilog="\b\nExample:\n  recog versions")
@click.pass_obj
def versions(settings: Settings) -> None:
    """List the versions of the store, oldest first; * is the current one."""
    with open_workbench(settings) as workbench:
        current = workbench.view().version
        for each in workbench.store.versions():
            mark = "*" if each.version == current else " "
            said = f"{each.author}: {each.message}"
            counts = ", ".join(
                f"{number} {what}" for what, number in each.counts.items()
            )
            time = f"{each.time:%Y-%m-%d %H:%M:%S}"
            click.echo(f"{mark} {each.version}  {time}  {said} ({counts})")


main.add_command(ask)
main.add_command(audit)
main.add_command(backup)
main.add_command(check)
main.add_command(engine)
main.add_command(export)
main.add_command(grade)
main.add_command(import_)
main.add_command(decide)
main.add_command(judge)
main.add_command(restore)
main.add_command(resolve)
main.add_command(retract)
main.add_command(token)
main.add_command(verify)
