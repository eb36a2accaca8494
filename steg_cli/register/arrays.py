"""Several values as one value of a query."""

from __future__ import annotations

from collections.abc import Iterable


def array_of(values: Iterable[int | str | None]) -> str:
    """Return numbers or texts as a JSON array, which SQL reads with json_each."""
    each = [*values]
    if all(type(one) is int for one in each):
        return str(each)  # numbers look the same in JSON, which takes 2 ms to import
    import json

    return json.dumps(each)
