"""The codes that are kept of a person. What each is called stands in `choices`."""

from __future__ import annotations

from typing import Literal, get_args

Status = Literal["unemployed", "far-from-labour-market", "other"]
Education = Literal["compulsory", "upper-secondary", "tertiary"]
Outcome = Literal[
    "employment",
    "employment-subsidised",
    "employment-municipal",
    "education",
    "education-other",
    "job-search",
    "health",
    "moved",
    "other",
]
SupportKind = Literal[
    "introduktionsjobb",
    "extratjanst",
    "nystartsjobb",
    "lonebidrag",
    "lonebidrag-utveckling",
    "trygghetsanstallning",
    "osa",
    "etableringsjobb",
    "other",
]

# On the first day, as the fund counts. [Regulation 2021/1057, Annex I]
LabourStatus = Literal["unemployed", "inactive", "employed"]
Programme = Literal["2014-2020", "2021-2027"]  # of the European Social Fund

What = Literal["period", "step", "placement", "support", "follow-up", "deadline"]  # that ends
# What needs the administrator: an end, a person without one, or the reminders themselves.
Need = Literal[
    What,
    "no-workplace",
    "long",
    "no-address",
    "never-sent",
    "not-sent",
    "only-in-folder",
    "undelivered",
]
NeedState = Literal["overdue", "notice", "ending"]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
SUPPORT_KINDS: tuple[SupportKind, ...] = get_args(SupportKind)
LABOUR_STATUSES: tuple[LabourStatus, ...] = get_args(LabourStatus)
PROGRAMMES: tuple[Programme, ...] = get_args(Programme)
