"""Sentences that staff read, kept as a template and its values so that they can be translated late.

The templates are Japanese. Modules outside the window know no translator; they mark a template with
:func:`QT_TRANSLATE_NOOP`, which Qt's own ``lupdate`` recognises, and the window looks the template up
in the context ``messages`` before the values are put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CONTEXT = "messages"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark `text` for translation and return it unchanged."""
    del context
    return text


@dataclass(frozen=True)
class Message:
    """A sentence with named places and the values that go there."""

    template: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        """Say whether there is anything to read."""
        return bool(self.template)

    def __str__(self) -> str:
        """Return the Japanese sentence."""
        return self.render(str)

    def render(self, translate: Callable[[str], str]) -> str:
        """Return the sentence after `translate` was applied to the template."""
        return translate(self.template).format(**self.values)


NOTHING = Message("")
"""No sentence."""
