"""steg contact: whom to turn to, such as a project's working group."""

from typing import Annotated

import typer

from steg_cli.actions.surroundings import CONTACT, Typed, add, edit
from steg_cli.cli.listing import add_list
from steg_cli.cli.options import DryRun, NewName, VerbFormat
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.surrounding import add_remove
from steg_cli.programme.errors import N_
from steg_cli.reports.surroundings import contact_list, row_of

app = new_app()
contact = new_app(
    help=N_("Whom to turn to, such as a project's working group: unions, HR, unit managers.")
)
app.add_typer(contact, name="contact")

ROLE = typer.Option("--role", metavar="TEXT", help=N_("what they do in the working group"))
ORGANISATION = typer.Option("--organisation", metavar="TEXT", help=N_("whom they represent"))
Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("the contact's name or function"))]
Email = Annotated[str | None, typer.Option("--email", metavar="ADDRESS", help=N_("e-mail address"))]
ProjectName = Annotated[
    str | None, typer.Option("--project", metavar="NAME", help=N_("the project it is about"))
]


@contact.command(
    "add",
    help=N_("Add a contact."),
    epilog=N_(
        'Example: steg contact add "Eva Holm" --role "unit manager" --organisation "Vård och '
        'omsorg" --project STEG'
    ),
)
def add_contact(
    ctx: typer.Context,
    name: Name,
    role: Annotated[str, ROLE],
    organisation: Annotated[str, ORGANISATION],
    email: Email = None,
    project: ProjectName = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "role": role,
        "organisation": organisation,
        "email": email,
        "project": project,
    }
    done = add(face.register, CONTACT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


@contact.command("edit", help=N_("Change a contact; what is not named stays as it is."))
def edit_contact(
    ctx: typer.Context,
    name: Name,
    new_name: NewName = None,
    role: Annotated[str | None, ROLE] = None,
    organisation: Annotated[str | None, ORGANISATION] = None,
    email: Email = None,
    project: ProjectName = None,
    dry_run: DryRun = False,
    format_: VerbFormat = None,
) -> None:
    face = face_of(ctx)
    values: dict[str, Typed | None] = {
        "name": new_name,
        "role": role,
        "organisation": organisation,
        "email": email,
        "project": project,
    }
    done = edit(face.register, CONTACT, name, values, face.today, dry_run=dry_run)
    face.done(done.showing(row_of(done.result)), format_, dry_run=dry_run)


add_list(contact, N_("List the contacts."), contact_list)
add_remove(contact, CONTACT, N_("Take away a contact."))
