"""The register: one SQLite file, opened safely, changed one command at a time, and read."""
