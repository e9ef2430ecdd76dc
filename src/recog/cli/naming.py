"""Commands for names: what one means, and what a person decides that it does."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from recog.cli.asking import NO
from recog.cli.opening import open_workbench
from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.resolver import Resolver

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(epilog='\b\nExample:\n  recog resolve "Russia" --on 1950-01-01')
@click.argument("name")
@click.option("--on", "moment", type=_DAY, help="The day; else at present.")
@click.option("--source", default="", help="As which importer, e.g. wikitext.")
@click.pass_obj
def resolve(
    settings: Settings, name: str, moment: datetime | None, source: str
) -> None:
    """Tell what a NAME means; exit 1, with candidates, when that is in doubt."""
    from recog.errors import AmbiguousEntityError, UnknownEntityError

    day = moment.date() if moment else None
    resolver = _resolver(settings)
    try:
        found = resolver.resolve(name, day, source=source)
    except (UnknownEntityError, AmbiguousEntityError) as error:
        click.echo(f"recog: {error}", err=True)
        for each in resolver.candidates(name, day):
            click.echo(f"  {each}  {resolver.label(each)}", err=True)
        sys.exit(NO)
    click.echo(f"{found}  {resolver.label(found)}")
    if decision := resolver.decided(name, day, source=source):
        click.echo(f"  decided by {decision.who}: {decision.reason}")


@click.command(
    epilog='\b\nExample:\n  recog decide "Cathay" state/china --until 1911'
    ' --reason "an old name" --who "A. Reader"'
)
@click.argument("name")
@click.argument("id")
@click.option("--reason", required=True, help="Why.")
@click.option("--who", required=True, help="Who decides.")
@click.option("--from", "since", default="", help="First day, month or year.")
@click.option("--until", default="", help="Last day, month or year.")
@click.option("--source", default="", help="Only for an importer, e.g. wikitext.")
@click.pass_obj
def decide(settings: Settings, /, name: str, id: str, **told: str) -> None:
    """Decide that a NAME means an ID, or "nothing"; imports go by it from then on."""
    from recog.errors import UnknownEntityError
    from recog.service.decisions import NOTHING, Decision, read_decisions

    file = settings.decisions_file
    table = read_decisions(file).with_row(Decision(name=name, id=id, **told))
    if id != NOTHING and _resolver(settings).entity(id) is None:
        raise UnknownEntityError(f"no entity is {id}; search with entities?q=")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(table.text(), encoding="utf-8")
    click.echo(f"{name!r} is {id}: {file}")


def _resolver(settings: Settings) -> Resolver:
    from recog.service.decisions import all_decisions
    from recog.service.resolver import Resolver

    decisions = all_decisions(settings.decisions_file)
    with open_workbench(settings) as workbench:
        return Resolver(workbench.view().snapshot.entities.values(), decisions)
