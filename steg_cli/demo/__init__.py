"""The demo: a register of invented people that retells how the ladder came to be.

The pilot of 2016, the project STEG, the conversions of 2023, and the cohorts since then up to
`today`, told with the real commands, each on its own day: every rule is asked, and the change
log is a real one. The last two steps of the ladder cover both the training and the profession,
so somebody who begins to train as undersköterska is on that step from the training's first day.
"""
