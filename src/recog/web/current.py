"""What a view needs of the application it runs in, and of the address asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import current_app, request

from recog.service.questions import Question, read_question
from recog.service.workbench import View, Workbench
from recog.settings import Settings


def workbench() -> Workbench:
    """Return the workbench of the current application."""
    return cast("Workbench", current_app.extensions["recog"])


def settings() -> Settings:
    """Return the settings of the current application."""
    return cast("Settings", current_app.extensions["recog.settings"])


def asked(
    allowed: tuple[str, ...],
    given: Mapping[str, str] | None = None,
    *,
    required: tuple[str, ...] = (),
) -> tuple[View, Question]:
    """Read the question of a page, and return the view that it is asked of.

    Names are those of now, also in a page of then.

    :param given: in place of the parameters of the address.
    :raises NotFoundError: when there is no such version.
    :raises InputError: when the question cannot be read.
    """
    told = request.args.to_dict() if given is None else given
    view = workbench().view(told.get("version", ""))
    question = read_question(view, told, allowed=allowed, required=required)
    return view.known(question.as_known), question
