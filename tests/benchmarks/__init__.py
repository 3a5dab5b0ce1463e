"""Figures, not tests: ``python -m tests.benchmarks`` measures and prints a table."""
