"""The layers as the departments of a city hall hold them: one file each, in the format each of them has.

Where a file lies, in what format and system, stands in ``FILES``; the README tells the same to people.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from sample_data.generator import basemap
from sample_data.generator.associations import (
    Association,
    association_list,
    first_department,
    second_department,
)
from sample_data.generator.attributes import make_records
from sample_data.generator.event import GAUGE_COLUMNS, REPORT_COLUMNS, gauge_rows, report_rows
from sample_data.generator.mesh import to_degrees
from sample_data.generator.orthophoto import make_orthophoto
from sample_data.generator.parcels import SURVEYED, Parcel, make_parcels, named
from sample_data.generator.picture_files import write_geotiff, write_mbtiles
from sample_data.generator.registry_map import registry_map
from sample_data.generator.road_sections import KIND_NAMES, Section, make_sections
from sample_data.generator.shelters import COLUMNS, make_shelters, shelter_rows
from sample_data.generator.speakers import make_speakers
from sample_data.generator.town import ORTHOPHOTO, stream
from sample_data.generator.vector_files import write_vector
from sample_data.generator.workbook import WRITTEN, workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sample_data.generator.attributes import Record
    from sample_data.generator.town import Town

ROADS = "道路/道路台帳_中心線.gpkg"
FIRST = "自治会/自治会区域_自治振興課.gpkg"
SECOND = "自治会/自治会区域_防災危機管理課.shp"
LIST = "自治会/自治会一覧_令和6年4月.xlsx"
SHELTERS = "防災/指定緊急避難場所一覧.csv"
SPEAKERS = "防災/防災行政無線_屋外拡声子局.geojson"
HALLS = "防災/公共施設一覧.csv"
PARCELS = "土地/地番図_税務課.shp"
REGISTRY = "土地/登記所備付地図_42999.zip"
GAUGES = "災害対応/水位計_大雨の日.csv"
REPORTS = "災害対応/受付簿_土木課.csv"
PHOTO = "背景/航空写真風画像.tif"
BASE = "背景/背景地図.mbtiles"
FILES = (
    *(ROADS, FIRST, SECOND, LIST, SHELTERS, SPEAKERS, HALLS, GAUGES, REPORTS),
    *(PARCELS, REGISTRY, PHOTO, BASE),
)
PLANE = "EPSG:6669"
LIST_COLUMNS = ("番号", "自治会名", "区域", "世帯数", "加入世帯数", "班数", "集会所", "備考")
LIST_WIDTHS = (8, 26, 30, 9, 11, 7, 22, 24)


@dataclass(frozen=True)
class Content:
    """Shapes and columns of a file of features."""

    shapes: np.ndarray
    columns: Mapping[str, Sequence[Any]]

    def digest(self) -> str:
        """Return a digest that does not depend on the software that writes the file."""
        found = hashlib.sha256()
        for shape in shapely.to_wkt(self.shapes, rounding_precision=3):
            found.update(shape.encode())
        for name, values in self.columns.items():
            found.update(f"{name}:{'|'.join(map(str, values))}".encode())
        return found.hexdigest()


def roads_content(sections: tuple[Section, ...]) -> Content:
    """Return the centre lines of the road register."""
    lines = shapely.set_precision(np.array([shapely.LineString(one.line) for one in sections]), 0.001)
    designated = {14: ("第2項", "1950-11-23"), 13: ("位置指定", "1978-09-05"), 12: ("計画", "2023-04-03")}
    return Content(
        lines,
        {
            "路線番号": [f"{one.road + 1:04d}" for one in sections],
            "区間": [one.number for one in sections],
            "路線名": [one.name for one in sections],
            "幅員": [one.width for one in sections],
            "延長": np.round(shapely.length(lines), 1).tolist(),
            "建基法の道路": [KIND_NAMES[one.law] for one in sections],
            "指定": [designated.get(one.law, ("", ""))[0] for one in sections],
            "指定年月日": [designated.get(one.law, ("", ""))[1] for one in sections],
            "階段": ["あり" if one.stairs else "なし" for one in sections],
            "管理者": ["長崎県" if one.law == 3 else "汐見浜市" for one in sections],
        },
    )


def associations_content(found: tuple[Association, ...], *, short: bool) -> Content:
    """Return the areas of the associations; a Shapefile has room for short names of columns only."""
    labels = ("番号", "名称", "町名") if short else ("自治会番号", "自治会名", "区域の町名")
    values = (
        [one.number for one in found],
        [one.name for one in found],
        ["・".join(dict.fromkeys(one.blocks)) for one in found],
    )
    return Content(np.array([one.outline for one in found]), dict(zip(labels, values, strict=True)))


def parcels_content(parcels: tuple[Parcel, ...]) -> Content:
    """Return the parcels as the tax department holds them."""
    return Content(
        np.array([one.outline for one in parcels]),
        {
            "大字町名": [one.oaza for one in parcels],
            "丁目": [one.chome for one in parcels],
            "地番": [one.number for one in parcels],
            "地目": [one.land for one in parcels],
            "地積": [one.area for one in parcels],
        },
    )


def speakers_content(town: Town) -> Content:
    """Return the loudspeakers, in degrees."""
    places = make_speakers(town)
    degrees = to_degrees(places[:, :2])
    return Content(
        shapely.points(degrees[:, 1], degrees[:, 0]),
        {
            "子局番号": [f"屋外{number:02d}" for number in range(1, len(places) + 1)],
            "標高": places[:, 2].tolist(),
            "柱の高さ": [15 if height < 10 else 12 for height in places[:, 2].tolist()],
            "設置年度": [2014 + number % 5 for number in range(len(places))],
        },
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]], encoding: str) -> bytes:
    """Return a table as CSV with the line ends that spreadsheets write."""
    stream_ = io.StringIO(newline="")
    writer = csv.writer(stream_, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return stream_.getvalue().encode(encoding)


def halls_rows(town: Town, records: tuple[Record, ...]) -> list[list[object]]:
    """Return the public buildings that have a name, with their places."""
    rows: list[list[object]] = []
    for building, record in zip(town.buildings, records, strict=True):
        if record.name and record.usage in (421, 422):
            middle = np.array([building.footprint.centroid.coords[0]])
            latitude, longitude = to_degrees(middle)[0].tolist()
            place = f"汐見浜市{record.district}{record.block}番{record.house}号"
            kind = "官公庁" if record.usage == 421 else "文教厚生"
            year = "" if record.year is None else record.year
            rows.append([record.name, kind, place, f"{latitude:.6f}", f"{longitude:.6f}", year])
    return rows


def registry_archive(parcels: tuple[Parcel, ...]) -> tuple[bytes, int]:
    """Return the registry maps as they are handed out: a zip of one map for each surveyed town block."""
    oaza = {name: number for number, name in enumerate(dict.fromkeys(one.oaza for one in parcels), start=1)}
    stream_, count = io.BytesIO(), 0
    with zipfile.ZipFile(stream_, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number, block in enumerate(SURVEYED, start=1):
            own = [parcel for parcel in parcels if parcel.block == block]
            count += len(own)
            name, chome = named(block)
            entry = zipfile.ZipInfo(f"42999-0901-{oaza[name]:03d}{chome:03d}-{number}.xml", WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, registry_map(f"{block}{number}", own, oaza))
    return stream_.getvalue(), count


def vector_contents(town: Town) -> dict[str, Content]:
    """Return what stands in each file of features."""
    return {
        ROADS: roads_content(make_sections(town)),
        FIRST: associations_content(first_department(town), short=False),
        SECOND: associations_content(second_department(town), short=True),
        PARCELS: parcels_content(make_parcels(town)),
        SPEAKERS: speakers_content(town),
    }


def write_layers(town: Town, folder: Path) -> dict[str, object]:
    """Write every file of ``FILES`` below a folder.

    Returns
    -------
    dict
        For the summary: rows of each file, and digests of what the files of features hold.
    """
    for name in {path.partition("/")[0] for path in FILES}:
        (folder / name).mkdir(exist_ok=True)
    records = make_records(town)
    contents = vector_contents(town)
    for name, content in contents.items():
        system = None if name == PARCELS else "EPSG:6668" if name == SPEAKERS else PLANE
        encoding = "CP932" if name.endswith(".shp") else None
        write_vector(folder / name, content.shapes, content.columns, crs=system, encoding=encoding)
    # Nobody at the tax department knows of these two files.
    for suffix in (".prj", ".cpg"):
        (folder / PARCELS).with_suffix(suffix).unlink(missing_ok=True)
    listed = association_list(town, records)
    title: list[list[object]] = [["汐見浜市　自治会一覧（架空）"], ["令和6年4月1日現在　自治振興課調べ"], []]
    (folder / LIST).write_bytes(workbook("自治会一覧", [*title, list(LIST_COLUMNS), *listed], LIST_WIDTHS))
    shelters = shelter_rows(make_shelters(town, records), first_department(town))
    (folder / SHELTERS).write_bytes(table(COLUMNS, shelters, "utf-8-sig"))
    halls = halls_rows(town, records)
    head = ("施設名", "区分", "所在地", "緯度", "経度", "建築年")
    (folder / HALLS).write_bytes(table(head, halls, "cp932"))
    gauges, reports = gauge_rows(town), report_rows(records)
    (folder / GAUGES).write_bytes(table(GAUGE_COLUMNS, gauges, "utf-8-sig"))
    (folder / REPORTS).write_bytes(table(REPORT_COLUMNS, reports, "cp932"))
    archive, registered = registry_archive(make_parcels(town))
    (folder / REGISTRY).write_bytes(archive)
    write_geotiff(folder / PHOTO, *make_orthophoto(town, stream(ORTHOPHOTO)))
    tiles = list(basemap.make_tiles(town, records))
    write_mbtiles(folder / BASE, tiles, basemap.metadata(town))
    rows = {name: len(content.shapes) for name, content in contents.items()}
    rows |= {LIST: len(listed), SHELTERS: len(shelters), HALLS: len(halls), REGISTRY: registered}
    rows |= {GAUGES: len(gauges), REPORTS: len(reports)}
    return {
        "layer_rows": dict(sorted(rows.items())),
        "layer_digests": {name: content.digest() for name, content in sorted(contents.items())},
        "households": sum(int(str(row[3])) for row in listed),
        "base_map_tiles": len(tiles),
    }
