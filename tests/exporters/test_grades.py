from __future__ import annotations

import csv
import io
import json

import pytest

from recog.exporters.grades import (
    GRADE_WRITERS,
    DisagreementRow,
    GradeReport,
    ScoreRow,
    write_grade_csv,
    write_grade_json,
    write_grade_markdown,
    write_grade_text,
)

SCORE = ScoreRow(
    part="total",
    name="",
    wanted=3,
    found=2,
    recall=2 / 3,
    same_days=1,
    compatible=1,
    date_differs=1,
    right=0,
    wrong=0,
    precision=None,
)
DIFFERS = DisagreementRow(
    what="date differs",
    row=2,
    kind="recognition",
    parties="state/france → state/kosovo",
    known="2008",
    held="2009",
    locator="page, row 1",
    claim="claim/x",
    link="/id/claim/x",
    note="=1+1 | <b>",
)
MISSING: DisagreementRow = {
    **DIFFERS,
    "what": "missing",
    "held": "",
    "claim": "",
    "link": "",
    "note": "",
}
REPORT = GradeReport(
    table="gold.csv",
    version="000001",
    sources=[],
    scores=[SCORE, {**SCORE, "part": "kind", "name": "recognition", "precision": 1.0}],
    disagreements=[MISSING, DIFFERS, {**DIFFERS, "row": None}],
)


def test_text_has_a_table_and_a_line_for_each_disagreement() -> None:
    lines = write_grade_text(REPORT).splitlines()
    assert lines[0] == "gold.csv, version 000001"
    words = [" ".join(line.split()) for line in lines[2:5]]
    assert words == [
        "known found recall same days compatible date differs right wrong precision",
        "total 3 2 0.666 1 1 1 0 0 -",
        "recognition 3 2 0.666 1 1 1 0 0 1.000",
    ]
    assert lines[6:] == [
        "3 disagreements",
        "missing: row 2, recognition state/france → state/kosovo: known 2008"
        " [page, row 1]",
        "date differs: row 2, recognition state/france → state/kosovo: known 2008 / "
        "held 2009 [page, row 1] /id/claim/x (=1+1 | <b>)",
        "date differs: recognition state/france → state/kosovo: known 2008 / "
        "held 2009 [page, row 1] /id/claim/x (=1+1 | <b>)",
    ]


def test_json_has_everything() -> None:
    told = json.loads(write_grade_json(REPORT))
    assert told["scores"][0] == SCORE
    assert told["disagreements"][1] == DIFFERS


def test_a_cell_of_the_csv_never_runs() -> None:
    rows = list(csv.DictReader(io.StringIO(write_grade_csv(REPORT))))
    assert [row["part"] for row in rows] == ["total", "kind", *["disagreement"] * 3]
    assert (rows[0]["recall"], rows[0]["precision"]) == (str(2 / 3), "")
    assert rows[3]["note"] == "'=1+1 | <b>"
    assert rows[4]["row"] == ""


def test_markdown_holds_no_markup_of_others() -> None:
    text = write_grade_markdown(REPORT)
    assert "'=1+1 \\| &lt;b>" in text
    assert "| recognition | 3 | 2 | 0.666 |" in text
    nothing = GradeReport(
        table="a|b", version="1", sources=[], scores=[SCORE], disagreements=[]
    )
    assert write_grade_markdown(nothing).startswith("# a\\|b, version 1")
    assert write_grade_markdown(nothing).endswith("## 0 disagreements\n\n")


@pytest.mark.parametrize("form", GRADE_WRITERS)
def test_every_form_is_the_same_twice(form: str) -> None:
    write = GRADE_WRITERS[form]
    assert write(REPORT) == write(REPORT)
