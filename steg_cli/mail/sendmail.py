"""Handing a mail to the computer's own mail program, as cron itself does."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping

from steg_cli.programme.errors import N_, NotDelivered
from steg_cli.programme.faults import system_words

TIMEOUT = 60.0  # seconds; the program only takes the mail and queues it
LONGEST_ANSWER = 300
PLACES = ("/usr/sbin", "/usr/lib")  # cron's PATH often lacks them


def send_over_sendmail(
    environment: Mapping[str, str], sender: str, recipient: str, message: bytes
) -> str:
    """Hand a mail to `sendmail` and return what it said. Raises NotDelivered."""
    program = program_in(environment)
    try:
        code, words = _handed_to([program, "-i", "-f", sender, "--", recipient], message)
    except subprocess.TimeoutExpired:
        raise NotDelivered(
            N_("{program} did not finish within {seconds} seconds."),
            N_("The mail may have arrived. The next run sends the same mail once more."),
            program=program,
            seconds=f"{TIMEOUT:g}",
            may_have_arrived=True,
        ) from None
    except OSError as error:
        raise NotDelivered(
            N_("{program} could not be run: {detail}."),
            N_("Mend it, or choose another way: steg setting mail.transport smtp"),
            program=program,
            detail=system_words(error),
            concerns_all=True,
        ) from None
    if code != 0:
        raise NotDelivered(
            N_("{program} refused the mail (exit code {code}): {detail}.")
            if words
            else N_("{program} refused the mail (exit code {code})."),
            N_("The next run tries again."),
            program=program,
            code=code,
            detail=words,
            may_have_arrived=code < 0,  # killed, perhaps after it took the mail
        )
    return program


def program_in(environment: Mapping[str, str]) -> str:
    """Return where the mail program is. Raises NotDelivered when there is none."""
    path = ":".join(filter(None, (environment.get("PATH"), *PLACES)))
    program = shutil.which("sendmail", path=path)
    if program is None:
        raise NotDelivered(
            N_("There is no program sendmail on this computer."),
            N_("Install a mail program, or choose another way: steg setting mail.transport smtp"),
            concerns_all=True,
        )
    return program


def _handed_to(command: list[str], message: bytes) -> tuple[int, str]:
    """Run the mail program, and return its exit code and what it said."""
    # Into a file: a queue runner that it leaves behind would keep a pipe open. The mail is not
    # read for addresses (no -t), and a dot alone does not end it (-i).
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603 - the system's own program, and no shell
            command,
            input=message.replace(b"\r\n", b"\n"),
            stdout=said,
            stderr=said,
            timeout=TIMEOUT,
            check=False,
        )
        said.seek(0)
        words = said.read(LONGEST_ANSWER).decode("utf-8", "replace")
    return done.returncode, " ".join(words.split()).rstrip(".")
