"""Somebody who was asked and did not say yes."""

from __future__ import annotations

from steg_cli.programme.errors import StegError


class Declined(StegError):
    """The administrator was asked and said no."""


class Interrupted(Declined):
    """The administrator pressed Ctrl-C instead of answering."""

    exit_code = 130  # as a shell reports a program that Ctrl-C ended
