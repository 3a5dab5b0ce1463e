"""The files of the data set, and what they hold in numbers."""

import hashlib
from collections import Counter
from dataclasses import dataclass

import numpy as np

from sample_data.generator.attributes import Record, building_id, make_records
from sample_data.generator.citygml import building_lines
from sample_data.generator.codelists import CITY_CODE, all_lists, dictionary
from sample_data.generator.descriptions import METADATA, README
from sample_data.generator.gml import appearance_lines, model_start
from sample_data.generator.hazards import slide_zones
from sample_data.generator.inundation import make_inundations
from sample_data.generator.mesh import third_mesh, to_degrees
from sample_data.generator.models import Model, make_model
from sample_data.generator.relief import relief_files
from sample_data.generator.road_gml import road_files
from sample_data.generator.road_sections import make_sections
from sample_data.generator.textures import Texture, make_texture
from sample_data.generator.town import TEXTURES, Town, stream
from sample_data.generator.water_gml import water_files
from sample_data.generator.zone_gml import slide_files, zone_files
from sample_data.generator.zoning import make_zones

ROOT = f"{CITY_CODE}_shiomihama-shi_city_2024_citygml_1_op"
# Textures were made for the first part of the shopping street and for the temples.
TEXTURED_USES = ("shop", "temple")
TEXTURED_BOUND = 300.0
EVERY_PNG = 6
IMAGES = (".jpg", ".png")


@dataclass(frozen=True)
class Dataset:
    """Files by path inside the archive, and the summary of what is in them."""

    files: dict[str, bytes]
    summary: dict[str, object]


def models_of(town: Town, records: tuple[Record, ...]) -> list[Model | None]:
    """LOD2 models of the detailed buildings, ``None`` for the others."""
    return [
        make_model(building, town.lots[building.lot].use) if record.detailed else None
        for building, record in zip(town.buildings, records, strict=True)
    ]


def textures_of(town: Town, records: tuple[Record, ...], models: list[Model | None]) -> dict[int, Texture]:
    """Textures by number of the building in the town."""
    rng = stream(TEXTURES)
    middle = np.array([building.corner for building in town.buildings])
    along, _ = town.valley.locate(middle)
    textures: dict[int, Texture] = {}
    for number, (building, record, model) in enumerate(zip(town.buildings, records, models, strict=True)):
        use = town.lots[building.lot].use
        if model is None or use not in TEXTURED_USES or (use == "shop" and along[number] > TEXTURED_BOUND):
            continue
        png = len(textures) % EVERY_PNG == EVERY_PNG - 1
        textures[number] = make_texture(building, model.solids[0].faces, building_id(record), rng, png=png)
    return textures


def building_files(town: Town, records: tuple[Record, ...]) -> tuple[dict[str, bytes], dict[str, object]]:
    """One file per grid square with its textures, and counts of what they hold."""
    models = models_of(town, records)
    textures = textures_of(town, records, models)
    middle = to_degrees(np.array([building.footprint.centroid.coords[0] for building in town.buildings]))
    squares = third_mesh(middle[:, 0], middle[:, 1])
    files: dict[str, bytes] = {}
    per_file: dict[str, int] = {}
    for square in np.unique(squares):
        members = np.flatnonzero(squares == square).tolist()
        name = f"{ROOT}/udx/bldg/{square}_bldg_6697_op.gml"
        corners = np.vstack(
            [np.asarray(town.buildings[member].footprint.exterior.coords) for member in members]
        )
        degrees = to_degrees(corners)
        low, high = town.bottoms[members].min(), max(town.bottoms[m] + records[m].height for m in members)
        lines = [model_start(np.append(degrees.min(axis=0), low), np.append(degrees.max(axis=0), high))]
        pieces: list[str] = []
        used: list[tuple[str, Texture]] = []
        for member in members:
            bottom = float(town.bottoms[member])
            pieces.extend(
                building_lines(
                    town.buildings[member],
                    records[member],
                    models[member],
                    bottom,
                    textured=member in textures,
                )
            )
            if member in textures:
                texture = textures[member]
                path = f"{square}_bldg_6697_appearance/{building_id(records[member])}.{texture.suffix}"
                used.append((path, texture))
                files[f"{ROOT}/udx/bldg/{path}"] = texture.data
        if used:
            pieces.extend(appearance_lines(used))
        text = lines[0] + "\n".join(pieces) + "\n</core:CityModel>\n"
        files[name] = text.encode("utf-8")
        per_file[name.rsplit("/", 1)[1]] = len(members)
    return files, {"buildings_by_file": per_file, **counts(town, records, models, textures)}


def counts(
    town: Town, records: tuple[Record, ...], models: list[Model | None], textures: dict[int, Texture]
) -> dict[str, object]:
    """Count what the building files hold."""
    made = [model for model in models if model is not None]
    kinds = Counter(risk.kind for record in records for risk in record.risks)
    return {
        "buildings": len(records),
        "lod2": len(made),
        "lod3": sum(any(solid.openings for solid in model.solids) for model in made),
        "openings": sum(
            len(found) for model in made for solid in model.solids for found in solid.openings.values()
        ),
        "building_parts": sum(len(model.solids) for model in made if len(model.solids) > 1),
        "installations": sum(len(model.attached) for model in made),
        "with_courtyard": sum(bool(building.local.holes) for building in town.buildings),
        "textured": len(textures),
        "named": sum(bool(record.name) for record in records),
        "without_year": sum(record.year is None for record in records),
        "without_storeys": sum(record.storeys is None for record in records),
        "usage": dict(sorted(Counter(str(record.usage) for record in records).items())),
        "risk_attributes": dict(sorted(kinds.items())),
        "town_blocks": len({record.district for record in records}),
    }


def other_files(town: Town) -> tuple[dict[str, bytes], dict[str, object]]:
    """Roads, the town plan, landslide zones and hazard maps, and counts of them."""
    sections, zones = make_sections(town), make_zones(town)
    slides = slide_zones(town.valley)
    water, bodies = water_files(make_inundations(town))
    texts = {**road_files(sections), **zone_files(zones), **slide_files(town, slides), **water}
    every = [zone for some in zones.values() for zone in some]
    every += [part for zone in every for part in zone.within]
    every += [part for zone in every if zone.theme == "DistrictDevelopmentPlan" for part in zone.within]
    return {f"{ROOT}/udx/{name}": text.encode("utf-8") for name, text in texts.items()}, {
        "road_sections": len(sections),
        "road_laws": dict(sorted(Counter(str(section.law) for section in sections).items())),
        "zones": dict(sorted(Counter(zone.theme for zone in every).items())),
        "slide_zones": len(slides),
        "water_bodies": bodies,
    }


def text_digest(files: dict[str, bytes]) -> str:
    """Return one digest over all files but the images, whose bytes depend on the encoder."""
    digest = hashlib.sha256()
    for name in sorted(files):
        if not name.endswith(IMAGES):
            digest.update(name.encode())
            digest.update(hashlib.sha256(files[name]).digest())
    return digest.hexdigest()


def make_dataset(town: Town) -> Dataset:
    """Every file of the data set.

    Parameters
    ----------
    town
        The town.
    """
    records = make_records(town)
    files, summary = building_files(town, records)
    for square, text in relief_files(town.terrain):
        files[f"{ROOT}/udx/dem/{square}_dem_6697_op.gml"] = text.encode("utf-8")
    others, told = other_files(town)
    files |= others
    summary |= told
    for name, labels in all_lists().items():
        files[f"{ROOT}/codelists/{name}.xml"] = dictionary(name, labels).encode("utf-8")
    files[f"{ROOT}/README.md"] = README.encode("utf-8")
    files[f"{ROOT}/metadata/{ROOT}_metadata.xml"] = METADATA.encode("utf-8")
    degrees = to_degrees(town.terrain.points[:, :2])
    heights = town.terrain.points[:, 2]
    summary |= {
        "archive": f"{ROOT}.zip",
        "files": len(files),
        "text_bytes": sum(len(data) for name, data in files.items() if not name.endswith(IMAGES)),
        "sha256_of_text": text_digest(files),
        "code_lists": len(all_lists()),
        "terrain_triangles": len(town.terrain.triangles),
        "terrain_height": [round(float(heights.min()), 3), round(float(heights.max()), 3)],
        "latitude": [round(float(degrees[:, 0].min()), 6), round(float(degrees[:, 0].max()), 6)],
        "longitude": [round(float(degrees[:, 1].min()), 6), round(float(degrees[:, 1].max()), 6)],
        "roads": len(town.roads),
        "lots": len(town.lots),
    }
    return Dataset(files=files, summary=summary)
