"""Exit codes; docs/CLI.md says the same for people."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the program tells who called it."""

    OK = 0
    FINDINGS = 1
    """The data has faults of severity error, and the command was asked to say so."""
    USAGE = 2
    """The command line could not be understood."""
    FAILED = 3
    """Something prevented the work; a sentence on standard error says what."""
    NO_PICTURE = 4
    """There is no display, or nothing that can draw."""
    BUG = 70
    """Something went wrong that nobody foresaw."""
    CANCELLED = 130
    """Ctrl+C."""


class Stop(Exception):
    """Ends a command with a sentence for the person who called it.

    Parameters
    ----------
    sentence
        In Japanese.
    code
        What the program returns.
    """

    def __init__(self, sentence: str, code: Exit) -> None:
        super().__init__(sentence)
        self.code = code
