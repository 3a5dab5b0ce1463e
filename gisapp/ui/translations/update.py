"""Brings the English translation up to date: ``python -m gisapp.ui.translations.update``.

Collects every marked sentence of the program into ``gisapp_en.ts`` (the format of Qt Linguist), keeps the
translations that are there, takes out sentences that are gone, and compiles the result to ``gisapp_en.qm``.
Sentences without a translation are listed; ``linguist gisapp_en.ts`` or any editor fills them in.

Qt's own ``lupdate`` misses marks whose context is a name instead of a text, so the sentences are collected
from Python's syntax tree here. ``lrelease`` compiles.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from styles.hazards import BOUNDARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[3]
TS = Path(__file__).with_name("gisapp_en.ts")
PACKAGES = ("gisapp", "layers", "importers", "styles")
MARKS = ("QT_TRANSLATE_NOOP", "translate")
CONTEXT = "messages"
"""What the name ``CONTEXT`` stands for wherever it is used; see :mod:`layers.messages`."""


@dataclass(frozen=True, order=True)
class Sentence:
    """A sentence and the context it is looked up in."""

    context: str
    text: str


def marked(path: Path) -> Iterator[Sentence]:
    """Return the sentences that a module marks for translation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        context, text = node.args[0], node.args[1]
        if name not in MARKS or not isinstance(text, ast.Constant) or not isinstance(text.value, str):
            continue
        if isinstance(context, ast.Constant) and isinstance(context.value, str):
            yield Sentence(context.value, text.value)
        elif isinstance(context, ast.Name) and context.id == "CONTEXT":
            yield Sentence(CONTEXT, text.value)


def in_palettes(folder: Path) -> Iterator[Sentence]:
    """Return the sentences of the palettes, which are data and carry no marks."""
    for path in sorted(folder.glob("*.json")):
        palette = json.loads(path.read_text(encoding="utf-8"))
        texts = [palette.get(name, "") for name in ("title", "source", "note")]
        parts = (*palette.get("categories", ()), *palette.get("ranges", ()))
        texts.extend(part.get("label", "") for part in parts)
        yield from (Sentence(CONTEXT, text) for text in texts if text)


def collected(root: Path = ROOT) -> list[Sentence]:
    """Return all sentences of the program, sorted, each once."""
    modules = (path for package in PACKAGES for path in sorted((root / package).rglob("*.py")))
    found = {sentence for path in modules for sentence in marked(path)}
    found.update(in_palettes(root / "styles" / "presets"))
    found.update(Sentence(CONTEXT, text) for text in BOUNDARIES.values())
    return sorted(found)


def read(path: Path = TS) -> dict[Sentence, str]:
    """Return the translations that a file holds; a sentence without one has an empty text."""
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            found[Sentence(name, message.findtext("source", ""))] = message.findtext("translation", "") or ""
    return found


def write(sentences: Iterable[Sentence], translations: dict[Sentence, str], path: Path = TS) -> None:
    """Write the file of Qt Linguist."""
    root = ET.Element("TS", version="2.1", language="en_GB", sourcelanguage="ja_JP")
    contexts: dict[str, ET.Element] = {}
    for sentence in sorted(sentences):
        if sentence.context not in contexts:
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = sentence.context
            contexts[sentence.context] = context
        message = ET.SubElement(contexts[sentence.context], "message")
        ET.SubElement(message, "source").text = sentence.text
        given = translations.get(sentence, "")
        translation = ET.SubElement(message, "translation")
        if given:
            translation.text = given
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def compile_file(path: Path = TS) -> Path:
    """Compile a file of Qt Linguist and return the result."""
    target = path.with_suffix(".qm")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(tool), "-silent", str(path), "-qm", str(target)], check=True)
    return target


def main() -> int:
    """Update and compile; return 1 when sentences have no translation yet."""
    sentences = collected()
    translations = read()
    write(sentences, translations)
    compile_file()
    missing = [sentence for sentence in sentences if not translations.get(sentence)]
    sys.stdout.write(f"{len(sentences)} sentences, {len(missing)} without translation\n")
    for sentence in missing:
        sys.stdout.write(f"  {sentence.context}: {sentence.text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
