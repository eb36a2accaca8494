"""One file per report: the register's answers as frozen rows and totals."""
