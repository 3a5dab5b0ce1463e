"""Readings of gauges and cameras, whatever they come from: a row for each value, or for a station without."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.collection import Collection
from importers.gauges.levels import LEVELS, NAMES, STYLE, THRESHOLDS, levels_of
from layers.base import Attribute
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

GAUGE, CAMERA = "gauge", "camera"
KINDS = {GAUGE: QT_TRANSLATE_NOOP(CONTEXT, "水位計"), CAMERA: QT_TRANSLATE_NOOP(CONTEXT, "カメラ")}
TEXTS = ("station", "name", "kind", "river", "time", "unit", "quality", "datum", "image")
NUMBERS = ("longitude", "latitude", "value", *map(str, THRESHOLDS), "interval")
FACTORS = {"": 1.0, "m": 1.0, "cm": 0.01, "mm": 0.001}
"""Units of a level, and how many metres each is; without one it is metres, and told to be so."""
POINT = 12.0
DEGREES = "EPSG:6668"
ATTRIBUTES = (
    Attribute("name", QT_TRANSLATE_NOOP(CONTEXT, "名称")),
    Attribute("station", QT_TRANSLATE_NOOP(CONTEXT, "観測所番号")),
    Attribute("kind", QT_TRANSLATE_NOOP(CONTEXT, "種類"), kind="code"),
    Attribute("river", QT_TRANSLATE_NOOP(CONTEXT, "河川")),
    Attribute("time", QT_TRANSLATE_NOOP(CONTEXT, "観測日時"), kind="date"),
    Attribute("value", QT_TRANSLATE_NOOP(CONTEXT, "水位"), "m", "number"),
    Attribute("level", QT_TRANSLATE_NOOP(CONTEXT, "水位の区分"), kind="code"),
    *(Attribute(str(one), NAMES[one], "m", "number") for one in THRESHOLDS),
    Attribute("quality", QT_TRANSLATE_NOOP(CONTEXT, "観測の状態")),
    Attribute("datum", QT_TRANSLATE_NOOP(CONTEXT, "水位の基準面")),
    Attribute("interval", QT_TRANSLATE_NOOP(CONTEXT, "観測の間隔"), "分", "integer"),
    Attribute("image", QT_TRANSLATE_NOOP(CONTEXT, "画像")),
)
_READ = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} から {stations} か所の値 {count} 件を読みました（{first} から {last} まで）。"
)
_NO_PLACE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count} か所は座標がないか日本の外のため、地図に表示できません（例: {example}）。"
)
_NO_VALUE = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count} 件は水位の値がないため、未確認としました（例: {example}）。"
)
_UNIT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count} 件は単位「{example}」が水位の単位ではないため、値を未確認としました。"
)
_NO_UNIT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count} 件は単位が書かれていないため、メートルとして読みました。"
)
_NO_TIME = QT_TRANSLATE_NOOP(CONTEXT, "{file} の {count} 件は観測日時が分かりません（例: {example}）。")
_ORDER = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count} か所は、基準の水位が低い順になっていません（例: {example}）。"
    "元の資料を確かめてください。",
)

Rows = dict[str, "NDArray[Any]"]
"""Columns of equal length: :data:`TEXTS` as objects (empty for none), :data:`NUMBERS` as float64 (NaN)."""


def rows_of(count: int, texts: Mapping[str, Any], numbers: Mapping[str, Any]) -> Rows:
    """Return rows with all columns; what is not given is missing."""
    found: Rows = {name: np.full(count, "", dtype=object) for name in TEXTS}
    found |= {name: np.full(count, np.nan) for name in NUMBERS}
    found |= {name: np.asarray(values, dtype=object) for name, values in texts.items()}
    found |= {name: np.asarray(values, dtype=np.float64) for name, values in numbers.items()}
    return found


def joined(before: Rows, now: Rows, days: float) -> Rows:
    """Return earlier rows and those of now, each station at each time once (as it was said last).

    Parameters
    ----------
    before, now
        Rows.
    days
        What is older than this before the newest row is left behind.
    """
    import pandas as pd

    whole = pd.concat([pd.DataFrame(before), pd.DataFrame(now)], ignore_index=True)
    whole = whole.drop_duplicates(["station", "time"], keep="last")
    timed = whole["time"] != ""
    if timed.any():
        moments = whole["time"].where(timed, None).to_numpy(dtype="datetime64[s]")
        oldest = np.fmax.reduce(moments) - np.timedelta64(int(days * 86_400), "s")
        whole = whole[~(moments < oldest)]
    return {name: whole[name].to_numpy() for name in (*TEXTS, *NUMBERS)}


def collection_of(rows: Rows, file: str, key: str, name: str, **more: Any) -> Collection:
    """Return rows as a collection with levels, a style, and what should be known of them.

    Parameters
    ----------
    rows
        See :data:`Rows`; coordinates in JGD2011 degrees.
    file
        Name of the source, for sentences.
    key, name
        As in :class:`importers.collection.Collection`; `more` are further members of it.
    """
    import pyarrow as pa
    import shapely

    told: list[Finding] = list(more.pop("findings", ()))
    rows = {name: values.copy() for name, values in rows.items()}
    units = np.char.lower(rows["unit"].astype(str))
    cameras = rows["kind"] == CAMERA
    known_unit = np.isin(units, list(FACTORS))
    odd = ~known_unit & ~cameras
    factor = np.array([FACTORS.get(one, np.nan) for one in np.unique(units)])[
        np.unique(units, return_inverse=True)[1]
    ]
    for column in ("value", *map(str, THRESHOLDS)):
        rows[column] = rows[column] * factor
    missing = ~np.isfinite(rows["value"]) & ~cameras
    thresholds = np.column_stack([rows[str(one)] for one in THRESHOLDS])
    levels = levels_of(rows["value"], thresholds, cameras)
    x, y = rows["longitude"], rows["latitude"]
    there = (x > 122) & (x < 154.5) & (y > 20) & (y < 46.5)
    geometry = np.full(len(x), None, dtype=object)
    # What was kept comes back from metres: rounded to a millimetre, both are one place.
    geometry[there] = shapely.points(np.round(x[there], 8), np.round(y[there], 8))
    for code, template, some, example in (
        ("gauge-no-place", _NO_PLACE, _first(rows["station"], ~there), "name"),
        ("gauge-no-value", _NO_VALUE, missing & ~odd, "name"),
        ("gauge-unit", _UNIT, odd, "unit"),
        ("gauge-no-unit", _NO_UNIT, (units == "") & np.isfinite(rows["value"]), "name"),
        ("gauge-no-time", _NO_TIME, rows["time"] == "", "name"),
        ("gauge-thresholds", _ORDER, _first(rows["station"], _disordered(thresholds)), "name"),
    ):
        count = int(some.sum())
        if count:
            said = str(rows[example][np.flatnonzero(some)[0]])
            values = {"file": file, "count": f"{count:,}", "example": said}
            severity = Severity.INFO if code == "gauge-no-unit" else Severity.WARNING
            told.append(Finding(severity, code, template, values, Where(file), count))
    table = pa.table(
        {
            **{name: _texts(rows[name]) for name in ("name", "station")},
            **_coded("kind", rows["kind"], KINDS),
            **{name: _texts(rows[name]) for name in ("river", "time")},
            "value": _numbers(rows["value"]),
            **_coded("level", levels, {str(one): word for one, word in LEVELS.items()}),
            **{str(one): _numbers(rows[str(one)]) for one in THRESHOLDS},
            **{name: _texts(rows[name]) for name in ("quality", "datum")},
            "interval": pa.array(rows["interval"], from_pandas=True).cast(pa.int64(), safe=False),
            "image": _texts(rows["image"]),
        }
    )
    made = Collection(
        key, name, table, geometry, DEGREES, ATTRIBUTES, style=STYLE, point_size=POINT, stations=True
    )
    times = np.sort(rows["time"][rows["time"] != ""].astype(str))
    first, newest = (str(times[0]), str(times[-1])) if len(times) else ("-", "-")
    values = {
        "file": file,
        "stations": f"{len(np.unique(rows['station'].astype(str))):,}",
        "count": f"{len(x):,}",
        "first": first.replace("T", " ")[:16],
        "last": newest.replace("T", " ")[:16],
    }
    told.append(Finding(Severity.INFO, "gauges-read", _READ, values, Where(file)))
    return replace(made, findings=tuple(told), product="gauges", **{"date": newest[:10].strip("-"), **more})


def _first(stations: NDArray[np.object_], some: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the first row of each station among some rows: what is counted are stations."""
    found = np.zeros(len(some), dtype=bool)
    rows = np.flatnonzero(some)
    found[rows[np.unique(stations[rows].astype(str), return_index=True)[1]]] = True
    return found


def _disordered(thresholds: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return (n,) where a known threshold is lower than a known one before it."""
    known = np.where(np.isfinite(thresholds), thresholds, -np.inf)
    highest = np.maximum.accumulate(known, axis=1)
    return np.asarray((np.isfinite(thresholds) & (thresholds < highest)).any(axis=1), dtype=np.bool_)


def _texts(values: NDArray[np.object_]) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(values.astype(str), pa.string())
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _numbers(values: NDArray[np.float64]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, pa.float64(), from_pandas=True)


def _coded(name: str, values: NDArray[np.object_], words: Mapping[str, str]) -> dict[str, pa.Array]:
    codes, which = np.unique(values.astype(str), return_inverse=True)
    labels = np.array([words.get(one, one) for one in codes.tolist()], dtype=object)
    return {name: _texts(labels[which]), f"{name}_code": _texts(codes[which])}


def named(rows: Rows) -> Rows:
    """Return rows whose stations have an identity: the number, else river and name together."""
    both = np.array(
        [f"{river} {name}".strip() for river, name in zip(rows["river"], rows["name"], strict=True)], object
    )
    return {**rows, "station": np.where(rows["station"] != "", rows["station"], both)}
