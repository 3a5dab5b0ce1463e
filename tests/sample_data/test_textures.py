"""Textures of the sample town exist, are small, and lie on faces that exist."""

from __future__ import annotations

import io
import posixpath

import numpy as np
from lxml import etree
from PIL import Image

from tests.sample_data.delivered import APP, GML, archive, members, summary

LARGEST = 256


def test_images_exist_and_lie_on_faces() -> None:
    images = set()
    for name in members("bldg", ".gml"):
        tree = etree.fromstring(archive().read(name))
        lengths = {
            str(ring.get(f"{GML}id")): len(str(ring.findtext(f"{GML}posList")).split()) // 3
            for ring in tree.iter(f"{GML}LinearRing")
            if ring.get(f"{GML}id")
        }
        polygons = {f"#{polygon.get(f'{GML}id')}" for polygon in tree.iter(f"{GML}Polygon")}
        themes = [theme.text for theme in tree.iter(f"{APP}theme")]
        assert themes in ([], ["rgbTexture"])
        for texture in tree.iter(f"{APP}ParameterizedTexture"):
            path = str(texture.findtext(f"{APP}imageURI"))
            member = posixpath.join(posixpath.dirname(name), path)
            images.add(member)
            image = Image.open(io.BytesIO(archive().read(member)))
            assert max(image.size) <= LARGEST
            assert f"image/{str(image.format).lower()}" == texture.findtext(f"{APP}mimeType")
            targets = texture.findall(f"{APP}target")
            assert len(targets) >= 5
            for target in targets:
                assert target.get("uri") in polygons
                for coordinates in target.iter(f"{APP}textureCoordinates"):
                    pairs = np.array(str(coordinates.text).split(), dtype=float).reshape(-1, 2)
                    assert len(pairs) == lengths[str(coordinates.get("ring")).removeprefix("#")]
                    assert np.array_equal(pairs[0], pairs[-1])
                    assert pairs.min() >= 0.0
                    assert pairs.max() <= 1.0
    assert len(images) == summary()["textured"]
    stored = {name for name in archive().namelist() if "_appearance/" in name}
    assert stored == images
    assert {name.rsplit(".", 1)[1] for name in stored} == {"jpg", "png"}
