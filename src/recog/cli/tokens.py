"""Commands about who may write, and who wrote: token, and audit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from recog.settings import Settings

if TYPE_CHECKING:
    from recog.store.tokens import Tokens


@click.group(
    epilog="\b\nExample:\n  recog token create harvester --scope write\n"
    "  recog token list\n  recog token revoke harvester"
)
def token() -> None:
    """Make, list and revoke the tokens that let others read, write or administer."""


@token.command(epilog="\b\nExample:\n  recog token create harvester --scope write")
@click.argument("name")
@click.option(
    "--scope",
    default="write",
    show_default=True,
    help="read, write or admin; each allows what those before it do.",
)
@click.pass_obj
def create(settings: Settings, name: str, scope: str) -> None:
    """Make a token and print it, this once: only a hash of it is kept."""
    from recog.store.tokens import Scope

    made = _tokens(settings).create(name, Scope.named(scope), at=datetime.now(UTC))
    click.echo(made)


@token.command("list", epilog="\b\nExample:\n  recog token list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """List the tokens: name, scope, and since when each counts or no longer does."""
    for each in _tokens(settings).all():
        state = f"revoked {each.revoked:%Y-%m-%d %H:%M}" if each.revoked else "counts"
        click.echo(f"{each.name}\t{each.scope}\t{each.created:%Y-%m-%d %H:%M}\t{state}")


@token.command(epilog="\b\nExample:\n  recog token revoke harvester")
@click.argument("name")
@click.pass_obj
def revoke(settings: Settings, name: str) -> None:
    """Make a token worthless from now on."""
    _tokens(settings).revoke(name, at=datetime.now(UTC))
    click.echo(f"{name} is revoked")


@click.command(epilog="\b\nExample:\n  recog audit --last 20")
@click.option("--last", type=click.IntRange(min=1), help="Only the last so many.")
@click.pass_obj
def audit(settings: Settings, last: int | None) -> None:
    """List every write: when, the version, whose token, from where, and what."""
    from recog.store.audit import Audit

    for entry in list(Audit(settings.home).entries())[-(last or 0) :]:
        where = f" from {entry.address}" if entry.address else ""
        click.echo(
            f"{entry.at:%Y-%m-%d %H:%M:%S}\t{entry.version}\t{entry.who}{where}\t"
            f"{entry.what}"
        )


def _tokens(settings: Settings) -> Tokens:
    from recog.store.tokens import Tokens

    settings.home.mkdir(parents=True, exist_ok=True)
    return Tokens(settings.home)
