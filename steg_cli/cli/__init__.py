"""The face: it reads the command line and the clock, calls one action or report, and shows it."""
