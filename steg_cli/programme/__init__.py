"""The rules of the programme, pure: no SQL, no files, no clock, no translation.

Days are `datetime.date`; a period's first and last day are both part of it.
"""
