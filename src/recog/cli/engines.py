"""The commands about the engine that holds the store."""

from __future__ import annotations

import sys

import click

from recog.cli.asking import NO
from recog.cli.opening import progress
from recog.errors import InputError
from recog.settings import Settings
from recog.store.remote.engine import Address


@click.group(epilog="\b\nExample:\n  recog engine status")
def engine() -> None:
    """Look at the engine at RECOG_STORE, or put a store there."""


@engine.command(epilog="\b\nExample:\n  recog engine status")
@click.pass_obj
def status(settings: Settings) -> None:
    """Tell which version the engine holds, and which the copy here is.

    Exit 1 when they differ, or a writer left something unfinished.
    """
    from recog.store.remote.moving import held

    found = held(settings.home, _address(settings))
    click.echo(f"engine: {found.there or 'no store'}")
    click.echo(f"copy:   {found.here or 'none'} ({settings.home})")
    for writer in found.writers:
        click.echo(f"written by {writer}")
    for graph in found.unfinished:
        click.echo(f"changed in part: {graph}")
    if found.there != found.here or found.unfinished:
        sys.exit(NO)


@engine.command(epilog="\b\nExample:\n  recog engine push")
@click.option("--replace", is_flag=True, help="Also where there is a store already.")
@click.pass_obj
def push(settings: Settings, *, replace: bool) -> None:
    """Put the current version of RECOG_HOME into the engine.

    The folder is a copy of the engine's store from then on; its older versions can
    still be asked there. Back it up before.
    """
    from recog.store.remote.moving import push as pushed

    with progress("putting statements into the engine") as told:
        manifest = pushed(
            settings.home,
            _address(settings),
            lambda statements: told.phase(f"statements, {statements:,}"),
            replace=replace,
        )
    click.echo(f"the engine holds version {manifest.version}")


def _address(settings: Settings) -> Address:
    if settings.engine is None:
        raise InputError(
            "RECOG_STORE is not set; right would be e.g. http://127.0.0.1:7878/query"
        )
    return settings.engine
