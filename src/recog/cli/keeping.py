"""The commands that copy a store and bring it back; both work while it is served."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from recog.cli.asking import NO
from recog.cli.opening import progress
from recog.settings import Settings

_VERSION: Final = re.compile(r"[0-9]{6,18}")


@click.command(epilog="\b\nExample:\n  recog backup --all /mnt/backup/recog")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Every version that is kept.")
@click.pass_obj
def backup(settings: Settings, folder: Path, *, every: bool) -> None:
    """Copy the current version into FOLDER, while the store is in use.

    FOLDER is new, or an earlier backup of this store, which gets what it lacks. Tokens
    and the audit log are copied too. Exit 1 when something is damaged and was left out.
    """
    from recog.store.backup import back_up

    with progress("backup") as told:
        done = back_up(settings.home, folder, told.phase, every=every)
    click.echo(
        f"{folder} holds version {done.current} as the current one of {done.kept}; "
        f"{len(done.new)} new"
    )
    for fault in done.faults.values():
        click.echo(f"left out: {fault}", err=True)
    if done.faults:
        sys.exit(NO)


@click.command(
    epilog="\b\nExample:\n  recog restore /mnt/backup/recog\n  recog restore 000041"
)
@click.argument("source")
@click.pass_obj
def restore(settings: Settings, source: str) -> None:
    """Make the current version of a backup, or an old version, the current one.

    SOURCE is the folder of a backup, or the number of a version of this store. An empty
    store gets every version of the backup, its tokens and its audit log; another one
    gets a new version, and what was there stays.
    """
    from recog.store.restoring import restore as restored
    from recog.store.restoring import restore_version

    at = datetime.now(UTC)
    with progress("restoring") as told:
        if _VERSION.fullmatch(source) and not Path(source).exists():
            manifest = restore_version(settings.home, source, at=at)
        else:
            manifest = restored(settings.home, Path(source), told.phase, at=at)
    said = f"version {manifest.version} is current: {manifest.message}"
    click.echo(f"{said} ({manifest.counts['claims']} claims)")
