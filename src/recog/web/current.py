"""What a view needs of the application it runs in."""

from __future__ import annotations

from typing import cast

from flask import current_app

from recog.service.workbench import Workbench
from recog.settings import Settings


def workbench() -> Workbench:
    """Return the workbench of the current application."""
    return cast("Workbench", current_app.extensions["recog"])


def settings() -> Settings:
    """Return the settings of the current application."""
    return cast("Settings", current_app.extensions["recog.settings"])
