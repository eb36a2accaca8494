"""Reading what surrounds the people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from steg_cli.actions.init import init
from steg_cli.actions.municipalities import add_municipality, edit_municipality
from steg_cli.actions.surroundings import (
    COHORT,
    CONTACT,
    POST,
    PROJECT,
    SECTOR,
    WORKPLACE,
    Typed,
    add,
    set_setting,
)
from steg_cli.programme.errors import NotFound, StegError
from steg_cli.programme.ladder import DEFAULT_LADDER, Ladder, Step
from steg_cli.programme.periods import MonthLimit
from steg_cli.programme.workplace import Sector, Workplace
from steg_cli.register.file import Register, open_register
from steg_cli.register.surroundings import (
    Cohort,
    Contact,
    Municipality,
    Post,
    Project,
    cohorts,
    contacts,
    day_from,
    find_cohort,
    find_contact,
    find_municipality,
    find_post,
    find_project,
    find_sector,
    find_workplace,
    ladder_of,
    municipalities,
    municipality_named,
    posts,
    projects,
    sectors,
    setting,
    step_labels,
    workplaces,
)

D = date.fromisoformat
TODAY = D("2024-01-15")

PILOT = Cohort(1, "Pilot 2016", 25, D("2016-01-01"), D("2016-12-31"), None)
STEG = Cohort(2, "STEG", 230, D("2019-04-01"), D("2022-03-31"), "STEG")
STEG_PROJECT = Project(
    id=1,
    name="STEG",
    number="2018/00439",
    region="Västsverige",
    owner="Mariestads kommun",
    partners="Skövde, Töreboda, Gullspång, Arbetsförmedlingen",
    objective="2.1",
    first_day=D("2019-04-01"),
    last_day=D("2022-03-31"),
    programme="2014-2020",
    analysis_until=None,
    implementation_until=None,
    keep_until=None,
    planned=230,
    budget=25_945_842,
    granted=12_190_112,
    reported_cost=0,
    contact=None,
    email=None,
)
AME = Sector(1, "Arbetsmarknad", None)
SCHOOLS = Sector(2, "Barn och utbildning", None)
CARE = Sector(3, "Vård och omsorg", D("2023-01-01"))
SNICKERIET = Workplace(1, "Snickeriet", AME, "Skövde", True, None, None, None)
SOLGARDEN = Workplace(2, "Solgården", CARE, "Skövde", False, None, None, None)
BJORKSKOLAN = Workplace(3, "Björkskolan", SCHOOLS, "Skövde", False, None, None, None)

Find = Callable[[Register, str], object]


def told(error: StegError) -> tuple[str, str]:
    return str(error), error.hint.format(**error.values)


def test_what_init_founded_is_read_as_it_was_meant(register: Register) -> None:
    assert ladder_of(register) == DEFAULT_LADDER
    assert cohorts(register) == [PILOT, STEG]
    assert projects(register) == [STEG_PROJECT]
    assert sectors(register) == [AME, SCHOOLS, CARE]
    assert workplaces(register) == [BJORKSKOLAN, SNICKERIET, SOLGARDEN]


def test_an_empty_register_has_its_ladder_alone(tmp_path: Path) -> None:
    init(tmp_path / "steg.db", TODAY, empty=True)
    with open_register(tmp_path / "steg.db") as register:
        assert ladder_of(register) == DEFAULT_LADDER
        assert (cohorts(register), projects(register)) == ([], [])
        assert (sectors(register), workplaces(register)) == ([], [])
        assert municipalities(register) == []


def test_another_municipalitys_ladder_is_read_as_it_was_given(tmp_path: Path) -> None:
    ladder = Ladder(
        (
            Step("start", "start", "start", "ame"),
            Step("prova", "pröva", "try", "adapted"),
            Step("jobb", "jobb", "job", "ordinary", "AME", MonthLimit(6, 9), "BEA"),
            Step("egen", "egen", "own", "ordinary", "sector", None, "AB", own_sector=True),
        )
    )
    init(tmp_path / "steg.db", TODAY, ladder=ladder)
    with open_register(tmp_path / "steg.db") as register:
        assert ladder_of(register) == ladder
        assert step_labels(register, "sv") == {
            "start": "start",
            "prova": "pröva",
            "jobb": "jobb",
            "egen": "egen",
        }
        assert step_labels(register, "en") == {
            "start": "start",
            "prova": "try",
            "jobb": "job",
            "egen": "own",
        }


def test_cohorts_come_in_order_of_time_those_without_days_last(register: Register) -> None:
    add(register, COHORT, "Utan dagar", {}, TODAY)
    add(register, COHORT, "Ännu senare", {"first_day": D("2025-01-01")}, TODAY)
    add(register, COHORT, "Före", {"last_day": D("2010-01-01")}, TODAY)
    add(register, COHORT, "Hösten", {"first_day": D("2018-08-01"), "project": "steg"}, TODAY)
    assert [(cohort.name, cohort.project) for cohort in cohorts(register)] == [
        ("Pilot 2016", None),
        ("Hösten", "STEG"),
        ("STEG", "STEG"),
        ("Ännu senare", None),
        ("Före", None),
        ("Utan dagar", None),
    ]


def test_a_workplace_is_read_with_everything_about_it(register: Register) -> None:
    add(
        register,
        WORKPLACE,
        "Ekbacken",
        {
            "sector": "vård och omsorg",
            "municipality": "Tibro",
            "adapted": False,
            "manager": "Eva Ek",
            "manager_email": "eva@example.org",
            "places": 4,
        },
        TODAY,
    )
    ekbacken = Workplace(4, "Ekbacken", CARE, "Tibro", False, "Eva Ek", "eva@example.org", 4)
    assert find_workplace(register, "EKBACKEN") == ekbacken
    assert workplaces(register) == [BJORKSKOLAN, ekbacken, SNICKERIET, SOLGARDEN]


def test_municipalities_come_by_name_with_their_plans_in_the_order_of_the_projects(
    tmp_path: Path,
) -> None:
    init(tmp_path / "steg.db", TODAY, empty=True)
    with open_register(tmp_path / "steg.db") as register:
        for project in ("STEG", "Efter STEG"):
            add(register, PROJECT, project, {}, TODAY)
        add_municipality(register, "Tibro", TODAY, plan=("efter steg", 7))
        edit_municipality(register, "Tibro", TODAY, plan=("STEG", 12))
        add_municipality(register, "Hjo", TODAY)
        assert municipalities(register) == [
            Municipality(2, "Hjo", {}),
            Municipality(1, "Tibro", {"STEG": 12, "Efter STEG": 7}),
        ]
        assert list(municipalities(register)[1].planned) == ["STEG", "Efter STEG"]


def test_posts_and_contacts_come_by_name_with_everything_about_them(register: Register) -> None:
    about: dict[str, Typed | None] = {
        "tasks": "disk",
        "relieves": "kockar",
        "workplace": "solgården",
        "places": 2,
    }
    approval: dict[str, Typed | None] = {
        "approved_on": D("2023-12-01"),
        "approved_by": "Nämnden",
        "approval": "AMN 7",
    }
    add(register, POST, "Måltidsvärd", {**about, **approval}, TODAY)
    add(register, POST, "Lekvärd", about, TODAY)
    lekvard = Post(2, "Lekvärd", "disk", "kockar", "Solgården", 2, None, None, None)
    maltidsvard = Post(
        *(1, "Måltidsvärd", "disk", "kockar", "Solgården", 2),
        *(D("2023-12-01"), "Nämnden", "AMN 7"),
    )
    assert posts(register) == [lekvard, maltidsvard]
    assert find_post(register, "MÅLTIDSVÄRD") == maltidsvard

    role: dict[str, Typed | None] = {"role": "enhetschef", "organisation": "Vård och omsorg"}
    add(register, CONTACT, "Ulla Ek", {**role, "email": "u@x.se", "project": "steg"}, TODAY)
    add(register, CONTACT, "Bo Ek", role, TODAY)
    bo = Contact(2, "Bo Ek", "enhetschef", "Vård och omsorg", None, None)
    ulla = Contact(1, "Ulla Ek", "enhetschef", "Vård och omsorg", "u@x.se", "STEG")
    assert contacts(register) == [bo, ulla]
    assert find_contact(register, "ulla ek") == ulla


def test_a_setting_is_its_default_until_it_is_set(register: Register) -> None:
    assert (setting(register, "remind.months"), setting(register, "language")) == ("3", "")
    set_setting(register, "remind.months", "06", TODAY)
    assert setting(register, "remind.months") == "6"


@pytest.mark.parametrize(
    ("find", "name", "found"),
    [
        (find_cohort, "STEG", STEG),
        (find_cohort, "steg", STEG),
        (find_cohort, " pilot  2016 ", PILOT),
        (find_project, "Steg", STEG_PROJECT),
        (find_sector, "VÅRD OCH OMSORG", CARE),
        (find_sector, "Va\u030ard och omsorg", CARE),
        (find_workplace, "solgården", SOLGARDEN),
        (find_municipality, " skövde", Municipality(2, "Skövde", {})),
    ],
)
def test_things_are_found_by_name_whatever_the_case(
    register: Register, find: Find, name: str, found: object
) -> None:
    assert find(register, name) == found


@pytest.mark.parametrize(
    ("find", "name", "sentence", "hint"),
    [
        (find_cohort, "STEGG", "There is no cohort STEGG.", "Did you mean STEG?"),
        (find_cohort, "pilot", "There is no cohort pilot.", "Did you mean Pilot 2016?"),
        (
            find_cohort,
            "Våren",
            "There is no cohort Våren.",
            "steg cohort list shows those there are.",
        ),
        (find_cohort, "", "There is no cohort .", "steg cohort list shows those there are."),
        (
            find_project,
            "Annat",
            "There is no project Annat.",
            "steg project list shows those there are.",
        ),
        (
            find_sector,
            "Vård",
            "There is no sector Vård.",
            "Did you mean Vård och omsorg?",
        ),
        (
            find_workplace,
            "Solgårdn",
            "There is no workplace Solgårdn.",
            "Did you mean Solgården?",
        ),
        (
            find_municipality,
            "Skövda",
            "There is no municipality Skövda.",
            'Did you mean Skövde? If not, add it: steg municipality add "Skövda"',
        ),
        (
            find_municipality,
            "Arjeplog",
            "There is no municipality Arjeplog.",
            'If it is spelt so, add it: steg municipality add "Arjeplog"',
        ),
        (
            municipality_named,
            "Arjeplog",
            "There is no municipality Arjeplog.",
            "steg municipality list shows those there are.",
        ),
        (find_post, "X", "There is no post X.", "Add it first: steg post add --help"),
        (find_contact, "X", "There is no contact X.", "Add it first: steg contact add --help"),
        (
            find_workplace,
            "X",
            "There is no workplace X.",
            "steg workplace list shows those there are.",
        ),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(
    register: Register, find: Find, name: str, sentence: str, hint: str
) -> None:
    with pytest.raises(NotFound) as raised:
        find(register, name)
    assert told(raised.value) == (sentence, hint)


def test_sectors_and_projects_come_in_their_orders(register: Register) -> None:
    add(register, SECTOR, "Teknik", {"employs_from": D("2025-01-01")}, TODAY)
    add(register, PROJECT, "Efter STEG", {"budget": 1}, TODAY)
    assert [(sector.name, sector.employs_from) for sector in sectors(register)] == [
        ("Arbetsmarknad", None),
        ("Barn och utbildning", None),
        ("Teknik", D("2025-01-01")),
        ("Vård och omsorg", D("2023-01-01")),
    ]
    assert [project.name for project in projects(register)] == ["STEG", "Efter STEG"]


@pytest.mark.parametrize(("text", "day"), [(None, None), ("2024-02-29", D("2024-02-29"))])
def test_a_stored_day_is_read_back(text: str | None, day: date | None) -> None:
    assert day_from(text) == day
