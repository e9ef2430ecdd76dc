"""graph/README.md names every file of graph/ and every question."""

from __future__ import annotations

import re
from pathlib import Path

GRAPH = Path(__file__).parents[2] / "graph"
README = (GRAPH / "README.md").read_text()
ENTRY = re.compile(r"^- \[(\S+)\]\(queries/(\S+)\.rq\): (.+)$", re.MULTILINE)
FOLDERS = {"examples/valid/", "examples/invalid/", "queries/"}


def test_the_readme_lists_the_files_and_folders() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE))
    files = {str(path.relative_to(GRAPH)) for path in GRAPH.glob("*.ttl")}
    files |= {str(path.relative_to(GRAPH)) for path in GRAPH.glob("shapes/*.ttl")}
    assert len(files) > 2
    assert listed == files | FOLDERS
    assert all((GRAPH / folder).is_dir() for folder in FOLDERS)


def test_the_readme_lists_the_questions_as_they_are_asked() -> None:
    asked = [
        (path.stem, path.stem, path.read_text().partition("\n")[0])
        for path in sorted((GRAPH / "queries").glob("*.rq"))
    ]
    listed = [
        (name, file, f"#+ question: {question}")
        for name, file, question in ENTRY.findall(README)
    ]
    assert asked
    assert listed == asked


def test_the_example_of_a_header_is_one_that_the_questions_could_have() -> None:
    shown = re.findall(r"^ *#\+ (\w+): ", README, re.MULTILINE)
    assert shown == ["question", "param", "param", "keywords"]
