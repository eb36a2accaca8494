"""Handing mails to the computer's own mail program: a stub that writes down what it got."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from steg_cli.mail import sendmail
from steg_cli.mail.sendmail import send_over_sendmail
from steg_cli.programme.errors import NotDelivered

SENDER, RECIPIENT = "steg@kommun.se", "bo@skola.se"
MESSAGE = b"Subject: dots\r\n\r\n.\r\n.a line with a dot\r\n\r\nFrom here on\r\nend\r\n"
ONCE_MORE = "The mail may have arrived. The next run sends the same mail once more."
ANOTHER_WAY = "Mend it, or choose another way: steg setting mail.transport smtp"

# What each call got is beside the program.
STUB = """\
#!{python} -IS
import json, os, pathlib, sys, time
got = {{"arguments": sys.argv[1:], "text": sys.stdin.buffer.read().decode()}}
pathlib.Path(__file__).with_name("got.json").write_text(json.dumps(got))
{more}
"""


# stub(more="", mode=0o755): write a program `sendmail` that notes what it gets and then does
# `more`; return the environment in which it is the one on PATH.
Stub = Callable[..., dict[str, str]]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Where the stub is."""
    return tmp_path / "bin" / "sendmail"


@pytest.fixture
def stub(program: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Put a program `sendmail` on PATH; the computer's own is never used."""
    monkeypatch.setattr(sendmail, "PLACES", ())

    def stub(more: str = "", *, mode: int = 0o755) -> dict[str, str]:
        program.parent.mkdir()
        program.write_text(STUB.format(python=sys.executable, more=more))
        program.chmod(mode)
        return {"PATH": str(program.parent)}

    return stub


def failure(environment: dict[str, str]) -> tuple[str, str, bool, bool]:
    """Return the sentence, the hint, may_have_arrived and concerns_all."""
    with pytest.raises(NotDelivered) as caught:
        send_over_sendmail(environment, SENDER, RECIPIENT, MESSAGE)
    error = caught.value
    hint = error.hint.format(**error.values)
    return str(error), hint, error.may_have_arrived, error.concerns_all


def test_the_program_gets_the_addresses_and_the_mail_with_line_feeds(
    stub: Stub, program: Path
) -> None:
    assert send_over_sendmail(stub(), SENDER, RECIPIENT, MESSAGE) == str(program)
    assert json.loads(program.with_name("got.json").read_text()) == {
        "arguments": ["-i", "-f", SENDER, "--", RECIPIENT],
        "text": "Subject: dots\n\n.\n.a line with a dot\n\nFrom here on\nend\n",
    }


@pytest.mark.parametrize(
    ("more", "detail"),
    [
        ("print('no queue', file=sys.stderr); sys.exit(75)", "(exit code 75): no queue."),
        (
            "print('  line one\\n\\n  line two  ', file=sys.stderr); print('x'); sys.exit(67)",
            "(exit code 67): line one line two x.",
        ),
        ("print('only said here'); sys.exit(1)", "(exit code 1): only said here."),
        ("print('a whole sentence.'); sys.exit(1)", "(exit code 1): a whole sentence."),
        ("sys.exit(75)", "(exit code 75)."),
        (
            "sys.stderr.buffer.write(b'n\\xe5gon annan'); sys.exit(64)",
            "(exit code 64): n\ufffdgon annan.",
        ),
        ("sys.stderr.write('x' * 900); sys.exit(1)", f"(exit code 1): {'x' * 300}."),
    ],
)
def test_a_program_that_fails_is_quoted_and_tried_again(
    stub: Stub, program: Path, more: str, detail: str
) -> None:
    assert failure(stub(more)) == (
        f"{program} refused the mail {detail}",
        *("The next run tries again.", False, False),
    )


def test_a_program_that_was_killed_may_have_taken_the_mail(stub: Stub, program: Path) -> None:
    sentence, _, may_have_arrived, concerns_all = failure(stub("os.kill(os.getpid(), 9)"))
    assert sentence == f"{program} refused the mail (exit code -9)."
    assert (may_have_arrived, concerns_all) == (True, False)


def test_a_program_that_reads_nothing_and_fails_is_quoted(stub: Stub, program: Path) -> None:
    environment = stub()
    program.write_text("#!/bin/sh\necho 'not today' >&2\nexit 75\n")
    with pytest.raises(NotDelivered) as caught:
        send_over_sendmail(environment, SENDER, RECIPIENT, MESSAGE + b"x" * 1_000_000)
    assert str(caught.value) == f"{program} refused the mail (exit code 75): not today."


def test_a_program_that_hangs_is_given_up_on_and_may_have_sent_the_mail(
    stub: Stub, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = stub("time.sleep(60)")
    monkeypatch.setattr(sendmail, "TIMEOUT", 0.3)
    assert failure(environment) == (
        f"{program} did not finish within 0.3 seconds.",
        *(ONCE_MORE, True, False),
    )


@pytest.fixture
def started(program: Path) -> Iterator[Path]:
    """Where a program notes the number of what it started, which is ended after the test."""
    noted = program.with_name("started")
    yield noted
    with suppress(ProcessLookupError):
        os.kill(int(noted.read_text()), signal.SIGTERM)


def test_what_a_program_that_hangs_has_started_is_not_waited_for(
    stub: Stub, program: Path, started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment, late = stub(), program.with_name("late")
    program.write_text(
        f"#!/bin/sh\n(trap 'kill $!; exit' TERM; sleep 20 & wait $!; : >'{late}') &\n"
        f"echo $! >'{started}'\nwait\n"
    )
    monkeypatch.setattr(sendmail, "TIMEOUT", 0.3)
    sentence, *_ = failure(environment)
    assert sentence == f"{program} did not finish within 0.3 seconds."
    assert not late.exists()


def test_a_program_that_leaves_something_running_has_taken_the_mail(
    stub: Stub, program: Path, started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = stub()
    program.write_text(f"#!/bin/sh\ncat >/dev/null\nsleep 20 &\necho $! >'{started}'\n")
    monkeypatch.setattr(sendmail, "TIMEOUT", 3)
    assert send_over_sendmail(environment, SENDER, RECIPIENT, MESSAGE) == str(program)


def test_without_the_program_no_mail_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendmail, "PLACES", (str(tmp_path / "sbin"),))
    nowhere = (
        "There is no program sendmail on this computer.",
        "Install a mail program, or choose another way: steg setting mail.transport smtp",
        False,
        True,
    )
    assert failure({"PATH": str(tmp_path)}) == nowhere
    assert failure({"PATH": ""}) == nowhere
    assert failure({}) == nowhere


@pytest.mark.parametrize(
    ("script", "detail"),
    [
        ("#!/nowhere/at/all\n", "No such file or directory"),
        ("neither a script nor a program\n", "Exec format error"),
    ],
)
def test_a_program_that_cannot_be_run_concerns_all_mails(
    stub: Stub, program: Path, script: str, detail: str
) -> None:
    environment = stub()
    program.write_text(script)
    assert failure(environment) == (
        f"{program} could not be run: {detail}.",
        *(ANOTHER_WAY, False, True),
    )


@pytest.mark.parametrize("environment", [{}, {"PATH": ""}, {"PATH": "/nowhere"}])
def test_the_program_is_also_found_where_crons_path_does_not_lead(
    stub: Stub, program: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    stub()
    monkeypatch.setattr(sendmail, "PLACES", ("/nowhere/either", str(program.parent)))
    assert send_over_sendmail(environment, SENDER, RECIPIENT, MESSAGE) == str(program)


def test_the_program_has_a_minute_and_is_looked_for_where_distributions_put_it() -> None:
    assert (sendmail.TIMEOUT, sendmail.PLACES) == (60.0, ("/usr/sbin", "/usr/lib"))
