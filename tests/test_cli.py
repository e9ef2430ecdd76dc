from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from build import claim, entity
from desks import desk
from importing import chief, mission
from recog.cli import main


def run(runner: CliRunner, *words: str) -> Result:
    return runner.invoke(main, words)


def test_every_command_has_help_with_an_example(runner: CliRunner) -> None:
    names = main.list_commands(None)  # type: ignore[arg-type]
    assert set(names) >= {
        "ask",
        "check",
        "decide",
        "diff",
        "export",
        "import",
        "judge",
        "query",
        "resolve",
        "retract",
        "serve",
        "status",
        "timeline",
        "versions",
    }
    for name in names:
        told = run(runner, name, "--help")
        assert told.exit_code == 0
        assert "Example:\n  " in told.output
        assert f"recog {name}" in told.output


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("ask", "Who recognised the Taliban government?"), 0, "Russia"),
        (("ask", "Did Atlantis rise?"), 2, "Atlantis"),
        (("status", "--track", "rule", "--on", "2022-01-01"), 0, "in-power"),
        (("status", "--actor", "France", "--target", "Abkhazia"), 1, "unknown"),
        (
            ("status", "--actor", "Azerbaijan", "--target", "Palestine", "--implied"),
            0,
            "implied: relations imply recognition",
        ),
        (("timeline", "--entity", "Kosovo", "--limit", "2"), 0, "recognised"),
        (("diff", "--from", "2025-01-01", "--to", "2025-12-31"), 0, "gained"),
        (("diff", "--version-from", "000001", "--on", "2020-01-01"), 0, "came: "),
        (("diff", "--known-from", "2020-01-01", "--track", "rule"), 0, "1 change"),
        (("diff", "--from", "1700", "--to", "1701"), 1, "nothing found"),
        (
            ("export", "diff", "csv", "--from", "2024", "--to", "2025"),
            0,
            "change,track",
        ),
        (("export", "diff", "md", "--from", "2024", "--to", "2025"), 0, "| Change |"),
        (("events", "--kind", "delisted"), 0, "delisted"),
        (("entities", "--q", "taliban"), 0, "organization/taliban"),
        (("versions",), 0, "* 00000"),
        (("check", "--check", "denial"), 0, "denial: Guinea-Bissau → Kosovo"),
        (("check", "--entity", "Bhutan"), 0, "     0 impossible-date (violation)"),
        (("check", "--check", "outlived", "--json"), 0, '"finding/outlived-'),
        (("query", "ASK { ?s a ?type }"), 0, "true"),
        (("query", "ASK { ?s a 3 }"), 1, "false"),
        (("query", "--format", "csv", "SELECT (1 AS ?one) {}"), 0, "one"),
        (("export", "timeline", "csv", "--entity", "Kosovo"), 0, "type,track"),
        (("export", "network", "json", "--around", "Russia"), 0, '"nodes"'),
    ],
)
def test_a_command_answers_and_its_status_says_yes_or_no(
    runner: CliRunner, words: tuple[str, ...], code: int, shown: str
) -> None:
    told = run(runner, *words)
    assert told.exit_code == code, told.output
    assert shown in told.output


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        (("status", "--track", "recog"), 2, "recog: unknown track 'recog'"),
        (("status", "--nonsense", "x"), 2, "No such option"),
        (("timeline",), 2, "recog: a timeline needs a party"),
        (("check", "--check", "nix"), 2, "recog: unknown check 'nix'; known:"),
        (("check", "/nowhere.ttl"), 2, "does not exist"),
        (("diff", "--from", "2025"), 2, "recog: to is missing"),
        (("diff", "--from", "2025", "--version-from", "000001"), 2, "one pair of"),
        (("export", "diff", "ics", "--from", "2024", "--to", "2025"), 2, "unknown for"),
        (("query", "SELEC"), 2, "recog: line 1, column"),
        (("query",), 2, "give a query, or a file"),
        (("judge",), 2, "give a claim, or a judgement with --undo"),
        (("judge", "claim/none"), 1, "recog: nothing was recorded; reason is missing"),
        (("judge", "--undo", "judgement/none"), 1, "there is no judgement/none"),
        (("retract", "claim/none", "--reason", "x"), 1, "no claim has the id"),
        (("query", "--format", "ttl", "ASK {}"), 2, "recog: format 'ttl' does not fit"),
        (("import", "nonsense", "."), 2, "recog: unknown format 'nonsense'"),
        (("import", "rdf", "/nowhere"), 2, "does not exist"),
        (("export", "timeline", "pdf", "--entity", "Kosovo"), 2, "unknown format"),
        (("ask", "Did France recognise Congo?"), 2, "may mean several"),
        (("resolve", "Congo"), 1, "state/congo-kinshasa  Congo (Kinshasa)"),
    ],
)
def test_wrong_use_is_one_line_on_the_error_stream(
    runner: CliRunner, words: tuple[str, ...], code: int, shown: str
) -> None:
    told = run(runner, *words)
    assert told.exit_code == code, told.output
    assert shown in told.stderr
    assert "Traceback" not in told.output


def test_a_claim_is_judged_and_retracted(tmp_path: Path) -> None:
    with desk(tmp_path, claim(id="claim/one")):
        pass
    runner = CliRunner(env={"RECOG_HOME": str(tmp_path)})
    verdict = ("--rank", "preferred", "--reason", "the decree", "--author", "A. Reader")
    told = run(runner, "judge", "claim/one", *verdict)
    assert told.exit_code == 0, told.output
    assert "stands in version 000003" in told.output
    id = told.output.split()[0]
    told = run(runner, "judgements", "--claim", "claim/one")
    assert f"{id}: claim/one preferred, by A. Reader: the decree" in told.output
    told = run(runner, "judge", "--undo", id)
    assert told.output == f"{id} is undone in version 000004\n"
    told = run(runner, "retract", "claim/one", "--reason", "a slip")
    assert told.output == "claim/one is retracted in version 000005\n"


def test_a_name_is_resolved_and_a_decision_is_kept(
    runner: CliRunner, tmp_path: Path
) -> None:
    kept = {"RECOG_DECISIONS": str(tmp_path / "names.csv")}
    told = run(runner, "resolve", "Russia", "--on", "1950-01-01")
    assert (told.exit_code, told.output) == (0, "state/soviet-union  Soviet Union\n")
    told = runner.invoke(main, ("resolve", "Cathay"), env=kept)
    assert told.exit_code == 1
    assert "no entity is named 'Cathay'" in told.stderr
    row = ("Cathay", "state/china", "--reason", "an old name", "--who", "Ann")
    told = runner.invoke(main, ("decide", *row, "--until", "1911"), env=kept)
    assert told.exit_code == 0, told.output
    told = runner.invoke(main, ("resolve", "Cathay", "--on", "1850-01-01"), env=kept)
    assert told.output == "state/china  China\n  decided by Ann: an old name\n"
    told = runner.invoke(main, ("decide", *row, "--from", "1900"), env=kept)
    assert told.exit_code == 1
    assert "decided already for these days: state/china" in told.stderr
    told = runner.invoke(main, ("decide", "Mu", "state/mu", *row[2:]), env=kept)
    assert told.exit_code == 2
    assert "no entity is state/mu" in told.stderr


def test_a_violation_in_the_graph_is_told_by_the_exit_status(tmp_path: Path) -> None:
    late = claim(on="2027", locator="page 1")
    with desk(tmp_path, late, claim(by="state/italy", on="2008")):
        pass
    runner = CliRunner(env={"RECOG_HOME": str(tmp_path)})
    told = run(runner, "check")
    assert told.exit_code == 1
    assert "     1 impossible-date (violation)\n" in told.stdout
    assert "violation, impossible-date: France → Kosovo: recognition in 2027" in (
        told.stdout
    )
    assert run(runner, "check", "--check", "imprecise").exit_code == 0
    assert run(runner, "check", "--entity", "Italy").exit_code == 0


def test_a_setting_that_cannot_be_read_is_named(home: Path) -> None:
    told = CliRunner(env={"RECOG_HOME": str(home), "RECOG_PORT": "many"}).invoke(
        main, ["versions"]
    )
    assert told.exit_code == 2
    assert "RECOG_PORT is 'many'" in told.stderr


def test_an_answer_can_be_had_as_the_api_gives_it(runner: CliRunner) -> None:
    told = run(runner, "status", "--track", "rule", "--json")
    assert set(json.loads(told.stdout)) >= {"rows", "question", "version", "permalink"}


def test_an_export_can_go_to_a_file(runner: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "kosovo.ics"
    words = ("export", "timeline", "ics", "--entity", "Kosovo", "-o", str(file))
    assert run(runner, *words).exit_code == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.fixture
def heard_interrupts() -> Iterator[None]:
    """Let a child hear SIGINT: it ignores what is ignored here, as in background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard_interrupts")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_it_is_and_answers(home: Path, ending: signal.Signals) -> None:
    environ = {**os.environ, "RECOG_HOME": str(home), "RECOG_PORT": "0"}
    command = [sys.executable, "-m", "recog", "serve"]
    with subprocess.Popen(  # noqa: S603
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            assert told.startswith("recog is serving on http://127.0.0.1:")
            address = told.split()[-1]
            with urlopen(f"{address}/healthz", timeout=10) as answer:  # noqa: S310
                assert json.load(answer) == {"status": "ok"}
            process.send_signal(ending)
            process.communicate(timeout=20)
        finally:
            process.kill()


def test_a_port_that_is_taken_is_told(home: Path) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environ = {"RECOG_HOME": str(home), "RECOG_PORT": port}
        told = CliRunner(env=environ).invoke(main, ["serve"])
    assert told.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in told.stderr


def test_a_token_is_made_listed_and_revoked(tmp_path: Path) -> None:
    runner = CliRunner(env={"RECOG_HOME": str(tmp_path)})
    made = runner.invoke(main, ["token", "create", "harvester", "--scope", "read"])
    assert (made.exit_code, made.output[:6]) == (0, "recog_")
    listed = runner.invoke(main, ["token", "list"]).output
    assert listed.startswith("harvester\tread\t")
    assert listed.endswith("\tcounts\n")
    assert made.output.strip() not in listed
    assert runner.invoke(main, ["token", "revoke", "harvester"]).exit_code == 0
    assert "revoked" in runner.invoke(main, ["token", "list"]).output
    assert runner.invoke(main, ["token", "revoke", "nobody"]).exit_code == 1
    wrong = runner.invoke(main, ["token", "create", "x", "--scope", "god"])
    assert wrong.exit_code == 2


def test_the_log_of_writes_is_told(runner: CliRunner) -> None:
    told = runner.invoke(main, ["audit", "--last", "1"])
    assert told.exit_code == 0
    assert "command line" in told.output
    assert len(told.output.splitlines()) == 1


def small_store(folder: Path) -> CliRunner:
    """Return the command line over a store of its own, which knows two states."""
    states = [
        entity("state/iran", codes=("pocom:iran",)),
        entity("state/united-states"),
    ]
    with desk(folder / "home", claim(), entities=states):
        return CliRunner(env={"RECOG_HOME": str(folder / "home")})


def test_all_data_sets_of_a_folder_are_previewed_imported_and_reported(
    tmp_path: Path,
) -> None:
    runner = small_store(tmp_path)
    mission(tmp_path / "sets" / "a", chief(started="1977-06-18", ended="1979-04-06"))
    (tmp_path / "sets" / "other").mkdir()
    sets, report = str(tmp_path / "sets"), tmp_path / "report.json"

    seen = run(runner, "import", "all", sets, "--dry-run")
    assert seen.exit_code == 0
    assert "claims added: 2" in seen.output
    assert "nothing has landed" in seen.output
    assert run(runner, "import", "all", sets, "--check").exit_code == 1

    done = run(runner, "import", "all", sets, "--report", str(report), "--skips")
    assert done.exit_code == 0
    assert "other: no data set of a known form" in done.output
    (told,) = json.loads(report.read_text())["imports"]
    assert (told["importer"], told["made"]["claims"]) == ("pocom", 2)

    again = run(runner, "import", "all", sets, "--check")
    assert (again.exit_code, "nothing would change" in again.output) == (0, True)


def test_what_cannot_land_is_told_and_the_exit_status_says_so(
    tmp_path: Path,
) -> None:
    runner = small_store(tmp_path)
    table = tmp_path / "claims.csv"
    table.write_text("kind,actor,target,date,source_title\nrecognition,X,Y,1990,A\n")
    seen = run(runner, "import", "claims-csv", str(table), "--dry-run")
    assert seen.exit_code == 1
    assert "nothing would land" in seen.output
    assert "'X'" in seen.output
    folder = mission(tmp_path / "sets" / "a", chief(started="1977-06-18"))
    (folder / "missions-countries" / "iran.xml").write_text("<broken")
    failed = run(runner, "import", "all", str(tmp_path / "sets"))
    assert failed.exit_code == 1
    assert "did not land" in failed.output
    edition = run(runner, "import", "all", str(tmp_path), "--edition", "2027")
    assert edition.exit_code == 2
