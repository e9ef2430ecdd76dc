"""The README is true: its commands, its query and its links."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from recog.cli import main
from recog.service.workbench import Workbench

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def examples() -> list[tuple[str, str]]:
    """Return each command of a console block with the output shown under it."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "shown"), examples(), ids=lambda each: each[:60])
def test_each_command_prints_what_the_readme_shows(
    command: str,
    shown: str,
    runner: CliRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "recog"
    done = runner.invoke(main, arguments)
    same = doctest.OutputChecker().check_output(shown, done.output, doctest.ELLIPSIS)
    assert same, done.output


def test_the_query_gives_the_table_under_it(bench: Workbench) -> None:
    (query,) = blocks("sparql")
    table = re.findall(r"^\| (https\S+) \| (\S+) \|$", README, re.MULTILINE)
    answer = bench.store.query(query, accept_media_type="text/csv")
    rows = answer.read().decode().split()
    assert rows == ["who,since", *(f"{who},{since}" for who, since in table)]
    assert table


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert len(links) >= 7
    assert [link for link in links if not (ROOT / link).exists()] == []
