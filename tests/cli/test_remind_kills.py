"""`steg remind --send` killed again and again: nothing is lost, and at most one mail is repeated.

A process of its own, a real mail server, SIGKILL at moments spread over the length of a run.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from steg_cli.actions.advance import advance
from steg_cli.actions.surroundings import WORKPLACE, add, set_setting
from steg_cli.register.file import Register, open_register
from tests.at_random import AT_RANDOM

if TYPE_CHECKING:
    from tests.cli.conftest import Environment
    from tests.conftest import EnrolSomebody, Listen

KILLS = 40 * AT_RANDOM
HUNTS = 2  # at a time
MANAGERS = 11  # and the administrator: a dozen recipients
SLOWNESS = 0.01  # seconds that the server thinks about each mail, so that kills meet it there
SENDING = 2 * SLOWNESS * (MANAGERS + 1)  # seconds in which a run sends most of the mails
DEADLINE = 30
TODAY = date(2024, 1, 15)
CHIEF = "ame@kommun.se"


class Mail(NamedTuple):
    """A mail that the server took responsibility for."""

    recipient: str
    message_id: str
    content: bytes

    @property
    def cases(self) -> frozenset[str]:
        """The cases that its calendar names."""
        return frozenset(
            line.split(b":")[1].decode()
            for line in self.content.splitlines()
            if line.startswith(b"SUMMARY:")
        )


@dataclass
class SlowServer:
    """A mail server that takes every mail, and then thinks."""

    arrived: list[Mail] = field(default_factory=list)
    port: int = 0

    def conversation(self) -> SMTP:
        """Talk to somebody who connects."""
        return SMTP(self, hostname="mail.example.se")

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail at once, and answer after a while."""
        (recipient,) = envelope.rcpt_tos
        content = envelope.content
        assert isinstance(content, bytes)
        message_id = message_from_bytes(content)["Message-ID"]
        self.arrived.append(Mail(recipient, message_id, content))
        await asyncio.sleep(SLOWNESS)
        return "250 2.0.0 taken"


@pytest.fixture
def servers(listen: Listen) -> list[SlowServer]:
    """A mail server for each hunt: the mails of two copies of a register look the same."""
    servers = [SlowServer() for _ in range(HUNTS)]
    for server in servers:
        server.port = listen(server.conversation)
    return servers


@pytest.fixture
def due(register: Register, enrol_somebody: EnrolSomebody) -> dict[str, set[str]]:
    """Return a dozen recipients and of whom they are to be told, from tmp_path / "filled.db"."""
    due: dict[str, set[str]] = {CHIEF: set()}
    for number in range(MANAGERS):
        name, address = f"Skola {number}", f"skola{number}@kommun.se"
        about = {"sector": "Barn och utbildning", "municipality": "Skövde"}
        add(register, WORKPLACE, name, about | {"manager_email": address}, TODAY)
        for _ in range(1 + number % 2):
            who, since = enrol_somebody(on=date(2022, 1, 10)), date(2023, 2, 1 + number)
            step = "serviceassistent"
            advance(register, who, since, to=step, workplace=name, exception="bedömd")
            due.setdefault(address, set()).add(who)
            due[CHIEF].add(who)
    settings = {
        "mail.to": CHIEF,
        "mail.managers": "on",
        "mail.transport": "smtp",
        "mail.host": "127.0.0.1",
    }
    for key, value in settings.items():
        set_setting(register, key, value, TODAY)
    register.close()
    register.path.rename(register.path.with_name("filled.db"))
    return due


@dataclass
class Toll:
    """What a hunt did, and what its kills met: some mails sent and some not, one on its way."""

    kills: int = 0
    midway: int = 0
    on_its_way: int = 0
    repeats: int = 0


@dataclass
class Hunt:
    """Sends reminders in processes and kills them, one register after the other."""

    filled: Path
    folder: Path
    due: dict[str, set[str]]
    server: SlowServer
    command: list[str]
    environment: dict[str, str]
    random: Random
    toll: Toll = field(default_factory=Toll)

    def __post_init__(self) -> None:
        self.path = self.folder / "steg.db"

    def bring(self) -> None:
        """Bring a register that has sent nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self.filled, self.path)
        with open_register(self.path) as register:
            set_setting(register, "mail.port", str(self.server.port), TODAY)
        self.server.arrived.clear()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the register, as any SQLite tool would."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def send(self, kill_after: float = DEADLINE, *, after_a_mail: bool = False) -> bool:
        """Send, and kill the process after some seconds; return whether it was faster.

        `after_a_mail`: the seconds begin when a mail has arrived.
        """
        process = subprocess.Popen(
            self.command,
            env=self.environment | {"STEG_DB": str(self.path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        known = len(self.server.arrived)
        while after_a_mail and process.poll() is None and len(self.server.arrived) == known:
            time.sleep(0.001)
        try:
            _, err = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            _, err = process.communicate()
        if process.returncode == -signal.SIGKILL:
            return False
        assert (process.returncode, err) == (0, b"")
        return True

    def length(self) -> float:
        """Return how long a run takes that nobody disturbs, the shortest of a few."""
        lengths = []
        for _ in range(3):
            self.bring()
            begun = time.monotonic()
            assert self.send()
            lengths.append(time.monotonic() - begun)
            assert len(self.server.arrived) == len(self.due)
        return min(lengths)

    def kill_until_delivered(self, length: float, most: int) -> None:
        """Kill at most so many runs at random moments, until one comes to its end.

        Nothing was lost then, and each kill repeated one mail at most.
        """
        kills, ended = 0, False
        while not ended:
            if kills == most:
                ended = self.send()
            elif kills % 2:  # starting takes most of a run
                ended = self.send(self.random.uniform(0, SENDING), after_a_mail=True)
            else:
                ended = self.send(self.random.uniform(0, length))
            kills += not ended
            ((begun, sent),) = self.rows("SELECT total(begun), total(sent_at NOT NULL) FROM outbox")
            assert begun <= 1
            self.toll.midway += 0 < sent < len(self.due)
            self.toll.on_its_way += bool(begun)
        self.toll.kills += kills
        arrived = Counter(self.server.arrived)
        repeats = arrived.total() - len(arrived)
        self.toll.repeats += repeats
        # Every recipient has one mail with everything that was due. Another one under the same
        # Message-ID, or with other bytes, would count here.
        assert {mail.recipient: mail.cases for mail in arrived} == self.due
        assert len(arrived) == len({mail.message_id for mail in arrived}) == len(self.due)
        assert repeats <= kills
        assert self.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.rows("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == [(0,)]
        assert self.rows("SELECT count(*) FROM outbox") == [(len(self.due),)]
        assert [file.name for file in self.folder.iterdir()] == ["steg.db"]


def hunted(hunt: Hunt, length: float) -> Toll:
    """Kill this hunt's share of runs."""
    while hunt.toll.kills < KILLS // HUNTS:
        hunt.bring()
        hunt.kill_until_delivered(length, most=KILLS // HUNTS - hunt.toll.kills)
    return hunt.toll


@pytest.mark.no_cover
def test_nothing_is_lost_and_at_most_one_mail_is_repeated_for_each_kill(
    due: dict[str, set[str]],
    servers: list[SlowServer],
    environment: Environment,
    program: Path,
    tmp_path: Path,
) -> None:
    hunts = [
        Hunt(
            tmp_path / "filled.db",
            tmp_path / f"hunt-{server.port}",
            due,
            server,
            [str(program), "remind", "--send"],
            environment(),
            Random(seed),
        )
        for seed, server in enumerate(servers)
    ]
    length = hunts[0].length()
    with ThreadPoolExecutor(HUNTS) as pool:
        tolls = list(pool.map(hunted, hunts, [length] * HUNTS))
    sys.stdout.write(f"\na run takes {length:.2f} s; {tolls}")
    assert sum(toll.kills for toll in tolls) == KILLS
    # The kills did meet what they were meant for.
    assert sum(toll.midway for toll in tolls) > KILLS / 10
    assert sum(toll.on_its_way for toll in tolls) > KILLS / 10
