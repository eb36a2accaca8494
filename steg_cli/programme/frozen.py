"""Frozen dataclasses that are cheap to define.

`dataclass(frozen=True)` writes and compiles six methods for each class, 0.6 ms, and a command
imports some forty classes, of which it makes a dozen. Here the six are shared and nothing is
compiled: making a value of ten fields takes a microsecond more, and `replace` one less. Python's
own fields are found when somebody asks for them. Fields, `asdict` and what the type checker knows
are those of any dataclass.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["frozen", "made_from", "names_of", "replace", "values_of"]

T = TypeVar("T")
_put = object.__setattr__
FOUND = ("__dataclass_fields__", "__match_args__")  # by `dataclass`, in what a class is to have


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a dataclass whose values never change, and are equal when their fields are.

    A method that the class has of its own stays. Not for slots, nor for fields with a factory or
    without a parameter.
    """
    methods = {
        "__init__": _take,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(cls, name, method)
    for name in FOUND:
        setattr(cls, name, _Unasked(cls, name))
    return cls


class _Unasked:
    """Stands for a class's fields until somebody asks for them, and it is made a dataclass."""

    def __init__(self, cls: Any, name: str) -> None:
        self.cls, self.name = cls, name

    def __get__(self, value: object, asked: object) -> Any:
        _parts(self.cls)  # a dataclass keeps of its fields' defaults the values alone
        for name in FOUND:
            delattr(self.cls, name)
        dataclass(init=False, repr=False, eq=False)(self.cls)
        return getattr(self.cls, self.name)


@cache
def _parts(cls: Any) -> tuple[tuple[str, ...], dict[str, Any], tuple[str, ...]]:
    """Return a class's fields in their order, the defaults of some, and those that are compared."""
    if isinstance(vars(cls).get(FOUND[0]), dict):  # it is the standard library's, which knows them
        known = {one.name: one.default for one in fields(cls) if one.default is not MISSING}
        compared = tuple(one.name for one in fields(cls) if one.compare)
        return tuple(one.name for one in fields(cls)), known, compared
    default: dict[str, Any] = {}
    apart: set[str] = set()
    bases: Any = reversed(cls.__bases__)
    for base in bases:
        names, known, compared = _parts(base)
        default |= dict.fromkeys(names, MISSING) | known
        apart |= {*names} - {*compared}
    for name in vars(cls).get("__annotations__", ()):
        value = vars(cls).get(name, MISSING)
        default[name] = value.default if isinstance(value, Field) else value
        apart |= {name} if isinstance(value, Field) and not value.compare else set()
    return (
        tuple(default),
        {name: value for name, value in default.items() if value is not MISSING},
        tuple(name for name in default if name not in apart),
    )


def _take(self: Any, *values: Any, **named: Any) -> None:
    """Make a value: `__init__` of every class, which has nothing to compile."""
    cls: Any = type(self)
    names, default, _ = _parts(cls)
    for name, value in zip(names, values, strict=False):
        _put(self, name, value)
    known = len(values)
    for name in names[known:]:
        if name in named:
            known += 1
            _put(self, name, named[name])
        elif name in default:
            _put(self, name, default[name])
        else:
            raise TypeError(f"{cls.__name__}.__init__() needs {name}")
    if known < len(values) + len(named) or known > len(names):
        raise TypeError(f"{cls.__name__}.__init__() takes {', '.join(names)}, each once")
    if hasattr(cls, "__post_init__"):
        self.__post_init__()


def names_of(cls: type) -> tuple[str, ...]:
    """Return the names of a class's fields, in their order."""
    kind: Any = cls
    return _parts(kind)[0]


def values_of(value: object) -> dict[str, Any]:
    """Return the values of a value's fields by their names, without copying what they hold."""
    return {name: getattr(value, name) for name in names_of(type(value))}


def made_from(kind: type[T], value: object, **others: object) -> T:
    """Return a `kind` with what `value` has under the same names, and `others`."""
    same = {name: getattr(value, name) for name in names_of(kind) if name not in others}
    return kind(**same, **others)


if TYPE_CHECKING:  # what it takes is checked against the class
    from dataclasses import replace
else:

    def replace(value: Any, /, **changes: object) -> Any:
        """Return a value with some fields changed."""
        cls = type(value)
        new = object.__new__(cls)
        for name in _parts(cls)[0]:
            _put(new, name, changes.pop(name) if name in changes else getattr(value, name))
        if changes:
            raise TypeError(f"{cls.__name__}.__init__() has no {', '.join(changes)}")
        if hasattr(cls, "__post_init__"):
            new.__post_init__()
        return new


@cache
def _key(cls: Any) -> Any:
    """Return what takes from a value of a class that by which it is compared."""
    _, _, compared = _parts(cls)
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


def _shown(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: Any, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")
