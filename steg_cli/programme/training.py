"""What must hold of training: whether it was completed, and for what that qualifies."""

from __future__ import annotations

from datetime import date

from steg_cli.programme import remedies
from steg_cli.programme.errors import N_, Refused
from steg_cli.programme.ladder import Ladder
from steg_cli.programme.people import Stay


def check_training(stay: Stay) -> None:
    """Raise Refused unless the stay is on a step of training, which alone can be completed."""
    if not stay.step.training:
        raise Refused(
            N_("{step} is no training, so there is nothing to complete."),
            remedies.NOTHING_OF_TRAINING,
            step=stay.step,
        )


def check_certificate(stay: Stay, day: date, latest: date) -> None:
    """Raise Refused for a certificate from before the training began, or from after `latest`.

    Training that was not completed has none.
    """
    if stay.completed is False:
        raise Refused(
            N_("The training was not completed, so there is no certificate of {day}."),
            N_(
                "Correct the one that is wrong: steg amend {reference} stay.N.completed yes, or "
                'stay.N.certificate-day "".'
            ),
            day=day,
        )
    if stay.first_day <= day <= latest:
        return
    raise Refused(
        N_("A certificate of {day} cannot be of the training that began on {first}.")
        if day < stay.first_day
        else N_("A certificate cannot be of {day}, which is still to come."),
        remedies.ANOTHER_CERTIFICATE_DAY,
        day=day,
        first=stay.first_day,
    )


def check_qualified(before: Stay, stay: Stay, ladder: Ladder) -> None:
    """Raise Refused for somebody who goes on from training that was not completed.

    Only completed training qualifies for the next step; anything else is an exception.
    """
    if before.completed is not False or stay.exception:
        return
    if ladder.position(stay.step.code) > ladder.position(before.step.code):
        raise Refused(
            N_("Only completed training on {step} qualifies for {following}."),
            remedies.UNTRAINED_FOR_A_REASON,
            step=before.step,
            following=stay.step,
        )


def check_recorded(before: Stay, stay: Stay, ladder: Ladder) -> None:
    """Raise Refused for somebody who went on from training of which nobody says how it ended."""
    if before.completed is not None or stay.exception or not before.step.training:
        return
    if ladder.position(stay.step.code) > ladder.position(before.step.code):
        raise Refused(
            N_("Nobody recorded that training on {step} was completed, which {following} needs."),
            N_("Record whether it was: steg amend {reference} stay.N.completed yes"),
            step=before.step,
            following=stay.step,
        )
