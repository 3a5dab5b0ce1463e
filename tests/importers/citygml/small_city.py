"""Cities of a few buildings whose insides a test writes out."""

from __future__ import annotations

from importers.citygml.attributes import build
from importers.citygml.codelists import Codelists
from importers.citygml.lxml_reader import read_elements
from tests.importers.citygml import oracle

URO = {
    "1.4": "http://www.kantei.go.jp/jp/singi/tiiki/toshisaisei/itoshisaisei/iur/uro/1.4",
    "1.5": "https://www.chisou.go.jp/tiiki/toshisaisei/itoshisaisei/iur/uro/1.5",
    **{version: f"https://www.geospatial.jp/iur/uro/{version}" for version in ("2.0", "3.0", "3.1", "3.2")},
}


def city(*buildings: str, version: str = "3.1") -> oracle.City:
    """Return the table of buildings whose insides are given."""
    members = "\n".join(
        f'<core:cityObjectMember><bldg:Building gml:id="b{number}">{inside}</bldg:Building>'
        "</core:cityObjectMember>"
        for number, inside in enumerate(buildings)
    )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in oracle.NAMESPACES.items())
    document = f'<core:CityModel {spaces} xmlns:uro="{URO[version]}">\n{members}\n</core:CityModel>'
    elements = read_elements(document.encode())
    found = oracle.City()
    table = build(
        elements, oracle.building_rows(elements), Codelists(None), found.findings, "町.gml", "udx/bldg/町.gml"
    )
    found.tables = [table]
    return found


def detail(inside: str, version: str = "3.1") -> str:
    if version.startswith("1"):
        return (
            f"<uro:buildingDetails><uro:BuildingDetails>{inside}</uro:BuildingDetails></uro:buildingDetails>"
        )
    return (
        "<uro:buildingDetailAttribute><uro:BuildingDetailAttribute>"
        f"{inside}</uro:BuildingDetailAttribute></uro:buildingDetailAttribute>"
    )


def coded(name: str, code: str, list_name: str) -> str:
    return f'<{name} codeSpace="../../codelists/{list_name}.xml">{code}</{name}>'
