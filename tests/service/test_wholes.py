from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from recog.errors import ResultSizeError
from recog.service import wholes
from recog.service.questions import Question
from recog.service.workbench import Workbench

WORLD = Question(version_from="000001", version_to="000002")


@pytest.mark.parametrize(
    ("whole", "asked", "rows"),
    [
        (wholes.whole_timeline, Question(entity="state/kosovo"), "events and spans"),
        (wholes.whole_difference, WORLD, "changes"),
        (wholes.whole_findings, Question(), "findings"),
    ],
)
def test_a_file_that_would_leave_rows_out_is_refused(
    bench: Workbench,
    monkeypatch: pytest.MonkeyPatch,
    whole: Callable[..., Any],
    asked: Question,
    rows: str,
) -> None:
    assert whole(bench.view(), asked)
    monkeypatch.setattr(wholes, "MAX_ROWS", 10)
    with pytest.raises(ResultSizeError, match=f"more than 10 {rows} are too many"):
        whole(bench.view(), asked)
