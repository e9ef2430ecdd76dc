"""Commands that decide what counts: judge, and retract."""

from __future__ import annotations

import click

from recog.cli.opening import open_workbench
from recog.settings import Settings


@click.command(
    epilog="\b\nExample:\n  recog judge claim/3f9c --rank preferred"
    ' --reason "the decree itself" --author "A. Reader"'
)
@click.argument("claim", required=False)
@click.option("--rank", help="preferred, normal or deprecated.")
@click.option("--about-event", help="The event of which it speaks, e.g. event/3f9c.")
@click.option("--reason", help="Why.")
@click.option("--author", help="Who says so.")
@click.option("--undo", "undone", help="A judgement to be undone, e.g. judgement/3f9c.")
@click.pass_obj
def judge(
    settings: Settings, /, claim: str | None, undone: str | None, **told: str | None
) -> None:
    """Judge a CLAIM, or undo a judgement; what was before then counts again."""
    from recog.service.judge import judge as judged
    from recog.service.judge import undo

    if bool(claim) == bool(undone):
        raise click.UsageError("give a claim, or a judgement with --undo")
    given = {name: text for name, text in told.items() if text}
    with open_workbench(settings) as workbench:
        if undone:
            author = given.get("author", "command line")
            done = undo(workbench, undone, author=author)
            click.echo(f"{done['judgement']} is undone in version {done['version']}")
        else:
            done = judged(workbench, {"claim": claim, **given})
            click.echo(f"{done['judgement']} stands in version {done['version']}")


@click.command(
    epilog='\b\nExample:\n  recog retract claim/3f9c --reason "a slip in the year"'
)
@click.argument("claim")
@click.option("--reason", required=True, help="Why.")
@click.option("--author", default="command line", help="Who says so.")
@click.pass_obj
def retract(settings: Settings, claim: str, reason: str, author: str) -> None:
    """Retract a CLAIM: it stays, and counts for nothing from now on."""
    from recog.service.judge import retract as retracted

    with open_workbench(settings) as workbench:
        done = retracted(workbench, claim, {"reason": reason, "author": author})
    click.echo(f"{done['claim']} is retracted in version {done['version']}")
