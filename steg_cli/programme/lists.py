"""What a list can tell of, and the report that an export writes of it."""

from __future__ import annotations

from collections.abc import Mapping

# In the order in which a list is taken in: what surrounds the people first.
KINDS: Mapping[str, str] = {
    "steps": "steps",
    "settings": "setting",
    "rates": "rate list",
    "retention-rules": "retention rules",
    "sectors": "sector list",
    "projects": "project list",
    "cohorts": "cohort list",
    "contacts": "contact list",
    "municipalities": "municipality list",
    "workplaces": "workplace list",
    "posts": "post list",
    "people": "people",
    "former-numbers": "former numbers",
    "former-cases": "former cases",
    "stays": "stays",
    "placements": "placements",
    "extensions": "extensions",
    "follow-ups": "follow-ups",
    "pauses": "pauses",
    "supports": "supports",
    "deadlines": "deadlines",
    "moves": "moves",
    "notes": "notes",
    "holds": "holds",
}
OF_PEOPLE = (
    *("people", "former-numbers", "former-cases", "stays", "placements", "extensions"),
    *("follow-ups", "pauses", "supports", "deadlines", "moves", "notes", "holds"),
)
