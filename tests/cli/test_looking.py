"""steg show, list: what a person reads, and what a program reads."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import IO, TYPE_CHECKING, TextIO

import pytest
from python_calamine import CalamineWorkbook

from steg_cli import files
from steg_cli.cli import face
from steg_cli.cli.streams import copy_text
from steg_cli.texts import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dump, Steg

LISTED = """\
case    name         cohort      municipality  step              since       planned last day  workplace    protected
S-0001  Anna Alm     STEG        Skövde        serviceassistent  2023-03-01  2024-02-29        Solgården    no
S-0002  Bo Berg      Pilot 2016  Tibro         serviceassistent  2022-09-01  2023-08-31        Björkskolan  no
S-0003  (protected)  STEG        (protected)   serviceassistent  2023-02-01  2024-01-31        (protected)  yes
S-0004  Anna Ek      STEG        Skövde        mapping           2024-01-02                                 no
S-0006  Eva Frid     STEG        Skövde        sjuksköterska     2023-09-01                    Solgården    no
"""  # noqa: E501

SHOWN = """\
S-0001  Anna Alm  19900101-9802  woman  Skövde

STEG  2022-01-10 -  consultant Kim Konsult
                     2022                             2023                             2024
                     jan  mar   may  jul   sep  nov   jan  mar   may  jul   sep  nov   jan
 1  mapping          ##                                                                         2022-01-10 - 2022-01-31
 2  investigation      ####################################                                     2022-02-01 - 2023-02-28
 3  serviceassistent                                       #############################.....   2023-03-01 -
                     planned to 2024-02-29 (12 months)
                     exception: as in the pilot
workplaces
 1  Solgården                                              =============================        2023-03-01 -
                                                                                        ^ today 2024-01-15

The period ends on 2024-02-29, in 45 days; give notice by 2024-01-29.
It can be extended by up to 12 months: steg extend S-0001 --months 12
Or employed by Vård och omsorg: steg convert-to-enhetsassistent S-0001
"""  # noqa: E501

TABLE = """\
╭────────┬─────────┬────────────┬──────────────┬──────────────────┬────────────┬──────────────────┬─────────────┬───────────╮
│ case   │ name    │ cohort     │ municipality │ step             │ since      │ planned last day │ workplace   │ protected │
├────────┼─────────┼────────────┼──────────────┼──────────────────┼────────────┼──────────────────┼─────────────┼───────────┤
│ S-0002 │ Bo Berg │ Pilot 2016 │ Tibro        │ serviceassistent │ 2022-09-01 │ 2023-08-31       │ Björkskolan │ no        │
╰────────┴─────────┴────────────┴──────────────┴──────────────────┴────────────┴──────────────────┴─────────────┴───────────╯
"""  # noqa: E501

ROW_KEYS = [
    *("reference", "name", "cohort", "municipality", "step", "since", "planned_last_day"),
    *("workplace", "protected"),
]


def test_list_shows_who_is_where_today(steg: Steg) -> None:
    assert steg("list") == (0, LISTED, "")


def test_list_of_another_day(steg: Steg) -> None:
    assert steg("list", today="2022-08-20") == (
        0,
        "case    name      cohort      municipality  step           since       planned last day"
        "  workplace  protected\n"
        "S-0001  Anna Alm  STEG        Skövde        investigation  2022-02-01                  "
        "             no\n"
        "S-0002  Bo Berg   Pilot 2016  Tibro         mapping        2022-08-01                  "
        "             no\n",
        "4 are enrolled from a day to come: S-0003 from 2022-12-01, S-0005 from 2023-01-02, "
        "S-0006 from 2023-05-01, S-0004 from 2024-01-02.\n",
    )


def test_list_answers_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("list", "--format", "json")
    envelope = json.loads(out)
    assert (code, err) == (0, "")
    assert list(envelope) == ["steg", "report", "as_of", "rows", "totals"]
    assert [envelope[key] for key in ("steg", "report", "as_of", "totals")] == [
        1,
        "list",
        "2024-01-15",
        {"people": 5},
    ]
    assert [list(row) for row in envelope["rows"]] == [ROW_KEYS] * 5
    assert [list(row.values()) for row in envelope["rows"]] == [
        [
            *("S-0001", "Anna Alm", "STEG", "Skövde", "serviceassistent"),
            *("2023-03-01", "2024-02-29", "Solgården", False),
        ],
        [
            *("S-0002", "Bo Berg", "Pilot 2016", "Tibro", "serviceassistent"),
            *("2022-09-01", "2023-08-31", "Björkskolan", False),
        ],
        [
            *("S-0003", None, "STEG", None, "serviceassistent"),
            *("2023-02-01", "2024-01-31", None, True),
        ],
        ["S-0004", "Anna Ek", "STEG", "Skövde", "kartlaggning", "2024-01-02", None, None, False],
        [
            *("S-0006", "Eva Frid", "STEG", "Skövde", "sjukskoterska"),
            *("2023-09-01", None, "Solgården", False),
        ],
    ]


def test_keys_and_codes_are_the_same_in_swedish(steg: Steg) -> None:
    assert steg("list", "--format", "json", lang="sv") == steg("list", "--format", "json")
    assert steg("show", "1", "--format", "json", lang="sv") == steg("show", "1", "--format", "json")


def test_list_in_swedish_has_swedish_headings_and_steps(steg: Steg) -> None:
    sv = texts("sv")
    code, out, err = steg("list", "--step", "kartlaggning", lang="sv")
    headings = (
        "case, name, cohort, municipality, step, since, planned last day, workplace, protected"
    )
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert first.split() == " ".join(sv(one) for one in headings.split(", ")).split()
    assert second.split() == [
        *("S-0004", "Anna", "Ek", "STEG", "Skövde", "kartläggning", "2024-01-02"),
        sv("no"),
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--cohort", "pilot 2016"), ["S-0002"]),
        (("--step", "serviceassistent"), ["S-0001", "S-0002", "S-0003"]),
        (("--workplace", "Solgården"), ["S-0001", "S-0006"]),
        (("--municipality", "Tibro"), ["S-0002"]),
        # Whose period ended soonest first; a follow-up of S-0005 was due on 2023-12-30.
        (("--ending", "0"), ["S-0002", "S-0005"]),
        (("--ending", "1"), ["S-0002", "S-0005", "S-0003"]),
        (("--ending", "2"), ["S-0002", "S-0005", "S-0003", "S-0001"]),
        (("--all",), ["S-0001", "S-0002", "S-0003", "S-0004", "S-0005", "S-0006"]),
        (("--cohort", "STEG", "--step", "serviceassistent"), ["S-0001", "S-0003"]),
        (("--cohort", "Pilot 2016", "--step", "kartlaggning"), []),
    ],
)
def test_list_keeps_those_whom_every_filter_fits(
    steg: Steg, filters: tuple[str, ...], found: list[str]
) -> None:
    code, out, _ = steg("list", *filters, "--format", "json")
    assert (code, [row["reference"] for row in json.loads(out)["rows"]]) == (0, found)


ENDING = """\
case    name         cohort      municipality  step              since       last day    workplace    protected  what ends
S-0002  Bo Berg      Pilot 2016  Tibro         serviceassistent  2022-09-01  2023-08-31  Björkskolan  no         period
S-0005  Dan Ceder    STEG        Skövde                                      2023-12-30               no         follow-up
S-0003  (protected)  STEG        (protected)   serviceassistent  2023-02-01  2024-01-31  (protected)  yes        period
"""  # noqa: E501


def test_list_shows_of_whom_something_ends(steg: Steg) -> None:
    assert steg("list", "--ending", "1") == (0, ENDING, "")
    code, out, err = steg("list", "--ending", "1", "--what", "follow-up", "--format", "json")
    envelope = json.loads(out)
    assert (code, err, envelope["totals"]) == (0, "", {"ends": 1})
    assert [list(row.items()) for row in envelope["rows"]] == [
        [
            *zip(
                ROW_KEYS,
                (
                    *("S-0005", "Dan Ceder", "STEG", "Skövde", None, None, "2023-12-30"),
                    *(None, False),
                ),
                strict=True,
            ),
            ("what", "follow-up"),
        ]
    ]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_of_whom_something_ends_is_written_in_every_format(
    steg: Steg, tmp_path: Path, lang: str
) -> None:
    t = texts(lang)
    for name in ("ends.xlsx", "ends.csv", "ends.json", "ends.txt"):
        assert steg("list", "--ending", "1", "--output", tmp_path / name, lang=lang)[0] == 0
    sheet = CalamineWorkbook.from_path(tmp_path / "ends.xlsx").get_sheet_by_index(0)
    headings, _, follow_up, hidden = sheet.to_python()
    assert headings == [
        *(t(one) for one in ("case", "name", "cohort", "municipality", "step", "since")),
        *(t(one) for one in ("last day", "workplace", "protected", "what ends")),
    ]
    assert follow_up == [
        *("S-0005", "Dan Ceder", "STEG", "Skövde", "", "", date(2023, 12, 30), "", t("no")),
        t("follow-up"),
    ]
    assert hidden == [
        *("S-0003", "", "STEG", "", "serviceassistent", date(2023, 2, 1), date(2024, 1, 31)),
        *("", t("yes"), t("period")),
    ]
    marked = ";" if lang == "sv" else ","
    lines = (tmp_path / "ends.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[2].split(marked) == [str(one) for one in follow_up]
    text = (tmp_path / "ends.txt").read_text(encoding="utf-8")
    assert [word in text for word in ("Dan Ceder", t("follow-up"), "2023-12-30")] == [True] * 3
    assert len(json.loads((tmp_path / "ends.json").read_text("utf-8"))["rows"]) == 3


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("--what", "step"),
            "--what is about what ends.\nAdd --ending N, how many months ahead.",
        ),
        (("--ending", "1", "--all"), "--all does not go with --ending.\nLeave one of them out."),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    steg: Steg, words: tuple[str, ...], error: str
) -> None:
    assert steg("list", *words) == (2, "", f"Error: {error}\n")


@pytest.mark.parametrize("command", [("list", "--ending", "1"), ("report", "expiries")])
def test_an_unknown_kind_names_those_there_are(steg: Steg, command: tuple[str, ...]) -> None:
    code, out, err = steg(*command, "--what", "month")
    assert (code, out) == (2, "")
    for word in ("month", "period", "step", "placement", "decision", "follow-up", "deadline"):
        assert word in err


def test_nothing_that_ends_is_an_empty_list_and_says_so_aside(steg: Steg) -> None:
    code, out, err = steg("list", "--ending", "1", "--what", "support")
    assert (code, out, err) == (0, "", "Nothing is overdue or ends by then.\n")


def test_a_list_of_nobody_is_empty_and_says_so_aside(steg: Steg) -> None:
    code, out, err = steg("list", "--cohort", "Pilot 2016", "--step", "kartlaggning")
    assert (code, out) == (0, "")
    assert "steg list --all" in err


def test_list_as_csv_for_programs(steg: Steg) -> None:
    code, out, err = steg("list", "--plain-csv", "--format", "csv")
    assert (code, err) == (0, "")
    assert out == (
        f"{','.join(ROW_KEYS)}\r\n"
        "S-0001,Anna Alm,STEG,Skövde,serviceassistent,2023-03-01,2024-02-29,Solgården,false\r\n"
        "S-0002,Bo Berg,Pilot 2016,Tibro,serviceassistent,2022-09-01,2023-08-31,Björkskolan,false"
        "\r\n"
        "S-0003,,STEG,,serviceassistent,2023-02-01,2024-01-31,,true\r\n"
        "S-0004,Anna Ek,STEG,Skövde,kartlaggning,2024-01-02,,,false\r\n"
        "S-0006,Eva Frid,STEG,Skövde,sjukskoterska,2023-09-01,,Solgården,false\r\n"
    )


def test_list_as_csv_for_a_swedish_spreadsheet(steg: Steg) -> None:
    sv = texts("sv")
    code, out, err = steg("list", "--format", "csv", "--step", "kartlaggning", lang="sv")
    assert (code, err) == (0, "")
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[1:] == [
        ["S-0004", "Anna Ek", "STEG", "Skövde", "kartläggning", "2024-01-02", "", "", sv("no")]
    ]
    assert rows[0][0] == sv("case")


def test_list_as_a_table_is_not_cut_without_a_terminal(steg: Steg) -> None:
    code, out, err = steg("list", "--format", "table", "--cohort", "Pilot 2016")
    assert (code, err) == (0, "")
    assert out == TABLE


def test_show_draws_the_way_as_a_picture_of_time(steg: Steg) -> None:
    assert steg("show", "Anna Alm") == (0, SHOWN, "")


def test_show_answers_a_program_with_the_documented_keys(steg: Steg) -> None:
    code, out, err = steg("show", "1", "--format", "json")
    envelope = json.loads(out)
    assert (code, err) == (0, "")
    assert list(envelope) == ["steg", "command", "change", "result"]
    assert [envelope[key] for key in ("steg", "command", "change")] == [1, "show", None]
    result = envelope["result"]
    assert list(result) == [
        *("reference", "name", "identity", "birth_date", "sex", "municipality", "protected"),
        *("enrolments", "months_in_all", "hold"),
    ]
    assert result["months_in_all"] == {"serviceassistent": 12}
    assert list(result.values())[:7] == [
        *("S-0001", "Anna Alm", "19900101-9802", "1990-01-01", "woman", "Skövde", False)
    ]
    (enrolment,) = result["enrolments"]
    assert list(enrolment) == [
        *("cohort", "first_day", "last_day", "left_to", "stays", "placements"),
        *("pauses", "supports", "deadlines"),
    ]
    assert [enrolment[key] for key in ("pauses", "supports", "deadlines")] == [[], [], []]
    assert list(enrolment.values())[:4] == ["STEG", "2022-01-10", None, None]
    assert [list(stay.items()) for stay in enrolment["stays"]][2] == [
        ("step", "serviceassistent"),
        ("first_day", "2023-03-01"),
        ("planned_last_day", "2024-02-29"),
        ("last_day", None),
        ("agreement", "BEA"),
        ("payer", "AME"),
        ("post", None),
        ("completed", None),
        ("certificate_day", None),
        ("exception", "as in the pilot"),
        *(("notice_of", None), ("notice_given", None), ("union_notified", None)),
    ]
    assert [list(one.items()) for one in enrolment["placements"]] == [
        [
            ("workplace", "Solgården"),
            ("first_day", "2023-03-01"),
            ("last_day", None),
            ("percent", 100),
        ]
    ]


@pytest.mark.parametrize(
    ("who", "next_"),
    [
        ("2", "It can be extended by up to 12 months: steg extend S-0002 --months 12"),
        ("4", "Next step: investigation. steg advance S-0004 --to investigation"),
        ("5", "Left on 2023-06-30. Follow up from 2023-12-30: steg follow-up S-0005 --status …"),
        ("6", "This is the last step of the ladder."),
    ],
)
def test_show_ends_with_what_comes_next(steg: Steg, who: str, next_: str) -> None:
    code, out, err = steg("show", who)
    assert (code, err) == (0, "")
    assert next_ in out.rpartition("\n\n")[2].splitlines()


def test_show_in_swedish(steg: Steg) -> None:
    sv = texts("sv")
    code, out, err = steg("show", "4", lang="sv")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"S-0004  Anna Ek  19650303-9809  {sv('woman')}  Skövde"
    assert f"{sv('today')} 2024-01-15" in out
    assert "kartläggning" in out


def test_looking_changes_nothing(steg: Steg, story: object, dump: Dump) -> None:
    before = dump()
    for command in (("list",), ("show", "1"), ("report",), ("log",), ("setting",)):
        assert steg(*command)[0] == 0
    assert dump() == before


@pytest.mark.parametrize("format_", ["json", "csv"])
@pytest.mark.parametrize("unmasked", [(), ("--include-protected",)])
def test_whoever_writes_need_not_wait_until_a_list_is_shown(
    steg: Steg,
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
    format_: str,
    unmasked: tuple[str, ...],
) -> None:
    listed = steg("list", "--all", "--format", format_, *unmasked)
    names = []

    def shown(aside: IO[bytes], stream: TextIO) -> None:
        with closing(sqlite3.connect(story, timeout=0)) as other:
            other.execute("UPDATE participant SET name = 'Ny' WHERE id = 1").connection.commit()
            names.extend(other.execute("SELECT name FROM participant WHERE id = 1").fetchone())
        copy_text(aside, stream)

    monkeypatch.setattr(face, "copy_text", shown)
    monkeypatch.setattr(files, "KEPT_IN_MEMORY", 0)
    assert steg("list", "--all", "--format", format_, *unmasked) == listed
    assert names == ["Ny"]
    assert listed[0] == 0


def test_a_list_of_which_a_row_cannot_be_read_is_not_shown_in_part(
    steg: Steg, story: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(story)) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute("UPDATE stay SET first_day = '2023-09-31' WHERE first_day = '2023-09-01'")
        other.commit()
    for format_ in ("json", "csv"):
        code, out, _ = steg("list", "--all", "--format", format_)
        assert (code, out) == (3, "")
        target = tmp_path / f"list.{format_}"
        target.write_text("old")
        code, out, _ = steg("export", "--format", "json", "--yes", target)
        assert (code, out, target.read_text()) == (3, "", "old")
