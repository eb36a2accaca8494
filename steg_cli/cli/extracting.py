"""steg extract: everything that is stored on one person, for that person."""

from typing import Annotated

import typer

from steg_cli.cli.face import Face, Format
from steg_cli.cli.options import IncludeProtected, Output, Who, Yes
from steg_cli.cli.reading import Reading, words_of
from steg_cli.cli.spoken import face_of, new_app
from steg_cli.cli.streams import check_is_file
from steg_cli.programme.cases import reference_of
from steg_cli.programme.choices import FORMAT, some_of
from steg_cli.programme.errors import N_, Malformed, Refused, note
from steg_cli.programme.words import Plural
from steg_cli.reports.extract import Extract, free_texts
from steg_cli.reports.extract import extract as extract_of

app = new_app()


@app.command(
    "extract",
    help=N_(
        "Write everything that is stored on one person into a file, for that person (GDPR article "
        "15): what stands there now, the change history, reminders, who read about them, and why "
        "and for how long it is kept. The texts on that are settings: steg setting extract.\n\n"
        "First a copy to review: whoever else is named in it is marked. With --reviewed the copy "
        "to hand out, in which they are called by what they did."
    ),
    epilog=N_("Example: steg extract S-0042 --reviewed --output extract.html"),
)
def extract(
    ctx: typer.Context,
    who: Who,
    output: Output = None,
    reviewed: Annotated[
        bool,
        typer.Option("--reviewed", help=N_("the copy to hand out, without the names of others")),
    ] = False,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="html|json",
            parser=some_of(FORMAT, "html", "json").typed,
            help=N_("a page to read, or JSON for programs; as FILE is named if left out"),
        ),
    ] = None,
    include_protected: IncludeProtected = False,
    yes: Yes = False,
) -> None:
    face = face_of(ctx)
    check_is_file(output, N_("Name it: --output FILE.html"))
    assert output is not None
    suffix = output.suffix.casefold()
    if format_ is None and suffix not in (".html", ".json"):
        raise Malformed(
            N_("{path} does not tell what is to be written."),
            N_("Name it .html or .json, or add --format html or --format json."),
            path=output,
        )
    found = extract_of(face.register, who, face.today, reviewed=reviewed)
    if found.protected and not include_protected:
        raise Refused(
            N_("{reference} has a protected identity, and an extract shows everything."),
            N_("Add --include-protected if that is meant."),
            reference=found.reference,
        )
    question = N_("{path} will hold everything that is stored on {reference}. Write it?")
    face.confirm(face.t(question, path=output, reference=found.reference), yes=yes)
    face.reading = Reading(words_of(ctx), "extract", whom=found.case)
    from steg_cli.output.extract_page import extract_html, extract_json

    write = extract_json if (format_ or suffix.removeprefix(".")) == "json" else extract_html
    face.out(write(found, face.t), output)
    _tell_what_is_left(face, found)


def _tell_what_is_left(face: Face, found: Extract) -> None:
    """Say what somebody has to read before the person is given the extract."""
    from steg_cli.register.mentions import (
        OF_SURROUNDINGS,
        cases_of,
        named_in,
        references_of,
        tell_tale,
    )
    from steg_cli.register.people import load_person

    register, person = face.register, load_person(face.register, found.case)
    named = named_in(register, tell_tale(register, person), cases_of(person))
    if named.cases:
        told = N_(
            "what is or was written about {cases} names the person too, and is not in it: decide "
            "whether it belongs there (steg show {first})."
        )
        face.notes(
            (note(told, cases=references_of(named.cases), first=reference_of(named.cases[0])),)
        )
    if named.changes:
        face.notes((note(OF_SURROUNDINGS, change=named.changes[-1]),))
    count = free_texts(found)
    texts = Plural("{count} text", "{count} texts", count)
    if not found.reviewed:
        told = N_(
            "it is to be reviewed, not to be handed out: it can name others. The copy to hand out: "
            "steg extract {reference} --reviewed --output FILE"
        )
    elif count:
        told = N_("Left as it was written: {texts}. Read it all before it is handed out.")
    else:
        return
    face.notes((note(told, texts=texts, reference=found.reference),))
