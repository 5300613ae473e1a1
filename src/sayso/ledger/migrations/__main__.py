"""Prints the first step for a dialect: `python -m sayso.ledger.migrations sqlite > …/0001_first.sqlite.sql`."""

import sys

from sayso.ledger.migrations import first_step

sys.stdout.write(first_step(sys.argv[1]))
