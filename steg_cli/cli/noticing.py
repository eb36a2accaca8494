"""steg notice: when somebody was told that their period ends, and when the union was."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from steg_cli.actions.notice import Noticed
from steg_cli.actions.notice import notice as record_notice
from steg_cli.actions.results import Done
from steg_cli.cli import questions
from steg_cli.cli.asking import Dialogue, concerning
from steg_cli.cli.options import AskedWho, DryRun, VerbFormat, Yes
from steg_cli.cli.spoken import AskingCommand, face_of, new_app
from steg_cli.programme.errors import N_, Malformed
from steg_cli.programme.noticing import check_noticed, give_notice, has_notice
from steg_cli.register.surroundings import leads_of
from steg_cli.texts import Texts

app = new_app()


@app.command(
    "notice",
    cls=AskingCommand,
    help=N_(
        "Record that notice (besked) of the planned last day was given, and when the union was "
        "told (varsel).\n\nIt counts while that day is the plan: after an extension a new notice "
        "is needed. Whether one is needed, and what follows when it is late, is for HR to decide."
        "\n\nsteg report notices shows whose notice is done, and whose is not."
    ),
    epilog=N_("Example: steg notice S-0042 --given 2026-12-15 --union 2026-12-15"),
)
def notice(
    ctx: typer.Context,
    who: AskedWho,
    given: Annotated[
        str | None, typer.Option("--given", metavar="DAY", help=N_("when notice was given"))
    ] = None,
    union: Annotated[
        str | None, typer.Option("--union", metavar="DAY", help=N_("when the union was told"))
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    talk = Dialogue(face, excepts=False)
    given_on, union_on = face.day(given), face.day(union)
    if given_on is None and union_on is None and not face.can_ask:
        raise Malformed(
            N_("Say when notice was given, or when the union was told."),
            N_("Add --given DAY, or --union DAY where notice is recorded already."),
        )
    if who is None or (given_on is None and union_on is None):
        who, given_on, union_on = _ask(talk, who, given_on, union_on)
    case = who

    def act(dry_run: bool) -> Done[Noticed]:
        return record_notice(
            face.register, case, face.today, given=given_on, union=union_on, dry_run=dry_run
        )

    talk.finish(act, partial(_sentence, t=face.t), format_, dry_run=dry_run, yes=yes)


def _ask(
    talk: Dialogue, who: str | None, given: date | None, union: date | None
) -> tuple[str, date | None, date | None]:
    """Ask who was told and when, and when the union was.

    Enter is the day that is recorded already, or else today, and no day for the union.
    """
    face = talk.face
    person = questions.person(talk, who, check_noticed)
    stay = check_noticed(person)
    recorded = stay if has_notice(stay) else None

    leads = leads_of(face.register)

    def was_given(day: date) -> None:
        concerning(person, lambda: give_notice(person, day, union, face.today, leads))

    text = face.t(N_("When was notice given of {day}?"), day=stay.planned_last_day)
    usual = recorded.notice_given if recorded else None
    day = talk.value(given, questions.day(face, text, was_given, usual=usual))

    def was_told(told: date | None) -> None:
        concerning(person, lambda: give_notice(person, day, told, face.today, leads))

    if union is None and not (recorded and recorded.union_notified):
        told = questions.last_day(face, face.t(N_("When was the union told?")), was_told)
        union = talk.value(None, told)
    return person.participant.reference, day, union


def _sentence(result: Noticed, t: Texts) -> str:
    """Return in a sentence of what notice was given, and when."""
    return t(
        N_("{who}: notice of {last} was given on {day}, and the union told on {union}.")
        if result.union_notified
        else N_("{who}: notice of {last} was given on {day}."),
        who=f"{result.name} ({result.reference})" if result.name else result.reference,
        last=result.planned_last_day,
        day=result.notice_given,
        union=result.union_notified,
    )
