"""The section of the city that notices and maps name, with its telephone; never a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import records
from layers.entered import content_of

if TYPE_CHECKING:
    from layers.project import Project

CONTACT = "areas/contact"
"""Kind of the record that keeps it; a project has one."""
LONGEST = 120
"""Letters."""


def contact_of(project: Project) -> str:
    """Return the section that a project names, empty for none."""
    for one in records.of_kind(project, CONTACT):
        text = content_of(one).get("text")
        return text[:LONGEST] if isinstance(text, str) else ""
    return ""


def with_contact(project: Project, text: str, when: str) -> Project:
    """Return the project with another section to be asked; `when` is when it was entered, ISO 8601."""
    text = " ".join(text.split())[:LONGEST]
    return records.put(project, records.record(CONTACT, CONTACT, text, {"text": text}, when))
