"""How the keyboard words what would allow what was refused.

A correction and a list have words of their own: there an exception is a field or a column.
"""

from __future__ import annotations

from collections.abc import Mapping

from steg_cli.programme import remedies as r
from steg_cli.programme.errors import N_, Remedy

TYPED: Mapping[Remedy, str] = {
    r.ANOTHER_NUMBER: N_(
        "Write YYMMDD-NNNN, YYYYMMDD-NNNN or twelve digits. Somebody without a number is "
        "enrolled with --other-id, --birth-year and --sex."
    ),
    r.ANOTHER_PERSON: N_(
        "If it is the same person: steg amend {reference} identity NUMBER. If it is somebody else, "
        "enrol with --another-person."
    ),
    r.ANOTHER_NUMBER_OR_REASON: N_(
        'Check the number and the day, or record why: --exception "the reason".'
    ),
    r.ANOTHER_STATUS_OR_REASON: N_(
        'If --status is wrong, correct it; otherwise record why: --exception "the reason".'
    ),
    r.A_GROUND_OR_REASON: N_(
        'Add --disability or --long-term-unemployed, or record why: --exception "the reason".'
    ),
    r.ANOTHER_STEP: N_(
        "Name another step with --to; steg show {reference} tells the next one. Its planned last "
        "day is moved with steg extend {reference} --until DAY"
    ),
    r.SKIPPING_FOR_A_REASON: N_('Skipping a step is an exception: add --exception "the reason".'),
    r.GOING_BACK_FOR_A_REASON: N_('Going back is an exception: add --exception "the reason".'),
    r.UNTRAINED_FOR_A_REASON: N_(
        "Leave out --not-completed if it was completed; otherwise it is an exception: "
        'add --exception "the reason".'
    ),
    r.NOTHING_OF_TRAINING: N_("Leave out --certificate, --completed and --not-completed."),
    r.ANOTHER_CERTIFICATE_DAY: N_("Give the day that stands on the certificate."),
    r.LEAVING_THE_PROGRAMME: N_(
        "When the person leaves the programme: steg leave {reference} --to employment."
    ),
    r.A_WORKPLACE: N_("Name the workplace: --workplace NAME."),
    r.AN_ORDINARY_WORKPLACE: N_("steg workplace list shows which workplaces are ordinary."),
    r.AN_ADAPTED_WORKPLACE: N_("steg workplace list shows which workplaces are adapted."),
    r.AN_OPEN_WORKPLACE: N_(
        "steg workplace list shows those that are open. If this one is after all: "
        'steg workplace open "{workplace}"'
    ),
    r.ENDING_BY_CLOSING: N_(
        "A placement there can end on {open_until} at the latest (steg place … --until). If the "
        'workplace is open after all: steg workplace open "{workplace}"'
    ),
    r.AN_OPEN_COHORT: N_(
        "steg cohort list shows those that are open. If this one is after all: "
        'steg cohort open "{cohort}"'
    ),
    r.A_SECTOR_THAT_EMPLOYS: N_(
        'When it has decided to: steg sector edit "{sector}" --employs-from DAY'
    ),
    r.THE_SECTORS_FIRST_DAY: N_("Give --on {employs_from} or a later day."),
    r.MONTHS_WITHIN_THE_LIMIT_OR_REASON: N_(
        "Give --months from {least} to {most}, or the contract's last day with --until. Outside "
        'that it is an exception: add --exception "the reason".'
    ),
    r.ANOTHER_LAST_DAY_OR_REASON: N_(
        'Give a last day between them; outside it is an exception: add --exception "the reason".'
    ),
    r.A_REASON_FOR_MORE: N_(
        'More than {most} months in all are an exception: add --exception "the reason".'
    ),
    r.FEWER_MONTHS_OR_REASON: N_(
        "It can be extended by {left} more: at the longest to {latest}. More is an exception: "
        'add --exception "the reason".'
    ),
    r.A_MONTH_OR_MORE: N_("Give --months 1 or more, or a later last day with --until."),
    r.LESS_THAN_FULL_TIME_OR_REASON: N_(
        "Give a lower --percent, or first less where they are: steg place {reference} WORKPLACE "
        '--percent N. More than full time is an exception: add --exception "the reason".'
    ),
    r.ANOTHER_PERCENT: N_(
        "Name another workplace, or another --percent. Its days and supervisor are corrected: "
        "steg amend {reference} placement.{number}.last-day DAY"
    ),
    r.NOT_BESIDE: N_("Leave out --beside."),
    r.ANOTHER_PLACEMENT_FIRST: N_(
        "Let this one end before it with --until, or take that one away first: "
        'steg amend {reference} placement.{number} ""'
    ),
    r.A_LATER_ENROLMENT: N_("Give a later day, such as the next one: --on {next}."),
    r.A_LATER_FIRST_DAY: N_("Give a later day with --from."),
    r.A_LATER_STEP: N_("Give a later day with --on, or correct the first day with steg amend."),
    r.A_LATER_LAST_DAY: N_("Give a later day with --until, or leave it out."),
    r.A_LATER_LEAVE: N_(
        "Give a later day with --on, or take that step away first: "
        'steg amend {reference} stay.{number} ""'
    ),
    r.A_LATER_PLAN: N_(
        "Give a later day. An employment that ends early is recorded with steg leave or "
        "steg advance; a mistake is corrected with steg amend."
    ),
    r.A_DAY_THAT_HAS_COME: N_("Leave out --on, or give the day of the decision."),
    r.A_LATER_DECISION: N_("Give a later day with --on."),
    r.AFTER_THE_LAST_DECISION: N_("Give that day or a later one with --on."),
    r.A_FOLLOW_UP_THAT_HAS_COME: N_("Leave out --on, or give the day of the follow-up."),
    r.A_FOLLOW_UP_AFTER_LEAVING: N_("Give a later day with --on; half a year after is usual."),
    r.ANOTHER_FOLLOW_UP_DAY: N_(
        "Give another day with --on, or take that one away first: "
        'steg amend {reference} follow-up.{number} ""'
    ),
}
