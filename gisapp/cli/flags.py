"""Command lines made from the fields of a dataclass: names, help and choices are data, not code."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, NoReturn, TypeVar

from gisapp.cli.exits import Exit, Stop

Value = TypeVar("Value")

USAGE = "使い方: "
_FAULTS = (
    # How argparse says it, and how we do.
    (r"the following arguments are required: (.*)", "次の指定が足りません: {0}"),
    (r"unrecognized arguments: (.*)", "知らない指定です: {0}"),
    (r"argument ([^:]*): expected one argument", "{0} の後に値が必要です"),
    (r"argument ([^:]*): expected at least one argument", "{0} の後に値が必要です"),
    (r"argument ([^:]*): ignored explicit argument (.*)", "{0} に値は付けられません: {1}"),
    (
        r"argument ([^:]*): invalid choice: (.*?) \(choose from (.*)\)",
        "{0} に {1} は使えません。使えるもの: {2}",
    ),
    (r"argument ([^:]*): (.*)", "{0}: {1}"),
    (r"ambiguous option: (\S+) could match (.*)", "{0} は一つに決まりません: {1}"),
)


@dataclass(frozen=True)
class Word:
    """How a field stands on the command line.

    Attributes
    ----------
    help
        What it is for, in Japanese.
    name
        What stands for the value in the help.
    flag
        ``--name``; empty for a value that is told by its place.
    many
        Whether several may be given.
    choices
        The only values that are allowed.
    read
        Turns the text into the value; raises ``ValueError`` with a sentence.
    """

    help: str
    name: str = ""
    flag: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()
    read: Callable[[str], Any] = str


def place(help_: str, name: str, *, read: Callable[[str], Any] = str) -> dict[str, Word]:
    """Return the metadata of a field for a value told by its place; it may be absent if it has a default."""
    return {"word": Word(help_, name, read=read)}


def places(help_: str, name: str, *, read: Callable[[str], Any] = str) -> dict[str, Word]:
    """Return the metadata of a field for several values; at least one unless the field has a default."""
    return {"word": Word(help_, name, many=True, read=read)}


def option(
    flag: str,
    help_: str,
    name: str,
    *,
    choices: tuple[str, ...] = (),
    many: bool = False,
    read: Callable[[str], Any] = str,
) -> dict[str, Word]:
    """Return the metadata of a field for ``--flag VALUE``; needed unless the field has a default."""
    return {"word": Word(help_, name, flag, many=many, choices=choices, read=read)}


def switch(flag: str, help_: str) -> dict[str, Word]:
    """Return the metadata of a field for ``--flag``, True when it is given."""
    return {"word": Word(help_, flag=flag)}


OVERWRITE = switch("--overwrite", "同じ名前のファイルがあれば置き換える")
"""For all commands that write a file."""


class Parser(argparse.ArgumentParser):
    """Speaks Japanese, and raises instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line."""
        for pattern, ours in _FAULTS:
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match:
                message = ours.format(*match.groups())
                break
        raise Stop(f"{message}\n{self.format_usage().rstrip()}\n詳しくは {self.prog} --help", Exit.USAGE)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in Japanese: the heading of the usage line is the only word of argparse that is left."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Put the usage line first."""
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


def parser_of(arguments: type, prog: str, description: str, epilog: str = "") -> Parser:
    """Return the parser for the fields of a dataclass."""
    parser = Parser(
        prog=prog,
        description=description,
        epilog=epilog,
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    by_place = parser.add_argument_group("指定するもの")
    by_name = parser.add_argument_group("選べるもの")
    for one in fields(arguments):
        word: Word = one.metadata["word"]
        needed = one.default is MISSING
        told: dict[str, Any] = {"help": word.help, "type": _reader(word)}
        if not word.flag:
            count = ("+" if word.many else None) if needed else ("*" if word.many else "?")
            if not needed:
                told["default"] = one.default
            by_place.add_argument(one.name, metavar=word.name, nargs=count, **told)
        elif one.default is False:
            by_name.add_argument(word.flag, dest=one.name, help=word.help, action="store_true")
        elif word.many:
            by_name.add_argument(word.flag, dest=one.name, metavar=word.name, action="append", **told)
        else:
            told |= {"required": True} if needed else {"default": one.default}
            choices = word.choices or None
            by_name.add_argument(word.flag, dest=one.name, metavar=word.name, choices=choices, **told)
    by_name.add_argument("-h", "--help", help="この説明を表示する", action="help")
    parser.usage = " ".join(parser.format_usage().removeprefix(USAGE).split())
    return parser


def read(arguments: type[Value], parser: Parser, words: Sequence[str]) -> Value:
    """Return the dataclass with what the words say.

    Raises
    ------
    Stop
        When they cannot be understood.
    SystemExit
        After the help was printed.
    """
    # Options may stand between the values that are told by their place.
    found = vars(parser.parse_intermixed_args(list(words)))
    values = {}
    for one in fields(arguments):  # type: ignore[arg-type]
        value = found[one.name]
        if one.metadata["word"].many:
            value = tuple(value or ())
        values[one.name] = value
    return arguments(**values)


def _reader(word: Word) -> Callable[[str], Any]:
    def read_word(text: str) -> Any:
        try:
            return word.read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_word
