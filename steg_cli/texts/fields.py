"""What `steg amend` calls a field: first-day, or första-dag; stay.2.last-day, or steg.2.sista-dag.

The English name is the field's own, in results and in the log. In Swedish a field is called what
stands above its column, and a thing what it is called on the screen. Both can be typed in either
language, without regard to case, accents and signs; so can what lists call a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from steg_cli.programme.amending import ENROLMENT, KEPT_WHOLE, NUMBERED, PARTICIPANT
from steg_cli.programme.errors import N_, NotFound
from steg_cli.programme.fields import field_of
from steg_cli.programme.nearness import nearest_few
from steg_cli.programme.values import plain
from steg_cli.texts import LANGUAGES, Texts, texts

NUMBER = "N"  # stands for a thing's number where fields are listed
# Two ways to write the number: it has fields of its own in lists, and none here.
IDENTITY: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "identity": (N_("number"), field_of("participant", "number").also),
    "other-id": (N_("other-id"), ("annat-id",)),
}
OF_PERSON = PARTICIPANT | ENROLMENT


def shown_field(name: str, t: Texts) -> str:
    """Return what a field, or a thing with its number, is called in a language."""
    if t.language == "en":
        return name
    kind, dot, rest = name.partition(".")
    if not dot:
        heading = IDENTITY[name][0] if name in IDENTITY else OF_PERSON[name].heading
        return _typed(heading, t)
    number, dot, field = rest.partition(".")
    _, what, fields = NUMBERED[kind]
    if field and field not in fields:  # it moves along, and is corrected by a command of its own
        fields = {field: field_of("support", field)}
    of_it = _typed(fields[field].heading, t) if field else ""
    return f"{_typed(what, t)}.{number}{dot}{of_it}"


def field_meant(typed: str, t: Texts) -> str:
    """Return the English name of the field that is typed. Raises NotFound, naming the nearest."""
    kind, dot, rest = typed.partition(".")
    thing = _things().get(plain(kind)) if dot else None
    number, dot, field = rest.partition(".") if thing else ("", "", typed)
    if thing and not dot:
        return f"{thing}.{number}"
    if found := _fields(thing).get(plain(field)):
        return f"{thing}.{number}.{found}" if thing else found
    if thing == "support":
        raise NotFound(
            N_("There is no field {field} to amend."),
            N_("A support is corrected with: steg support edit {reference} {number}"),
            field=typed,
            number=number,
        )
    near = _near(field, f"{thing}.{number}." if thing else "", t)
    raise NotFound(
        N_("There is no field {field} to amend."),
        N_("Did you mean {near}?") if near else N_("steg amend --help lists the fields."),
        field=typed,
        near=", ".join(near),
    )


def _near(field: str, whole: str, t: Texts) -> list[str]:
    """Return the few fields that were perhaps meant, of the person or of a thing: stay.2.

    A field that things alone have is meant of one of those: placement.N.workplace.
    """
    if not whole:
        of_things = [
            shown_field(f"{kind}.{NUMBER}.{found}", t)
            for kind in NUMBERED
            if kind not in KEPT_WHOLE and (found := _fields(kind).get(plain(field)))
        ]
        if of_things:
            return of_things
        things = (f"{kind}.{NUMBER}" for kind in NUMBERED)
        known = [shown_field(one, t) for one in (*IDENTITY, *OF_PERSON, *things)]
        return list(nearest_few(field, known))
    fields = NUMBERED[whole.partition(".")[0]].fields
    start = shown_field(whole, t)
    called = [shown_field(whole + name, t).removeprefix(start) for name in fields]
    return [start + name for name in nearest_few(field, called)]


def _typed(message: str, t: Texts) -> str:
    """Return a heading as one word: första-dag."""
    return t(message).replace(" ", "-")


@cache
def _things() -> dict[str, str]:
    """Return what each thing with a number can be called, in all languages."""
    found = {plain(kind): kind for kind in NUMBERED}
    for language in LANGUAGES:
        for kind, one in NUMBERED.items():
            found.setdefault(plain(texts(language)(one.called)), kind)
    return found


@cache
def _fields(thing: str | None) -> dict[str, str]:
    """Return what each field of a thing can be called, the surest words first."""
    own = OF_PERSON if thing is None else NUMBERED[thing].fields
    called = {name: (field.heading, field.also) for name, field in own.items()}
    called = (dict(IDENTITY) if thing is None else {}) | called
    found = {plain(name): name for name in called}
    for language in LANGUAGES:
        for name, (heading, _) in called.items():
            found.setdefault(plain(texts(language)(heading)), name)
    for name, (_, also) in called.items():
        for word in also:
            found.setdefault(plain(word), name)
    return found
