"""steg merge: two cases of one person become one."""

from typing import Annotated

import typer

from steg_cli.actions.merge import Brief, look, merge
from steg_cli.cli.face import Face
from steg_cli.cli.options import DryRun, VerbFormat, Yes
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_
from steg_cli.programme.frozen import replace

app = new_app()


@app.command(
    "merge",
    help=N_(
        "Bring two cases of one person together: everything of CASE becomes part of the other one, "
        "with its enrolments, steps, reminders, notes and change history.\n\nThe name and number "
        "of the case that stays are kept; the reference and number of the other one still find the "
        "person. It is refused when the enrolments overlap, or when birth date or sex differ."
    ),
    epilog=N_("Example: steg merge S-0107 --into S-0042"),
)
def merge_cases(
    ctx: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="CASE", help=N_("the case that becomes part of the other"))
    ],
    into: Annotated[str, typer.Option("--into", metavar="CASE", help=N_("the case that stays"))],
    yes: Yes = False,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    if not yes:
        plan = merge(face.register, case, into, face.today, dry_run=True)
        for brief in look(face.register, case, into, face.today):
            face.say(_sentence(brief, face))
        if not dry_run:
            face.notes(plan.notes)
            question = N_("Are they one person, and is {old} to become part of {kept}?")
            old, kept = plan.result.merged, plan.result.reference
            face.confirm(face.t(question, old=old, kept=kept), yes=False)
    done = merge(face.register, case, into, face.today, dry_run=dry_run)
    if not dry_run and not yes:  # told before the question
        done = replace(done, notes=())
    face.done(done, format_, dry_run=dry_run)


def _sentence(brief: Brief, face: Face) -> str:
    """Return a case in one sentence."""
    values = {"enrolments": ", ".join(brief.enrolments), "step": face.t.step(brief.step)}
    if brief.name is None:
        return face.t(
            N_("{reference}: {enrolments}; last on {step}."), reference=brief.reference, **values
        )
    return face.t(
        N_("{reference}: {name}, {number}; {enrolments}; last on {step}."),
        reference=brief.reference,
        name=brief.name,
        number=brief.number,
        **values,
    )
