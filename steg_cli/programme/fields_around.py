"""The fields of what surrounds people, and of what only reports and results show."""

from __future__ import annotations

from steg_cli.programme.also import FIRST_DAY, LAST_DAY, PLACE
from steg_cli.programme.choices import (
    AGREEMENT,
    ERASURE,
    KEPT,
    KEPT_BY,
    PAYER,
    PROGRAMME,
    STATE,
    WHAT,
)
from steg_cli.programme.days import read_day, read_last_day
from steg_cli.programme.errors import N_
from steg_cli.programme.field import Field
from steg_cli.programme.periods import MOST_MONTHS
from steg_cli.programme.values import (
    ANY,
    CROWNS,
    read_address,
    read_as_it_is,
    read_flag,
    read_part,
    read_text,
    whole_number,
)

AMOUNT = whole_number(0, ANY)
PLACES = whole_number(1, 10**6)  # of a post
MONTHS = whole_number(1, MOST_MONTHS)

# fmt: off
OPEN_UNTIL = Field("open_until", N_("open until"), read_last_day, ("öppen t.o.m.",), clears=True)
WORKPLACE = (
    Field(
        "workplace", N_("workplace"), read_text, (*PLACE, "namn", "name"),
        explained=N_("What it is called, each name once."),
    ),
    Field(
        "sector", N_("sector"), read_text, ("förvaltning", "verksamhet", "department"),
        explained=N_("The sector, as steg sector list calls it."),
    ),
    Field("municipality", N_("municipality"), read_text, ("ort",), explained=N_("Where it is.")),
    Field(
        "adapted", N_("adapted"), read_flag, ("anpassad verksamhet",),
        explained=N_("Yes for the labour market unit's own adapted operations."),
    ),
    Field(
        "manager", N_("manager"), read_text, ("enhetschef", "ansvarig", "kontaktperson"),
        clears=True,
        explained=N_("Who manages it."),
    ),
    Field(
        "manager_email", N_("manager's e-mail"), read_address,
        (
            *("e-post", "epost", "mejl", "mail", "e-mail", "chefens epost", "e-post chef"),
            *("e-postadress", "mejladress", "mailadress", "e-mailadress", "chefens mejl"),
        ),
        clears=True,
        explained=N_("Where reminders of the manager's cases can go."),
    ),
    Field(
        "places", N_("places"), AMOUNT, ("antal platser",),
        number=True, clears=True,
        explained=N_("How many people can be there at once."),
    ),
    OPEN_UNTIL,
)
MUNICIPALITY = (
    Field("municipality", N_("municipality"), read_text, ("kommun", "namn", "name")),
    Field("project", N_("project"), read_text),
    Field("planned", N_("planned"), AMOUNT, number=True),
)
POST = (
    Field("title", N_("title"), read_text, ("titel", "tjänst", "namn", "name")),
    Field("tasks", N_("tasks"), read_text, ("arbetsuppgifter",)),
    Field("relieves", N_("relieves"), read_text, ("avlastar",)),
    Field("workplace", N_("workplace"), read_text, PLACE),
    Field("places", N_("places"), PLACES, ("antal platser",), number=True),
    Field("approved_on", N_("approved on"), read_day, clears=True),
    Field("approved_by", N_("approved by"), read_text, clears=True),
    Field("approval", N_("approval's reference"), read_text, ("dnr", "diarienummer"), clears=True),
)
CONTACT = (
    Field("contact", N_("contact"), read_text, ("kontakt", "namn", "name")),
    Field("role", N_("role"), read_text, ("roll", "funktion")),
    Field("organisation", N_("organisation"), read_text, ("organisation",)),
    Field("email", N_("e-mail"), read_address, ("e-post", "epost", "mejl"), clears=True),
    Field("project", N_("project"), read_text, clears=True),
)
SECTOR = (
    Field("sector", N_("sector"), read_text, ("namn", "name", "förvaltning")),
    Field("employs_from", N_("employs its own from"), read_day, clears=True),
)
COHORT = (
    Field("cohort", N_("cohort"), read_text, ("namn", "name", "grupp", "group")),
    Field(
        "planned", N_("planned"), AMOUNT, ("antal platser", "planerat antal"),
        number=True, clears=True,
    ),
    Field("first_day", N_("first day"), read_day, FIRST_DAY, clears=True),
    Field("last_day", N_("last day"), read_last_day, LAST_DAY, clears=True),
    Field("project", N_("project"), read_text, clears=True),
    OPEN_UNTIL,
)
PROJECT = (
    Field("project", N_("project"), read_text, ("namn", "name")),
    Field("number", N_("number"), read_text, clears=True),
    Field("region", N_("region"), read_text, clears=True),
    Field("owner", N_("owner"), read_text, clears=True),
    Field("partners", N_("partners"), read_text, clears=True),
    Field("objective", N_("objective"), read_text, clears=True),
    Field("first_day", N_("first day"), read_day, FIRST_DAY, clears=True),
    Field("last_day", N_("last day"), read_last_day, LAST_DAY, clears=True),
    Field("programme", N_("programme"), PROGRAMME, clears=True),
    Field("analysis_until", N_("analysis until"), read_last_day, clears=True),
    Field("implementation_until", N_("implementation until"), read_last_day, clears=True),
    Field("keep_until", N_("kept until"), read_last_day, clears=True),
    Field("planned", N_("planned"), AMOUNT, number=True, clears=True),
    Field("budget", N_("budget"), CROWNS, number=True, clears=True),
    Field("granted", N_("granted"), CROWNS, number=True, clears=True),
    Field("reported_cost", N_("reported cost"), CROWNS, number=True, clears=True),
    Field("contact", N_("contact"), read_text, clears=True),
    Field("email", N_("e-mail"), read_address, clears=True),
)
STEP = (
    Field("code", N_("code"), read_text),
    Field("swedish", N_("in Swedish"), read_text),
    Field("english", N_("in English"), read_text),
    Field("location", N_("where"), read_part),
    Field("payer", N_("payer"), PAYER),
    Field("least_months", N_("least months"), MONTHS, number=True),
    Field("most_months", N_("most months"), MONTHS, number=True),
    Field("agreement", N_("agreement"), AGREEMENT),
    Field("own_sector", N_("only where the sector employs"), read_flag),
    Field("training", N_("training"), read_flag),
)
SETTING = (
    Field("key", N_("setting"), read_part),
    Field("value", N_("value"), read_as_it_is),
    Field("meaning", N_("meaning")),
)
RATE = (
    Field("key", N_("setting"), read_part),
    Field("first_day", N_("first day"), read_day, FIRST_DAY),
    Field("amount", N_("amount"), read_text, number=True),
)
HOLD = (
    Field("reason", N_("reason"), read_text, masked=True),
    Field("day", N_("day"), read_day),
)
RETENTION_RULE = (
    Field("kept", N_("what is kept"), KEPT),
    Field("years", N_("years"), whole_number(0, 200), number=True),
    Field("decision", N_("decision's reference"), read_text),
    Field("decided_on", N_("decided on"), read_day),
)
# What only reports and results show.
REPORT = (
    Field("active", N_("active"), number=True),
    Field("after", N_("now")),
    Field("at", N_("when")),
    Field("at_12_months", N_("at 12 months"), number=True),
    Field("attempts", N_("attempts"), number=True),
    Field("before", N_("before")),
    Field("by", N_("by")),
    Field("can_be_extended", N_("can be extended"), number=True),
    Field("cases", N_("cases"), number=True),
    Field("change", N_("change"), number=True),
    Field("cohorts", N_("cohorts")),
    Field("command", N_("command")),
    Field("completed_training", N_("completed training"), number=True),
    Field("converted", N_("converted"), number=True),
    Field("days_in_3_years", N_("days in 3 years"), number=True),
    Field("days_in_5_years", N_("days in 5 years"), number=True),
    Field("days_left", N_("days left"), number=True),
    Field("due", N_("due")),
    Field("employer", N_("employer"), masked=True),
    Field("enrolled", N_("enrolled"), number=True),
    Field("explanation", N_("explanation")),
    Field("field", N_("field")),
    Field("fields", N_("before > now")),
    Field("fixed_term_days", N_("fixed-term days"), number=True),
    Field("free", N_("free"), number=True),
    Field("gone", N_("goes for ever")),
    Field("gross", N_("gross cost"), number=True),
    Field("ground", N_("why"), ERASURE),
    Field("group", N_("group"), masked=True),
    Field("indicator", N_("indicator")),
    Field("kept_by", N_("kept by"), KEPT_BY),
    Field("kept_until", N_("kept until")),
    Field("left", N_("left"), number=True),
    Field("left_on", N_("left on")),
    Field("left_from", N_("left from it"), number=True),
    Field("may_have_arrived", N_("may have arrived")),
    Field("median_days_on", N_("days on it (median)"), number=True),
    Field("median_days_to", N_("days to it (median)"), number=True),
    Field("men", N_("men"), number=True),
    Field("month", N_("month")),
    Field("months", N_("months"), number=True),
    Field("months_in_all", N_("months in all"), number=True),
    Field("months_in_3_years", N_("months in 3 years"), number=True),
    Field("months_in_5_years", N_("months in 5 years"), number=True),
    Field("months_left_to_extend", N_("can be extended by"), number=True),
    Field("municipalities", N_("municipalities"), number=True),
    Field("net", N_("net cost"), number=True),
    Field("notes", N_("notes"), masked=True),
    Field("notice_by", N_("notice by")),
    Field("on_now", N_("on it now"), number=True),
    Field("outcomes", N_("left to")),
    Field("past_since", N_("past since")),
    Field("path", N_("register")),
    Field("people", N_("people")),
    Field("periods_ending", N_("periods ending"), number=True),
    Field("person_months", N_("person-months"), number=True),
    Field("places_free", N_("places free"), number=True),
    Field("posts_free", N_("posts with a free place"), number=True),
    Field("posts_if_extended", N_("posts paid if all are extended"), number=True),
    Field("posts_if_nothing", N_("posts paid if nothing is decided"), number=True),
    Field("reached", N_("reached"), number=True),
    Field("reads", N_("reads"), number=True),
    Field("recipient", N_("recipient")),
    Field("result", N_("result")),
    Field("reversed", N_("change")),
    Field("rows", N_("rows"), number=True),
    Field("sectors", N_("sectors")),
    Field("sent_at", N_("sent")),
    Field("share", N_("share (%)"), number=True),
    Field("share_men", N_("men (%)"), number=True),
    Field("share_women", N_("women (%)"), number=True),
    Field("skipped", N_("skipped"), number=True),
    Field("state", N_("state"), STATE),
    Field("stepped_back", N_("stepped back"), number=True),
    Field("steps", N_("on each step")),
    Field("subject", N_("subject")),
    Field("summary", N_("what")),
    Field("support", N_("wage support"), number=True),
    Field("supports_ending", N_("supports ending"), number=True),
    Field("taken", N_("taken"), number=True),
    Field("total", N_("total"), number=True),
    Field("tried_at", N_("tried")),
    Field("twelve_months_passed", N_("12 months passed")),
    Field("undecided", N_("undecided"), number=True),
    Field("undone", N_("undone")),
    Field("unknown", N_("unknown"), number=True),
    Field("waiting", N_("waiting"), number=True),
    Field("what", N_("what ends"), WHAT),
    Field("women", N_("women"), number=True),
)
# fmt: on
