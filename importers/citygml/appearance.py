"""Textures: which image lies on which ring, with which coordinates."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml import numbers
from importers.citygml.places import climb
from layers.errors import Unsafe
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.containers import Root
    from importers.citygml.dataset import GmlFile
    from importers.citygml.elements import Elements

PREFERRED = "rgbTexture"
FARTHEST = 1e4
"""Texture coordinates beyond this repeat an image more often than can be seen."""


@dataclass(frozen=True, eq=False)
class Appearance:
    """Texture coordinates by ring.

    Attributes
    ----------
    rings
        (k,) gml:id of the rings.
    images
        (k,) imageURI as written.
    offsets
        (k + 1,) cuts of `coordinates`.
    coordinates
        (c, 2) float32, v upwards.
    """

    rings: pa.StringArray
    images: pa.StringArray
    offsets: NDArray[np.int64]
    coordinates: NDArray[np.float32]


def find_appearance(elements: Elements) -> Appearance | None:
    """Collect the texture coordinates of a window, those of the preferred theme first."""
    rings: list[pa.Array] = []
    images: list[pa.Array] = []
    spans: list[NDArray[np.int64]] = []
    preferred: list[NDArray[np.bool_]] = []
    image_of, theme_of = _leaf_of(elements, "imageURI", 1), _leaf_of(elements, "theme", 1)
    for path, chain in enumerate(elements.chains):
        if chain[-1].local != "textureCoordinates":
            continue
        names = [name.local for name in chain]
        if "ParameterizedTexture" not in names:
            continue
        rows = elements.rows_by_path[path]
        texture = climb(elements.parent, rows, len(names) - 1 - names.index("ParameterizedTexture"))
        rings.append(pc.utf8_ltrim(elements.attribute(rows, "ring"), "#"))
        images.append(elements.texts(_spans_of(image_of, texture)))
        spans.append(elements.text[rows])
        if "Appearance" in names:
            appearance = climb(elements.parent, rows, len(names) - 1 - names.index("Appearance"))
            theme = elements.texts(_spans_of(theme_of, appearance))
            preferred.append(pc.fill_null(pc.equal(theme, PREFERRED), fill_value=False).to_numpy(False))
        else:
            preferred.append(np.zeros(len(rows), dtype=bool))
    if not sum(map(len, rings)):
        return None
    order = np.argsort(~np.concatenate(preferred), kind="stable")
    span = np.concatenate(spans)[order]
    values, offsets = numbers.parse_numbers(elements.data, span)
    even = np.diff(offsets) // 2
    if (np.diff(offsets) % 2).any():
        values = np.concatenate(
            [values[first : first + 2 * size] for first, size in zip(offsets, even, strict=False)]
        )
    values = np.clip(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0), -FARTHEST, FARTHEST)
    return Appearance(
        pa.concat_arrays([array.cast(pa.string()) for array in rings]).take(pa.array(order)),
        pa.concat_arrays([array.cast(pa.string()) for array in images]).take(pa.array(order)),
        np.concatenate([[0], np.cumsum(even)]),
        values.reshape(-1, 2).astype(np.float32),
    )


def _leaf_of(elements: Elements, local: str, steps: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return owners (ascending) and text spans of all leaves of that name; the owner is `steps` above."""
    rows = [
        elements.rows_by_path[path]
        for path, chain in enumerate(elements.chains)
        if chain[-1].local == local and len(chain) > steps
    ]
    found = np.sort(np.concatenate(rows)) if rows else np.empty(0, dtype=np.int64)
    owners = climb(elements.parent, found, steps)
    return owners, elements.text[found]


def _spans_of(
    leaf: tuple[NDArray[np.int64], NDArray[np.int64]], rows: NDArray[np.int64]
) -> NDArray[np.int64]:
    owners, spans = leaf
    result = np.full((len(rows), 2), (0, -1), dtype=np.int64)
    if len(owners):
        place = np.minimum(np.searchsorted(owners, rows), len(owners) - 1)
        found = owners[place] == rows
        result[found] = spans[place[found]]
    return result


@dataclass(frozen=True, eq=False)
class Textured:
    """Texture coordinates for points, an image for polygons (-1 without), and the images found."""

    coordinates: NDArray[np.float32]
    texture: NDArray[np.int32]
    images: tuple[str, ...]
    missing: int


def bind(
    appearance: Appearance,
    ring_ids: pa.StringArray,
    kept: NDArray[np.int64],
    ring_offsets: NDArray[np.int64],
    polygon_offsets: NDArray[np.int64],
    file: GmlFile,
    root: Root,
    findings: list[Finding],
) -> Textured:
    """Give points their texture coordinates and polygons their image.

    Parameters
    ----------
    appearance
        What the file says.
    ring_ids
        (rings,) gml:id, null without.
    kept
        (n,) place of each point within its ring as written.
    ring_offsets, polygon_offsets
        Cuts of points and rings.
    file, root
        Where image paths start from, and what they may reach.
    findings
        Receives images that are missing or lie outside, and coordinates that do not fit.
    """
    number = pc.index_in(ring_ids, value_set=appearance.rings)
    of_ring = pc.fill_null(number, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    sizes = np.diff(ring_offsets)
    ring = np.repeat(of_ring, sizes)
    available = np.where(ring >= 0, np.diff(appearance.offsets)[ring], 0)
    fits = kept < available
    misfit = int(np.count_nonzero((ring >= 0) & ~fits))
    coordinates = np.zeros((len(kept), 2), dtype=np.float32)
    coordinates[fits] = appearance.coordinates[appearance.offsets[ring[fits]] + kept[fits]]
    exterior = of_ring[polygon_offsets[:-1]]
    encoded = appearance.images.dictionary_encode()
    uris = encoded.dictionary.to_pylist()
    resolved = [_resolve(uri, file, root, findings) for uri in uris]
    found = sorted({path for path in resolved if path})
    number_of = {path: number for number, path in enumerate(found)}
    # Behind the last comes what names no image at all.
    image_number = np.array([*(number_of.get(path, -1) for path in resolved), -1], dtype=np.int32)
    codes = pc.fill_null(encoded.indices, len(uris)).to_numpy(zero_copy_only=False)
    texture = np.where(exterior >= 0, image_number[codes[exterior]], -1).astype(np.int32)
    missing = [uri for uri, path in zip(uris, resolved, strict=True) if not path]
    _report(file, missing, misfit, findings)
    return Textured(coordinates, texture, tuple(found), len(missing))


def _resolve(uri: str | None, file: GmlFile, root: Root, findings: list[Finding]) -> str:
    """Return the path of an image within the container, empty when it is not there."""
    if not uri:
        return ""
    uri = uri.strip().replace("\\", "/")
    below_root = posixpath.relpath(posixpath.dirname(file.path) or ".", file.root or ".")
    try:
        name = root.find(posixpath.join(below_root, uri))
    except Unsafe:
        name = None
        findings.append(
            Finding(
                Severity.ERROR,
                "texture-outside",
                QT_TRANSLATE_NOOP(
                    CONTEXT,
                    "{file} の画像の参照（{uri}）はデータのフォルダの外を指すため、読み込みませんでした。",
                ),
                {"file": file.path, "uri": uri[:200]},
                Where(file.path),
            )
        )
    return posixpath.normpath(posixpath.join(file.root, name)) if name else ""


def _report(file: GmlFile, missing: list[str], misfit: int, findings: list[Finding]) -> None:
    if missing:
        findings.append(
            Finding(
                Severity.INFO,
                "texture-missing",
                QT_TRANSLATE_NOOP(
                    CONTEXT,
                    "{file} の建物に貼る画像が {count:,} 枚見つかりません（例: {uri}）。無地で表示します。",
                ),
                {"file": file.path, "count": len(missing), "uri": str(missing[0])[:200]},
                Where(file.path),
                len(missing),
            )
        )
    if misfit:
        findings.append(
            Finding(
                Severity.INFO,
                "texture-coordinates",
                QT_TRANSLATE_NOOP(
                    CONTEXT,
                    "{file} で画像の座標の数が形と合わない点が {count:,} 個あります。"
                    "その部分は正しく貼れません。",
                ),
                {"file": file.path, "count": misfit},
                Where(file.path),
                misfit,
            )
        )
