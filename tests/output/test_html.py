"""One page of HTML, as a browser, a screen reader and a printer get it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest

from steg_cli.output.columns import explained
from steg_cli.output.html_file import reports_html
from steg_cli.programme.errors import N_, note
from steg_cli.programme.words import Amount, Word
from steg_cli.reports.cohorts import CohortStatus
from steg_cli.reports.costs import COSTS, Cost
from steg_cli.reports.ends import Expiry
from steg_cli.reports.log import Logged
from steg_cli.reports.nameless import FEW_EXPLAINED, nameless, without_names
from steg_cli.reports.project_card import CardLine
from steg_cli.reports.report import FEW, Counted, Form, Report
from steg_cli.reports.today import TODAY, Needed
from steg_cli.texts import Texts, texts
from tests.output.conftest import Odd, ReportOf

ENGLISH = texts("en").naming({"start": "mapping", "end": "work & more"})
VOID = {"meta", "link", "rect"}
Attributes = Mapping[str, str | None]


@dataclass
class Element:
    """A tag with what is in it."""

    tag: str
    attributes: Attributes
    children: list[Element | str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Return every such element in it, in their order."""
        inner = [one for one in self.children if isinstance(one, Element)]
        return [found for one in inner for found in [one] * (one.tag == tag) + one.all(tag)]

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return " ".join(self.raw.split())

    @property
    def raw(self) -> str:
        """The text as it is written, with a space between what does not stand on one line."""
        inner = "".join(one if isinstance(one, str) else one.raw for one in self.children)
        return inner if self.tag == "span" else f" {inner} "


class Reader(HTMLParser):
    """Builds the elements, and fails where a tag is not closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Element("", {})
        self.open = [self.page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = Element(tag, dict(attrs))
        assert len(attrs) == len(element.attributes)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element that has nothing in it."""
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Add text."""
        self.open[-1].children.append(data)


def read(*reports: Report[Any], t: Texts = ENGLISH) -> Element:
    """Return the page about the reports."""
    reader = Reader()
    reader.feed(reports_html(list(reports), t))
    reader.close()
    assert reader.open == [reader.page]
    return reader.page


def rows(table: Element) -> list[list[str]]:
    """Return the texts of a table's cells."""
    return [
        [cell.text for cell in row.children if isinstance(cell, Element)] for row in table.all("tr")
    ]


def test_a_status_report_says_everything_in_words_figures_and_tables(
    cohorts: Report[CohortStatus], expiries: Report[Expiry]
) -> None:
    page = read(cohorts, expiries)
    (html,) = page.all("html")
    assert html.attributes == {"lang": "en"}
    assert [one.text for one in page.all("h1") + page.all("h2") + page.all("h3")] == [
        *("Status report", "Cohorts", "Ends", "People on each step", "When it ends"),
    ]
    assert [one.text for one in page.all("p")] == [
        "As of 2024-01-15. "
        "Has names: for those who work with the participants, not to be passed on.",
        "2 of 3 who were enrolled are active, most of them on mapping (1) and work & more (1).",
        "1 end is overdue, and 2 more come by 2024-04-15.",
        "Of 1 who left, 1 went on to work or studies.",
        "Cohorts without anybody who is active are not drawn.",
        "Counted as of 2024-01-15, from first and last days; "
        "who came back to a cohort counts once.",
        "Left out: who was enrolled from a later day on.",
        "1 overdue, 2 ending.",
        *explained(expiries, ENGLISH),
    ]
    figures = zip(page.all("dt"), page.all("dd"), strict=True)
    assert [(number.text, label.text) for label, number in figures] == [
        *(("3", "enrolled"), ("2", "active"), ("1", "left"), ("2", "completed training")),
        *(("1", "overdue"), ("2", "end by 2024-04-15")),
    ]
    first, ladder, ends = page.all("table")
    assert rows(first) == [
        [
            *("cohort", "planned", "enrolled", "active", "left", "completed training"),
            *("converted", "left to"),
        ],
        ["A", "", "0", "0", "0", "0", "0", ""],
        ["B", "2", "3", "2", "1", "2", "1", "employment 1"],
        ["all", "2", "3", "2", "1", "2", "1", "employment 1"],
    ]
    assert rows(ladder) == [
        ["step", "all", "B"],
        ["mapping", "1", "1"],
        ["work & more", "1", "1"],
    ]
    assert [row[:7] for row in rows(ends)[1:]] == [
        ["2023-08-31", "-137", "overdue", "period", "S-0002", "Bo Berg", "mapping"],
        ["2024-01-31", "16", "ending", "period", "S-0003", "(protected)", "mapping"],
        ["2024-02-15", "31", "ending", "follow-up", "S-0004", "Cilla Citron", ""],
    ]
    assert page.all("footer")[0].text == "steg 0.1.0"


def paid(payer: str, net: str | None, people: int) -> Cost:
    """Return what a payer pays in a year, with a support of 100.00."""
    gross = None if net is None else Amount(f"{Decimal(net) + 100:f}")
    months, support = Amount(f"{people * 12}.40"), Amount("100.00")
    known = None if net is None else Amount(net)
    return Cost("2024", payer, None, "start", months, gross, support, known, Amount("0.00"), people)


def costs_of(*rows: Cost) -> Report[Cost]:
    """Return rows of costs, with their totals."""
    days = {"first_day": date(2024, 1, 1), "last_day": date(2024, 12, 31)}
    amounts = {key: [getattr(row, key) for row in rows] for key in ("gross", "support", "net")}
    totals = {
        key: None if None in many else Amount(f"{sum(map(Decimal, many)):f}")
        for key, many in amounts.items()
    }
    return Report(COSTS, date(2024, 1, 15), rows, {**totals, **days})


OF_FEW = Counted(few=lambda _: [(0, "support"), (0, "net")])
WHOLE = (paid("AME", "1000000.50", 9), paid("Care", "499.50", 6))


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (costs_of(*WHOLE), ["1,000,501 SEK after support: AME 1,000,001, Care 500."]),
        (  # the support of few people is hidden, and net with it
            nameless(replace(costs_of(*WHOLE), form=replace(COSTS, counted=OF_FEW))),
            ["1,000,701 SEK before support: AME 1,000,101, Care 600."],
        ),
        (nameless(costs_of(*WHOLE, paid("School", "50.00", 4))), []),
        (costs_of(paid("AME", None, 9)), []),  # a wage is not known
        (costs_of(), []),
    ],
)
def test_what_it_costs_is_told_as_far_as_it_may_be(report: Report[Cost], said: list[str]) -> None:
    start = "From 2024-01-01 to 2024-12-31 it costs "
    told = [one.text for one in read(report).all("p") if one.text.startswith(start)]
    assert told == [start + one for one in said]


@pytest.mark.parametrize(("left", "said"), [(FEW, []), (0, [])])
def test_what_it_led_to_is_told_if_somebody_left_and_nothing_is_hidden(
    cohorts: Report[CohortStatus], left: int, said: list[str]
) -> None:
    totals = {**cohorts.totals, "left": left}
    page = read(replace(cohorts, totals=totals))
    assert [one.text for one in page.all("p") if "who left" in one.text] == said


def test_without_names_a_page_says_once_on_top_what_is_not_in_it(
    cohorts: Report[CohortStatus], expiries: Report[Expiry]
) -> None:
    page = read(*without_names([cohorts, expiries]))
    told = [one.text for one in page.all("p")]
    assert told[0] == (
        f"As of 2024-01-15. Has numbers, but no names. {FEW_EXPLAINED} Single cases are left out, "
        "so that nobody can be recognised by what is hidden."
    )
    assert [one.text for one in page.all("h2")] == ["People on each step"]
    assert [one for one in told[1:] if "<5 is" in one or "cases" in one] == []


def test_a_screen_reader_knows_what_each_cell_and_picture_is(
    cohorts: Report[CohortStatus], expiries: Report[Expiry]
) -> None:
    page = read(cohorts, expiries)
    for table in page.all("table"):
        (caption,), (head,) = table.all("caption"), table.all("thead")
        assert caption.text
        assert {cell.attributes["scope"] for cell in head.all("th")} == {"col"}
        for row in table.all("tbody")[0].all("tr"):
            assert [cell.attributes["scope"] for cell in row.all("th")] == ["row"]
    named = [row.all("th")[0].text for row in page.all("table")[2].all("tr")[1:]]
    assert named == ["S-0002", "S-0003", "S-0004"]
    ids = {
        one.attributes.get("id") for tag in ("caption", "title", "desc") for one in page.all(tag)
    }
    labelled = [
        one for one in page.all("svg") + page.all("div") if "aria-labelledby" in one.attributes
    ]
    assert len(labelled) == 6
    assert {i for one in labelled for i in str(one.attributes["aria-labelledby"]).split()} <= ids
    told = [one.text for one in page.all("desc")]
    assert told == [
        "mapping 1, work & more 1",
        "overdue 1, jan 2024 1, feb 2024 1, mar 2024 0, apr 2024 0",
        "period 2 (1), follow-up 1",
    ]


def test_numbers_stand_to_the_right_and_a_page_turns_for_a_wide_table(
    cohorts: Report[CohortStatus], expiries: Report[Expiry]
) -> None:
    page = read(cohorts, expiries)
    first, _, ends = page.all("table")
    looks = [cell.attributes["class"] for cell in first.all("tbody")[0].all("tr")[1].all("td")]
    assert looks == ["number"] * 6 + ["short"]
    marked = [row.attributes.get("class") for row in ends.all("tr")[1:]]
    assert marked == ["now", "soon", "soon"]
    sections = [one for one in page.all("section") if "aria-label" not in one.attributes]
    assert [one.attributes.get("class") for one in sections] == [None, "wide"]


def test_nothing_is_run_or_fetched(cohorts: Report[CohortStatus], expiries: Report[Expiry]) -> None:
    html = reports_html([cohorts, expiries], ENGLISH)
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in html
    assert re.findall(r"<script|<iframe|<img|@import|url\(|https?:|//|\bon[a-z]+=", html) == []
    assert re.findall(r"""(?:src|href)=["']([^"']*)""", html) == ["data:,"]
    assert html == reports_html([cohorts, expiries], ENGLISH)


def test_what_somebody_wrote_stays_text(listed: ReportOf, odd: Report[Odd]) -> None:
    name = """</td><script>alert("1")</script>&amp;\x1b[31m{{ 7 * 7 }}'"""
    page = read(listed(name))
    assert page.all("script") == []
    assert rows(page.all("table")[0])[1][1] == name.replace("\x1b", "\ufffd")
    assert read(odd).all("td")[0].text == "ending"


def test_people_with_a_protected_identity_are_masked(listed: ReportOf) -> None:
    (table,) = read(listed(None, "Anna Alm")).all("table")
    assert [row[:2] for row in rows(table)[1:]] == [
        ["S-0001", "(protected)"],
        ["S-0002", "Anna Alm"],
    ]


def test_it_says_whom_it_is_for(
    listed: ReportOf, cohorts: Report[CohortStatus], changes: Report[Logged]
) -> None:
    people = listed("Anna Alm", None)
    unmasked = replace(people, rows=(replace(people.rows[0], protected=True),))
    names = "Has names: for those who work with the participants, not to be passed on."
    for reports, audience in (
        ((people,), names),
        ((cohorts, people), names),
        ((changes,), names),
        ((unmasked,), "Shows people with a protected identity: for the administrator alone."),
        ((listed(None),), "Has case references, but no names."),
        ((cohorts,), "Has numbers, but no names."),
    ):
        assert read(*reports).all("p")[0].text == f"As of 2024-01-15. {audience}"


def test_without_rows_it_says_so(listed: ReportOf, expiries: Report[Expiry]) -> None:
    assert [one.text for one in read(listed()).all("p")][1:] == [
        "Nobody matches. steg list --all shows also those who left."
    ]
    nothing = replace(expiries, rows=(), totals={**expiries.totals, "overdue": 0, "ending": 0})
    page = read(nothing)
    assert [one.text for one in page.all("p")][1:] == [
        "0 ends are overdue, and 0 more come by 2024-04-15.",
        "None.",
        *explained(nothing, ENGLISH),
    ]
    assert page.all("svg") == []


def test_rows_stand_below_the_heading_of_their_group_with_what_is_told_beside_them() -> None:
    values: dict[str, Any] = dict.fromkeys(Needed.__dataclass_fields__)
    values |= {"state": "overdue", "what": "deadline", "reference": "S-0001", "name": "Bo Berg"}
    values |= {"day": date(2024, 1, 2), "text": "the permit", "command": "steg show S-0001"}
    late = Needed(**values | {"protected": False})
    soon = replace(late, state="ending", reference=None, day=date(2024, 2, 1))
    (table,) = read(Report(TODAY, date(2024, 1, 15), (late, soon), {"long": 12})).all("table")
    assert rows(table)[1:] == [
        ["Overdue"],
        ["2024-01-02", "deadline", "S-0001", "Bo Berg", "steg show S-0001", "the permit"],
        ["Coming up"],
        ["2024-02-01", "deadline", "", "Bo Berg", "steg show S-0001", "the permit"],
    ]
    named = [cell.text for cell in table.all("th") if cell.attributes["scope"] == "row"]
    assert named == ["S-0001", "2024-02-01"]  # never nothing


def test_what_a_change_changed_is_told_below_it(changes: Report[Logged]) -> None:
    (table,) = read(changes).all("table")
    told = [row.text for row in table.all("tr") if row.attributes.get("class") == "below"]
    assert told == [
        "230 rows: steg log --change 58 shows them.",
        "S-0001 step 2023-06-01: planned last day 2024-05-31 > 2024-11-30",
    ]


def test_counts_that_are_hidden_stay_hidden_in_words_and_pictures(
    cohorts: Report[CohortStatus], expiries: Report[Expiry]
) -> None:
    few = replace(
        cohorts,
        form=replace(cohorts.form, below=None),
        rows=(replace(cohorts.rows[1], steps={"start": FEW, "end": 7}),),
        totals={**cohorts.totals, "active": FEW, "steps": {"start": FEW, "end": 7}},
    )
    ends = replace(expiries, totals={**expiries.totals, "overdue": FEW})
    page = read(few, ends)
    assert page.all("p")[1].text == (
        "<5 of 3 who were enrolled are active, among them on work & more (7)."
    )
    assert page.all("desc")[0].text == "mapping <5, work & more 7"
    assert [one.text for one in page.all("dd")] == ["3", "<5", "1", "2", "<5", "2"]


def test_where_a_step_is_hidden_the_others_are_not_said_to_have_most(
    cohorts: Report[CohortStatus],
) -> None:
    few = replace(cohorts, totals={**cohorts.totals, "steps": {"start": FEW, "end": 7}})
    assert read(few).all("p")[1].text == (
        "2 of 3 who were enrolled are active, among them on work & more (7)."
    )


def test_what_could_not_be_answered_is_told_below_the_table() -> None:
    told = note(N_("The last day is {day}, as registered."), day=date(2024, 1, 31))
    report = Report(Form("free", Places), date(2024, 1, 15), (Places("Skövde", 2),), {}, (told,))
    assert [one.text for one in read(report).all("p")][1:] == [
        "The last day is 2024-01-31, as registered.",
    ]


@dataclass(frozen=True)
class Case:
    """A row about somebody."""

    reference: str
    name: str | None


@pytest.mark.parametrize(
    ("row", "audience"),
    [
        (Case("S-0001", "Anna"), "Has names: for those who work with the participants, not to be"),
        (Case("S-0001", None), "Has case references, but no names."),
        (CardLine(Word("contact"), "Eva Ek"), "Has names: for those who work with the partici"),
        (CardLine(Word("contact"), None), "Has numbers, but no names."),
        (CardLine(Word("number"), "2018/00439"), "Has numbers, but no names."),
    ],
)
def test_whom_a_page_is_for_follows_from_all_its_tables(row: Any, audience: str) -> None:
    below = Report(Form("below", type(row)), date(2024, 1, 15), (row,), {})
    form = Form("free", Places, below=lambda _: below)
    page = read(Report(form, date(2024, 1, 15), (Places("Skövde", 2),), {}))
    assert page.all("p")[0].text.startswith(f"As of 2024-01-15. {audience}")


@dataclass(frozen=True)
class Places:
    """A row of a report that no page knows anything of."""

    municipality: str
    places: int


def test_any_report_has_the_sums_of_its_columns_as_figures() -> None:
    form = Form("free", Places, sheet="Free", title="Free places on {day}")
    places = (Places("Skövde", 2), Places("Tibro", 3))
    page = read(Report(form, date(2024, 1, 15), places, {"places": 5, "within": 3}))
    assert [one.text for one in page.all("h1") + page.all("caption")] == [
        *("Free", "Free places on 2024-01-15"),
    ]
    assert [one.text for one in page.all("dt") + page.all("dd")] == ["places", "5"]


@dataclass(frozen=True)
class Paid:
    """A row with an amount."""

    municipality: str
    gross: Amount


@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "21 832 282,19"), ("en", "21,832,282.19")],
)
def test_a_figure_is_written_as_the_cells_of_the_table_are(language: str, told: str) -> None:
    paid = Amount("21832282.19")
    report = Report(
        Form("paid", Paid, sheet="Paid", title="Paid"),
        date(2024, 1, 15),
        (Paid("Tibro", paid),),
        {"gross": paid},
    )
    page = read(report, t=texts(language))
    assert [one.text for one in page.all("dd") + page.all("td")] == [told, told]


# Colours

PALETTE = re.compile(r"--([a-z]+): (#[0-9a-f]{6})")
# How red, green and blue light look to somebody without red or green cones (Machado, Oliveira and
# Fernandes 2009, severity 1.0), on linear light.
SEEN: dict[str, tuple[tuple[float, float, float], ...]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        *((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216)),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        *((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413)),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def light(colour: str) -> list[float]:
    """Return the linear light of a colour."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(rgb: list[float]) -> float:
    """Return how light it looks (WCAG 2)."""
    return sum(c * w for c, w in zip(rgb, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: list[float], other: list[float]) -> float:
    """Return the contrast of two colours (WCAG 2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (max(lighter, 0) + 0.05) / (max(darker, 0) + 0.05)


def lab(rgb: list[float]) -> list[float]:
    """Return a colour in CIELAB (D65), in which distances are as they look."""
    matrix = (*((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)),)
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(m * c for m, c in zip(row, rgb, strict=True)) for row in matrix]
    x, y, z = (
        t ** (1 / 3) if (t := v / w) > 216 / 24389 else t * 841 / 108 + 4 / 29
        for v, w in zip(xyz, white, strict=True)
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_its_colours_can_be_told_apart_by_everybody(
    cohorts: Report[CohortStatus], theme: int
) -> None:
    found = PALETTE.findall(reports_html([cohorts], ENGLISH))
    assert len(found) == 18
    palette = {name: light(colour) for name, colour in found[theme * 9 : theme * 9 + 9]}
    for name in ("ink", "quiet", "now", "soon", "part"):
        assert contrast(palette[name], palette["paper"]) >= 4.5, name
    assert contrast(palette["whole"], palette["paper"]) >= 3
    for eyes, matrix in SEEN.items():
        seen = {
            name: lab([sum(m * c for m, c in zip(row, rgb, strict=True)) for row in matrix])
            for name, rgb in palette.items()
        }
        for one, other in (("part", "whole"), ("part", "now"), ("whole", "now")):
            distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
            assert distance >= 25, (eyes, one, other, distance)
