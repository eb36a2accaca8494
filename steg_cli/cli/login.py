"""Who runs steg on this computer, for the change log: the login, and whether a timer started it.

The computer is asked, not the environment: USER and LOGNAME stay behind after su and sudo, and
anybody can set them. What cron or a timer of systemd starts says so: `karin (cron)`. Cron is
known by a program called so among those that started this one, where the computer tells of them
(/proc, as on Linux); a unit of systemd by SYSTEMD_EXEC_PID (systemd 248 and later). Elsewhere the
login stands alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

CRONS = ("cron", "crond", "anacron", "CRON", "fcron", "busybox-crond")


def login(environment: Mapping[str, str]) -> str:
    """Return who runs steg: `karin`, `karin (cron)`, `karin (systemd)`, or nothing if unknown.

    A login without a name is shown by its number.
    """
    name = _name(environment)
    if sys.stdin is not None and sys.stdin.isatty():
        return name
    if any(program in CRONS for program in _starters()):
        return f"{name} (cron)".lstrip()
    if environment.get("SYSTEMD_EXEC_PID") in (str(os.getpid()), str(os.getppid())):
        return f"{name} (systemd)".lstrip()
    return name


def _name(environment: Mapping[str, str]) -> str:
    if not hasattr(os, "getuid"):  # Windows
        return environment.get("USERNAME", "")
    import pwd  # asked only when something is written

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _starters() -> Iterator[str]:
    """Yield what started this program, and what started that, as far as the computer tells."""
    process = os.getppid()
    while process > 0:
        try:
            about = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        # 123 (a name) S 1 …: the name can hold spaces and brackets.
        name, _, rest = about.partition("(")[2].rpartition(")")
        yield name
        process = int(rest.split()[1])
