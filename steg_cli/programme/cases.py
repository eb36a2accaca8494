"""How a case is called: by its number, which says nothing about the person."""

from __future__ import annotations


def reference_of(case: int) -> str:
    """Return the case reference of case number `case`: S-0042."""
    return f"S-{case:04}"
