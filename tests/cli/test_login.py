"""Who runs steg: the login on this computer, and what a timer started."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from steg_cli.cli import login as asked
from steg_cli.cli.login import login

KARIN = 1000


@pytest.fixture(autouse=True)
def _karin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let karin run steg without a terminal, started by her shell alone."""
    import pwd

    def named(number: int) -> pwd.struct_passwd:
        if number != KARIN:
            raise KeyError
        return pwd.struct_passwd(("karin", "x", KARIN, KARIN, "Karin Ek", "/home/karin", "/bin/sh"))

    monkeypatch.setattr(os, "getuid", lambda: KARIN)
    monkeypatch.setattr(pwd, "getpwuid", named)
    _started_by(monkeypatch, "bash", "sshd")


def _started_by(monkeypatch: pytest.MonkeyPatch, *programs: str, terminal: bool = False) -> None:
    monkeypatch.setattr(asked, "_starters", lambda: iter(programs))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: terminal, raising=False)


OTHERS: Mapping[str, str] = {"USER": "eva", "LOGNAME": "eva", "SUDO_USER": "eva"}


@pytest.mark.parametrize("environment", [{}, OTHERS])
def test_the_login_is_the_computers_whatever_the_environment_says(
    environment: Mapping[str, str],
) -> None:
    assert login(environment) == "karin"


def test_a_login_without_a_name_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    assert login({}) == "4711"


@pytest.mark.parametrize(("environment", "name"), [({"USERNAME": "karin"}, "karin"), ({}, "")])
def test_where_logins_have_no_number_the_environment_is_asked(
    monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], name: str
) -> None:
    monkeypatch.delattr(os, "getuid")
    assert login(environment) == name


@pytest.mark.parametrize(
    "programs",
    [("cron",), ("sh", "cron"), ("sh", "CRON", "cron"), ("crond", "systemd"), ("sh", "anacron")],
)
def test_what_cron_started_says_so(
    monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    _started_by(monkeypatch, *programs)
    assert login({}) == "karin (cron)"


@pytest.mark.parametrize("programs", [("bash", "acron"), ("cronolog",), ("vim", "crontab"), ()])
def test_what_is_called_much_like_cron_is_not(
    monkeypatch: pytest.MonkeyPatch, programs: tuple[str, ...]
) -> None:
    _started_by(monkeypatch, *programs)
    assert login({}) == "karin"


def test_at_a_terminal_somebody_sits_whatever_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a tmux that @reboot started."""
    _started_by(monkeypatch, "tmux", "cron", terminal=True)
    assert login({"SYSTEMD_EXEC_PID": str(os.getppid())}) == "karin"


def test_what_a_unit_of_systemd_started_says_so() -> None:
    """Itself or by a script; not what runs inside another unit, such as that of a terminal."""
    told = [login({"SYSTEMD_EXEC_PID": str(pid)}) for pid in (os.getpid(), os.getppid(), 1)]
    assert told == ["karin (systemd)", "karin (systemd)", "karin"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this computer has no /proc")
@pytest.mark.parametrize("name", ["cron", "a (cron) 1"])
def test_programs_are_known_by_what_the_computer_calls_them(tmp_path: Path, name: str) -> None:
    """A shell under another name starts Python, as cron's would."""
    shell = tmp_path / name
    shell.symlink_to("/bin/sh")
    code = "from steg_cli.cli.login import _starters; print(list(_starters()))"
    run = subprocess.run(
        [shell, "-c", f"'{sys.executable}' -c '{code}'; true"],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert run.stdout.startswith(f"['{name}', ")
