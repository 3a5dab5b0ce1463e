"""A data set as DCAT (JSON-LD), the W3C's vocabulary of catalogues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gisapp.desks.publish.terms import CYCLES

if TYPE_CHECKING:
    from gisapp.desks.publish.metadata.dataset import Dataset, File

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
MEDIA = "https://www.iana.org/assignments/media-types/"
SYSTEM = "http://www.opengis.net/def/crs/EPSG/0/"
_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)


def dataset(one: Dataset) -> dict[str, Any]:
    """Return a data set as ``dcat:Dataset`` with a ``dcat:Distribution`` for each form."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "dcat:Dataset",
        "dct:identifier": one.id,
        "dct:title": _words(one.title, one.english),
        "dct:description": _words(one.description or one.title, ""),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/JPN"},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": one.publisher},
        "dcat:contactPoint": _contact(one),
        "dct:license": _licence(one),
        "dct:issued": date(one.told.issued),
        "dct:modified": date(one.modified),
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": date(one.date)} if one.date else None,
        "dct:spatial": _place(one),
        "dct:accrualPeriodicity": {"@id": f"{FREQUENCY}{CYCLES[one.cycle][1]}"} if one.cycle else None,
        "dct:provenance": _source(one),
        "dcat:keyword": [word for word in (one.title, one.standard) if word],
        "dcat:landingPage": {"@id": one.address} if one.address.startswith(("http://", "https://")) else None,
        "dcat:distribution": [_distribution(one, file) for file in one.forms],
    }
    made["@context"] = {**CONTEXT, "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def date(text: str) -> dict[str, str] | None:
    """Return a day, month or year as a typed value; None for anything else."""
    kind = next((kind for pattern, kind in _DATES if pattern.fullmatch(text)), "")
    return {"@type": kind, "@value": text} if kind else None


def _words(japanese: str, english: str) -> list[dict[str, str]]:
    found = [{"@language": "ja", "@value": japanese}]
    return [*found, {"@language": "en", "@value": english}] if english else found


def _source(one: Dataset) -> dict[str, str] | None:
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": one.credit} if one.credit else None


def _contact(one: Dataset) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": one.department or one.publisher}
    mail = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", one.contact, re.ASCII)
    phone = re.search(r"0\d{1,4}-\d{1,4}-\d{3,4}", one.contact, re.ASCII)
    page = re.search(r"https?://[^\s\"<>]+", one.contact)
    if mail:
        made["vcard:hasEmail"] = {"@id": f"mailto:{mail[0]}"}
    if phone:
        made["vcard:hasTelephone"] = {"@id": f"tel:+81-{phone[0].removeprefix('0')}"}
    if page:
        made["vcard:hasURL"] = {"@id": page[0]}
    if one.contact and not (mail or phone or page):
        made["vcard:note"] = one.contact
    return made


def _licence(one: Dataset) -> dict[str, Any] | None:
    if one.licence_address:
        return {"@id": one.licence_address}
    if not one.licence_name:
        return None
    return {"@type": "dct:LicenseDocument", "dct:title": _words(one.licence_name, "")}


def _place(one: Dataset) -> dict[str, Any] | None:
    if one.told.extent is None:
        return None
    west, south, east, north = one.told.extent
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    outline = ", ".join(f"{x!r} {y!r}" for x, y in corners)
    box = {"@type": "geosparql:wktLiteral", "@value": f"POLYGON(({outline}))"}
    return {"@type": "dct:Location", "dcat:bbox": box}


def _distribution(one: Dataset, file: File) -> dict[str, Any]:
    address = quote(file.address, safe="/:%?=&#,;@+~.-_")
    made: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": _words(file.words or file.name, ""),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA}{file.media}"},
        "dct:format": file.format,
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
        "dct:license": _licence(one),
        "dct:modified": date(one.modified),
    }
    return {name: value for name, value in made.items() if value not in (None, "")}
