"""Text and tables for a terminal, against rich, which draws the same more slowly."""

from __future__ import annotations

import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich import box as boxes
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from steg_cli.output.boxes import Box, Column, boxed, painted, paragraph
from steg_cli.output.fitting import Screen

WORDS = ("a", "steg", "serviceassistent", "Äldreboendet", "2026-01-31", "S-0042", "日本", " ", "")
STYLES = ("", "bold", "dim", "yellow", "bold red", "cyan", "green")
WIDEST = 52  # places of a box below
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
lines = st.lists(texts, min_size=1, max_size=3).map("\n".join)
styles = st.sampled_from(STYLES)
screens = st.builds(Screen, st.integers(18, 90), st.booleans())


def by_rich(drawn: RenderableType, screen: Screen) -> str:
    """Return what rich draws."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=screen.width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
    )
    console.print(drawn)
    return file.getvalue()


@given(lines, screens, styles)
def test_text_breaks_where_rich_breaks_it(text: str, screen: Screen, style: str) -> None:
    assert paragraph(text, screen, style) + "\n" == by_rich(Text(text, style=style), screen)


@given(texts, texts, screens, styles)
def test_a_part_of_a_line_has_a_style_wherever_it_breaks(
    before: str, part: str, screen: Screen, style: str
) -> None:
    whole = f"{before}{part} behind"
    styled = paragraph(whole, screen, style, len(before), len(before + part))
    assert styled + "\n" == by_rich(Text.assemble(before, (part, style), " behind"), screen)


@st.composite
def tables(draw: st.DrawFn) -> Box:
    """Draw a table of a few columns, which may be wider than the screen."""
    rows = draw(st.integers(1, 4))
    columns = [
        Column(
            draw(texts),
            draw(st.lists(texts, min_size=rows, max_size=rows)),
            draw(st.integers(4, 14)),
            draw(st.booleans()),
            draw(styles),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    total = rows > 1 and draw(st.booleans())
    count = rows - total
    of_rows = draw(st.lists(styles, min_size=count, max_size=count))
    return Box(columns, of_rows, draw(texts).strip(), total, draw(st.integers(0, 1)))


@given(tables(), screens)
def test_a_box_is_drawn_as_rich_draws_it(box: Box, screen: Screen) -> None:
    # A column of a single place has no room for a letter that takes two.
    assume(screen.width > WIDEST or "日本" not in str(box))
    table = Table(
        title=Text(box.title, style="bold") if box.title else None,
        title_justify="left",
        box=boxes.ROUNDED,
        padding=(0, box.padding),
    )
    for one in box.columns:
        table.add_column(
            Text(one.heading),
            justify="right" if one.right else "left",
            style=one.style,
            width=one.width,
            overflow="fold",
        )
    rows = [*zip(*(one.cells for one in box.columns), strict=True)]
    for row, style in zip(rows, box.styles, strict=False):
        table.add_row(*map(Text, row), style=style)
    if box.total:
        table.add_section()
        table.add_row(*map(Text, rows[-1]))
    assert boxed(box, screen) + "\n" == by_rich(table, screen)


@pytest.mark.parametrize(
    ("style", "codes"),
    [("", ""), ("bold", "1"), ("red bold", "1;31"), ("cyan bold yellow", "1;33")],
)
def test_of_several_colours_the_last_one_counts(style: str, codes: str) -> None:
    drawn = f"\x1b[{codes}mx\x1b[0m" if codes else "x"
    assert painted("x", style, Screen(80, colour=True)) == drawn
    assert painted("x", style, Screen(80, colour=False)) == "x"
