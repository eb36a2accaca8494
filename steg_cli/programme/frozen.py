"""Frozen dataclasses that are cheap to define.

`dataclass(frozen=True)` writes and compiles six methods for each class, 0.6 ms, and a command
imports some forty classes, of which it makes a dozen. Here five of the six are shared; `__init__`
is written when the first value is made, and the fields are found when somebody asks for them.
Fields, `replace`, `asdict` and what the type checker knows are those of any dataclass.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
FOUND = ("__dataclass_fields__", "__match_args__")  # by `dataclass`, in what a class is to have


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a dataclass whose values never change, and are equal when their fields are.

    A method that the class has of its own stays. Not for slots, nor for fields with a factory or
    without a parameter.
    """
    own: Any = cls

    def first(self: Any, *values: Any, **named: Any) -> None:
        own.__init__ = _written(own)
        own.__init__(self, *values, **named)

    methods = {
        "__init__": first,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        if name not in vars(own):
            setattr(own, name, method)
    for name in FOUND:
        setattr(own, name, _Unasked(own, name))
    return cls


class _Unasked:
    """Stands for a class's fields until somebody asks for them, and it is made a dataclass."""

    def __init__(self, cls: Any, name: str) -> None:
        self.cls, self.name = cls, name

    def __get__(self, value: object, asked: object) -> Any:
        for name in FOUND:
            delattr(self.cls, name)
        dataclass(init=False, repr=False, eq=False)(self.cls)
        return getattr(self.cls, self.name)


@cache
def _key(cls: Any) -> Any:
    """Return what takes from a value of a class that by which it is compared."""
    compared = [one.name for one in fields(cls) if one.compare]
    return attrgetter(*compared) if compared else lambda _: ()


def _equal(self: Any, other: object) -> bool:
    if self is other:  # as steps are most often, which one person compares a hundred times
        return True
    cls: Any = type(self)
    key = _key(cls)
    return bool(key(self) == key(other)) if type(other) is cls else NotImplemented


def _hash(self: Any) -> int:
    cls: Any = type(self)
    return hash(_key(cls)(self))


def _written(cls: Any) -> Any:
    """Write the `__init__` that takes a value's fields in their order."""
    default: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        for name in vars(base).get("__annotations__", ()):
            value = getattr(base, name, MISSING)
            default[name] = value.default if isinstance(value, Field) else value
    taken = [
        name if value is MISSING else f"{name}=_default[{name!r}]"
        for name, value in default.items()
    ]
    lines = [f"_put(self, {name!r}, {name})" for name in default]
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    known: dict[str, Any] = {"_put": object.__setattr__, "_default": default}
    text = f"def __init__(self, {', '.join(taken)}): {'; '.join(lines) or 'pass'}"
    exec(text, known)  # noqa: S102 - the names of our own fields
    return known["__init__"]


def _shown(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: Any, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")
