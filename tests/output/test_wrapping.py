"""Lines that fit a screen: nothing that is read or typed as one piece is broken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.output.wrapping import wrapped

WHOLE = re.compile(r'\d{4}-\d\d-\d\d|S-\d{4}|--[a-z-]+(?: "[^"]*")?')


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("fits", 60, ["fits"]),
        ("a line and\nanother", 60, ["a line and", "another"]),
        # An option and its value go to the next line together.
        (
            'If one of them matters to you: --map "Heading here=field".',
            50,
            ["If one of them matters to you:", '  --map "Heading here=field".'],
        ),
        ("Ge en senare dag: --on 2027-01-01.", 28, ["Ge en senare dag:", "  --on 2027-01-01."]),
        (
            "No room for it. --format plain shows all.",
            24,
            ["No room for it.", "  --format plain shows", "  all."],
        ),
        # An option alone is never broken at its hyphens.
        ("Write sector and --employs-from it", 25, ["Write sector and", "  --employs-from it"]),
        # What was and what is stay together; a longer pair breaks between words.
        (
            "S-0001 step: planned last day 2024-05-31 > 2024-11-30",
            42,
            ["S-0001 step: planned last day", "  2024-05-31 > 2024-11-30"],
        ),
        # What goes on stands in as the line, and more.
        (
            "    exception: as in the pilot of 2016",
            30,
            ["    exception: as in the pilot", "      of 2016"],
        ),
        # What Enter means stays with the end of the question.
        (
            "Take back change 18: 2026-07-01? [y/N]",
            36,
            ["Take back change 18:", "  2026-07-01? [y/N]"],
        ),
        ("Number or name [1 the name]", 26, ["Number or", "  name [1 the name]"]),
        (f"see {'a' * 40}.txt", 30, ["see", f"  {'a' * 40}.txt"]),  # nor is a word
        # A command is copied: it stands on a line of its own, however long it is.
        (
            'Is it open: steg workplace open "The garden"',
            40,
            ["Is it open:", '  steg workplace open "The garden"'],
        ),
        (
            'Note: nobody is told. steg workplace edit "The old garden" --manager-email ADDRESS',
            40,
            [
                "Note: nobody is told.",
                '  steg workplace edit "The old garden" --manager-email ADDRESS',
            ],
        ),
        (
            "They lie there: steg setting mail.transport smtp (or sendmail)",
            50,
            ["They lie there: steg setting mail.transport smtp", "  (or sendmail)"],
        ),
        (
            "    steg extend S-0042 --until 2026-11-30",
            24,
            ["    steg extend S-0042 --until 2026-11-30"],
        ),
        (
            "steg arbetsplats lista visar vilka som är öppna.",
            30,
            ["steg arbetsplats lista visar", "  vilka som är öppna."],
        ),
        (
            "Ett steg med gräns planeras på annat steg med slut",
            30,
            ["Ett steg med gräns planeras på", "  annat steg med slut"],
        ),
        (
            "Rätta den: steg logg 12 visar numren, och steg ångra NUMMER tar tillbaka den.",
            44,
            ["Rätta den: steg logg 12 visar numren, och", "  steg ångra NUMMER tar tillbaka den."],
        ),
        # A piece that is wider than the screen breaks at its spaces.
        (
            'x --map "a rather long heading=field"',
            28,
            ['x --map "a rather long', '  heading=field"'],
        ),
    ],
)
def test_lines_break_between_words_and_pieces(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width).split("\n") == lines


@given(
    st.lists(
        st.sampled_from(
            [
                *("word", "ett långt ord,", "2026-11-28", "S-0042", "S-0042.", "(2026-11-28)"),
                *('--map "A=b"', "--employs-from DAY", "2026-01-31 > 2026-02-28", "- > 2026-02-28"),
            ]
        ),
        max_size=30,
    ),
    st.integers(1, 90),
    st.integers(0, 30),
)
def test_nothing_is_lost_and_no_piece_is_broken(words: list[str], width: int, inset: int) -> None:
    text = " " * inset + " ".join(words)
    lines = wrapped(text, width).split("\n")
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert [one for line in lines for one in WHOLE.findall(line)] == WHOLE.findall(text)
    assert all(len(line) <= max(width, 60) for line in lines)
