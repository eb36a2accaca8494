"""How much tests do that do something at random: `AT_RANDOM=30 pytest FILE` is thirty times."""

from __future__ import annotations

import os

AT_RANDOM = int(os.environ.get("AT_RANDOM", "1"))
