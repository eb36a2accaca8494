"""A register with reminders on their way is upgraded: nobody is told twice, the past is as it was.

written/reminded_2.sql was written by version 2's own code. On 2023-12-20 everybody was told. On
2024-01-08 the administrator was told; the mail to MIA may have arrived, the one to BO was refused.
On 2024-01-10 S-0007 was extended to 2024-03-31, S-0004 beyond what is told, and S-0008 left.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from steg_cli.actions.remind import Deliveries, Postman, remind
from steg_cli.actions.surroundings import set_setting
from steg_cli.cli.app import main
from steg_cli.mail.letter import letter_of
from steg_cli.mail.message import Envelope, message_of
from steg_cli.programme.notice import working_day_until
from steg_cli.register.file import Register, open_register
from steg_cli.register.surroundings import step_labels
from steg_cli.reports.digests import Digest, repeated
from steg_cli.texts import texts

D = date.fromisoformat
WRITTEN = Path(__file__).with_name("written")
AME, MIA, BO = "ame@kommun.example", "mia@kommun.example", "bo@kommun.example"
ANSWERS: dict[str, list[dict[str, Any]]] = json.loads(
    (WRITTEN / "reminded_2.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def upgraded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register, brought up to date: a file to copy."""
    path = tmp_path_factory.mktemp("upgraded") / "steg.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((WRITTEN / "reminded_2.sql").read_text(encoding="utf-8"))
    with open_register(path):
        pass
    return path


@pytest.fixture
def upgraded(upgraded_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(upgraded_once, tmp_path))


def outbox_of(path: Path) -> dict[str, dict[str, Any]]:
    """Return what waits, by recipient."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM outbox WHERE sent_at IS NULL").fetchall()
        return {row["recipient"]: dict(row) for row in rows}


Told = list[tuple[str, str, str]]


class Office:
    """Runs reminders: what each digest tells, and what was handed over."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.told: dict[str, Told] = {}
        self.without_details: dict[str, int] = {}
        self.handed: dict[str, tuple[str, bytes]] = {}

    def run(self, day: str) -> Deliveries:
        """Run once, on a day, with every mail accepted."""
        self.told, self.without_details, self.handed = {}, {}, {}
        self.register.clock = lambda: datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
        postman = Postman(self.write, self.deliver, str, "kommun.example")
        return remind(self.register, D(day), postman).result

    def write(self, digest: Digest, message_id: str, at: datetime) -> tuple[str, bytes]:
        """Write a mail as the program does."""
        t = texts("sv").naming(step_labels(self.register, "sv"))
        self.told[digest.recipient] = [
            (case.what, case.reference, str(case.last_day)) for case in digest.cases
        ]
        self.without_details[digest.recipient] = digest.without_details
        letter = letter_of(digest, t)
        envelope = Envelope(AME, digest.recipient, message_id, at)
        return letter.subject, message_of(digest, letter, envelope, t)

    def deliver(self, recipient: str, message_id: str, message: bytes) -> str:
        """Accept a mail."""
        assert recipient not in self.handed
        self.handed[recipient] = (message_id, message)
        return "250 taken"


def test_after_the_upgrade_nobody_is_told_twice_and_everybody_of_the_rest(upgraded: Path) -> None:
    waits = outbox_of(upgraded)
    with open_register(upgraded) as register:
        assert repeated(register, D("2024-01-12")) == 1
        office = Office(register)
        done = office.run("2024-01-12")
        # The administrator knows the periods of January, but not the moved day and the new kinds.
        assert office.told == {
            AME: [("follow-up", "S-0005", "2024-01-01"), ("period", "S-0007", "2024-03-31")],
            BO: [("period", "S-0002", "2023-08-31"), ("period", "S-0007", "2024-03-31")],
        }
        assert office.without_details == {AME: 0, BO: 0}
        assert {(one.recipient, one.cases) for one in done.sent} == {(AME, 2), (BO, 2), (MIA, 2)}
        assert done.failed == ()
        # What may have arrived goes out exactly as it was; the draft is written anew.
        assert office.handed[MIA] == (waits[MIA]["message_id"], waits[MIA]["message"])
        assert office.handed[BO][0] == waits[BO]["message_id"]
        assert office.handed[BO][1] != waits[BO]["message"]
        assert office.handed[AME][0] not in {one["message_id"] for one in waits.values()}
        for day in ("2024-01-12", "2024-01-31"):
            assert office.run(day) == Deliveries((), ())


def test_the_month_after_everything_is_told_once_more(upgraded: Path) -> None:
    with open_register(upgraded) as register:
        office = Office(register)
        office.run("2024-01-12")
        office.run("2024-02-01")
    assert office.told == {
        AME: [
            ("period", "S-0002", "2023-08-31"),
            ("follow-up", "S-0005", "2024-01-01"),
            ("period", "S-0006", "2024-02-14"),
            ("period", "S-0001", "2024-02-29"),
            ("period", "S-0007", "2024-03-31"),
        ],
        BO: [("period", "S-0002", "2023-08-31"), ("period", "S-0007", "2024-03-31")],
        MIA: [("period", "S-0006", "2024-02-14"), ("period", "S-0001", "2024-02-29")],
    }
    assert office.without_details == {AME: 1, BO: 0, MIA: 0}


def test_a_new_month_makes_what_may_have_arrived_wrong(upgraded: Path) -> None:
    """As it was before: January's mail is not sent in February."""
    waits = outbox_of(upgraded)
    with open_register(upgraded) as register:
        office = Office(register)
        office.run("2024-02-01")
    assert office.handed[MIA][0] != waits[MIA]["message_id"]
    assert len(office.told[AME]) == 5


# What the register answers


def asked(path: Path, today: str, command: str, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    words = command.split() + (["--what", "period"] if "expiries" in command else [])
    assert main(["--db", str(path), "--today", today, *words, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)["rows"]


def as_it_is_told_now(old: dict[str, Any], command: str) -> dict[str, Any]:
    """Return a row of version 2 with the three answers that are meant to be different.

    A protected person's municipality is masked, notice by is rolled back to a working day, and the
    year that S-0007 was on the step before counts.
    """
    masked = old.get("protected") and "--include-protected" not in command
    changed: dict[str, Any] = {"municipality": None} if masked and "municipality" in old else {}
    if old.get("notice_by"):
        changed["notice_by"] = str(working_day_until(D(old["notice_by"])))
    if (old.get("reference"), old.get("first_day")) == ("S-0007", "2023-02-10"):
        changed["months_left_to_extend"] = max(old["months_left_to_extend"] - 12, 0)
    return old | changed


@pytest.mark.parametrize("question", ANSWERS)
def test_every_answer_about_a_past_day_is_as_the_older_version_gave_it(
    upgraded: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    """With the leads of then; what is new in a row is left out."""
    today, _, command = question.partition(" ")
    with open_register(upgraded) as register:
        set_setting(register, "notice.BEA", "14 days", D("2024-01-10"))
    rows = [as_it_is_told_now(row, command) for row in ANSWERS[question]]
    now = asked(upgraded, today, command, capsys)
    assert len(now) == len(rows)
    for new, old in zip(now, rows, strict=True):
        counts = {key: new[key] for key, value in old.items() if isinstance(value, dict)}
        for key, value in counts.items():  # outcomes have finer words, which nobody has yet
            assert {word: number for word, number in value.items() if word not in old[key]} == (
                dict.fromkeys(value.keys() - old[key].keys(), 0)
            )
            new[key] = {word: value[word] for word in old[key]}
        assert {key: new[key] for key in old} == old
