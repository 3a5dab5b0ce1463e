"""The table of many buildings as a layer of its own, written in any format of the house."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.planning.citycheck import KEPT, Kept
from gisapp.desks.planning.site import RULES, Rule
from layers.base import Attribute
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.planning.citycheck import CityCheck
    from layers.base import Layer
    from layers.feedback import Feedback

NAME = QT_TRANSLATE_NOOP(CONTEXT, "建築可能範囲との照合")
WITHIN, CONFIRM = QT_TRANSLATE_NOOP(CONTEXT, "範囲内"), QT_TRANSLATE_NOOP(CONTEXT, "要確認")
OVER, UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "超過"), QT_TRANSLATE_NOOP(CONTEXT, "未確認")
WORDS = {Kept.WITHIN: WITHIN, Kept.CONFIRM: CONFIRM, Kept.OVER: OVER, Kept.UNKNOWN: UNKNOWN}
PARCEL, ESTIMATED = QT_TRANSLATE_NOOP(CONTEXT, "地番"), QT_TRANSLATE_NOOP(CONTEXT, "推定")
NUMBERS = {
    "lot_area": (QT_TRANSLATE_NOOP(CONTEXT, "敷地面積"), "m2"),
    "building_area": (QT_TRANSLATE_NOOP(CONTEXT, "建築面積"), "m2"),
    "floor_area": (QT_TRANSLATE_NOOP(CONTEXT, "延べ面積"), "m2"),
    "height": (QT_TRANSLATE_NOOP(CONTEXT, "高さ"), "m"),
    "road_width": (QT_TRANSLATE_NOOP(CONTEXT, "前面道路の幅員（図上）"), "m"),
    "floor_limit": (QT_TRANSLATE_NOOP(CONTEXT, "容積率の限度"), "%"),
    "floor_ratio": (QT_TRANSLATE_NOOP(CONTEXT, "容積率"), "%"),
    "coverage_limit": (QT_TRANSLATE_NOOP(CONTEXT, "建蔽率の限度"), "%"),
    "coverage": (QT_TRANSLATE_NOOP(CONTEXT, "建蔽率"), "%"),
    "excess": (QT_TRANSLATE_NOOP(CONTEXT, "高さの限度を超える長さ"), "m"),
}
"""Columns of numbers: what they are called, and their unit."""
TEXTS = {
    "gml_id": QT_TRANSLATE_NOOP(CONTEXT, "建物"),
    "use": QT_TRANSLATE_NOOP(CONTEXT, "用途地域"),
    "lot": QT_TRANSLATE_NOOP(CONTEXT, "敷地のもと"),
    "floor_kept": QT_TRANSLATE_NOOP(CONTEXT, "容積率の照合"),
    "coverage_kept": QT_TRANSLATE_NOOP(CONTEXT, "建蔽率の照合"),
    "height_kept": QT_TRANSLATE_NOOP(CONTEXT, "高さの照合"),
    "rule": QT_TRANSLATE_NOOP(CONTEXT, "最も厳しい制限"),
    "unknown": QT_TRANSLATE_NOOP(CONTEXT, "未確認の理由"),
}
"""Columns of texts."""


def written(
    found: CityCheck, buildings: Layer, path: Path, feedback: Feedback, *, overwrite: bool = False
) -> Path:
    """Write the table, with the outlines of the buildings where the format has a place for them.

    Parameters
    ----------
    found
        What was found.
    buildings
        Their layer.
    path
        Target; its ending says the format.
    feedback
        Receives progress.
    overwrite
        Whether a file that is there may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When nothing can be written, with the reason.
    """
    import pyarrow as pa
    import shapely

    from gisapp.export.formats import write as export
    from layers.featurestore import FeatureStore, write
    from layers.vector import Features, Vector

    columns = {
        name: pa.array(values.tolist(), pa.string()) for name, values in _texts(found, buildings).items()
    }
    for name in NUMBERS:
        values = np.round(getattr(found, name), 2)
        columns[name] = pa.array(values, mask=~np.isfinite(values))
    attributes = [Attribute(name, label, kind="text") for name, label in TEXTS.items()]
    attributes += [
        Attribute(name, label, kind="number", unit=unit) for name, (label, unit) in NUMBERS.items()
    ]
    shapes = buildings.footprints()
    shapes = np.full(len(found.rows), None) if shapes is None else shapely.force_2d(shapes[found.rows])
    facts: dict[str, Any] = {"key": "envelopes", "name": str(Message(NAME)), "receipt": {}, "made": ""}
    with tempfile.TemporaryDirectory(prefix="gisapp-envelopes-") as folder:
        where = Path(folder)
        write(where, pa.table(columns), shapes, buildings.data.crs, attributes, facts)
        data = Features(FeatureStore.open(where))
        layer = Vector("envelopes", str(Message(NAME)), data.crs, source=buildings.source, data=data)
        return export(layer, path, feedback, overwrite=overwrite)


def _texts(found: CityCheck, buildings: Layer) -> dict[str, NDArray[np.object_]]:
    kept = np.array([str(Message(WORDS[one])) for one in KEPT], dtype=object)
    rules = np.array([*(str(Message(RULES[one][0])) for one in Rule), ""], dtype=object)
    lots = np.array([str(Message(ESTIMATED)), str(Message(PARCEL))], dtype=object)
    return {
        "gml_id": buildings.data.table.texts("gml_id")[found.rows],
        "use": found.use,
        "lot": lots[found.parcel.astype(int)],
        "floor_kept": kept[found.floor_kept],
        "coverage_kept": kept[found.coverage_kept],
        "height_kept": kept[found.height_kept],
        "rule": rules[found.rule],
        "unknown": found.why(),
    }
