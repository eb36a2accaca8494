"""Several values as one value of a query."""

from __future__ import annotations

from collections.abc import Iterable


def array_of(values: Iterable[int | str | None]) -> str:
    """Return numbers or texts as a JSON array, which SQL reads with json_each."""
    each = [*values]
    # Numbers, and texts of letters and digits, look the same in JSON, which takes 2 ms to import.
    if all(type(one) is int for one in each):
        return str(each)
    if all(isinstance(one, str) and one.replace(" ", "").isalnum() for one in each):
        return "[" + ",".join(f'"{one}"' for one in each) + "]"
    import json

    return json.dumps(each)
