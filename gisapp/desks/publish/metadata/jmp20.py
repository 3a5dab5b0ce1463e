"""A data set as JMP 2.0, the metadata profile of Japan that PLATEAU and the clearinghouse of GSI use.

Elements and codes are those that stand in the metadata of PLATEAU cities, in the same order; nothing else is
used, for the schema itself cannot be asked offline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.metadata.dataset import Dataset

NAMESPACE = "http://zgate.gsi.go.jp/ch/jmp/"
SCHEMA = "http://zgate.gsi.go.jp/ch/jmp/ http://zgate.gsi.go.jp/ch/jmp/JMP20.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
MADE, PUBLISHED, REVISED = "001", "002", "003"
"""Kinds of dates."""
DONE, PUBLISHER, PLACE, THEME, UTF8, LOCATION, WHOLE = "001", "010", "002", "005", "004", "013", "005"
VECTOR, GRID, SOLID = "001", "002", "004"
"""Kinds of how space is told."""
UPDATED = QT_TRANSLATE_NOOP(CONTEXT, "更新頻度: {cycle}")
SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "出典: {credit}")

Tree = list[tuple[str, Any]]
"""Elements with their text or their own elements."""


def document(one: Dataset) -> bytes:
    """Return the document, UTF-8."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}MD_Metadata", nsmap={None: NAMESPACE, "xsi": INSTANCE})
    root.set(f"{{{INSTANCE}}}schemaLocation", SCHEMA)
    _grow(root, _tree(one))
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _grow(parent: Any, tree: Tree) -> None:
    from lxml import etree

    for name, value in tree:
        if not _filled(value):
            continue
        child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        if isinstance(value, list):
            _grow(child, value)
        else:
            child.text = value


def _filled(value: Any) -> bool:
    """Whether an element tells anything."""
    return any(_filled(inner) for _, inner in value) if isinstance(value, list) else bool(value)


def _tree(one: Dataset) -> Tree:
    notes = [one.description or one.title]
    if one.cycle_words:
        notes.append(UPDATED.format(cycle=one.cycle_words))
    if one.credit:
        notes.append(SOURCE.format(credit=one.credit))
    party = _party(one)
    day = one.modified
    identification: Tree = [
        ("citation", [("title", one.title), ("date", _date(one.told.issued or day, PUBLISHED))]),
        ("abstract", "\n".join(notes)),
        ("status", DONE),
        ("pointOfContact", party),
        ("resourceConstraints", [("MD_Constraints", [("useLimitation", _terms(one))])]),
        (
            "descriptiveKeywords",
            [
                ("MD_Keywords", [("keyword", one.publisher), ("type", PLACE)]),
                ("MD_Keywords", [("keyword", one.standard or one.title), ("type", THEME)]),
            ],
        ),
        ("spatialRepresentationType", GRID if one.told.grid else VECTOR),
        *([("spatialRepresentationType", SOLID)] if one.told.solid else []),
        ("language", [("isoCode", "jpn")]),
        ("characterSet", UTF8),
        ("topicCategory", LOCATION),
        ("extent", _extent(one)),
    ]
    formats: Tree = [
        ("MD_Format", [("name", name), ("version", "-")])
        for name in dict.fromkeys(file.format for file in one.forms)
        if name
    ]
    transfer = (
        [("MD_DigitalTransferOptions", [("onLine", [("linkage", one.address)])])] if one.address else []
    )
    return [
        ("identificationInfo", [("MD_DataIdentification", identification)]),
        (
            "distributionInfo",
            [("MD_Distribution", [("distributionFormat", formats), ("transferOptions", transfer)])],
        ),
        ("fileIdentifier", one.id),
        ("language", [("isoCode", "jpn")]),
        ("characterSet", UTF8),
        ("hierarchyLevel", WHOLE),
        ("contact", party),
        ("dateStamp", day),
        ("metadataStandardName", "JMP"),
        ("metadataStandardVersion", "2.0"),
    ]


def _terms(one: Dataset) -> str:
    return f"{one.licence_name} {one.licence_address}".strip()


def _party(one: Dataset) -> Tree:
    name = f"{one.publisher} {one.department}".strip()
    phone = one.contact if one.contact and not {"@", ":"} & set(one.contact) else ""
    line = [("linkage", one.contact)] if one.contact and not phone else []
    contact: Tree = [("phone", [("voice", phone)] if phone else []), ("onlineResource", line)]
    return [("organisationName", name), ("contactInfo", [e for e in contact if e[1]]), ("role", PUBLISHER)]


def _date(day: str, kind: str) -> Tree:
    return [("date", day), ("dateType", kind)] if day else []


def _extent(one: Dataset) -> Tree:
    if one.told.extent is None:
        return [("description", one.publisher)]
    west, south, east, north = (repr(value) for value in one.told.extent)
    system: Tree = [("code", "JGD2011 / (B, L)")]
    box: Tree = [
        ("extentTypeCode", "1"),
        ("extentReferenceSystem", system),
        ("westBoundLongitude", west),
        ("eastBoundLongitude", east),
        ("southBoundLatitude", south),
        ("northBoundLatitude", north),
    ]
    return [("description", one.publisher), ("geographicElement", [("EX_GeographicBoundingBox", box)])]
