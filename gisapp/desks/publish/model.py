"""What may be published of a layer, who approved it, what the public map is called: records of the project.

Nothing is published by default. A layer without a :class:`Publication` has none, and a fresh one names no
attribute: each is chosen by name, and a column that appears in the data later is not among them.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from layers import plaindata, records
from layers.plaindata import Reader

if TYPE_CHECKING:
    from layers.project import Project

LAYER, APPROVAL, SITE = "publish/layer", "publish/approval", "publish/site"
"""Kinds of the records."""
PACKAGINGS = ("server", "file", "both")
"""Of the map: for a web server, for a double click, or both."""
LONGEST = 4000
"""Letters of one text."""


@dataclass(frozen=True)
class PublicField:
    """An attribute that the public sees.

    Attributes
    ----------
    column
        Column of the layer.
    name, english
        What the public is told it is; every file and page uses `name`, the English page `english`.
    count
        Whether it counts people or households, so that small numbers are left blank.
    """

    column: str
    name: str
    english: str = ""
    count: bool = False


@dataclass(frozen=True)
class Generalisation:
    """How exactly the public sees where something is, and small counts.

    Attributes
    ----------
    decimals
        Of degrees that are written: 6 are a decimetre, 4 about eleven metres.
    grid
        Metres; corners are moved to a grid of that size, 0 for as they are.
    simplify
        Metres by which outlines may differ (Douglas and Peucker), 0 for as they are.
    point
        Whether a point in the middle stands in for the shape.
    least
        Counts from 1 to below this are left blank; 0 where the city decided to tell all.
    """

    decimals: int = 6
    grid: float = 0.0
    simplify: float = 0.0
    point: bool = False
    least: int = 10

    @property
    def exact(self) -> bool:
        """Whether shapes stay as they are."""
        return not (self.grid or self.simplify or self.point)


@dataclass(frozen=True)
class Publication:
    """What may be published of a layer.

    Attributes
    ----------
    layer
        Id of the layer.
    title, english, description
        What the public is told it is.
    fields
        The attributes that the public sees, in order; none by default.
    label
        `name` of the field that stands beside features and is searched; empty for none.
    licence
        An id of :data:`gisapp.desks.publish.terms.LICENCES`.
    credit
        Who is to be named (出典).
    date
        What the data tell of (時点), ISO 8601 day, month or year.
    department, contact
        Who answers for it, and how: an office, never a person.
    cycle
        How often it is brought up to date, an id of :data:`gisapp.desks.publish.terms.CYCLES`.
    generalisation
        How exactly.
    away
        Ids of layers of areas in which nothing is published (作成制限施設).
    restricted
        Whether the layer may not be published at all.
    forms
        Suffixes of the files in which it is offered, such as ``.geojson``.
    on_site
        Whether the map shows it.
    standard
        Id of the municipal standard that its CSV follows, empty for none.
    """

    layer: str
    title: str = ""
    english: str = ""
    description: str = ""
    fields: tuple[PublicField, ...] = ()
    label: str = ""
    licence: str = ""
    credit: str = ""
    date: str = ""
    department: str = ""
    contact: str = ""
    cycle: str = ""
    generalisation: Generalisation = field(default_factory=Generalisation)
    away: tuple[str, ...] = ()
    restricted: bool = False
    forms: tuple[str, ...] = ()
    on_site: bool = True
    standard: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: what an approval approves."""
        return hashlib.sha256(plaindata.dump(asdict(self))).hexdigest()


@dataclass(frozen=True)
class Approval:
    """That a publication was looked at and approved.

    Attributes
    ----------
    layer
        Id of the layer.
    digest
        Of the :class:`Publication` that was approved; a changed one is not.
    department
        Of the reviewer.
    when
        ISO 8601 with offset.
    note
        What was decided about warnings.
    features
        How many the reviewer saw.
    warnings
        Codes of the warnings that the reviewer accepted.
    """

    layer: str
    digest: str
    department: str
    when: str
    note: str = ""
    features: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """What the public map as a whole is called.

    Attributes
    ----------
    title, english, description
        Of the map.
    publisher
        The city.
    contact
        An office.
    address
        Where it will be seen (URL), for the catalogue; empty when unknown.
    """

    title: str = ""
    english: str = ""
    description: str = ""
    publisher: str = ""
    contact: str = ""
    address: str = ""


def publication_of(project: Project, layer: str) -> Publication | None:
    """Return what may be published of a layer, None where nothing was said."""
    found = records.find(project, _id(layer))
    return None if found is None else publication_read(found.content)


def publications(project: Project) -> tuple[Publication, ...]:
    """Return all that was said, in the order of the project's layers, without those of layers that went."""
    found = {one.content.get("layer"): one for one in records.of_kind(project, LAYER)}
    return tuple(publication_read(found[one.id].content) for one in project.layers if one.id in found)


def with_publication(project: Project, one: Publication, when: str) -> Project:
    """Return the project with what may be published of a layer."""
    return records.put(project, records.record(_id(one.layer), LAYER, one.title, asdict(one), when))


def without_publication(project: Project, layer: str) -> Project:
    """Return the project without what may be published of a layer; approvals of before stay."""
    return records.without(project, _id(layer))


def approvals(project: Project, layer: str) -> tuple[Approval, ...]:
    """Return all approvals of a layer, the oldest first; none is ever overwritten."""
    found = (approval_read(one.content) for one in records.of_kind(project, APPROVAL))
    return tuple(one for one in found if one.layer == layer)


def approval_of(project: Project, one: Publication) -> Approval | None:
    """Return the approval of a publication as it is now, None when it was changed since or never approved."""
    return next((done for done in reversed(approvals(project, one.layer)) if done.digest == one.digest), None)


def with_approval(project: Project, one: Approval) -> Project:
    """Return the project with one more approval."""
    number = len(records.of_kind(project, APPROVAL))
    made = records.record(f"{APPROVAL}/{one.layer}/{number}", APPROVAL, one.department, asdict(one), one.when)
    return records.put(project, made)


def site_of(project: Project) -> Site:
    """Return what the map is called."""
    found = records.find(project, SITE)
    if found is None:
        return Site()
    reader = Reader(found.content, SITE)
    return Site(**{name: reader.short(name, LONGEST) for name in Site.__dataclass_fields__})


def with_site(project: Project, one: Site, when: str) -> Project:
    """Return the project with what the map is called."""
    return records.put(project, records.record(SITE, SITE, one.title, asdict(one), when))


def publication_read(value: Any) -> Publication:
    """Return a publication of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none.
    """
    reader = Reader(value, LAYER)
    words = (
        *("layer", "title", "english", "description", "label", "licence", "credit", "date"),
        *("department", "contact", "cycle", "standard"),
    )
    exact = reader.object("generalisation")
    return Publication(
        **{name: reader.short(name, LONGEST) for name in words},
        fields=reader.items("fields", _field),
        generalisation=Generalisation(
            decimals=exact.integer("decimals", 6),
            grid=exact.number("grid", 0),
            simplify=exact.number("simplify", 0),
            point=exact.flag("point", default=False),
            least=exact.integer("least", 10),
        ),
        away=reader.items("away", _text),
        restricted=reader.flag("restricted", default=False),
        forms=reader.items("forms", _text),
        on_site=reader.flag("on_site", default=True),
    )


def approval_read(value: Any) -> Approval:
    """Return an approval of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none.
    """
    reader = Reader(value, APPROVAL)
    words = ("layer", "digest", "department", "when", "note")
    return Approval(
        **{name: reader.short(name, LONGEST) for name in words},
        features=reader.integer("features", 0),
        warnings=reader.items("warnings", _text),
    )


def _field(value: Any, place: str) -> PublicField:
    reader = Reader(value, place)
    return PublicField(
        **{name: reader.short(name, LONGEST) for name in ("column", "name", "english")},
        count=reader.flag("count", default=False),
    )


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        plaindata.fail(place)
    return value


def _id(layer: str) -> str:
    return f"{LAYER}/{layer}"
