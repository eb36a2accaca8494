"""What the demo's story is made of: invented people, workplaces, and one person's planned way.

Everything is drawn from one seeded generator, and nothing here reads a clock, so that the same
seed and day tell the same story. The people and workplaces do not exist: names are put together
by chance, and identity numbers have the birth numbers 980–982 of Skatteverket's test numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TypeVar

from steg_cli.actions.advance import advance
from steg_cli.actions.convert import convert_people
from steg_cli.actions.enrol import Application
from steg_cli.actions.extend import extend
from steg_cli.actions.follow_up import follow_up
from steg_cli.actions.init import CARE
from steg_cli.actions.leave import leave
from steg_cli.actions.place import place
from steg_cli.actions.results import Done, Standings
from steg_cli.programme.codes import OUTCOMES, Education, LabourStatus, Outcome, Status
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.identity import Identity, Sex, luhn_digit, parse_identity
from steg_cli.programme.periods import (
    FOLLOW_UP_MONTHS,
    GIVEN_UP_MONTHS,
    add_months,
    last_day_of,
    whole_months,
)
from steg_cli.register.file import Register

LABOUR_MARKET, SCHOOLS = "Arbetsmarknad", "Barn och utbildning"

# The four municipalities of STEG, about in proportion to their size.
MUNICIPALITIES = {"Skövde": 59, "Mariestad": 26, "Töreboda": 10, "Gullspång": 5}

# Those of the sector Arbetsmarknad are adapted, the others ordinary.
WORKPLACES: dict[str, dict[str, str]] = {
    "Skövde": {
        LABOUR_MARKET: "AME Verkstaden, AME Trädgården, AME Caféet",
        SCHOOLS: "Förskolan Blåsippan, Förskolan Trollsländan, Förskolan Kottebo, "
        "Förskolan Regnstenen, Skolan Lärkan, Skolan Nattskärran, Skolan Kopparmåsen, "
        "Skolköket Timjan",
        CARE: "Äldreboendet Ekbacken, Äldreboendet Solgläntan, Äldreboendet Lingonstigen, "
        "Hemtjänsten Norra, Hemtjänsten Södra, Gruppboendet Fyrklövern, "
        "Dagverksamheten Kvarnhjulet",
    },
    "Mariestad": {
        LABOUR_MARKET: "AME Snickeriet, AME Återbruket",
        SCHOOLS: "Förskolan Snäckskalet, Skolan Storspoven, Skolköket Dragon",
        CARE: "Äldreboendet Vassviken, Äldreboendet Måsöga, Hemtjänsten Hamnen, "
        "Gruppboendet Ankaret",
    },
    "Töreboda": {
        LABOUR_MARKET: "AME Cykelstugan",
        SCHOOLS: "Förskolan Pråmen, Skolan Tofsvipan",
        CARE: "Äldreboendet Kanalrosen, Hemtjänsten Öster",
    },
    "Gullspång": {
        LABOUR_MARKET: "AME Vedgården",
        SCHOOLS: "Förskolan Forellen",
        CARE: "Äldreboendet Forsbruset, Hemtjänsten Väster",
    },
}

# How often, women's names, men's names, family names.
NAMES: tuple[tuple[int, str, str, str], ...] = (
    (
        30,
        "Anna Birgitta Camilla Elin Eva Frida Gunilla Helena Ingrid Jenny Karin Lena Malin Sofia",
        "Anders Bengt Christer Daniel Erik Fredrik Göran Henrik Jonas Kent Lars Mats Niklas Peter",
        "Alm Berglund Dahlgren Ekdahl Forsman Granlund Hagberg Kvist Lövgren Modig Nyberg Rask "
        "Stenvall Tallberg Viklund Åhlin",
    ),
    (
        16,
        "Amina Asha Ayaan Faduma Hodan Ifrah Sahra Yasmin Zamzam",
        "Abdi Ahmed Bashir Farah Guled Hassan Liban Mahad Yusuf",
        "Abdullahi Ali Dirie Farah Hersi Jama Mohamud Osman Warsame",
    ),
    (
        18,
        "Amal Dima Hala Lina Maryam Nour Rana Rima Samar",
        "Ammar Bassel Fadi Khaled Majd Omar Rami Samer Tarek",
        "Al-Ahmad Darwish Haddad Hamdan Kassem Khalil Mansour Nasser Saleh",
    ),
    (
        10,
        "Aida Amra Azra Edina Emina Jasmina Lejla Mirela",
        "Adnan Almir Damir Edin Emir Haris Mirza Senad",
        "Begić Delić Halilović Hodžić Kovačević Mehić Softić Suljić",
    ),
    (
        8,
        "Aino Helmi Kaisa Leena Marjatta Päivi Riitta Tuula",
        "Antti Heikki Jari Juha Kari Matti Pekka Timo",
        "Heikkinen Järvinen Korhonen Lahtinen Mäkelä Nieminen Saarinen Virtanen",
    ),
    (
        10,
        "Abeba Bisrat Feven Hiwet Luwam Saba Selam Winta",
        "Abel Amanuel Filmon Haben Merhawi Robel Samuel Yonas",
        "Berhane Gebremariam Haile Kidane Mehari Okbay Tekle Woldu",
    ),
    (
        8,
        "Azadeh Fatemeh Laleh Mina Nasrin Parisa Shirin Zahra",
        "Amir Behrouz Dariush Farhad Hamid Kaveh Mehdi Reza",
        "Ahmadi Ebrahimi Hosseini Jafari Karimi Moradi Rahimi Tehrani",
    ),
)

CONSULTANTS = ("Ylva Sandgren", "Jamal Nabavi", "Mirjam Höök", "Stellan Frid", "Saga Wallén")

# How many days people usually spend on each step before they are serviceassistent.
PACE = {
    "kartlaggning": (21, 42),
    "utredning": (28, 56),
    "arbetsprovning": (60, 100),
    "praktik": (50, 90),
    "utbildningspraktik": (70, 110),
}
SERVICE = "serviceassistent"
CLIMB = (*PACE, SERVICE)

STANDS: dict[Status, int] = {"unemployed": 7, "far-from-labour-market": 3}
EDUCATED: dict[Education, int] = {"compulsory": 10, "upper-secondary": 7, "tertiary": 2}

Command = Callable[..., object]
T = TypeVar("T")


@frozen
class Deed:
    """One command of the story on its day: an enrolment, or a command about one person or none."""

    day: date
    who: int | None
    command: Command | Application


@dataclass
class Story:
    """What is told so far. `deeds` are in order for each person, not for all together."""

    rng: Random
    today: date
    deeds: list[Deed] = field(default_factory=list)
    people: int = 0
    enrolled: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)

    def tell(self, day: date, who: int | None, command: Command | Application) -> None:
        """Add a command to the story."""
        self.deeds.append(Deed(day, who, command))
        if isinstance(command, Application):
            self.enrolled[command.cohort] += 1

    def deal(self, shares: dict[T, int], count: int) -> list[T]:
        """Return `count` things in these shares, as exactly as whole numbers can, in any order."""
        whole = sum(shares.values())
        dealt = [thing for thing, share in shares.items() for _ in range(count * share // whole)]
        dealt += list(shares)[: count - len(dealt)]
        self.rng.shuffle(dealt)
        return dealt

    def one_of(self, shares: dict[T, int]) -> T:
        """Return one thing, drawn by its share."""
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def day_between(self, first: date, last: date) -> date:
        """Return a Monday: that of the week of some day between these two."""
        return monday(first + timedelta(self.rng.randint(0, (last - first).days)))

    def percent(self) -> int:
        """Return how much of full time somebody works: mostly all of it."""
        return self.one_of({100: 16, 75: 3, 50: 1})

    def name(self, sex: Sex) -> str:
        """Return a name that nobody in the story has yet."""
        while True:
            _, women, men, family = self.rng.choices(NAMES, [group[0] for group in NAMES])[0]
            first = self.rng.choice((women if sex == "woman" else men).split())
            name = f"{first} {self.rng.choice(family.split())}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def identity(self, on: date, sex: Sex, *, coordinated: bool = False) -> Identity:
        """Return the number of somebody who is 18 to 62 years old on day `on`."""
        while True:
            birth = add_months(on, -12 * self.rng.randint(18, 62)) - timedelta(
                self.rng.randint(1, 364)
            )
            digits = f"{birth:%Y%m}{birth.day + 60 * coordinated:02}"
            tail = "981" if sex == "man" else self.rng.choice(("980", "982"))
            number = numbered(digits + tail)
            if number not in self.taken:
                self.taken.add(number)
                return parse_identity(number, on)

    def pace(self, to: str) -> list[int]:
        """Return how many days somebody spends on each step before the step `to`."""
        return [self.rng.randint(*PACE[step]) for step in CLIMB[: CLIMB.index(to)]]

    def enrol(
        self,
        on: date,
        cohort: str,
        municipality: str,
        *,
        sector: str = SCHOOLS,
        identity: Identity | None = None,
        status: Status | None = None,
        protected: bool = False,
        exception: str | None = None,
        percent: int = 100,
    ) -> Career:
        """Enrol somebody new on day `on`, and return their way from there."""
        rng = self.rng
        sex: Sex = identity.sex if identity else rng.choices(("woman", "man"), (58, 42))[0]
        coordinated = on.year >= 2017 and rng.random() < 0.03
        long_term = on.year == 2016 or rng.random() < 0.85
        drawn_status, education = self.one_of(STANDS), self.one_of(EDUCATED)
        stands = status or drawn_status
        labour_status, since = before(on, self.people, stands, long_term=long_term)
        application = Application(
            identity=identity or self.identity(on, sex, coordinated=coordinated),
            name=self.name(sex),
            cohort=cohort,
            municipality=municipality,
            status=stands,
            on=on,
            disability=not long_term or rng.random() < 0.2,
            long_term_unemployed=long_term,
            consultant=rng.choice(CONSULTANTS),
            education=education,
            protected=protected,
            exception=exception,
            labour_status=labour_status,
            unemployed_since=since,
        )
        self.people += 1
        self.tell(on, self.people, application)
        return Career(self, self.people, application, on, sector, percent)


@dataclass
class Career:
    """One person's planned career. Each method tells what happens next, and moves `day` there.

    `since` and `planned` are the first and last day of the person's period, when there is one.
    """

    story: Story
    who: int
    application: Application
    day: date
    sector: str
    percent: int = 100
    workplace: str = ""
    since: date | None = None
    planned: date | None = None

    def tell(self, day: date, command: Command | Application) -> None:
        """Let `command` happen to this person on `day`."""
        self.story.tell(day, self.who, command)
        self.day = day

    def draw_workplace(self, sector: str) -> str:
        """Choose a workplace of a sector in the person's municipality: another one, if it can.

        Of those, one where the fewest have been, so that people are spread over them.
        """
        names = WORKPLACES[self.application.municipality][sector].split(", ")
        names = [name for name in names if name != self.workplace] or names
        self.story.rng.shuffle(names)
        self.workplace = min(names, key=self.story.placed.__getitem__)
        self.story.placed[self.workplace] += 1
        return self.workplace

    def climb(
        self,
        pace: list[int],
        *,
        on: date | None = None,
        months: int = 12,
        until: date | None = None,
    ) -> Career:
        """Climb one step after each number of days in `pace`, and the last of them on day `on`.

        Steps begin on Mondays otherwise. `months` or `until` plan the period, if it comes so far.
        """
        day = self.day
        for number, days in enumerate(pace, 1):
            day += timedelta(days)
            exactly = on if number == len(pace) else None
            self._begin(CLIMB[number], exactly or monday(day), months=months, until=until)
        return self

    def _begin(self, step: str, day: date, *, months: int, until: date | None) -> None:
        if step == "arbetsprovning":
            self._begin_work(day)
        elif step == "praktik":
            workplace = self.draw_workplace(self.sector)
            self.tell(day, partial(advance, workplace=workplace))
        elif step == SERVICE:
            self.serve(day, months=months, until=until, move=self.story.rng.random() < 0.2)
        else:
            self.tell(day, advance)

    def _begin_work(self, day: date) -> None:
        workplace = self.draw_workplace(LABOUR_MARKET)
        if self.percent == 100:
            self.tell(day, partial(advance, workplace=workplace))
            return
        # Only a placement of its own can be told the percentage, and who looks after the person.
        self.tell(day, advance)
        supervisor = self.story.rng.choice(CONSULTANTS)
        part_time = partial(place, workplace=workplace, percent=self.percent, supervisor=supervisor)
        self.tell(day, part_time)

    def serve(
        self,
        on: date,
        *,
        months: int = 12,
        until: date | None = None,
        move: bool = True,
        exception: str | None = None,
    ) -> Career:
        """Become serviceassistent, at another workplace if `move`."""
        begin = partial(
            advance,
            to=SERVICE if exception else None,
            months=None if until else months,
            until=until,
            workplace=self.draw_workplace(self.sector) if move else None,
            decided_by=self.application.consultant,
            exception=exception,
        )
        self.tell(on, begin)
        self.since, self.planned = on, until or last_day_of(on, months)
        return self

    def extend(self, months: int = 12) -> Career:
        """Extend the period six weeks before it ends: one plus one year."""
        assert self.since
        assert self.planned
        longer = partial(extend, months=months, decided_by=self.application.consultant)
        self.tell(self.planned - timedelta(42), longer)
        self.planned = last_day_of(self.since, whole_months(self.since, self.planned) + months)
        return self

    def renew(self, months: int) -> Career:
        """Begin a new period, at the same workplace, the day after the one before it ends."""
        assert self.planned
        on = self.planned + timedelta(1)
        by = self.application.consultant
        self.tell(on, partial(advance, to=SERVICE, months=months, decided_by=by))
        self.since, self.planned = on, last_day_of(on, months)
        return self

    def move(self, on: date) -> Career:
        """Change to another workplace of the same sector, if there is one."""
        before, workplace = self.workplace, self.draw_workplace(self.sector)
        if workplace != before:
            self.tell(on, partial(place, workplace=workplace, percent=self.percent))
        return self

    def convert(self, on: date, *, weekends: bool) -> Career:
        """Become enhetsassistent, alone."""
        self.tell(on, partial(convert_one, weekends=weekends))
        return self

    def leave(
        self, on: date, to: Outcome, *, qualification: bool = False, asked: bool | None = None
    ) -> None:
        """Leave on the last day `on`, and be `asked` six months later how it went.

        Most are, if it is not said, and of those who left lately all.
        """
        self.tell(on, partial(leave, to=to, qualification=qualification))
        rng = self.story.rng
        if asked is None:
            lately = on > add_months(self.story.today, -FOLLOW_UP_MONTHS - GIVEN_UP_MONTHS)
            asked = rng.random() < 0.85 or lately
        if asked:
            status = to if rng.random() < 0.8 else rng.choice(OUTCOMES)
            then = add_months(on, FOLLOW_UP_MONTHS) - timedelta(rng.randint(0, 20))
            self.tell(then, partial(follow_up, status=status))

    def come_back(self, on: date, cohort: str) -> Career:
        """Be enrolled again after having left."""
        self.tell(on, replace(self.application, on=on, cohort=cohort))
        return self

    def stop(self, outcome: Outcome) -> None:
        """Leave some weeks into the step."""
        self.leave(self.day + timedelta(self.story.rng.randint(10, 50)), outcome)

    def serve_out(self, more: int, outcome: Outcome) -> None:
        """Extend the period by `more` months, go to its end or nearly, and leave to `outcome`.

        On the planned last day at the latest, so that nobody is overdue or ends today by chance.
        """
        rng = self.story.rng
        assert self.since
        if rng.random() < 0.15:
            self.move(monday(self.since + timedelta(rng.randint(60, 200))))
        if more:
            self.extend(more)
        assert self.planned
        early = rng.randint(20, 110) if rng.random() < 0.2 else 0
        self.leave(self.planned - timedelta(early), outcome, qualification=rng.random() < 0.5)


def convert_one(register: Register, who: str, today: date, *, weekends: bool) -> Done[Standings]:
    """Convert one person to enhetsassistent today."""
    return convert_people(register, [who], today, weekends=weekends)


def before(
    on: date, number: int, status: Status, *, long_term: bool
) -> tuple[LabourStatus, date | None]:
    """Return what somebody was on the labour market before day `on`, and unemployed since when.

    It follows from what else is told of the person, who is the `number`th in the story.
    """
    if status == "unemployed":
        return "unemployed", add_months(on, -(13 + number % 12 if long_term else 2 + number % 4))
    return "inactive" if status == "far-from-labour-market" else "employed", None


def monday(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(day.weekday())


def numbered(eleven: str) -> str:
    """Return eleven digits of an identity number with their check digit."""
    return f"{eleven}{luhn_digit(eleven[2:])}"
