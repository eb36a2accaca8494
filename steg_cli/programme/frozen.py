"""Frozen dataclasses that are cheap to define.

`dataclass(frozen=True)` writes and compiles six methods for each class, 0.6 ms, and a command
imports some forty classes, of which it makes a dozen. Here five of the six are shared, and
`__init__` is written when the first value is made. Fields, `replace`, `asdict` and what the type
checker knows are those of any dataclass.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a dataclass whose values never change, and are equal when their fields are.

    A method that the class has of its own stays. Not for slots, nor for fields with a factory or
    without a parameter.
    """
    own: Any = dataclass(init=False, repr=False, eq=False)(cls)
    compared = [one.name for one in fields(own) if one.compare]
    key: Any = attrgetter(*compared) if compared else lambda _: ()

    def first(self: Any, *values: Any, **named: Any) -> None:
        own.__init__ = _written(own)
        own.__init__(self, *values, **named)

    def equal(self: Any, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    methods = {
        "__init__": first,
        "__eq__": equal,
        "__hash__": lambda self: hash(key(self)),
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        if name not in vars(own):
            setattr(own, name, method)
    return cls


def _written(cls: Any) -> Any:
    """Write the `__init__` that takes a value's fields in their order."""
    default = {one.name: one.default for one in fields(cls) if one.default is not MISSING}
    names = [one.name for one in fields(cls)]
    taken = [f"{name}=_default[{name!r}]" if name in default else name for name in names]
    lines = [f"_put(self, {name!r}, {name})" for name in names]
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
