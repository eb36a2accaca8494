"""What the README and the examples tell somebody to type, typed."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from steg_cli.cli.app import main
from steg_cli.cli.commands import COMMANDS
from steg_cli.mail.transport import CREDENTIAL
from steg_cli.register.file import open_register
from steg_cli.reports.way import way

if TYPE_CHECKING:
    from tests.conftest import Listen

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMO_DAY = "2026-11-22"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody whose shell finds the installed steg, and nothing of ours."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "LANG": "C.UTF-8",
    }


def commands_in(heading: str) -> list[list[str]]:
    """Return the steg commands in the README's section, as the shell splits them."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    words = [shlex.split(line) for line in lines]
    return [line[1:] for line in words if line and Path(line[0]).name == "steg"]


def test_the_walk_leads_from_an_empty_folder_to_a_conversion(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    walk = ["sh", str(ROOT / "examples" / "walk.sh"), str(tmp_path)]
    done = subprocess.run(walk, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Change 12 is taken back: leave S-0001" in done.stdout
    with open_register(tmp_path / "walk.db") as register:
        shown = way(register, "1", date(2023, 1, 10)).shown
    (enrolment,) = shown.enrolments
    assert [
        (s.step, str(s.first_day), s.last_day and str(s.last_day)) for s in enrolment.stays
    ] == [
        ("kartlaggning", "2021-03-01", "2021-04-05"),
        ("utredning", "2021-04-06", "2021-05-09"),
        ("arbetsprovning", "2021-05-10", "2021-08-31"),
        ("praktik", "2021-09-01", "2021-11-14"),
        ("utbildningspraktik", "2021-11-15", "2022-01-31"),
        ("serviceassistent", "2022-02-01", "2022-12-31"),
        ("enhetsassistent", "2023-01-01", None),
    ]
    assert [(p.workplace, str(p.first_day)) for p in enrolment.placements] == [
        ("AME Verkstaden", "2021-05-10"),
        ("Äldreboendet Ekbacken", "2021-09-01"),
    ]


def test_the_readmes_way_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEG_DB", str(tmp_path / "steg.db"))
    monkeypatch.setenv("STEG_LANG", "en")
    monkeypatch.setenv("STEG_TODAY", "2024-03-01")
    assert main(["init"]) == 0
    typed = commands_in("A person's way")
    assert len(typed) == 7
    for command in typed:
        assert main(command) == 0, (command, capsys.readouterr().err)
    assert "enhetsassistent" in capsys.readouterr().out
    parts = commands_in("Pauses, supports, deadlines")
    assert len(parts) == 6
    for command in parts:
        assert main(command) == 0, (command, capsys.readouterr().err)
        assert capsys.readouterr().out
    assert main(["amend", "S-0001", "pause.1", ""]) == 0


def test_the_readmes_surroundings_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEG_DB", str(tmp_path / "steg.db"))
    monkeypatch.setenv("STEG_LANG", "en")
    monkeypatch.setenv("STEG_TODAY", "2024-03-01")
    assert main(["init"]) == 0
    typed = commands_in("Municipalities, posts, contacts")
    assert len(typed) == 7
    for command in typed:
        assert main(command) == 0, (command, capsys.readouterr().err)
    capsys.readouterr()
    assert main(["municipality", "list"]) == 0
    assert "Tibro         STEG          12" in capsys.readouterr().out


def test_the_readmes_look_at_the_demo_can_be_typed(
    tmp_path: Path,
    demo_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(demo_file, tmp_path / "steg-demo.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STEG_DB", raising=False)
    monkeypatch.setenv("STEG_LANG", "sv")
    monkeypatch.setenv("STEG_TODAY", DEMO_DAY)
    typed = commands_in("Try it")
    assert len(typed) == 3
    for command in typed:
        capsys.readouterr()
        assert main(command) == 0, capsys.readouterr().err
        assert capsys.readouterr().out


def test_the_readmes_move_in_can_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEG_DB", "steg.db")
    monkeypatch.setenv("STEG_LANG", "en")
    monkeypatch.setenv("STEG_TODAY", "2026-11-22")
    typed = commands_in("Move in")
    assert len(typed) == 4
    said = []
    for command in typed:
        assert main(command) == 0, (command, capsys.readouterr().err)
        said.append(capsys.readouterr().out.splitlines())
    _, taken, again, _ = said
    assert taken[:2] == [
        "VT 2026 (People): 14 new, 0 unchanged, 0 changed",
        "HT 2026 (People): 14 new, 0 unchanged, 0 changed",
    ]
    assert again == [
        "VT 2026 (People): 0 new, 14 unchanged, 0 changed",
        "HT 2026 (People): 0 new, 14 unchanged, 0 changed",
    ]
    with open_register(tmp_path / "steg.db") as register:
        shown = way(register, "Ali Hassan", date(2026, 11, 22)).shown
    (enrolment,) = shown.enrolments
    assert [(s.step, str(s.first_day), str(s.planned_last_day)) for s in enrolment.stays] == [
        ("kartlaggning", "2026-01-12", "None"),
        ("arbetsprovning", "2026-02-09", "None"),
        ("praktik", "2026-05-01", "None"),
        ("utbildningspraktik", "2026-09-01", "2026-12-18"),
    ]


def test_the_example_ladder_is_another_municipalitys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEG_DB", str(tmp_path / "steg.db"))
    monkeypatch.setenv("STEG_LANG", "sv")
    ladder = ROOT / "examples" / "ladder-mariestad.toml"
    assert main(["init", "--ladder", str(ladder), "--empty"]) == 0
    for command in (
        ["sector", "add", "Omsorg", "--employs-from", "2024-01-01"],
        ["municipality", "add", "Mariestad"],
        ["workplace", "add", "Björken", "--sector", "Omsorg", "--municipality", "Mariestad"],
        ["cohort", "add", "Vår", "--planned", "10"],
        shlex.split(
            "enrol 900101-9802 --name 'Eva Ek' --cohort Vår --municipality Mariestad "
            "--status unemployed --disability --on 2024-01-01"
        ),
        shlex.split(
            "advance 1 --to servicemedarbetare --on 2024-02-01 --months 6 --workplace Björken "
            "--exception direkt"
        ),
        ["convert-to-enhetsassistent", "1", "--on", "2024-07-01"],
    ):
        assert main(command) == 0, (command, capsys.readouterr().err)
    with open_register(tmp_path / "steg.db") as register:
        stays = way(register, "1", date(2024, 7, 1)).shown.enrolments[0].stays
    assert [(s.step, str(s.planned_last_day)) for s in stays] == [
        ("valkomst", "None"),
        ("servicemedarbetare", "2024-07-31"),
        ("omsorgsassistent", "None"),
    ]


def test_the_readmes_reminders_can_be_typed(
    tmp_path: Path,
    demo_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    listen: Listen,
) -> None:
    handler = Sink()
    port = listen(lambda: SMTP(handler))
    shutil.copy(demo_file, tmp_path / "steg.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEG_DB", "steg.db")
    monkeypatch.setenv("STEG_LANG", "en")
    monkeypatch.setenv("STEG_TODAY", DEMO_DAY)
    assert main(["setting", "mail.port", str(port)]) == 0
    typed = commands_in("Reminders")
    assert len(typed) == 8
    for command in typed:
        capsys.readouterr()
        if "mail.user" in command:
            continue  # this server wants no login
        here = ["127.0.0.1" if "smtp." in word else word for word in command]
        assert main(here) == 0, (here, capsys.readouterr().err)
        said = capsys.readouterr()
        assert said.out or said.err
    assert (tmp_path / "mail.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    (sent,) = (tmp_path / "steg-mail").glob("*.eml")
    assert message_from_bytes(sent.read_bytes())["To"] == "ame@municipality.example"
    (test,) = handler.messages
    assert message_from_bytes(test)["Subject"] == "steg: provbrev"  # the language of the register


def test_the_readmes_backups_can_be_typed(
    tmp_path: Path,
    demo_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(demo_file, tmp_path / "steg.db")
    monkeypatch.setenv("STEG_DB", str(tmp_path / "steg.db"))
    monkeypatch.setenv("STEG_TODAY", DEMO_DAY)
    typed = commands_in("Backups")
    assert len(typed) == 2
    for command in typed:
        assert main(command) == 0, (command, capsys.readouterr().err)
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [f"steg-{DEMO_DAY}.db"]


def test_the_example_of_a_reminder_is_what_the_demo_would_send(
    tmp_path: Path, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the mail is meant to look otherwise: steg remind --preview examples/reminder.html."""
    shutil.copy(demo_file, tmp_path / "steg.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEG_LANG", "sv")
    monkeypatch.setenv("STEG_TODAY", DEMO_DAY)
    assert main(["--db", "steg.db", "remind", "--preview", "mail.html"]) == 0
    assert Path("mail.html").read_bytes() == (ROOT / "examples" / "reminder.html").read_bytes()


class Sink:
    """What a mail server got."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.messages.append(envelope.content)
        return "250 kept"


def test_what_cron_and_systemd_run_are_commands(
    tmp_path: Path, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both back up the same register and send its reminders; so do they a user's own."""
    crontab = (ROOT / "examples" / "crontab").read_text(encoding="utf-8").splitlines()
    lines = [line for line in crontab if line and not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines[:-3])
    assert variables == {
        "STEG": "/opt/steg/bin/steg",
        "STEG_DB": "/var/lib/steg/steg.db",
        "MAILTO": "root",
    }
    timetable = [line.split(maxsplit=5) for line in lines[-3:]]
    assert [(when, shlex.split(command)) for *when, command in timetable] == [
        (["30", "2", "*", "*", "*"], ["$STEG", "backup", "--keep", "30", ">/dev/null"]),
        (["0", "3", "*", "*", "1"], ["$STEG", "check"]),
        (["30", "7", "*", "*", "*"], ["$STEG", "remind", "--send"]),
    ]

    shutil.copy(demo_file, tmp_path / "steg.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STEG_TODAY", DEMO_DAY)
    for name, words in (("remind", ["remind", "--send"]), ("backup", ["backup", "--keep", "30"])):
        units = configparser.ConfigParser(strict=False, interpolation=None)
        units.optionxform = str  # type: ignore[assignment,method-assign]
        files = sorted((ROOT / "examples" / "systemd").glob(f"steg-{name}.*"))
        units.read(files, encoding="utf-8")
        if name == "remind":
            assert units["Service"]["LoadCredential"].split(":")[0] == CREDENTIAL
        assert units["Timer"]["Persistent"] == "true"
        started = shlex.split(units["Service"]["ExecStart"])
        assert started == [variables["STEG"], "--db", variables["STEG_DB"], *words]
        assert main(["--db", "steg.db", *started[3:]]) == 0
    assert (tmp_path / f"steg-{DEMO_DAY}.db").is_file()


def test_the_readme_names_every_command() -> None:
    assert [name for name in COMMANDS if f"`steg {name}`" not in README] == []
