"""Commands that ask: in words, by parameters, and for a whole file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from recog.cli.opening import open_workbench
from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.answers import Answer
    from recog.service.operations import Operation
    from recog.service.questions import Question
    from recog.service.workbench import View, Workbench

NO: Final = 1
WRONG_USE: Final = 2

#: Questions of the service that are commands too, with an example each.
QUESTIONS: Final = {
    "status": "--track listing --actor Russia --target Taliban --on 2025-04-10",
    "timeline": "--entity Kosovo --track state-recognition --from 2008 --to 2010",
    "diff": "--from 2025-01-01 --to 2025-12-31 --track government-recognition",
    "events": "--kind credentials-presented --actor Afghanistan --from 2023",
    "entities": "--q taliban",
    "judgements": "--entity Kosovo",
    "why": "--actor Russia --target Taliban --track listing --on 2025-05-01",
}


#: Options that have no value: given, they say this.
_FLAGS: Final[dict[str, dict[str, Any]]] = {
    "implied": {"is_flag": True, "flag_value": "true"}
}


@click.command(
    epilog="\b\nExample:\n"
    '  recog ask "Was the Taliban on Russia\'s list on 10 April 2025?"'
)
@click.argument("question", nargs=-1, required=True)
@click.option("--sparql", is_flag=True, help="Print the SPARQL of the answer too.")
@click.option("--on", default="", help="The day that now is; today unless given.")
@click.option("--receipt", is_flag=True, help="Print the receipt of the answer too.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer.")
@click.pass_obj
def ask(
    settings: Settings,
    question: tuple[str, ...],
    *,
    on: str,
    sparql: bool,
    receipt: bool,
    as_json: bool,
) -> None:
    """Answer a question in English; exit 1 for no, 2 for what cannot be read."""
    answer = _answer(settings, "ask", {"q": " ".join(question), "on": on})
    _print(answer, as_json=as_json)
    _print_receipt(answer, wanted=receipt and not as_json)
    if sparql and not as_json:
        click.echo(answer.more["sparql"])
    if not answer.more["understood"]:
        sys.exit(WRONG_USE)
    if not answer.rows:
        sys.exit(NO)


@click.command(
    epilog="\b\nExample:\n  recog export timeline csv --entity Kosovo -o kosovo.csv"
)
@click.argument("what", type=click.Choice(["timeline", "network", "diff"]))
@click.argument("form", metavar="FORMAT")
@click.option("--entity", help="Either party of a timeline.")
@click.option("--actor", help="Who acts.")
@click.option("--target", help="Who is acted upon.")
@click.option("--track", help="Dimension of status, e.g. state-recognition.")
@click.option("--from", "first", help="First day: a day, month or year.")
@click.option("--to", "last", help="Last day, included.")
@click.option("--on", help="The day of a network or difference; today unless given.")
@click.option("--around", help="The party in the middle of a network.")
@click.option("--depth", help="Steps from that party.")
@click.option(
    "--implied", is_flag=True, flag_value="true", help="Implied status too, marked."
)
@click.option("--known-from", help="Compare what was known at this moment.")
@click.option("--known-to", help="With what was known then; now unless given.")
@click.option("--version-from", help="Compare this version.")
@click.option("--version-to", help="With this one; the current one unless given.")
@click.option("--change", help="Only changes of this name, e.g. gained.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def export(
    settings: Settings,
    /,
    what: str,
    form: str,
    output: Path | None,
    **given: str | None,
) -> None:
    """Write a whole timeline (json, csv, ics, ttl), network (json, html) or diff.

    What changed (diff: json, csv, md) is between two days, knowledge times or versions.
    """
    from recog.service.exports import export as made
    from recog.service.operations import OPERATIONS

    names = {"first": "from", "last": "to"}
    told = {names.get(name, name): text for name, text in given.items() if text}
    with open_workbench(settings) as workbench:
        view, question = _read(workbench, what, told | {"format": form})
        file = made(view, OPERATIONS[what], question)
    if output is None:
        click.echo(file.content, nl=False)
    else:
        output.write_bytes(file.content)
        click.echo(f"{output}: {len(file.content)} bytes", err=True)


def command(operation: Operation) -> click.Command:
    """Return the command that asks one question of the service."""
    from recog.service.questions import PARAMETERS

    def ask_it(*, as_json: bool, receipt: bool, **given: str | None) -> None:
        told = {name.rstrip("_"): text for name, text in given.items() if text}
        settings = click.get_current_context().obj
        answer = _answer(settings, operation.name, told)
        _print(answer, as_json=as_json)
        _print_receipt(answer, wanted=receipt and not as_json)
        if not any(row.get("value", row) for row in answer.rows):
            sys.exit(NO)

    options: list[click.Parameter] = [
        click.Option(
            [f"--{name.replace('_', '-')}", f"{name}_" if name == "from" else name],
            help=f"{PARAMETERS[name].help[0].upper()}{PARAMETERS[name].help[1:]}.",
            required=name in operation.required,
            **_FLAGS.get(name, {}),
        )
        for name in operation.accepted
        if name != "format"
    ]
    options.append(
        click.Option(
            ["--receipt"], is_flag=True, help="Print the receipt of the answer too."
        )
    )
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
        epilog=f"\b\nExample:\n  recog {operation.name} {QUESTIONS[operation.name]}",
    )


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

    with open_workbench(settings) as workbench:
        return OPERATIONS[name].ask(*_read(workbench, name, given))


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.body(), ensure_ascii=False, indent=1))
        return
    from recog.service.texts import lines

    for line in lines(answer):
        click.echo(line)


def _print_receipt(answer: Answer, *, wanted: bool) -> None:
    if wanted:
        click.echo(f"Receipt: {answer.receipt or 'none, the question is too long'}")
