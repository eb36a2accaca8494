"""What reading a file refuses, as a user reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from steg_cli.exchange.sheets import read_sheets
from steg_cli.programme.errors import Refused


def refusal(path: Path) -> tuple[str, str]:
    """Return the sentence, with FILE for the path, and the hint."""
    with pytest.raises(Refused) as caught:
        read_sheets(path)
    error = caught.value
    return str(error).replace(str(path), "FILE"), error.hint.format(**error.values)
