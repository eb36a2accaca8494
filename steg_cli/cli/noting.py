"""steg note: a few words about somebody, for the administrator alone."""

from typing import Annotated

import typer

from steg_cli.actions.note import note as add_note
from steg_cli.cli.options import DryRun, VerbFormat, Who
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.programme.errors import N_

app = new_app()


@app.command(
    "note",
    help=N_(
        "Write a note about somebody: at most 200 letters.\n\nsteg show and steg list --notes show "
        "it, and nothing else does: no mail, no report, no export without --include-notes. What "
        "does not belong there: health and diagnoses, causes of absence, crimes, and opinions "
        "about the person. They may read every note about them.\n\n"
        'It is corrected with steg amend WHO note.N "…", and taken away with an empty text.'
    ),
    epilog=N_('Example: steg note S-0042 "wants to work mornings"'),
)
def note(
    ctx: typer.Context,
    who: Who,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=N_("what to remember, at most 200 letters, or -"))
    ],
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    done = add_note(face.register, who, text, face.today, dry_run=dry_run)
    face.done(done, format_, dry_run=dry_run)
