"""How long a command takes from Enter to prompt, beside Python itself and an empty Typer app.

Run with the interpreter of an environment in which steg is installed (not editable):

    python benchmarks/startup.py [RUNS]

The commands run in turn, so that a noisy machine disturbs all of them alike; read the ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY_APP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def nothing() -> None: ...
app(standalone_mode=False)
"""


def main(runs: int) -> None:
    """Time each command `runs` times after one warm-up, and print medians and ratios."""
    steg = str(Path(sys.executable).with_name("steg"))
    with tempfile.TemporaryDirectory() as folder:
        register = f"{folder}/steg-demo.db"
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
        } | {"STEG_DB": register, "STEG_LANG": "sv"}
        subprocess.run([steg, "demo"], env=environment, check=True, capture_output=True)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "an empty Typer app": [sys.executable, "-c", EMPTY_APP],
            "steg --version": [steg, "--version"],
            "steg list": [steg, "list"],
            "steg list --format table": [steg, "list", "--step", "praktik", "--format", "table"],
            "steg report": [steg, "report"],
            "steg show": [steg, "show", "1"],
            "steg remind": [steg, "remind", "--within", "60"],
            "steg remind --send": [steg, "remind", "--send"],  # after the first: nothing to say
            "steg --help": [steg, "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(command, env=environment, check=True, capture_output=True)
                if run:
                    times[name].append(time.perf_counter() - begin)
    base = times["an empty Typer app"]
    print(f"{'':26}  median ms  to an empty Typer app (median of {runs} paired ratios)")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, base, strict=True))
        print(f"{name:26}  {statistics.median(taken) * 1000:9.0f}  {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
