"""Everything a person can use is in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

from recog import __version__
from recog.cli import main
from recog.domain.kinds import KINDS
from recog.exporters import EXPORTERS
from recog.importers import IMPORTERS
from recog.service.operations import OPERATIONS
from recog.settings import SETTINGS

ROOT = Path(__file__).parents[2]
PAGES = {
    page.name: page.read_text(encoding="utf-8")
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_described_with_its_default(name: str) -> None:
    row = SETTINGS[name]
    default = row.default or "not set"
    assert f"| `{name}` | {default} | {row.help} |" in PAGES["operations.md"]


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_is_described(name: str) -> None:
    assert f"recog import {name}" in PAGES["README.md"]
    assert f"`{name}`" in PAGES["importing.md"]


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_is_described(name: str) -> None:
    exporter = EXPORTERS[name]
    assert f"`{exporter.suffix.lstrip('.')}`" in PAGES["README.md"]


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_described(name: str) -> None:
    assert name in PAGES["design.md"].replace(
        "un-credentials-accepted / -deferred / -rejected",
        "un-credentials-accepted un-credentials-deferred un-credentials-rejected",
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_of_the_api_is_described(name: str) -> None:
    assert f"`{name}`" in PAGES["api.md"]


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert "Example" in (command.epilog or "")
    assert f"recog {name}" in (command.epilog or "")
    assert any(f"recog {name}" in text for text in PAGES.values())


def test_the_newest_version_in_the_changelog_is_that_of_the_package() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = [
        line[3:].split()[0] for line in changelog.splitlines() if line[:3] == "## "
    ]
    assert versions[0] == "Unreleased"
    assert versions[1] == __version__
