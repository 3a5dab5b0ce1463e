"""Writes the ready project: every layer in its group, in order, with the colours that staff know.

The form is that of the program's project files (JSON, paths relative to the file). Colours come from the
palettes in ``styles/presets``, which tell where they were taken from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from sample_data.generator import layer_files as files
from sample_data.generator.associations import Association, first_department, second_department
from sample_data.generator.road_sections import KIND_NAMES
from sample_data.generator.valley import ORIGIN_EAST, ORIGIN_NORTH

if TYPE_CHECKING:
    from sample_data.generator.town import Town

NAME = "汐見浜"
PROJECT = f"{NAME}.gisproj"
REGULATIONS = Path(__file__).resolve().parents[1] / "規制" / f"{NAME}市の規制.json"
PRESETS = Path(__file__).resolve().parents[2] / "styles" / "presets"
FORMAT = 1
MISSING = (176, 176, 172)
GROUPS = (
    ("建物", True),
    ("防災", False),
    ("自治会", False),
    ("土地と道路", False),
    ("都市計画", False),
    ("背景", True),
)
CREDIT = "gisapp 見本データ（架空の町）"
LICENCE = "CC0 1.0"
# The place in an id of a layer is that of the file on the machine that read it; here it is nowhere.
NOWHERE = "0" * 10
NEAR = 25.0
# What the program gives a layer that nobody has coloured.
NO_COLOUR = {"by": "one", "colour": [232, 230, 225]}
Colour = tuple[int, int, int]
SOFT: tuple[Colour, ...] = (
    (244, 180, 160), (170, 212, 190), (176, 198, 232), (244, 216, 150), (208, 186, 222), (190, 220, 150),
    (238, 190, 206), (160, 208, 214), (226, 202, 176),
)  # fmt: skip
ROAD_COLOURS: dict[int, Colour] = {
    3: (66, 104, 170), 4: (120, 158, 208), 10: (64, 150, 120), 11: (130, 190, 110), 12: (240, 190, 70),
    13: (150, 110, 190), 14: (224, 96, 80), 15: (150, 150, 150),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A layer of the project.

    Attributes
    ----------
    name, group, kind
        As the program shows and knows it.
    source
        File below this folder.
    importer
        Row of the program's table of importers.
    key
        End of the layer's id: which of the layers of its source it is.
    style
        As in project files.
    visible, opacity
        At first.
    options
        Of the importer.
    """

    name: str
    group: str
    kind: str
    source: str
    importer: str
    key: str
    style: dict[str, Any]
    visible: bool = False
    opacity: float = 1.0
    options: dict[str, str] = field(default_factory=dict)


@cache
def preset(name: str) -> dict[str, Any]:
    """Return a palette of the program."""
    found: dict[str, Any] = json.loads((PRESETS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def one(*colour: int) -> dict[str, Any]:
    """Return the style of one colour."""
    return {"by": "one", "colour": list(colour)}


def coded(name: str, attribute: str, codes: tuple[str, ...]) -> dict[str, Any]:
    """Return a palette whose classes stand in the order of some codes."""
    classes = preset(name)["categories"]
    return by_category(
        attribute,
        [
            (code, row["colour"], row.get("label") or row["value"])
            for code, row in zip(codes, classes, strict=False)
        ],
    )


def by_category(attribute: str, classes: list[tuple[str, Any, str]]) -> dict[str, Any]:
    """Return a colour for each value: value, colour, label."""
    return {
        "by": "category",
        "attribute": attribute,
        "categories": [
            {"value": value, "label": label, "colour": list(colour)} for value, colour, label in classes
        ],
        "other": list(MISSING),
    }


def by_width() -> dict[str, Any]:
    """Return the classes of widths that decide at the counter: 4, 6 and 12 metres."""
    rows: tuple[tuple[float | None, float | None, str, Colour], ...] = (
        (None, 4.0, "4m未満", (214, 72, 62)),
        (4.0, 6.0, "4m以上6m未満", (240, 166, 60)),
        (6.0, 12.0, "6m以上12m未満", (88, 160, 104)),
        (12.0, None, "12m以上", (54, 100, 176)),
    )
    ranges = [
        {"low": low, "high": high, "label": label, "colour": list(colour)}
        for low, high, label, colour in rows
    ]
    return {"by": "range", "attribute": "幅員", "ranges": ranges, "other": list(MISSING)}


def named(attribute: str, names: list[str]) -> dict[str, Any]:
    """Return quiet colours for names."""
    return by_category(attribute, [(name, SOFT[row % len(SOFT)], name) for row, name in enumerate(names)])


def apart(attribute: str, found: tuple[Association, ...]) -> dict[str, Any]:
    """Return quiet colours for associations: neighbours never have the same one."""
    shapes = np.array([one.outline for one in found])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR)
    colours: list[int] = []
    for row in range(len(found)):
        near = {colours[other] for other in second[first == row].tolist() if other < row}
        free = [number for number in range(len(SOFT)) if number not in near]
        colours.append(min(free, key=lambda number: (colours.count(number), number)))
    return by_category(
        attribute, [(one.name, SOFT[row], one.name) for one, row in zip(found, colours, strict=True)]
    )


def hazard_entries(archive: str) -> list[Entry]:
    """Return landslides, floods, tsunami and storm surge."""
    ranks = tuple(str(rank) for rank in range(1, 7))
    water = coded("flood_rank", "rank", ranks)
    folder = "fld_pref_shiomigawa_shiomigawa"
    slides = coded("landslide_area", "areaType", ("1", "2", "3", "4"))

    def zip_entry(name: str, key: str, style: dict[str, Any]) -> Entry:
        return Entry(name, "防災", "vector", archive, "citygml", key, style, opacity=0.7)

    return [
        zip_entry("土砂災害警戒区域", "urf_SedimentDisasterProneArea", slides),
        zip_entry("洪水（想定最大）", f"wtr_WaterBody_{folder}_l2", water),
        zip_entry("洪水（計画規模）", f"wtr_WaterBody_{folder}_l1", water),
        zip_entry("津波浸水", "wtr_WaterBody_tnm_42_1", water),
        zip_entry("高潮浸水", "wtr_WaterBody_htd_42_1", water),
    ]


def planning_entries(archive: str) -> list[Entry]:
    """Return what the town plan decides, the smaller areas above the larger ones."""
    uses = tuple(str(code) for code in range(1, 14))
    location = {row["value"]: tuple(row["colour"]) for row in preset("location_plan")["categories"]}
    residence, function = location.get("2", (153, 205, 253)), location.get("3", (248, 126, 136))
    rows: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("都市計画道路", "urf_TrafficFacility", one(206, 70, 60)),
        ("地区の区分", "urf_District", named("name", ["商店街地区", "後背地区", "戸建住宅地区"])),
        ("地区整備計画", "urf_DistrictDevelopmentPlan", one(120, 176, 150)),
        ("地区計画", "urf_DistrictPlan", one(92, 156, 128)),
        (
            "高度地区",
            "urf_HeightControlDistrict",
            by_category(
                "name",
                [
                    ("第1種高度地区", (190, 220, 150), "第1種（15m）"),
                    ("第2種高度地区", (240, 200, 120), "第2種（20m）"),
                ],
            ),
        ),
        ("防火・準防火地域", "urf_FirePreventionDistrict", coded("fire_zone", "function", ("24", "25"))),
        ("風致地区", "urf_ScenicDistrict", one(112, 168, 96)),
        ("臨港地区", "urf_PortZone", one(126, 150, 206)),
        ("用途地域", "urf_UseDistrict", coded("use_district", "function", uses)),
        ("都市機能誘導区域", "urf_UrbanFunctionAttractionArea", one(*function)),
        ("居住誘導区域", "urf_ResidenceAttractionArea", one(*residence)),
        ("区域区分", "urf_AreaClassification", coded("area_classification", "function", ("22", "23"))),
        ("都市計画区域", "urf_UrbanPlanningArea", one(214, 208, 196)),
    )
    return [
        Entry(name, "都市計画", "vector", archive, "citygml", key, style, opacity=0.65)
        for name, key, style in rows
    ]


def entries(archive: str, first: tuple[Association, ...], second: tuple[Association, ...]) -> list[Entry]:
    """Return every layer, the top one first.

    Parameters
    ----------
    archive
        File name of the city model.
    first, second
        The associations in the maps of both departments.
    """
    laws = [(str(code), ROAD_COLOURS[code], name) for code, name in KIND_NAMES.items()]

    def vector(name: str, group: str, source: str, style: dict[str, Any], **more: Any) -> Entry:
        importer = "tables" if source.endswith((".csv", ".xlsx")) else "vector"
        return Entry(name, group, "vector", source, importer, Path(source).stem, style, **more)

    stated = {"crs": files.PLANE}
    return [
        Entry("建物", "建物", "buildings", archive, "citygml", "", NO_COLOUR, visible=True),
        vector("指定緊急避難場所", "防災", files.SHELTERS, one(0, 122, 94), visible=True),
        vector("防災行政無線", "防災", files.SPEAKERS, one(206, 104, 44)),
        vector("公共施設", "防災", files.HALLS, one(70, 110, 176)),
        *hazard_entries(archive),
        vector("自治会一覧", "自治会", files.LIST, one(150, 90, 120)),
        vector(
            "区域 自治振興課", "自治会", files.FIRST, apart("自治会名", first), opacity=0.6
        ),
        vector(
            "区域 防災課", "自治会", files.SECOND, apart("名称", second), opacity=0.6
        ),
        vector("道路の幅員", "土地と道路", files.ROADS, by_width()),
        Entry(
            "建築基準法の道路", "土地と道路", "vector", archive, "citygml", "tran_Road",
            by_category("function", laws), opacity=0.8,
        ),
        Entry(
            "登記所備付地図", "土地と道路", "vector", files.REGISTRY, "cadastre", "lots_6669",
            one(232, 150, 70), opacity=0.35,
        ),
        vector(
            "地番図", "土地と道路", files.PARCELS, one(250, 236, 200), opacity=0.35, options=stated
        ),
        *planning_entries(archive),
        Entry("航空写真風画像", "背景", "raster", files.PHOTO, "raster", "", NO_COLOUR, visible=True),
        Entry("背景地図", "背景", "raster", files.BASE, "raster", "", NO_COLOUR),
        Entry("地形", "背景", "terrain", archive, "citygml", "", NO_COLOUR, visible=True),
    ]  # fmt: skip


def layer(entry: Entry, number: int) -> dict[str, Any]:
    """Return a layer as it stands in a project file."""
    prefix = entry.kind if entry.kind != "vector" else entry.importer
    end = f"-000-{entry.key}" if entry.key else f"-{number}" if entry.kind == "raster" else ""
    crs = "EPSG:6697" if entry.kind == "buildings" else files.PLANE
    return {
        "id": f"{prefix}-{NOWHERE}{end}",
        "kind": entry.kind,
        "name": entry.name,
        "crs": crs,
        "visible": entry.visible,
        "opacity": entry.opacity,
        "group": entry.group,
        "source": {
            "path": entry.source,
            "importer": entry.importer,
            "options": {"target": files.PLANE, **entry.options},
            "modified": "",
            "size": 0,
            "digest": "",
            "licence": LICENCE,
            "credit": CREDIT,
        },
        "style": entry.style,
        "filter": [],
        "settings": {},
    }


def city_table() -> dict[str, Any]:
    """Return the town's table of regulations as the counter keeps it in a project."""
    content = json.loads(REGULATIONS.read_text(encoding="utf-8"))
    key = "planning/regulations"
    return {"id": key, "kind": key, "name": content["name"], "changed": "", "content": content}


def project_text(town: Town, archive: str) -> str:
    """Return the project file.

    Parameters
    ----------
    town
        The town; tells names of associations and where to look from.
    archive
        File name of the city model.
    """
    maps = first_department(town), second_department(town)
    eye = town.valley.place(np.array([-760.0]), np.array([-330.0]))[0]
    aim = town.valley.place(np.array([430.0]), np.array([60.0]))[0]
    document = {
        "format": FORMAT,
        "name": f"{NAME}（見本の町・架空）",
        "crs": files.PLANE,
        "origin": [round(ORIGIN_EAST, -2), round(ORIGIN_NORTH, -2), 0.0],
        "camera": {
            "position": [*eye.round(1).tolist(), 560.0],
            "focal": [*aim.round(1).tolist(), 10.0],
            "up": [0.0, 0.0, 1.0],
            "field_of_view": 30.0,
        },
        "groups": [{"name": name, "open": is_open} for name, is_open in GROUPS],
        "notes": [],
        "records": [city_table()],
        "layers": [layer(entry, number) for number, entry in enumerate(entries(archive, *maps), start=1)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
