"""steg remind: what goes out is shown, sent, tried again and told of, over a real mail server."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from steg_cli.actions.surroundings import WORKPLACE, edit, set_setting
from steg_cli.register.file import open_register
from steg_cli.register.lock import alone

if TYPE_CHECKING:
    from tests.cli.conftest import Dump, Environment, Installed, Steg
    from tests.conftest import Listen

DEADLINE = 30  # seconds after which something that hangs is a failure
TODAY = date(2024, 1, 15)
# What decides how a mail server is talked to.
OUTSIDE = (
    *("STEG_SMTP_PASSWORD", "STEG_SMTP_PASSWORD_FILE", "CREDENTIALS_DIRECTORY", "SSL_CERT_FILE"),
)
QUIET = "2022-01-01"  # a day on which nothing is overdue or ends soon

CHIEF = "ame@kommun.se"
SOLGARDEN, BJORK = "solgarden@kommun.se", "bjork@kommun.se"
EVERYBODY = [CHIEF, BJORK, SOLGARDEN]

SUBJECTS = {
    CHIEF: "steg: 2 overdue, 1 ending, on 2024-02-29, 1 case without details",
    BJORK: "steg: 1 overdue since 2023-08-31",
    SOLGARDEN: "steg: 1 ending, on 2024-02-29",
}
BETWEEN = f"\n{'=' * 72}\n\n"
NOT_SENT = (
    "Note: the mails lie in {} and are on their way to nobody. When they are to be sent: "
    "steg setting mail.transport smtp (or sendmail)\n"
)


class Mail(NamedTuple):
    """A mail that a server took responsibility for."""

    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail as a mail program reads it."""
        message = email.message_from_bytes(self.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class MailServer:
    """A real mail server.

    `faults` says what goes wrong with mails to whom: "refused" or "busy" (the recipient), "lost"
    or "taken" (it hangs up after the text, without or with the mail), "silent" (it took the mail
    and never answers). `password` is that of the user "ame".
    """

    faults: dict[str, str] = field(default_factory=dict)
    password: str = "rätt"
    arrived: list[Mail] = field(default_factory=list)
    port: int = 0

    has_text: threading.Event = field(default_factory=threading.Event)

    def conversation(self) -> SMTP:
        """Talk to somebody who connects."""
        return SMTP(
            self,
            hostname="mail.example.se",
            timeout=DEADLINE,  # it hangs up itself then, so that no fault can hang a test
            authenticator=self._check_login,
            auth_require_tls=False,
        )

    def _check_login(
        self, smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, said: Any
    ) -> AuthResult:
        assert isinstance(said, LoginPassword)
        right = (said.login, said.password) == (b"ame", self.password.encode())
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        match self.faults.get(address):
            case "refused":
                return "550 5.1.1 no such mailbox"
            case "busy":
                return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail, or lose it, or the connection."""
        (recipient,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        fault = self.faults.get(recipient)
        if fault != "lost":
            self.arrived.append(Mail(recipient, envelope.content))
        self.has_text.set()
        if fault in ("lost", "taken"):
            assert isinstance(smtp.transport, asyncio.Transport)
            smtp.transport.abort()
        if fault in ("lost", "taken", "silent"):
            await asyncio.Event().wait()
        return "250 2.0.0 taken"


# set_up(mail_to=…): settings of the story's register.
SetUp = Callable[..., None]
# waiting(): who waits for a mail, after how many tries, whether it may be there, and why.
Waiting = Callable[[], list[tuple[str, int, bool, str]]]


@pytest.fixture(autouse=True)
def without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OUTSIDE:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server(listen: Listen) -> MailServer:
    """A mail server that takes everything until it is told otherwise."""
    server = MailServer()
    server.port = listen(server.conversation)
    return server


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of loopback that nobody listens on, kept from everybody else."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


@pytest.fixture
def set_up(story: Path) -> SetUp:
    """Set settings."""

    def set_up(**settings: str) -> None:
        with open_register(story) as register:
            for name, value in settings.items():
                set_setting(register, name.replace("_", "."), value, TODAY)

    return set_up


@pytest.fixture
def managed(story: Path, set_up: SetUp) -> None:
    """Let CHIEF get all of the story's reminders, and the managers of two workplaces theirs.

    On 2024-01-15 S-0002 of Björkskolan is overdue, S-0001 of Solgården is ending, and so is the
    protected S-0003.
    """
    set_up(mail_to=CHIEF, mail_managers="on")
    with open_register(story) as register:
        edit(register, WORKPLACE, "Solgården", {"manager_email": SOLGARDEN}, TODAY)
        edit(register, WORKPLACE, "Björkskolan", {"manager_email": BJORK}, TODAY)


@pytest.fixture
def over_smtp(managed: None, set_up: SetUp, server: MailServer) -> MailServer:
    """Let the reminders of `managed` leave over the server."""
    set_up(mail_transport="smtp", mail_host="127.0.0.1", mail_port=str(server.port))
    return server


@pytest.fixture
def waiting(steg: Steg) -> Waiting:
    """Ask steg what waits."""

    def waiting() -> list[tuple[str, int, bool, str]]:
        code, out, _ = steg("remind", "--outbox", "--format", "json")
        assert code == 0
        return [
            (row["recipient"], row["attempts"], row["may_have_arrived"], row["problem"])
            for row in json.loads(out)["rows"]
        ]

    return waiting


def letters(folder: Path) -> list[EmailMessage]:
    """Return the mails in a folder, in the order of EVERYBODY."""
    mails = [Mail("", file.read_bytes()).message for file in folder.iterdir()]
    return sorted(mails, key=lambda mail: EVERYBODY.index(mail["To"]))


def text_of(message: EmailMessage) -> str:
    """Return the text/plain part, with lines that end as here."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


# Showing


def test_each_recipient_s_digest_is_shown_as_it_would_go_out(
    steg: Steg, managed: None, dump: Dump
) -> None:
    before = dump()
    code, out, err = steg("remind")
    assert (code, err, dump()) == (0, "", before)
    shown = out.split(BETWEEN)
    assert [letter.splitlines()[:3] for letter in shown] == [
        [f"To: {recipient}", f"Subject: {subject}", ""] for recipient, subject in SUBJECTS.items()
    ]
    for said, told in (
        ("S-0002  period     2023-08-31  2023-07-31  12 of 24\n", (1, 1, 0)),
        ("S-0002 · period · serviceassistent\n  Last day 2023-08-31: 137 days ago.", (1, 1, 0)),
        ("S-0001 · period · serviceassistent\n  Last day 2024-02-29: 45 days left.", (1, 0, 1)),
        ("S-0005 · follow-up\n  To be done by 2023-12-30: 16 days ago.", (1, 0, 0)),
        ("    steg extend S-0002 --months 12\n", (1, 0, 0)),
        ("    steg report expiries --include-protected\n", (1, 0, 0)),
        ("What is overdue or ends soon at your workplaces", (0, 1, 1)),
    ):
        assert tuple(letter.count(said) for letter in shown) == told


@pytest.mark.parametrize("options", [(), ("--send",), ("--within", "0"), ("--send", "--within=0")])
def test_nothing_due_says_nothing(steg: Steg, managed: None, options: tuple[str, ...]) -> None:
    assert steg("remind", *options, today=QUIET) == (0, "", "")


def test_a_program_gets_the_digests_as_rows(steg: Steg, managed: None) -> None:
    code, out, err = steg("remind", "--format", "json")
    assert (code, err) == (0, "")
    envelope = json.loads(out)
    rows = envelope.pop("rows")
    assert envelope == {
        "steg": 1,
        "report": "remind",
        "as_of": "2024-01-15",
        "totals": {"recipients": 3},
    }
    shown = steg("remind")[1].split(BETWEEN)
    assert [
        f"To: {row['recipient']}\nSubject: {row['subject']}\n\n{row['text']}" for row in rows
    ] == (shown)
    counts = ("recipient", "overdue", "ending", "without_details")
    assert [tuple(row[key] for key in counts) for row in rows] == [
        (CHIEF, 2, 1, 1),
        (BJORK, 1, 0, 0),
        (SOLGARDEN, 0, 1, 0),
    ]
    (case,) = rows[1]["cases"]
    assert len(case.pop("uid")) == 29
    assert case == {
        "what": "period",
        "reference": "S-0002",
        "number": None,
        "name": None,
        "step": "serviceassistent",
        "last_day": "2023-08-31",
        "days_left": -137,
        "state": "overdue",
        "notice_by": "2023-07-31",
        "months_in_all": 12,
        "most_months": 24,
        "months_left_to_extend": 12,
        "used_up_on": "2024-08-31",
        "paused_since": None,
        "commands": [],
    }
    assert list(rows[0]) == [*counts[:1], "subject", "text", *counts[1:], "cases"]


@pytest.mark.parametrize(
    ("months", "within", "cases"),
    [
        ("", "0", ["S-0002", "S-0005"]),
        ("1", None, ["S-0002", "S-0005", "+1"]),
        ("1", "120", ["S-0002", "S-0005", "S-0001", "+1"]),
    ],
)
def test_within_says_how_far_ahead(
    steg: Steg, set_up: SetUp, months: str, within: str | None, cases: list[str]
) -> None:
    set_up(mail_to=CHIEF, remind_months=months)
    options = ("--within", within) if within else ()
    for more in ((), ("--send",)):
        (row,) = json.loads(steg("remind", *options, "--format", "json")[1])["rows"]
        found = [case["reference"] for case in row["cases"]]
        assert found + ["+1"] * row["without_details"] == cases
        assert steg("remind", *options, *more)[0] == 0
    assert json.loads(steg("remind", *options, "--format", "json")[1])["rows"] == []


# Sending to a folder


def test_mails_go_to_a_folder_beside_the_register_until_something_else_is_set(
    steg: Steg, managed: None, story: Path
) -> None:
    folder, shown = story.with_name("steg-mail"), steg("remind")[1].split(BETWEEN)
    code, out, err = steg("remind", "--send")
    files = sorted(folder.iterdir())
    named = {Mail("", file.read_bytes()).message["To"]: file for file in files}
    assert [file.suffix for file in files] == [".eml"] * 3
    assert (code, err) == (0, NOT_SENT.format(folder))
    assert out.splitlines() == [
        f"Written for {CHIEF}, not sent: 4 cases. {named[CHIEF]}",
        f"Written for {BJORK}, not sent: 1 case. {named[BJORK]}",
        f"Written for {SOLGARDEN}, not sent: 1 case. {named[SOLGARDEN]}",
    ]
    ran = "Reminders last ran on 2024-01-15: 3 written into a folder, not sent, 0 failed.\n"
    assert steg("remind", "--outbox")[2] == ran + NOT_SENT.format(folder)
    rows = json.loads(steg("today", "--format", "json")[1])["rows"]
    assert ("only-in-folder", "steg setting mail.transport") in {
        (row["what"], row["command"]) for row in rows
    }
    # cron mails whatever is said: a run that has nothing to send says nothing.
    assert steg("remind", "--send") == (0, "", "")
    assert [stat.S_IMODE(file.stat().st_mode) for file in (*files, folder)] == [0o600] * 3 + [0o700]
    assert [
        f"To: {mail['To']}\nSubject: {mail['Subject']}\n\n{text_of(mail)}"
        for mail in letters(folder)
    ] == shown
    assert sorted(file.name for file in story.parent.iterdir()) == ["steg-mail", "steg.db"]
    # The same day, and later in the month: nothing more.
    for day in ("2024-01-15", "2024-01-31"):
        assert steg("remind", "--send", today=day) == (0, "", "")
    assert steg("remind", today="2024-01-31") == (0, "", "")
    assert len(list(folder.iterdir())) == 3
    assert len(steg("remind", "--send", today="2024-02-01")[1].splitlines()) == 3


def test_what_only_went_into_a_folder_is_never_called_sent(
    steg: Steg, managed: None, story: Path
) -> None:
    assert steg("remind", "--send")[0] == 0
    assert steg("setting", "mail.transport", "smtp")[0] == 0
    assert steg("remind", "--outbox")[2] == (
        "Reminders last ran on 2024-01-15: 3 written into a folder, not sent, 0 failed.\n"
    )
    story.with_name("a file").touch()
    for key, value in (("mail.transport", "folder"), ("mail.folder", "a file")):
        assert steg("setting", key, value)[0] == 0
    code, out, err = steg("remind", "--send", today="2024-02-01")
    assert (code, out, err.splitlines()[-1]) == (
        4,
        "",
        "0 written, 3 failed. steg remind --outbox shows what waits.",
    )


# Over a mail server


def test_a_program_is_told_of_both(steg: Steg, over_smtp: MailServer) -> None:
    over_smtp.faults = {BJORK: "refused", SOLGARDEN: "busy"}
    code, out, err = steg("remind", "--send", "--format", "json")
    assert code == 4
    assert err.count("Not delivered to ") == 2
    envelope = json.loads(out)
    ids = [
        one.pop("message_id")
        for one in (*envelope["result"]["sent"], *envelope["result"]["failed"])
    ]
    assert envelope == {
        "steg": 1,
        "command": "remind",
        "change": None,
        "result": {
            "sent": [
                {
                    "recipient": CHIEF,
                    "cases": 4,
                    "answer": "250 2.0.0 taken",
                    "problem": None,
                    "may_have_arrived": False,
                }
            ],
            "failed": [
                {
                    "recipient": BJORK,
                    "cases": 1,
                    "answer": None,
                    "problem": "The mail server refused the mail: 550 5.1.1 no such mailbox. The "
                    "next run tries again. If the address is wrong, correct it.",
                    "may_have_arrived": False,
                },
                {
                    "recipient": SOLGARDEN,
                    "cases": 1,
                    "answer": None,
                    "problem": "The mail server refused the mail: 451 4.3.0 try again later. The "
                    "server asks to try again later; the next run does.",
                    "may_have_arrived": False,
                },
            ],
        },
    }
    assert over_smtp.arrived[0].message["Message-ID"] == ids[0]
    assert len(set(ids)) == 3


# What goes wrong: who is delivered to at once, who may have been, who was not, and a word of why.
# What is said of each fault, in full, is for tests/mail.
OTHERS = [CHIEF, SOLGARDEN]
FAULTS: dict[str, tuple[list[str], list[str], list[str], str]] = {
    "refused": (OTHERS, [], [BJORK], "550 5.1.1 no such mailbox. The next run tries again."),
    "lost": (OTHERS, [BJORK], [], "It may have arrived. The next run sends the same mail once"),
    "taken": (EVERYBODY, [BJORK], [], "It may have arrived. The next run sends the same mail once"),
    "silent": (EVERYBODY, [BJORK], [], "Connection unexpectedly closed: timed out. It may have"),
    "nobody listens": ([], [], EVERYBODY, "could not be reached: Connection refused."),
    "wrong password": ([], [], EVERYBODY, "did not accept the login of ame: 535 5.7.8."),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("streams", ["2>/dev/full", ">/dev/full", ">/dev/full 2>&1"])
def test_what_cannot_be_shown_stops_no_mail(
    environment: Environment, program: Path, over_smtp: MailServer, set_up: SetUp, streams: str
) -> None:
    """As in cron with a log on a full disk."""
    set_up(mail_port=str(over_smtp.port))
    over_smtp.faults = {BJORK: "refused"}
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(str(program))} remind --send {streams}"],
        env=environment(STEG_TODAY="2024-01-15"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert [mail.recipient for mail in over_smtp.arrived] == [CHIEF, SOLGARDEN]


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_lets_something_wait_with_its_reason_and_nothing_is_lost(
    installed: Installed,
    steg: Steg,
    over_smtp: MailServer,
    set_up: SetUp,
    waiting: Waiting,
    story: Path,
    closed_port: int,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    delivered, unsure, refused, reason = FAULTS[fault]
    over_smtp.faults = {BJORK: fault}
    if fault == "nobody listens":
        set_up(mail_port=str(closed_port))
    elif fault == "wrong password":
        set_up(mail_user="ame")
    monkeypatch.setenv("STEG_SMTP_PASSWORD", "fel")
    # Where an answer is waited for it is waited for here, since an administrator waits for long.
    monkeypatch.setattr("steg_cli.mail.smtp.FINAL_TIMEOUT", 0.3)
    run = steg if fault == "silent" else installed

    code, out, err = run("remind", "--send")
    held = [*unsure, *refused]
    accepted = [one for one in EVERYBODY if one not in held]
    assert code == 4
    assert [line.split()[2].rstrip(":") for line in out.splitlines()] == accepted
    *said, counted = err.splitlines()
    assert counted == (
        f"{len(accepted)} sent, {len(held)} failed. steg remind --outbox shows what waits."
    )
    assert [one for one in said if reason not in one] == []
    assert [mail.recipient for mail in over_smtp.arrived] == delivered
    # A way out that is closed is tried once. What waits is what was said.
    tries = [1] if len(held) == 1 else [1, 0, 0]
    waits = waiting()
    assert [row[:3] for row in waits] == [
        (recipient, tried, recipient in unsure)
        for recipient, tried in zip(held, tries, strict=True)
    ]
    assert [f"Not delivered to {recipient}: {why}" for recipient, _, _, why in waits] == said
    with closing(sqlite3.connect(story)) as outside:
        ids = dict(outside.execute("SELECT recipient, message_id FROM outbox").fetchall())

    over_smtp.faults = {}
    set_up(mail_port=str(over_smtp.port))
    monkeypatch.setenv("STEG_SMTP_PASSWORD", "rätt")
    code, out, err = installed("remind", "--send")
    assert (code, err) == (0, "")
    assert [line.split()[2].rstrip(":") for line in out.splitlines()] == held
    assert waiting() == []
    assert {mail.recipient: mail.message["Message-ID"] for mail in over_smtp.arrived} == ids
    repeated = [one for one in delivered if one in held]
    assert [mail.recipient for mail in over_smtp.arrived] == delivered + held
    # What came twice is the same mail.
    assert len(set(over_smtp.arrived)) == len(over_smtp.arrived) - len(repeated) == 3
    assert installed("remind", "--send") == (0, "", "")


def test_a_server_and_nobody_to_send_to_is_a_refusal(
    steg: Steg, set_up: SetUp, server: MailServer, dump: Dump
) -> None:
    set_up(mail_transport="smtp", mail_host="127.0.0.1", mail_port=str(server.port))
    before = dump()
    assert steg("remind", "--send") == (
        1,
        "",
        "Error: Nobody would get the reminders: mail.to is not set.\n"
        "Say who gets them: steg setting mail.to you@municipality.se\n",
    )
    assert dump() == before


# Several at once, and interruptions


def test_a_run_tells_that_it_waits_for_another_one(
    over_smtp: MailServer, environment: Environment, program: Path, story: Path
) -> None:
    with alone(story, lambda: None):
        process = subprocess.Popen(
            [program, "remind", "--send"],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stderr
        said = process.stderr.readline()
        assert over_smtp.arrived == []
    out, err = process.communicate(timeout=DEADLINE)
    assert (said, err) == ("Another steg is sending; waiting until it is done.\n", "")
    assert (process.returncode, len(out.splitlines())) == (0, 3)
    assert [mail.recipient for mail in over_smtp.arrived] == EVERYBODY


def test_ctrl_c_while_a_mail_travels_keeps_it_for_the_next_run(
    over_smtp: MailServer,
    environment: Environment,
    program: Path,
    installed: Installed,
    story: Path,
) -> None:
    over_smtp.faults = {CHIEF: "silent"}
    process = subprocess.Popen(
        [program, "remind", "--send"],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert over_smtp.has_text.wait(DEADLINE)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out) == (130, "")
    assert err == ("\nInterrupted. steg remind --outbox shows what waits; the next run goes on.\n")
    assert [file.name for file in story.parent.iterdir()] == ["steg.db"]
    over_smtp.faults = {}
    code, out, err = installed("remind", "--send")
    assert (code, len(out.splitlines()), err) == (0, 3, "")
    first, again, *others = over_smtp.arrived
    assert first == again
    assert [mail.recipient for mail in others] == [BJORK, SOLGARDEN]


def test_a_register_in_use_elsewhere_sends_nothing(
    steg: Steg, over_smtp: MailServer, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steg_cli.register.file.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(story, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out, err = steg("remind", "--send")
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: The register {story} is in use by another program.\n")
    assert over_smtp.arrived == []
    assert [file.name for file in story.parent.iterdir()] == ["steg.db"]


# The outbox


def test_the_outbox_shows_what_waits_and_why(
    steg: Steg, over_smtp: MailServer, story: Path
) -> None:
    assert steg("remind", "--outbox") == (
        0,
        "",
        "Reminders have never been sent from this register.\n",
    )
    over_smtp.faults = {CHIEF: "busy", BJORK: "busy", SOLGARDEN: "busy"}
    assert steg("remind", "--send")[0] == 4
    ran = "Reminders last ran on 2024-01-15: {} sent, {} failed.\n"
    assert steg("remind", "--outbox")[2] == ran.format(0, 3)
    over_smtp.faults = {BJORK: "refused", SOLGARDEN: "lost"}
    assert steg("remind", "--send")[0] == 4
    code, out, err = steg("remind", "--outbox")
    with closing(sqlite3.connect(story)) as outside:
        sent, tried = outside.execute("SELECT max(sent_at), max(tried_at) FROM outbox").fetchone()
    left = datetime.fromisoformat(sent).astimezone().date()  # as the calendar on the wall says
    assert (code, err) == (0, f"{ran.format(1, 2)}The last mail left on {left}.\n")
    heading, refused, lost = [re.split("  +", line) for line in out.splitlines()]
    assert heading == [
        *("recipient", "subject", "day", "cases", "attempts", "tried"),
        *("may have arrived", "why"),
    ]
    assert refused == [
        *(BJORK, "steg: 1 overdue since 2023-08-31", "2024-01-15", "1", "2", refused[5], "no"),
        "The mail server refused the mail: 550 5.1.1 no such mailbox. The next run tries again. "
        "If the address is wrong, correct it.",
    ]
    assert lost == [
        *(SOLGARDEN, "steg: 1 ending, on 2024-02-29", "2024-01-15", "1", "2", lost[5], "yes"),
        f"The mail server 127.0.0.1:{over_smtp.port} did not confirm the mail: Connection "
        "unexpectedly closed. It may have arrived. The next run sends the same mail once more.",
    ]
    here = datetime.fromisoformat(tried).astimezone()
    assert lost[5] == f"{here:%Y-%m-%d %H:%M}"


def test_a_program_reads_the_outbox(steg: Steg, over_smtp: MailServer) -> None:
    over_smtp.faults = {BJORK: "refused"}
    steg("remind", "--send")
    code, out, _ = steg("remind", "--outbox", "--format", "json", today="2024-01-17")
    envelope = json.loads(out)
    (row,) = envelope["rows"]
    run = envelope["totals"]["last_run"]
    moments = [row.pop("tried_at"), run.pop("at"), run.pop("last_sent_at")]
    assert (code, [len(moment) for moment in moments]) == (0, [20, 20, 20])
    assert envelope == {
        "steg": 1,
        "report": "outbox",
        "as_of": "2024-01-17",
        "rows": [
            {
                "recipient": BJORK,
                "subject": "steg: 1 overdue since 2023-08-31",
                "day": "2024-01-15",
                "cases": 1,
                "attempts": 1,
                "may_have_arrived": False,
                "problem": "The mail server refused the mail: 550 5.1.1 no such mailbox. The "
                "next run tries again. If the address is wrong, correct it.",
            }
        ],
        "totals": {
            "waiting": 1,
            "last_run": {"day": "2024-01-15", "sent": 2, "failed": 1},
        },
    }


def test_an_outbox_in_which_nothing_waits_has_empty_rows(steg: Steg, managed: None) -> None:
    _, out, _ = steg("remind", "--outbox", "--format", "json")
    assert json.loads(out) == {
        "steg": 1,
        "report": "outbox",
        "as_of": "2024-01-15",
        "rows": [],
        "totals": {"waiting": 0, "last_run": None},
    }


def test_what_refused_waits_for_is_shown_as_of_today_and_what_is_unsure_is_noted(
    steg: Steg, over_smtp: MailServer
) -> None:
    over_smtp.faults = {SOLGARDEN: "refused", BJORK: "lost", CHIEF: "taken"}
    steg("remind", "--send")
    code, out, err = steg("remind", today="2024-01-16")
    assert code == 0
    assert out.startswith(f"To: {SOLGARDEN}\nSubject: steg: 1 ending, on 2024-02-29\n")
    assert "Last day 2024-02-29: 44 days left." in out
    assert out.count("To: ") == 1
    assert err == ("Note: 2 mails go out once more as they are. steg remind --outbox shows why.\n")


# The notes


def test_without_an_addressee_the_mail_goes_to_a_folder_and_a_note_says_what_is_missing(
    steg: Steg, story: Path
) -> None:
    code, out, err = steg("remind")
    assert (code, out.splitlines()[0]) == (0, "To: administrator@localhost")
    assert err == (
        "Note: mail.to is not set, so it is not known who you are. "
        "steg setting mail.to you@municipality.se\n"
    )
    for options in ((), ("--send",)):
        assert steg("remind", *options, today=QUIET) == (0, "", "")
    code, out, again = steg("remind", "--send")
    assert (code, again) == (0, NOT_SENT.format(story.with_name("steg-mail")) + err)
    assert out.startswith("Written for administrator@localhost, not sent: 4 cases. ")
    assert steg("remind", "--send") == (0, "", "")


def test_a_workplace_without_its_manager_s_address_is_noted(steg: Steg, set_up: SetUp) -> None:
    set_up(mail_to=CHIEF, mail_managers="on")
    # Nothing of the protected person's workplace, where nobody has an address either.
    notes = (
        "Note: nobody at Björkskolan is reminded. steg workplace edit 'Björkskolan' "
        "--manager-email ADDRESS\n"
        "Note: nobody at Solgården is reminded. steg workplace edit 'Solgården' "
        "--manager-email ADDRESS\n"
    )
    assert steg("remind")[2] == notes
    assert steg("remind", "--within", "0")[2] == notes.splitlines(keepends=True)[0]
    assert steg("remind", "--send")[2].endswith(notes)
    # cron mails whatever is said: a run that has nothing to send says nothing.
    assert steg("remind", "--send", today="2024-01-16") == (0, "", "")


# Test mails


def test_a_test_mail_in_a_folder_is_on_its_way_to_nobody(steg: Steg, story: Path) -> None:
    code, out, err = steg("remind", "--test", CHIEF)
    assert (code, err) == (0, NOT_SENT.format(story.with_name("steg-mail")))
    assert out.startswith(f"Written for {CHIEF}, not sent. ")


def test_a_test_mail_tells_what_the_server_answered_and_leaves_no_trace(
    installed: Installed, over_smtp: MailServer, dump: Dump, story: Path
) -> None:
    before = dump()
    assert installed("remind", "--test", "kim@kommun.se") == (
        0,
        "Sent to kim@kommun.se. 250 2.0.0 taken\n",
        "",
    )
    (mail,) = over_smtp.arrived
    message = mail.message
    assert mail.recipient == "kim@kommun.se"
    assert {key: message[key] for key in ("From", "To", "Subject", "Auto-Submitted")} == {
        "From": f"steg <{CHIEF}>",
        "To": "kim@kommun.se",
        "Subject": "steg: test mail",
        "Auto-Submitted": "auto-generated",
    }
    assert text_of(message) == (
        "This is a test of steg's reminders. Since it arrived, they will arrive too.\n"
    )
    assert dump() == before
    assert [file.name for file in story.parent.iterdir()] == ["steg.db"]


def test_a_program_gets_the_test_mail_s_answer(steg: Steg, over_smtp: MailServer) -> None:
    code, out, err = steg("remind", "--test", "kim@kommun.se", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "steg": 1,
        "command": "remind",
        "change": None,
        "result": {
            "recipient": "kim@kommun.se",
            "message_id": over_smtp.arrived[0].message["Message-ID"],
            "cases": 0,
            "answer": "250 2.0.0 taken",
            "problem": None,
            "may_have_arrived": False,
        },
    }


@pytest.mark.parametrize("address", ["kim@kommun.se\nBcc: b@x.se", ""])
def test_a_test_mail_to_what_is_no_address_is_refused(
    steg: Steg, over_smtp: MailServer, address: str
) -> None:
    code, out, err = steg("remind", "--test", address)
    assert (code, out) == (1, "")
    assert err.endswith(
        "is not an e-mail address.\n"
        "Write it as name@municipality.se, in plain letters and without spaces.\n"
    )
    assert over_smtp.arrived == []


def test_a_test_mail_that_fails_says_why(
    installed: Installed, over_smtp: MailServer, dump: Dump
) -> None:
    over_smtp.faults = {"kim@kommun.se": "refused"}
    before = dump()
    code, out, err = installed("remind", "--test", "kim@kommun.se")
    assert (code, out) == (4, "")
    assert err.startswith("Error: The mail server refused the mail: 550 5.1.1 no such mailbox.\n")
    assert (over_smtp.arrived, dump()) == ([], before)


# The preview


def test_the_preview_is_the_html_of_the_administrator_s_mail(
    steg: Steg, managed: None, tmp_path: Path, dump: Dump, story: Path
) -> None:
    before, file = dump(), tmp_path / "förhandsvisning.html"
    file.write_text("older, and for others to read")
    file.chmod(0o644)
    assert steg("remind", "--preview", file) == (0, "", f"Written to {file}.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert dump() == before
    html = file.read_text(encoding="utf-8")
    steg("remind", "--send")
    part = letters(story.with_name("steg-mail"))[0].get_body(("html",))
    assert part is not None
    assert html == str(part.get_content()).replace("\r\n", "\n")
    # It is to look at: what was told this month is shown all the same.
    assert steg("remind", "--preview", file)[0] == 0
    assert file.read_text(encoding="utf-8") == html
    assert steg("remind", "--preview", file, "--within", "0")[0] == 0
    assert "S-0001" not in file.read_text(encoding="utf-8")


def test_a_preview_of_nothing_is_no_file(steg: Steg, managed: None, tmp_path: Path) -> None:
    file = tmp_path / "preview.html"
    assert steg("remind", "--preview", file, today=QUIET) == (
        0,
        "",
        "Nothing is overdue or ends soon, so there is nothing to look at.\n",
    )
    assert not file.exists()


def test_a_preview_overwrites_no_register(steg: Steg, story: Path, dump: Dump) -> None:
    before = dump()
    code, out, err = steg("remind", "--preview", story)
    assert (code, out) == (1, "")
    assert err.startswith(f"Error: {story} is a register, or another program's database;")
    assert "--output" not in err
    assert dump() == before


# Cron


def test_the_cron_line_has_whole_paths_and_runs_as_it_stands(
    installed: Installed,
    environment: Environment,
    over_smtp: MailServer,
    program: Path,
    story: Path,
) -> None:
    folder = story.with_name("AME:s 100 % mapp; 'ny'")
    folder.mkdir()
    path = folder / "vårt register.db"
    shutil.copy(story, path)
    code, out, err = installed("--db", os.path.relpath(path, story.parent), "remind", "--cron-line")
    assert (code, err) == (0, "")
    minute, hour, *every, command = out.rstrip("\n").split(" ", 5)
    assert (minute, hour, *every) == ("30", "7", "*", "*", "*")
    assert command.count("%") == command.count("\\%") == 1
    # cron takes the backslash away and gives the rest to the shell, in an environment of its own.
    command = command.replace("\\%", "%")
    words = [str(program), "--db", str(path), "--lang", "en", "remind", "--send"]
    assert shlex.split(command) == words
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "STEG_TODAY": "2024-01-15"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [mail.recipient for mail in over_smtp.arrived] == EVERYBODY


@pytest.mark.parametrize(
    ("language", "lang", "words"),
    [("", "en", "--lang en "), ("", "sv", "--lang sv "), ("sv", "en", ""), ("en", "sv", "")],
)
def test_the_cron_line_says_the_language_unless_the_register_does(
    installed: Installed,
    set_up: SetUp,
    program: Path,
    story: Path,
    language: str,
    lang: str,
    words: str,
) -> None:
    set_up(language=language)
    assert installed("remind", "--cron-line", lang=lang) == (
        0,
        f"30 7 * * * {program} --db {story} {words}remind --send\n",
        "",
    )


def test_the_cron_line_knows_where_the_password_is(
    steg: Steg, set_up: SetUp, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["/opt/steg/bin/steg"])
    line = f"/opt/steg/bin/steg --db {story} --lang en remind --send\n"
    assert steg("remind", "--cron-line") == (0, f"30 7 * * * {line}", "")
    set_up(mail_transport="smtp", mail_user="ame")
    code, out, err = steg("remind", "--cron-line")
    assert (code, out) == (0, f"30 7 * * * {line}")
    assert err.startswith("Note: cron does not know the mail server's password.")
    assert "STEG_SMTP_PASSWORD_FILE=FILE" in err
    monkeypatch.setenv("STEG_SMTP_PASSWORD_FILE", "/etc/steg/mitt lösenord")
    assert steg("remind", "--cron-line") == (
        0,
        f"30 7 * * * STEG_SMTP_PASSWORD_FILE='/etc/steg/mitt lösenord' {line}",
        "",
    )
    monkeypatch.delenv("STEG_SMTP_PASSWORD_FILE")
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/ssl/kommunen.pem")
    set_up(mail_user="")
    assert steg("remind", "--cron-line") == (
        0,
        f"30 7 * * * SSL_CERT_FILE=/etc/ssl/kommunen.pem {line}",
        "",
    )


@pytest.mark.parametrize("name", ["a\nb", "a\udce5", "a\u202eb"])
def test_a_path_that_a_crontab_cannot_hold_is_refused(
    steg: Steg, story: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    shutil.copy(story, tmp_path / name / "steg.db")
    assert steg("remind", "--cron-line", db=tmp_path / name / "steg.db") == (
        1,
        "",
        "Error: A crontab cannot hold the path of this register, of steg or of a file it needs.\n"
        "Move it to where the path has no line break and no other sign that is not shown.\n",
    )


def test_the_cron_line_of_no_register_is_an_error(steg: Steg, tmp_path: Path) -> None:
    code, out, err = steg("remind", "--cron-line", db=tmp_path / "none.db")
    assert (code, out) == (3, "")
    assert err.startswith("Error: There is no register at ")


# Options


WAYS = {
    "--send": ("--send",),
    "--preview": ("--preview", "x.html"),
    "--outbox": ("--outbox",),
    "--test": ("--test", "kim@kommun.se"),
    "--cron-line": ("--cron-line",),
}
MORE = {"--within": ("--within", "3"), "--format": ("--format", "json")}
PAIRS = [(one, other) for n, one in enumerate(WAYS) for other in list(WAYS)[n + 1 :]] + [
    *((way, "--within") for way in ("--outbox", "--test", "--cron-line")),
    *((way, "--format") for way in ("--preview", "--cron-line")),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_options_that_exclude_each_other_are_refused_before_anything_is_done(
    steg: Steg, over_smtp: MailServer, dump: Dump, story: Path, first: str, second: str
) -> None:
    before = dump()
    assert steg("remind", *(WAYS | MORE)[second], *WAYS[first]) == (
        2,
        "",
        f"Error: {first} does not go with {second}.\nLeave one of them out.\n",
    )
    assert (dump(), over_smtp.arrived) == (before, [])
    assert [file.name for file in story.parent.iterdir()] == ["steg.db"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--within", "-1"), "-1 is not a whole number from 0 to 120."),
        (("--within", "121"), "121 is not a whole number from 0 to 120."),
        (("--within", "x"), "x is not a whole number from 0 to 120."),
        (("--format", "csv"), "csv cannot be chosen here."),
        (("--format", "table"), "table cannot be chosen here."),
    ],
)
def test_values_that_cannot_be_are_usage_errors(
    steg: Steg, options: tuple[str, ...], said: str
) -> None:
    code, out, err = steg("remind", *options)
    assert (code, out, err.splitlines()[0]) == (2, "", f"Error: {said}")


# Languages


@pytest.mark.parametrize(
    ("language", "lang", "subject"),
    [
        ("sv", "en", "steg: 1 har gått ut, 2023-08-31"),
        ("sv", "sv", "steg: 1 har gått ut, 2023-08-31"),
        ("en", "sv", "steg: 1 overdue since 2023-08-31"),
        ("", "sv", "steg: 1 har gått ut, 2023-08-31"),
        ("", "en", "steg: 1 overdue since 2023-08-31"),
    ],
)
def test_mails_are_in_the_register_s_language_whatever_is_spoken(
    steg: Steg, managed: None, set_up: SetUp, story: Path, language: str, lang: str, subject: str
) -> None:
    set_up(language=language)
    shown = json.loads(steg("remind", "--format", "json", lang=lang)[1])["rows"][1]
    out = steg("remind", "--send", lang=lang)[1]
    assert out.startswith({"en": "Written for ", "sv": "Skrivet till "}[lang])
    mail = letters(story.with_name("steg-mail"))[1]
    assert (mail["Subject"], shown["subject"]) == (subject, subject)
    assert mail["Content-Language"] == ("sv" if "gått" in subject else "en")
    assert text_of(mail) == shown["text"]


def test_what_is_said_is_said_in_swedish(
    steg: Steg, over_smtp: MailServer, set_up: SetUp, tmp_path: Path
) -> None:
    over_smtp.faults = {BJORK: "busy", SOLGARDEN: "lost"}
    code, out, err = steg("remind", "--send", lang="sv")
    assert (code, out) == (4, f"Skickat till {CHIEF}: 4 ärenden. 250 2.0.0 taken\n")
    assert err.splitlines() == [
        f"Inte levererat till {BJORK}: E-postservern tog inte emot brevet: 451 4.3.0 try again "
        "later. Servern ber om ett nytt försök senare; nästa körning gör det.",
        f"Inte levererat till {SOLGARDEN}: E-postservern 127.0.0.1:{over_smtp.port} bekräftade "
        "inte brevet: Connection unexpectedly closed. Det kan ha kommit fram. Nästa körning "
        "skickar samma brev en gång till.",
        "1 skickades, 2 misslyckades. steg påminn --utkorg visar vad som väntar.",
    ]
    code, out, err = steg("remind", lang="sv")
    assert out.startswith(f"Till: {BJORK}\nÄmne: steg: 1 har gått ut, 2023-08-31\n")
    assert err == (
        "Obs: 1 brev skickas en gång till som det är. steg påminn --utkorg visar varför.\n"
    )
    assert steg("remind", "--outbox", lang="sv")[2].startswith(
        "Påminnelserna kördes senast 2024-01-15: 1 skickades, 2 misslyckades.\n"
    )
    assert steg("remind", "--test", CHIEF, lang="sv")[1] == (
        f"Skickat till {CHIEF}. 250 2.0.0 taken\n"
    )
    assert steg("remind", "--preview", tmp_path / "x.html", today=QUIET, lang="sv")[2] == (
        "Inget har gått ut och inget slutar snart, så det finns inget att titta på.\n"
    )
    assert steg("remind", "--send", "--outbox", lang="sv") == (
        2,
        "",
        "Fel: --skicka går inte ihop med --utkorg.\nUtelämna ett av dem.\n",
    )


def test_a_clock_that_goes_back_repeats_no_mail(steg: Steg) -> None:
    steg("setting", "mail.to", "ame@kommun.se")
    code, out, _ = steg("remind", "--send", today="2024-01-15")
    assert (code, "not sent" in out) == (0, True)
    for day in ("2024-01-10", "2024-01-15"):
        assert steg("remind", "--send", today=day)[:2] == (0, "")
