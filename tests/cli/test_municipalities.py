"""steg municipality: add, edit, put together, list; and what is not on the list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import AtTerminal, Dump, SaveList, Steg

HJO_INTO = ("municipality", "merge", "hjo", "--into", "SKÖVDE")


def rows(steg: Steg) -> list[tuple[str, str | None, int | None]]:
    """Return the list as a program reads it."""
    _, out, _ = steg("municipality", "list", "--format", "json")
    return [tuple(row.values()) for row in json.loads(out)["rows"]]


def of(steg: Steg, who: str) -> str:
    """Return a person's municipality."""
    _, out, _ = steg("show", who, "--include-protected", "--format", "json")
    return str(json.loads(out)["result"]["municipality"])


def test_a_municipality_is_added_with_what_it_has_planned(steg: Steg) -> None:
    assert steg("municipality", "add", "Habo", "--project", "steg", "--planned", "12") == (
        0,
        "municipality: Habo\nplanned: STEG 12\n",
        steg.undoable(18),
    )
    steg("undo", "--yes")
    assert steg("municipality", "add", "Habo", "--format", "json") == (
        0,
        "{\n"
        '  "steg": 1,\n'
        '  "command": "municipality add",\n'
        '  "change": 20,\n'
        '  "result": {\n'
        '    "municipality": "Habo",\n'
        '    "planned": {}\n'
        "  }\n"
        "}\n",
        "",
    )


def test_the_list_has_a_row_for_each_plan(steg: Steg) -> None:
    steg("project", "add", "Efter STEG")
    for project, planned in (("STEG", "12"), ("Efter STEG", "3"), ("STEG", "15")):
        steg("municipality", "edit", "hjo", "--project", project, "--planned", planned)
    assert steg("municipality", "list") == (
        0,
        "municipality  project     planned\n"
        "Gullspång\n"
        "Hjo           STEG             15\n"
        "Hjo           Efter STEG        3\n"
        "Karlsborg\n"
        "Mariestad\n"
        "Skövde\n"
        "Tibro\n"
        "Töreboda\n",
        "",
    )
    code, out, err = steg("municipality", "list", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["report"], answer["totals"]) == (
        *(0, "", "municipality list"),
        {"municipalities": 7},
    )
    assert answer["rows"][:2] == [
        {"municipality": "Gullspång", "project": None, "planned": None},
        {"municipality": "Hjo", "project": "STEG", "planned": 15},
    ]


def test_a_new_name_stands_everywhere_at_once_and_undo_brings_all_back(
    steg: Steg, dump: Dump
) -> None:
    before = dump()
    assert steg("municipality", "edit", "skövde", "--name", "Stora  Skövde", "--dry-run") == (
        0,
        "municipality: Stora Skövde\n",
        steg.DRY,
    )
    assert dump() == before
    assert steg("municipality", "edit", "skövde", "--name", "Stora  Skövde") == (
        0,
        "municipality: Stora Skövde\n",
        steg.undoable(18),
    )
    assert of(steg, "1") == "Stora Skövde"
    _, out, _ = steg("workplace", "list", "--format", "json")
    assert {row["municipality"] for row in json.loads(out)["rows"]} == {"Hjo", "Stora Skövde"}
    assert steg("list", "--municipality", "Skövde")[0] == 1
    steg("undo", "--yes")
    assert of(steg, "1") == "Skövde"
    assert ("Skövde", None, None) in rows(steg)
    assert dump().split('INSERT INTO "change"')[0] == before.split('INSERT INTO "change"')[0]


def test_a_name_may_be_spelt_otherwise(steg: Steg) -> None:
    assert steg("municipality", "edit", "Tibro", "--name", "TIBRO")[0] == 0
    assert of(steg, "2") == "TIBRO"


def test_one_is_put_into_another_with_everything_in_it(steg: Steg) -> None:
    steg("project", "add", "Efter STEG")
    for name, project, planned in (
        ("Hjo", "STEG", "12"),
        ("Hjo", "Efter STEG", "5"),
        ("Skövde", "STEG", "100"),
    ):
        steg("municipality", "edit", name, "--project", project, "--planned", planned)
    before = rows(steg)
    assert steg(*HJO_INTO, "--yes", "--dry-run") == (
        0,
        "municipality: Skövde\nplanned: STEG 112, Efter STEG 5\n",
        steg.DRY,
    )
    assert rows(steg) == before
    assert steg(*HJO_INTO, "--yes") == (
        0,
        "municipality: Skövde\nplanned: STEG 112, Efter STEG 5\n",
        steg.undoable(22),
    )
    assert [row for row in rows(steg) if row[0] in ("Hjo", "Skövde")] == [
        ("Skövde", "STEG", 112),
        ("Skövde", "Efter STEG", 5),
    ]
    _, out, _ = steg("workplace", "list", "--format", "json")
    assert {row["municipality"] for row in json.loads(out)["rows"]} == {"Skövde"}
    steg("undo", "--yes")
    assert rows(steg) == before


def test_people_of_every_enrolment_come_along(steg: Steg) -> None:
    for who in ("1", "5"):
        steg("amend", who, "municipality", "Hjo")
    steg(
        *("enrol", "19991224-9811", "--name", "Dan Ceder", "--cohort", "STEG"),
        *("--municipality", "Tibro", "--status", "unemployed", "--long-term-unemployed"),
    )
    steg(*HJO_INTO, "--yes")
    assert [of(steg, who) for who in ("1", "2", "5")] == ["Skövde", "Tibro", "Tibro"]
    assert steg("amend", "5", "enrolment.1.municipality", "Skövde")[2] == (
        "Note: That is what it said already; nothing was changed.\n"
    )


def test_the_log_names_no_municipality_of_somebody_protected(steg: Steg, dump: Dump) -> None:
    for change in (
        ("edit", "Karlsborg", "--name", "Karlsborgs"),
        ("merge", "Karlsborgs", "--into", "Hjo", "--yes"),
    ):
        before = dump()
        code, _, err = steg("municipality", *change)
        assert (code, "come" in err) == (0, False)
        assert dump() != before
    # The log tells that the list changed, and of nobody who lives there.
    told = json.loads(steg("log", "--format", "json")[1])["rows"][:2]
    assert [(row["command"], row["summary"]) for row in told] == [
        ("municipality merge", ""),
        ("municipality edit", ""),
    ]
    assert {field["reference"] for row in told for field in row["fields"]} == {None}
    for words in (("log", "3"), ("undo", "--yes"), ("undo", "--yes")):
        code, out, err = steg(*words)
        assert (code, "Karlsborg" in out + err) == (0, False)
    assert of(steg, "3") == "Karlsborg"
    steg("municipality", "edit", "Tibro", "--name", "Tibros")
    told = json.loads(steg("log", "2", "--format", "json")[1])["rows"][0]
    assert (told["command"], told["summary"]) == ("municipality edit", "")


def test_a_merge_is_asked_about_first(steg: Steg, at_terminal: AtTerminal, dump: Dump) -> None:
    before = dump()
    assert steg(*HJO_INTO) == (
        2,
        "",
        "Error: This asks for a confirmation, and there is no terminal to ask on.\n"
        "Add --yes when you are sure.\n",
    )
    question = "Is everything in Hjo to be in Skövde, and Hjo to go from the list? [y/N]"
    terminal = at_terminal(*HJO_INTO)
    terminal.answer(question, "n\n")
    code, shown = terminal.finish()
    assert (code, shown.splitlines()[-1]) == (1, "Nothing was changed.")
    assert dump() == before
    terminal = at_terminal(*HJO_INTO)
    terminal.answer(question, "y\n")
    assert terminal.finish()[0] == 0
    assert "Hjo" not in [row[0] for row in rows(steg)]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "skövde"), 1, "There is already a municipality called Skövde."),
        (("add", " "), 1, "name: the text is missing."),
        (("add",), 2, "NAME is missing."),
        (("add", "Habo", "--planned", "3"), 2, "--project and --planned belong together."),
        (("add", "Habo", "--project", "STEG"), 2, "--project and --planned belong together."),
        (("add", "Habo", "--project", "STEK", "--planned", "3"), 1, "Did you mean STEG?"),
        (("add", "Habo", "--project", "STEG", "--planned", "-3"), 2, "-3 is not a whole number"),
        (("edit", "Hjo"), 1, "There is nothing to change."),
        (("edit", "Hjå", "--name", "Habo"), 1, "Did you mean Hjo?"),
        (
            ("edit", "Hjo", "--name", "TIBRO"),
            1,
            'To put the two together: steg municipality merge "Hjo" --into "Tibro"',
        ),
        (("edit", "Hjo", "--name", ""), 1, "name: the text is missing."),
        (("edit", "Hjo", "--project", "STEG"), 2, "--project and --planned belong together."),
        (("edit", "Hjo", "--project", "STEK", "--planned", "3"), 1, "Did you mean STEG?"),
        (("merge", "Hjo", "--into", "hjo", "--yes"), 1, "Hjo cannot be put into itself."),
        (("merge", "Hjo", "--into", "Skövda", "--yes"), 1, "Did you mean Skövde?"),
        (("merge", "Hja", "--into", "Skövde", "--yes"), 1, "Did you mean Hjo?"),
        (("merge", "Hjo"), 2, "--into is missing."),
        (("edit", "Hjo", "--into", "Tibro"), 2, "There is no option --into."),
        (("add", "Skövda"), 1, "There is already a municipality called Skövde. Is Skövda a slip"),
        (("add", "Skovde"), 1, "There is already a municipality called Skövde.\nChange it"),
        (("remove", "Skövde"), 1, "Skövde is in use: there are enrolments, workplaces with it."),
    ],
)
def test_what_cannot_be_is_refused(
    steg: Steg, dump: Dump, words: tuple[str, ...], code: int, said: str
) -> None:
    before = dump()
    done, out, err = steg("municipality", *words)
    assert (done, out) == (code, "")
    assert said in err
    assert dump() == before


NOT_THERE = (
    "Error: There is no municipality Skövda.\n"
    'Did you mean Skövde? If not, add it: steg municipality add "Skövda"\n'
)


@pytest.mark.parametrize(
    "words",
    [
        (
            *("enrol", "19930307-9827", "--name", "Y X", "--cohort", "STEG", "--disability"),
            *("--status", "unemployed", "--municipality", "Skövda"),
        ),
        ("amend", "1", "municipality", "Skövda"),
        ("amend", "3", "municipality", "Skövda"),
        ("amend", "1", "enrolment.1.municipality", "Skövda"),
        ("workplace", "add", "X", "--sector", "Arbetsmarknad", "--municipality", "Skövda"),
        ("workplace", "edit", "Solgården", "--municipality", "Skövda"),
    ],
)
def test_a_name_that_is_not_on_the_list_is_refused_with_the_nearest_one(
    steg: Steg, dump: Dump, words: tuple[str, ...]
) -> None:
    before = dump()
    assert steg(*words) == (1, "", NOT_THERE)
    assert dump() == before


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--ending", "3"), ("report",), ("report", "esf")], ids=" ".join
)
def test_who_looks_for_a_name_that_is_not_on_the_list_is_not_told_to_add_it(
    steg: Steg, words: tuple[str, ...]
) -> None:
    assert steg(*words, "--municipality", "Skövda") == (
        1,
        "",
        "Error: There is no municipality Skövda.\nDid you mean Skövde?\n",
    )


def test_an_empty_register_wants_its_municipalities_first(steg: Steg, here: object) -> None:
    path = f"{here}/empty.db"
    steg("--db", path, "init", "--empty")
    sector = ("--db", path, "sector", "add", "Omsorg")
    add = ("--db", path, "workplace", "add", "X", "--sector", "Omsorg", "--municipality", "Hjo")
    assert steg(*sector)[0] == 0
    assert steg(*add) == (
        1,
        "",
        "Error: There is no municipality Hjo.\n"
        'If it is spelt so, add it: steg municipality add "Hjo"\n'
        f"Type each command with the register: steg --db {path} …\n",
    )
    assert steg("--db", path, "municipality", "add", "Hjo")[0] == 0
    assert steg(*add)[0] == 0


HEADINGS = ("Personnr", "Namn", "Omgång", "Kommun", "Startdatum", "Status", "Långtidsarbetslös")


def test_a_list_with_a_name_that_is_not_there_is_refused_in_its_own_words(
    steg: Steg, save_list: SaveList, dump: Dump
) -> None:
    yes = ("STEG", "Skövda", "2021-03-01", "arbetslös", "ja")
    people = [
        ("860202-9806", "Åsa Öberg", *yes),
        ("860203-9805", "Bo Ek", "STEG", "sKÖVDE", *yes[2:]),
    ]
    save_list("lista.csv", [HEADINGS, *people])
    before = dump()
    code, out, err = steg("import", "lista.csv")
    assert (code, dump()) == (1, before)
    assert (
        "  lista row 2, Kommun “Skövda”: There is no municipality Skövda. Did you mean Skövde? "
    ) in out + err
    assert steg("import", "lista.csv", "--partly")[0] == 0
    assert steg("list", "--municipality", "Skövde", "--all", "--format", "json")[1].count("Bo Ek")


def test_a_list_hides_the_municipality_of_somebody_protected(
    steg: Steg, save_list: SaveList
) -> None:
    headings = ("Personnr", "Namn", "Kommun", "Skyddad identitet")
    save_list("lista.csv", [headings, ("720914-9819", "Zäta Qvarnskog", "Karlsbrg", "ja")])
    code, out, err = steg("import", "lista.csv")
    assert code == 1
    assert "Karlsb" not in out + err
    assert "lista row 2, Kommun: There is no municipality (protected)" in out + err


def test_a_workplace_of_a_list_lies_in_one_of_them(
    steg: Steg, save_list: SaveList, dump: Dump
) -> None:
    headings = ("Arbetsplats", "Sektor", "Kommun")
    save_list("Arbetsplatser.csv", [headings, ("Ekbacken", "Vård och omsorg", "Skövda")])
    before = dump()
    code, out, err = steg("import", "Arbetsplatser.csv", "--kind", "workplaces")
    assert (code, dump()) == (1, before)
    assert "Kommun “Skövda”: There is no municipality Skövda. Did you mean Skövde?" in out + err
    save_list("Arbetsplatser.csv", [headings, ("Ekbacken", "Vård och omsorg", "SKÖVDE")])
    assert steg("import", "Arbetsplatser.csv", "--kind", "workplaces")[0] == 0
    save_list("Arbetsplatser.csv", [headings, ("Ekbacken", "Vård och omsorg", "sKÖVDE")])
    _, out, _ = steg("import", "Arbetsplatser.csv", "--kind", "workplaces")
    assert "0 new, 1 unchanged, 0 changed" in out
