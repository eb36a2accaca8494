"""What steg amend calls a field, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from steg_cli.programme.amending import NUMBERED
from steg_cli.programme.errors import NotFound
from steg_cli.programme.values import plain
from steg_cli.texts import LANGUAGES, texts
from steg_cli.texts.fields import IDENTITY, OF_PERSON, field_meant, shown_field

SV, EN = texts("sv"), texts("en")


def every_field() -> Iterator[str]:
    """Yield what can be amended, of the second where there are several."""
    yield from (*IDENTITY, *OF_PERSON)
    for kind, (_, _, fields) in NUMBERED.items():
        yield f"{kind}.2"
        yield from (f"{kind}.2.{field}" for field in fields)


@pytest.mark.parametrize("name", list(every_field()))
def test_every_field_is_read_back_from_what_each_language_calls_it(name: str) -> None:
    for language in LANGUAGES:
        called = shown_field(name, texts(language))
        for typed in (called, called.upper(), called.replace("å", "a").replace("ö", "o")):
            assert field_meant(typed, SV) == field_meant(typed, EN) == name, typed


def test_what_moves_along_with_a_correction_is_called_so_too() -> None:
    assert shown_field("support.2.last-day", SV) == "stöd.2.sista-dag"


def test_no_two_fields_of_a_thing_are_called_alike() -> None:
    for t in (SV, EN):
        called = Counter(plain(shown_field(name, t)) for name in every_field())
        assert [name for name, times in called.items() if times > 1] == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("kommun", "municipality"),
        ("hemkommun", "municipality"),
        ("personnummer", "identity"),
        ("långtidsarbetslös", "long-term-unemployed"),
        ("first_day", "first-day"),
        ("första dag", "first-day"),
        ("steg.2.planerad-sista-dag", "stay.2.planned-last-day"),
        ("step.2.planned-last-day", "stay.2.planned-last-day"),
        ("placering.1.sista-dag", "placement.1.last-day"),
        ("placering.1.t.o.m.", "placement.1.last-day"),
        ("Steg.3", "stay.3"),
        ("uppföljning.1", "follow-up.1"),
    ],
)
def test_a_field_is_known_by_what_people_call_it(typed: str, name: str) -> None:
    assert field_meant(typed, SV) == name


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("komun", "sv", "Det finns inget fält komun att rätta. Menade du kommun?"),
        ("muncipality", "en", "There is no field muncipality to amend. Did you mean municipality?"),
        (
            "steg.2.sista-dgen",
            "sv",
            "Det finns inget fält steg.2.sista-dgen att rätta. "
            "Menade du steg.2.sista-dag, steg.2.första-dag?",
        ),
        (
            "placement.1.procnt",
            "en",
            "There is no field placement.1.procnt to amend. Did you mean placement.1.percent?",
        ),
        (
            "arbetsplats",
            "sv",
            "Det finns inget fält arbetsplats att rätta. Menade du placering.N.arbetsplats?",
        ),
        (
            "stöd.1.procent",
            "sv",
            "Det finns inget fält stöd.1.procent att rätta. "
            "Ett stöd rättas med: steg stöd ändra VEM 1",
        ),
        ("placemnt", "en", "There is no field placemnt to amend. Did you mean placement.N?"),
        ("xyzxyz", "sv", "Det finns inget fält xyzxyz att rätta. steg rätta --hjälp visar fälten."),
    ],
)
def test_an_unknown_field_is_answered_with_the_nearest_in_the_language(
    typed: str, language: str, said: str
) -> None:
    t = texts(language)
    with pytest.raises(NotFound) as caught:
        field_meant(typed, t)
    assert f"{t.error(caught.value)} {t.hint(caught.value)}" == said
