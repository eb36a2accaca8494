"""A picture: how long each command takes by the number of people, both on logarithmic scales.

One small drawing for each command, all on the same scales, with the other commands grey behind it:
so no colour has to be told from another.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import log10
from pathlib import Path
from statistics import median

from reports import REPORTS
from running import Bench, Command, in_turn, say, steg
from sizes import SMALL, typed

SIZES = (SMALL, 10_000, 100_000, 1_000_000)
Times = Mapping[int, float]  # seconds by people

ACROSS, WIDE, HIGH = 4, 190, 128  # drawings in a row; pixels of one, without its margins
LEFT, TOP, GAP, BELOW = 52, 84, 26, 44
LEAST, MOST = 0.05, 500.0  # seconds
STYLE = """
svg { background: #fff; font: 12px "DejaVu Sans", Verdana, Arial, sans-serif }
text { fill: #1b1f24 } .dim { fill: #59636e } .name { font-weight: bold }
.head { font-size: 17px; font-weight: bold }
.grid { stroke: #d8dee4; stroke-width: 1 } .other { stroke: #c4ccd4; stroke-width: 1; fill: none }
.this { stroke: #0072b2; stroke-width: 2.5; fill: none } .dot { fill: #0072b2 }
@media (prefers-color-scheme: dark) {
  svg { background: #14181d } text { fill: #e9edf1 } .dim { fill: #9aa5b1 }
  .grid { stroke: #2b323a } .other { stroke: #46505b }
  .this { stroke: #56b4e9 } .dot { fill: #56b4e9 }
}
"""


def picture(bench: Bench, path: Path) -> None:
    """Time every command about registers of all sizes, and draw it."""
    sizes = [size for size in SIZES if size < bench.people] + [bench.people]
    times: dict[str, dict[int, float]] = {}
    for people in sizes:
        register = bench.copy(bench.register(people), "pictured")
        for name, command in commands(register, bench.work).items():
            say(f"{name}, {people:,} people")
            try:
                runs = in_turn({name: command}, min(bench.runs, 3))[name]
            except subprocess.CalledProcessError as error:
                say(f"{name} failed: {error}")
            else:
                times.setdefault(name, {})[people] = median(run.seconds for run in runs)
        register.unlink()
    path.write_text(drawn(times), encoding="utf-8")


def commands(register: Path, work: Path) -> dict[str, Command]:
    """Return what is drawn: what is asked of a few first, then what is asked of everybody."""
    everybody = {
        f"report {name}": steg(register, "report", name, *options)
        for name, (_, _, options) in REPORTS.items()
    }
    return {
        **typed(register),
        "expiries, 1 % due": steg(register, "report", "expiries", "--within", "3"),
        "list": steg(register, "list"),
        **everybody,
        "export json": steg(register, "export", work / "pictured.json", "--yes"),
    }


def drawn(times: Mapping[str, Times]) -> str:
    """Return the picture as SVG."""
    rows = -(-len(times) // ACROSS)
    people = sorted({size for one in times.values() for size in one})
    width = LEFT + ACROSS * WIDE + (ACROSS - 1) * GAP + 24
    height = TOP + rows * (HIGH + BELOW) + 12
    told = "; ".join(
        f"{name}: {_seconds(one[min(one)])} s with {min(one):,} people, "
        f"{_seconds(one[max(one)])} s with {max(one):,}"
        for name, one in times.items()
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'width="{width}" height="{height}">',
        f"<title>Seconds of each command by number of people. {escape(told)}</title>",
        f"<style>{STYLE}</style>",
        f'<text class="head" x="{LEFT}" y="30">How long each command takes, '
        f"from {people[0]:,} to {people[-1]:,} people</text>",
        f'<text class="dim" x="{LEFT}" y="50">seconds from Enter to prompt, against people in the '
        "register; both scales are logarithmic, grey are the other commands</text>",
    ]
    for at, name in enumerate(times):
        x = LEFT + at % ACROSS * (WIDE + GAP)
        y = TOP + at // ACROSS * (HIGH + BELOW)
        parts += _panel(name, times, people, x, y, first=at % ACROSS == 0)
    return "\n".join([*parts, "</svg>", ""])


def _panel(
    name: str, times: Mapping[str, Times], people: Sequence[int], x: float, y: float, *, first: bool
) -> Iterator[str]:
    """Yield one drawing, whose upper left corner is at x and y."""

    def place(size: int, seconds: float) -> tuple[float, float]:
        across = (log10(size) - log10(people[0])) / (log10(people[-1]) - log10(people[0]) or 1)
        up = (log10(min(max(seconds, LEAST), MOST)) - log10(LEAST)) / (log10(MOST) - log10(LEAST))
        return x + 8 + across * (WIDE - 16), y + HIGH - up * HIGH

    def line(one: Times) -> str:
        return " ".join("{:.1f},{:.1f}".format(*place(*point)) for point in sorted(one.items()))

    for seconds, label in ((0.1, "0.1 s"), (1, "1 s"), (10, "10 s"), (100, "100 s")):
        _, level = place(people[0], seconds)
        yield f'<path class="grid" d="M{x} {level:.1f}h{WIDE}"/>'
        if first:
            where = f'x="{x - 6}" y="{level + 4:.1f}" text-anchor="end"'
            yield f'<text class="dim" {where}>{label}</text>'
    for size in people:
        across, _ = place(size, LEAST)
        yield f'<path class="grid" d="M{across:.1f} {y}v{HIGH}"/>'
        yield (
            f'<text class="dim" x="{across:.1f}" y="{y + HIGH + 15}" text-anchor="middle">'
            f"{_short(size)}</text>"
        )
    for other, one in times.items():
        if other != name:
            yield f'<polyline class="other" points="{line(one)}"/>'
    mine = times[name]
    yield f'<polyline class="this" points="{line(mine)}"/>'
    for size, seconds in sorted(mine.items()):
        across, up = place(size, seconds)
        yield f'<circle class="dot" cx="{across:.1f}" cy="{up:.1f}" r="3"/>'
        if size in (min(mine), max(mine)):
            anchor = "start" if size == min(mine) else "end"
            yield (
                f'<text x="{across + (-6 if anchor == "start" else 6):.1f}" y="{up - 7:.1f}" '
                f'text-anchor="{anchor}">{_seconds(seconds)}</text>'
            )
    yield f'<text class="name" x="{x}" y="{y - 6}">{escape(name)}</text>'


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"


def _short(size: int) -> str:
    if size < 1000:
        return str(size)
    return f"{size // 1000}k" if size < 1_000_000 else f"{size // 1_000_000}M"
