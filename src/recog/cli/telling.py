"""Telling a fault of data on the error stream."""

from __future__ import annotations

import click

from recog.errors import Fault


def tell_fault(fault: Fault) -> None:
    """Print one line: where it is, and what would be right."""
    line = f", line {fault.line}" if fault.line else ""
    click.echo(f"{fault.where}{line}: {fault.message}", err=True)
