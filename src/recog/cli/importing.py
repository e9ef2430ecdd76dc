"""The command that imports: one file or data set, or all of a folder.

Exit status: 0; 1 when something is not valid and did not land, or, with --check, when
something would change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from recog.cli.opening import open_workbench, progress
from recog.cli.telling import tell_fault
from recog.errors import InvalidDataError
from recog.settings import Settings

if TYPE_CHECKING:
    from recog.service.decisions import Decisions
    from recog.service.import_report import Report
    from recog.service.load import Given
    from recog.service.load_all import Outcome
    from recog.service.loading import Progress
    from recog.service.preview import Preview
    from recog.service.workbench import Workbench

#: In place of a format: every data set that a folder holds.
ALL: Final = "all"

_NO: Final = 1
_NAMES: Final = 20  # that lead nowhere, told at the end; the rest is counted
_EXAMPLES: Final = (
    "\b\nExample:\n  recog import pocom ./pocom\n  recog import all ./datasets\n"
    "  recog import xlsx list.xlsx --mapping list.toml --dry-run"
)


@click.command("import", epilog=_EXAMPLES)
@click.argument("form", metavar="FORMAT")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Say what would change; exit 1 if it does.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and all faults.")
@click.option(
    "--first", default=10, show_default=True, help="Of a preview: changes in words."
)
@click.option(
    "--skips", is_flag=True, help="List everything that was skipped, and why."
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the report with every skip to this file, as JSON.",
)
@click.option(
    "--edition",
    default="",
    help="Of a data set that has several: its day, e.g. 2026-06-20.",
)
@click.option("--encoding", default="", help="Of a CSV file, e.g. windows-1252.")
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns of a table mean (TOML); for lists-csv and xlsx.",
)
@click.pass_obj
def import_(
    settings: Settings,
    form: str,
    path: Path,
    *,
    check: bool,
    dry_run: bool,
    first: int,
    skips: bool,
    report: Path | None,
    edition: str,
    encoding: str,
    mapping: Path | None,
) -> None:
    """Import a file or folder; twice the same changes nothing.

    FORMAT is one of docs/importing.md, e.g. pocom or claims-csv; or all, for each data
    set in the folder, known by the files in it. With --check or --dry-run nothing
    lands.
    """
    if form == ALL and (edition or encoding or mapping):
        raise click.UsageError(
            "an edition, encoding or mapping is of one data set; all takes none"
        )
    from recog.service.decisions import all_decisions
    from recog.service.load import given

    one = (
        given(form, path, edition, encoding=encoding, mapping=mapping)
        if form != ALL
        else None
    )
    wanted = _Wanted(path, one, all_decisions(settings.decisions_file))
    with (
        open_workbench(settings) as workbench,
        progress(f"importing {form}") as told,
    ):
        if check or dry_run:
            outcome = _previewed(workbench, wanted, first, told)
        else:
            outcome = _landed(workbench, wanted, told)
    _tell_outcome(outcome, skips=skips)
    if report is not None:
        _write(report, outcome)
    would_change = any(not each.is_empty for each in outcome.previews)
    is_refused = any(each.refused for each in outcome.previews)
    if outcome.failed or is_refused or (check and would_change):
        sys.exit(_NO)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be imported, as the command line says it."""

    path: Path
    one: Given | None  # None: all that the path holds
    decisions: Decisions


def _landed(workbench: Workbench, wanted: _Wanted, told: Progress) -> Outcome:
    from recog.service.load import load_given
    from recog.service.load_all import Outcome, load_all

    store, decisions = workbench.store, wanted.decisions
    if wanted.one is None:
        path = wanted.path
        return load_all(store, path, now=_now, decisions=decisions, progress=told)
    done = load_given(store, wanted.one, at=_now(), decisions=decisions, progress=told)
    return Outcome(reports=[done])


def _previewed(
    workbench: Workbench, wanted: _Wanted, shown: int, told: Progress
) -> Outcome:
    from recog.service.load_all import Outcome, preview_all
    from recog.service.preview import preview

    store, decisions = workbench.store, wanted.decisions
    if wanted.one is None:
        return preview_all(
            store,
            wanted.path,
            now=_now,
            shown=shown,
            decisions=decisions,
            progress=told,
        )
    seen = preview(
        store,
        wanted.one,
        at=_now(),
        shown=shown,
        decisions=decisions,
        progress=told,
    )
    return Outcome(previews=[seen])


def _now() -> datetime:
    return datetime.now(UTC)


def _tell_outcome(outcome: Outcome, *, skips: bool) -> None:
    several = len(outcome.reports) + len(outcome.previews) + len(outcome.failed) > 1
    for seen in outcome.previews:
        _tell_preview(seen, headed=several, all_skips=skips)
    for done in outcome.reports:
        _tell_report(done, headed=several, all_skips=skips)
    for path, error in outcome.failed.items():
        click.echo(f"{path} did not land: {error}", err=True)
        for fault in error.faults if isinstance(error, InvalidDataError) else ():
            tell_fault(fault)
    for place in outcome.unknown:
        click.echo(f"{place}: no data set of a known form", err=True)
    if len(outcome.reports) > 1:
        _tell_totals(outcome)


def _tell_totals(outcome: Outcome) -> None:
    click.echo("\nall together")
    rows = [("importer", "records", "claims", "skipped", "contradicted", "not known")]
    rows += [
        (
            each.name,
            f"{each.read:,}",
            f"{each.made['claims']:,}",
            f"{len(each.skips):,}",
            f"{each.contradictions.total:,}",
            f"{len(each.unresolved):,}",
        )
        for each in outcome.reports
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        cells = (n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True))
        click.echo("  ".join((name.ljust(widths[0]), *cells)))
    landed = sum(each.changed for each in outcome.reports)
    click.echo(
        f"{landed} made a version, {len(outcome.reports) - landed} were there already, "
        f"{len(outcome.failed)} did not land"
    )


def _tell_report(report: Report, *, headed: bool, all_skips: bool) -> None:
    """Say what an import read, made and skipped."""
    _tell_read(report, headed=headed, all_skips=all_skips)
    found = report.contradictions
    if found.total:
        click.echo(
            f"contradicted events: {found.total}, of them {found.others} by others"
        )
    state = "made" if report.changed else "unchanged"
    click.echo(f"version {report.version} ({state}), {report.seconds:.1f} s")


def _tell_preview(preview: Preview, *, headed: bool, all_skips: bool) -> None:
    """Say what an import would change."""
    _tell_read(preview.report, headed=headed, all_skips=all_skips)
    for what, words in preview.first.items():
        number = preview.counts.get(what, len(words))
        of = f", the first {len(words)}" if len(words) < number else ""
        click.echo(f"{what}: {number}{of}")
        for line in words:
            click.echo(f"  {line}")
    for fault in preview.faults:
        tell_fault(fault)
    if preview.refused:
        click.echo(f"recog: nothing would land: {preview.refused}", err=True)
    elif preview.is_empty:
        click.echo("nothing would change")
    else:
        click.echo("nothing has landed; without --check and --dry-run it will")


def _tell_read(report: Report, *, headed: bool, all_skips: bool) -> None:
    if headed:
        click.echo(f"\n{report.name}: {report.path}")
    made = ", ".join(f"{number} {what}" for what, number in report.made.items())
    click.echo(f"read {report.read} records: {made}")
    _tell_counts(report.claims)
    if report.skips:
        click.echo(f"skipped or read with a reserve: {len(report.skips)}")
    _tell_counts(report.skipped)
    for skip in report.skips if all_skips else ():
        click.echo(f"  {skip.where}: {skip.reason}: {skip.detail}")
    _tell_names(report)


def _tell_counts(counts: Mapping[str, int]) -> None:
    for what, number in counts.items():
        click.echo(f"  {number:6} {what}")


def _tell_names(report: Report) -> None:
    if report.unresolved:
        click.echo(f"names that are not known: {len(report.unresolved)}")
    for name in report.unresolved[:_NAMES]:
        may_be = ", ".join(name.candidates[:3])
        hint = f"; may be {may_be}" if may_be else ""
        click.echo(f"  {name.count:6} {name.name}, first in {name.where}{hint}")
    more = len(report.unresolved) - _NAMES
    if more > 0:
        click.echo(f"         and {more} more; --report lists them all")


def _write(path: Path, outcome: Outcome) -> None:
    from recog.service.import_report import write_reports

    reports: Iterable[Report] = (
        *outcome.reports,
        *(each.report for each in outcome.previews),
    )
    refused = {each.report.path: each.refused for each in outcome.previews}
    failed = {place: why for place, why in refused.items() if why}
    with path.open("w", encoding="utf-8") as file:
        write_reports(reports, {**failed, **outcome.reasons}, file)
