"""steg: who is on which step of a career ladder, and whose period is running out."""

__version__ = "0.1.0"
