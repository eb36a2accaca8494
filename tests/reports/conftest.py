"""Reports that wait for no disk."""

from __future__ import annotations

import pytest

from steg_cli.register.file import Register


@pytest.fixture
def register(register: Register) -> Register:
    """Write without waiting for the disk: what happens when the power fails is tested elsewhere."""
    register.execute("PRAGMA synchronous = OFF")
    return register
