"""Exit codes, see docs/cli.md."""

REFUSED, USAGE, FAILED, INTERRUPTED, BROKEN_PIPE = 1, 2, 3, 130, 141
