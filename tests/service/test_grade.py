from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recog.cli import main
from recog.errors import InvalidDataError, QuestionError
from recog.service.grade import grade_table
from recog.service.workbench import Workbench

HEADER = "kind,actor,target,date,locator,scope,note\n"
#: Facts of data/; the second has another day, the third nobody knows of.
ROWS = (
    "recognition,Russia,government/islamic-emirate-of-afghanistan,2025-07-03,,,\n"
    "relations-severed,United Arab Emirates,"
    "government/islamic-emirate-of-afghanistan,1999,,,a year too early\n"
    "recognition,Atlantis,Kosovo,2008,,,\n"
)
RELEASE = "release/wikipedia-foreign-relations-of-kosovo-2025-11"


def table(folder: Path, rows: str = ROWS) -> Path:
    path = folder / "gold.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def run(runner: CliRunner, *words: str) -> Result:
    return runner.invoke(main, ["grade", *words])


def test_each_row_is_found_differs_is_missing_or_is_not_known(
    bench: Workbench, tmp_path: Path
) -> None:
    graded = grade_table(bench.view(), table(tmp_path))
    assert [str(each.agreement) for each in graded.grade.findings] == [
        "same days",
        "date differs",
        "missing",
    ]
    assert [row.unresolved for row in graded.grade.unresolved] == [("Atlantis",)]
    told = {(row["what"], row["row"]) for row in graded.report.disagreements}
    assert told == {("date differs", 3), ("not known here", 4)}
    differing = next(r for r in graded.report.disagreements if r["row"] == 3)
    assert differing["known"] == "1999"
    assert differing["link"] == f"/id/{differing['claim']}"
    assert bench.view().snapshot.claim(differing["claim"]) is not None


def test_a_claim_in_scope_that_is_not_in_the_table_is_told(
    bench: Workbench, tmp_path: Path
) -> None:
    snapshot = bench.view().snapshot
    held = next(each for each in snapshot.all_claims() if each.kind == "listed")
    row = f'listed,{held.actor},,1800,"{held.locator}","{held.locator}",\n'
    strange = f'listed,Kosovo,,1800,"{held.locator}",,\n'
    graded = grade_table(bench.view(), table(tmp_path, row + strange))
    whats = {row["what"] for row in graded.report.disagreements}
    assert whats == {"date differs", "missing"}
    only = grade_table(
        bench.view(), table(tmp_path, strange.replace(",,\n", f',"{held.locator}",\n'))
    )
    assert "not in the table" in {r["what"] for r in only.report.disagreements}


def test_a_claim_with_another_day_of_what_may_be_held_is_told_with_its_row(
    bench: Workbench, tmp_path: Path
) -> None:
    snapshot = bench.view().snapshot
    held = next(each for each in snapshot.all_claims() if each.kind == "listed")
    path = tmp_path / "gold.csv"
    path.write_text(
        "kind,actor,date,locator,scope,need\n"
        f'listed,{held.actor},1800,"{held.locator}","{held.locator}",may\n'
    )
    graded = grade_table(bench.view(), path)
    assert graded.grade.total.wanted == 0
    assert {(r["what"], r["row"]) for r in graded.report.disagreements} == {
        ("date differs", 2)
    }


def test_only_the_claims_of_a_source_count(bench: Workbench, tmp_path: Path) -> None:
    path = table(tmp_path)
    none = grade_table(bench.view(), path, sources=[RELEASE])
    assert none.grade.total.found == 0
    assert none.report.sources == [RELEASE]
    with pytest.raises(QuestionError, match="no release or source is 'release/none'"):
        grade_table(bench.view(), path, sources=["release/none"])


def test_a_bad_table_is_told_in_full(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="2 faults"):
        grade_table(bench.view(), table(tmp_path, "x,y,z,2008\nrecognition,a,b,c\n"))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--min-recall", "0.3"], 0),
        (["--min-recall", "0.5"], 1),
        (["--min-precision", "0.5"], 1),
        (["--source", "release/none"], 2),
        (["--anywhere"], 0),
        (["--min-recall", "7"], 2),
    ],
)
def test_the_command_answers_by_its_exit_status(
    runner: CliRunner, tmp_path: Path, options: list[str], code: int
) -> None:
    assert run(runner, str(table(tmp_path)), *options).exit_code == code


def test_the_command_prints_each_form(runner: CliRunner, tmp_path: Path) -> None:
    path = str(table(tmp_path))
    text = run(runner, path).output
    assert text.startswith("gold.csv, version ")
    assert "not known here: row 4, recognition Atlantis: known 2008" in text
    told = json.loads(run(runner, path, "--format", "json").output)
    assert told["scores"][0]["recall"] == pytest.approx(1 / 3)
    assert run(runner, path, "--format", "csv").output.startswith("part,name,wanted")
    assert "| total | 3 | 1 |" in run(runner, path, "--format", "md").output


def test_the_command_tells_every_fault_of_a_table(
    runner: CliRunner, tmp_path: Path
) -> None:
    told = run(runner, str(table(tmp_path, "recogniton,a,b,2008\n")))
    assert told.exit_code == 1
    assert "gold.csv, row, line 2: unknown kind 'recogniton'" in told.output
