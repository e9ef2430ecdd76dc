from __future__ import annotations

import inspect
import re

import pytest

from recog import errors
from recog.web.errors import STATUSES

CLASSES = {
    name: each
    for name, each in vars(errors).items()
    if inspect.isclass(each) and issubclass(each, errors.RecogError)
}


def test_the_tree_shows_every_error_under_its_base() -> None:
    lines = re.findall(
        r"^([│ ]*[├└]── )?(\w+Error)\b", errors.__doc__ or "", re.MULTILINE
    )
    path: list[str] = []
    shown: dict[str, str] = {}
    for indent, name in lines:
        depth = len(indent) // 4
        path[depth:] = [name]
        shown[name] = path[depth - 1] if depth else "Exception"
    assert shown == {name: each.__bases__[0].__name__ for name, each in CLASSES.items()}


@pytest.mark.parametrize("name", CLASSES)
def test_every_error_has_a_status(name: str) -> None:
    fitting = [
        status for kind, status, _ in STATUSES if issubclass(CLASSES[name], kind)
    ]
    assert fitting
    assert 400 <= fitting[0] < 600
