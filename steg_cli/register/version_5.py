"""What version 5 of the file adds: what reports to the fund, to HR and about costs ask.

What somebody was on the labour market on the first day, and since when; which notice was given of
a period's end; the programme and the phases of a project; wages and on-costs from a day on. See
`migrations`.
"""

from __future__ import annotations

from steg_cli.programme.codes import LABOUR_STATUSES, PROGRAMMES
from steg_cli.register.schema import day, day_or_null
from steg_cli.register.version_4 import LOGGED_4, UNIQUE_4

_LABOUR_STATUSES = ", ".join(f"'{code}'" for code in LABOUR_STATUSES)
_PROGRAMMES = ", ".join(f"'{code}'" for code in PROGRAMMES)

TABLES_5 = (
    "ALTER TABLE enrolment ADD COLUMN labour_status TEXT "
    f"CHECK (labour_status IN ({_LABOUR_STATUSES}))",
    f"ALTER TABLE enrolment ADD COLUMN {day_or_null('unemployed_since')}",
    # The planned last day that notice was given of; it counts while the stay still has that one.
    f"ALTER TABLE stay ADD COLUMN {day_or_null('notice_of')}",
    f"ALTER TABLE stay ADD COLUMN {day_or_null('notice_given')}",
    f"ALTER TABLE stay ADD COLUMN {day_or_null('union_notified')}",
    f"ALTER TABLE project ADD COLUMN programme TEXT CHECK (programme IN ({_PROGRAMMES}))",
    f"ALTER TABLE project ADD COLUMN {day_or_null('analysis_until')}",
    f"ALTER TABLE project ADD COLUMN {day_or_null('implementation_until')}",
    # The wage of a step in SEK a month (`wage.` and the step's code), or on-costs in percent of
    # the wage (`on-costs`), from a day on: a decimal number as text.
    f"""CREATE TABLE rate (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        {day("first_day")},
        amount TEXT NOT NULL,
        UNIQUE (key, first_day)
    ) STRICT""",
)

LOGGED_5 = LOGGED_4 | {"rate": "NULL"}
UNIQUE_5 = UNIQUE_4 | {"rate": "key = NEW.key AND first_day = NEW.first_day"}
