"""Cheap frozen dataclasses, beside those of the standard library."""

from __future__ import annotations

import builtins
import copy
import dataclasses
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steg_cli.programme import frozen as ours
from steg_cli.programme.frozen import frozen, lean, made_from, names_of, values_of


class Plain:
    """Before it becomes a value: two fields without a default, and three with one."""

    name: str
    days: tuple[int, ...]
    note: str | None = None
    file: str = field(default="", compare=False)
    password: str = field(default="secret", repr=False)

    @property
    def length(self) -> int:
        return len(self.days)


def made(decorator: Any, bases: tuple[type, ...] = (), members: Any = None) -> Any:
    """Return a class as the decorator makes it: twice the same text, two classes."""
    members = members or {k: v for k, v in vars(Plain).items() if k not in BY_PYTHON}
    annotations = dict(members["__annotations__"])
    return decorator(type("Plain", bases, members | {"__annotations__": annotations}))


BY_PYTHON = ("__dict__", "__weakref__")
OURS, THEIRS = made(frozen), made(dataclasses.dataclass(frozen=True))
MORE = {"__annotations__": {"more": "int", "name": "str"}, "more": 3, "__module__": __name__}
VALUES = st.fixed_dictionaries(
    {"name": st.sampled_from(["", "Åsa"]), "days": st.tuples(st.integers(0, 1))},
    optional={
        "note": st.sampled_from([None, "", "x"]),
        "file": st.sampled_from(["", "a"]),
        "password": st.sampled_from(["secret", "word"]),
    },
)


@given(VALUES, VALUES, VALUES)
def test_values_are_as_those_of_the_standard_library(a: Any, b: Any, change: Any) -> None:
    first, second, third = OURS(**a), OURS(**b), replace(OURS(**a), **change)
    theirs = THEIRS(**a), THEIRS(**b), replace(THEIRS(**a), **change)
    assert [repr(one) for one in (first, second, third)] == [repr(one) for one in theirs]
    assert [asdict(one) for one in (first, second, third)] == [asdict(one) for one in theirs]
    assert [astuple(one) for one in (first, third)] == [astuple(theirs[0]), astuple(theirs[2])]
    assert (first == second, second == third) == (theirs[0] == theirs[1], theirs[1] == theirs[2])
    assert len({first, second, third}) == len(set(theirs))
    assert OURS(*astuple(first)) == first
    assert copy.deepcopy(first) == first
    assert first.length == 1


@given(VALUES, VALUES)
def test_changing_some_fields_is_as_in_the_standard_library(a: Any, change: Any) -> None:
    value = OURS(**a)
    assert ours.replace(value, **change) == replace(value, **change)
    assert values_of(value) == asdict(value)
    assert names_of(OURS) == tuple(values_of(value))
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        ours.replace(value, unknown=1)


def test_fields_are_known_before_there_is_a_value() -> None:
    one = made(frozen)
    assert one.__match_args__ == THEIRS.__match_args__
    assert is_dataclass(one)
    assert [(f.name, f.default) for f in fields(one)] == [
        (f.name, f.default) for f in fields(THEIRS)
    ]


@pytest.mark.parametrize("asked", ["__match_args__", "__dataclass_fields__"])
def test_either_may_be_asked_for_first(asked: str) -> None:
    one = made(frozen)
    assert [*getattr(one, asked)] == [*getattr(THEIRS, asked)]
    assert one.__match_args__ == THEIRS.__match_args__
    assert [*one.__dataclass_fields__] == [*THEIRS.__dataclass_fields__]


def test_nothing_is_compiled_for_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        pytest.fail("compiled")

    for name in ("exec", "eval", "compile"):
        monkeypatch.setattr(builtins, name, refuse)
    one = made(frozen)
    value = ours.replace(one("Åsa", (1,)), note="x")
    monkeypatch.undo()
    assert (value, names_of(one)[:3]) == (one("Åsa", (1,), "x"), ("name", "days", "note"))


def test_a_lean_value_keeps_what_is_not_as_by_default() -> None:
    one = made(lean, (), {"__annotations__": {"name": "str", "note": "str"}, "note": ""})
    value = one("Åsa", "x")
    assert (vars(value), vars(one("Åsa", note=""))) == (
        {"name": "Åsa", "note": "x"},
        {"name": "Åsa"},
    )
    assert vars(ours.replace(value, note="")) == {"name": "Åsa"}
    assert values_of(one("Åsa")) == {"name": "Åsa", "note": ""}
    assert one("Åsa") == one(name="Åsa", note="")


def test_a_value_is_of_its_own_class_alone() -> None:
    value, other = OURS("Åsa", (1,)), made(frozen)("Åsa", (1,))
    assert value != other
    assert value != ("Åsa", (1,))
    assert value.__eq__(other) is NotImplemented


def test_a_class_adds_its_fields_to_those_it_is_built_on() -> None:
    ours = made(frozen, (OURS,), MORE)
    theirs = made(dataclasses.dataclass(frozen=True), (THEIRS,), MORE)
    assert repr(ours("Åsa", (1,), more=4)) == repr(theirs("Åsa", (1,), more=4))
    assert ours("Åsa", (1,)) != ours("Åsa", (1,), more=4)
    assert ours("Åsa", (1,)) != OURS("Åsa", (1,))
    assert OURS("Åsa", (1,)) == OURS("Åsa", (1,))


def test_the_fields_of_a_dataclass_of_the_standard_library_are_those_that_it_knows() -> None:
    """Also where they are not written in the class, as make_dataclass leaves them since 3.14."""
    one = dataclasses.make_dataclass("One", ["a", ("b", int, field(default=2, compare=False))])
    other = dataclasses.make_dataclass("Other", ["c", "a"])
    both = dataclasses.make_dataclass("Both", [("d", int, 4)], bases=(one, other), kw_only=True)
    for kind in (one, other, both):
        del kind.__annotations__
        assert names_of(kind) == tuple(f.name for f in fields(kind))
    value = both(1, 2, 3)
    assert values_of(value) == asdict(value) == {"c": 1, "a": 2, "b": 3, "d": 4}
    assert ours.replace(value, d=5) == replace(value, d=5)


@frozen
class Sent:
    """A value that another process sends, before this one has made any."""

    name: str


@frozen
class Nothing:
    """A value without fields."""


@frozen
class Own:
    """A value with methods of its own."""

    days: int

    def __post_init__(self) -> None:
        assert self.days > 0

    def __repr__(self) -> str:
        return f"{self.days} days"

    def __bool__(self) -> bool:
        return self.days > 1


def test_a_value_that_was_sent_is_whole() -> None:
    # As pickle makes one: without __init__, before this process has called it.
    sent = Sent.__new__(Sent)
    sent.__dict__.update(name="Åsa")
    assert (repr(sent), hash(sent)) == ("Sent(name='Åsa')", hash(Sent("Åsa")))
    assert sent == Sent("Åsa")


def test_values_without_fields_are_equal() -> None:
    assert Nothing() == Nothing()
    assert repr(Nothing()) == "Nothing()"
    assert len({Nothing(), Nothing()}) == 1


def test_methods_of_its_own_stay() -> None:
    assert (repr(Own(1)), bool(Own(1)), bool(Own(2))) == ("1 days", False, True)
    with pytest.raises(AssertionError):
        Own(0)


def test_a_value_never_changes() -> None:
    value: Any = OURS("Åsa", (1,))
    with pytest.raises(FrozenInstanceError):
        value.name = "Bo"
    with pytest.raises(FrozenInstanceError):
        value.another = "Bo"
    with pytest.raises(FrozenInstanceError):
        del value.name
    assert value == OURS("Åsa", (1,))


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("Åsa",), {}),
        ((1, 2, 3, 4, 5, 6), {}),
        (("", ()), {"x": 1}),
        (("", ()), {"name": ""}),
    ],
)
def test_what_is_missing_or_too_much_is_refused_as_in_any_call(values: Any, named: Any) -> None:
    for one in (OURS, THEIRS):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            one(*values, **named)


def test_a_value_is_made_from_another_by_the_names_that_both_have() -> None:
    @frozen
    class Stay:
        first_day: int
        last_day: int | None
        step: str

    @frozen
    class Row:
        reference: str
        first_day: int
        last_day: int | None = None

    stay = Stay(1, 2, "praktik")
    assert made_from(Row, stay, reference="S-0001") == Row("S-0001", 1, 2)
    assert made_from(Row, stay, reference="S-0001", last_day=None) == Row("S-0001", 1)
    with pytest.raises(AttributeError, match="reference"):
        made_from(Row, stay)
