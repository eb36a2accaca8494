"""What would allow what a rule refused: see `errors.Remedy`."""

from __future__ import annotations

from steg_cli.programme.errors import Remedy

ANOTHER_NUMBER = Remedy("another number")
ANOTHER_NUMBER_OR_REASON = Remedy("another number or reason")
ANOTHER_STATUS_OR_REASON = Remedy("another status or reason")
A_GROUND_OR_REASON = Remedy("a ground or reason")
ANOTHER_STEP = Remedy("another step")
SKIPPING_FOR_A_REASON = Remedy("skipping for a reason")
GOING_BACK_FOR_A_REASON = Remedy("going back for a reason")
LEAVING_THE_PROGRAMME = Remedy("leaving the programme")
A_WORKPLACE = Remedy("a workplace")
AN_ORDINARY_WORKPLACE = Remedy("an ordinary workplace")
AN_ADAPTED_WORKPLACE = Remedy("an adapted workplace")
A_SECTOR_THAT_EMPLOYS = Remedy("a sector that employs")
THE_SECTORS_FIRST_DAY = Remedy("the sectors first day")
NO_PLAN = Remedy("no plan")
MONTHS_WITHIN_THE_LIMIT = Remedy("months within the limit")
A_MONTH_OR_MORE = Remedy("a month or more")
A_LATER_ENROLMENT = Remedy("a later enrolment")
A_LATER_FIRST_DAY = Remedy("a later first day")
A_LATER_STEP = Remedy("a later step")
A_LATER_LAST_DAY = Remedy("a later last day")
A_LATER_LEAVE = Remedy("a later leave")
A_LATER_PLAN = Remedy("a later plan")
A_DAY_THAT_HAS_COME = Remedy("a day that has come")
A_LATER_DECISION = Remedy("a later decision")
AFTER_THE_LAST_DECISION = Remedy("after the last decision")
A_FOLLOW_UP_THAT_HAS_COME = Remedy("a follow up that has come")
A_FOLLOW_UP_AFTER_LEAVING = Remedy("a follow up after leaving")
ANOTHER_FOLLOW_UP_DAY = Remedy("another follow up day")
