"""Measures: `python -m benchmarks`. See benchmarks/README.md."""
