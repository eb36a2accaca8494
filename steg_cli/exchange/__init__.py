"""Spreadsheets in: reading the lists that people keep."""
