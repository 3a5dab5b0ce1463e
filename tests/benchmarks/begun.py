"""When a process was asked for: told to it by whoever measures it, so that Python's own start counts too."""

from __future__ import annotations

import os
import time

BEGUN = "GISAPP_BENCHMARK_BEGUN"
"""Holds that time, by the clock that all processes share."""


def since_start() -> float:
    """Return the seconds since :func:`tests.benchmarks.measure.run` asked for this process."""
    return time.monotonic() - float(os.environ[BEGUN])
