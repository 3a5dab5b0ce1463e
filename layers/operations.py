"""From one reference system to another: the best honest way there is, and how exact it is.

PROJ offers a *ballpark* operation when it knows none: it takes the numbers over as they are, which in
Japan means an error of 400 m (Tokyo Datum) or 30 m in height. Such an operation is never used here.
Grids of correction values make the way from the Tokyo Datum exact to 20 cm; they are used when they lie
in the folder that :func:`use_grids` was told of. Nothing is ever fetched from a network.
"""

from __future__ import annotations

import os
import re
import warnings
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import UnknownCrs
from layers.grids import Grids
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from pyproj import Transformer
    from pyproj._crs import CoordinateOperation as Step

KNOWN_GRIDS = (
    "tky2jgd.gsb",
    "touhokutaiheiyouoki2011.gsb",
    "jp_gsi_gsigeo2011.tif",
    "jp_gsi_jpgeo2024.tif",
)
"""Files of correction values for Japan, as PROJ names them."""

# Codes only: in other writings PROJ follows paths to files, which a file from outside must not choose.
_CODE = re.compile(r"[A-Za-z]{2,12}:\d{1,9}(\+\d{1,9})?", re.ASCII)

_PIVOTS = ("EPSG:4612", "EPSG:4326")
"""Where two operations may meet when none leads all the way (without its grid, Tokyo to JGD2011)."""


_GRIDS = Grids()


def use_grids(folder: Path | None) -> tuple[str, ...]:
    """Use the grids in a folder from now on, in all threads; None uses those that PROJ brings along.

    Operations made before keep their way.

    Parameters
    ----------
    folder
        Holds files named as in :data:`KNOWN_GRIDS`.

    Returns
    -------
    tuple of str
        Names of the known grids that lie there.
    """
    import pyproj.datadir

    with _GRIDS.lock:
        if not _GRIDS.default:
            _GRIDS.default = pyproj.datadir.get_data_dir()
        parts = [_GRIDS.default] if folder is None else [_GRIDS.default, str(folder.resolve())]
        _GRIDS.directory = os.pathsep.join(parts)
        _GRIDS.generation += 1
    _operation.cache_clear()
    _GRIDS.tell_this_thread()
    if folder is None:
        return ()
    return tuple(name for name in KNOWN_GRIDS if (folder / name).is_file())


@dataclass(frozen=True, eq=False)
class Operation:
    """A way from one reference system to another.

    Attributes
    ----------
    source, target
        Codes as they were asked for.
    name
        What EPSG calls it, steps joined by ``+``.
    accuracy
        Metres, None when nobody states it. Where steps follow each other their errors are added.
    grids
        Names of the correction grids that it uses.
    missing
        Names of the grids with which it would be more exact; they are not in the folder of grids.
    ballpark
        Never true: such operations are refused.
    elsewhere
        What is used where the grids end, or None. Its accuracy holds there.
    pipelines
        The steps as PROJ writes them.
    """

    source: str
    target: str
    name: str
    accuracy: float | None
    grids: tuple[str, ...]
    missing: tuple[str, ...]
    pipelines: tuple[str, ...]
    ballpark: bool = False
    elsewhere: Operation | None = None

    def transform(
        self, x: ArrayLike, y: ArrayLike, z: ArrayLike | None = None
    ) -> tuple[NDArray[np.float64], ...]:
        """Transform points.

        Parameters
        ----------
        x
            (n,) east or longitude, metres or degrees, whatever order the official axes have.
        y
            (n,) north or latitude.
        z
            (n,) height in metres, or None.

        Returns
        -------
        tuple of arrays
            x, y and, when z was given, z in the target system; infinite where there is no answer.
        """
        _GRIDS.tell_this_thread()
        # Copies: what comes back may be written to.
        given = tuple(np.array(part, np.float64, ndmin=1) for part in ((x, y) if z is None else (x, y, z)))
        result = given
        for pipeline in self.pipelines:
            step = _pipeline(pipeline).transform
            moved = step(result[0], result[1]) if z is None else step(result[0], result[1], result[2])
            result = tuple(np.asarray(values, np.float64) for values in moved)
        if self.elsewhere is None:
            return result
        lost = ~np.isfinite(result[0]) & np.isfinite(given[0]) & np.isfinite(given[1])
        if lost.any():
            rest = self.elsewhere.transform(
                given[0][lost], given[1][lost], *(part[lost] for part in given[2:])
            )
            for values, there in zip(result, rest, strict=True):
                values[lost] = there
        return result


def operation(source: str, target: str, area: tuple[float, float, float, float] | None = None) -> Operation:
    """Return the best operation that is not a ballpark guess.

    Parameters
    ----------
    source, target
        Codes such as ``EPSG:30161``.
    area
        West, south, east and north in degrees of where it will be used; None for all of both systems.

    Returns
    -------
    Operation
        May be used from any thread.

    Raises
    ------
    layers.errors.UnknownCrs
        When a code means nothing, or when only a ballpark operation is known.
    """
    return _operation(source, target, area, _GRIDS.tell_this_thread())


def shapes_moved(shapes: NDArray[np.object_], source: str, target: str) -> NDArray[np.object_]:
    """Return flat shapely geometries (n,) in another plane system; a missing one stays so.

    Raises
    ------
    layers.errors.UnknownCrs
        When there is no way from one to the other.
    """
    if source == target:
        return shapes
    import shapely

    between = operation(source, target)
    moved: NDArray[np.object_] = shapely.transform(
        shapes, lambda places: np.column_stack(between.transform(places[:, 0], places[:, 1])[:2])
    )
    return moved


@lru_cache(maxsize=128)
def _operation(
    source: str, target: str, area: tuple[float, float, float, float] | None, generation: int
) -> Operation:
    """Find the operation; `generation` tells apart what was found with other grids."""
    del generation
    for code in (source, target):
        _require_known(code)
    found = _direct(source, target, area)
    if found is None and not (_has_height(source) and _has_height(target)):
        # Through a pivot heights are taken over unchanged, which two systems with heights need not allow.
        chains = [
            _joined(first, second)
            for pivot in _PIVOTS
            if (first := _direct(source, pivot, area)) and (second := _direct(pivot, target, area))
        ]
        found = min(chains, key=_by_accuracy, default=None)
    if found is None:
        missing = _missing(_unavailable(source, target, area), None)
        raise UnknownCrs(
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "座標系 {source} から {target} へ正しく変換する方法がありません。位置は変えていません。",
            ),
            hint=QT_TRANSLATE_NOOP(
                CONTEXT,
                "補正ファイル（{grids}）を補正ファイルのフォルダーに置くか、別の座標系を選んでください。",
            )
            if missing
            else QT_TRANSLATE_NOOP(CONTEXT, "データの作成者に座標系を確かめ、別の座標系を選んでください。"),
            values={"source": source, "target": target, "grids": "、".join(missing)},
        )
    return found


def _by_accuracy(found: Operation) -> float:
    return np.inf if found.accuracy is None else found.accuracy


def _require_known(code: str) -> None:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    detail = "not a code"
    if _CODE.fullmatch(code):
        try:
            CRS.from_user_input(code)
        except CRSError as error:
            detail = str(error)
        else:
            return
    raise UnknownCrs(
        QT_TRANSLATE_NOOP(CONTEXT, "座標系「{code}」はわかりません。"),
        hint=QT_TRANSLATE_NOOP(CONTEXT, "EPSG:6669 のような座標系の番号を選んでください。"),
        values={"code": code[:60]},
        detail=detail,
    )


def _has_height(code: str) -> bool:
    from pyproj import CRS

    return len(CRS.from_user_input(code).axis_info) > 2


def _candidates(
    source: str, target: str, area: tuple[float, float, float, float] | None
) -> tuple[list[Transformer], list[Step]]:
    """Return the usable operations, best first, and those whose grids are not there."""
    from pyproj.transformer import AreaOfInterest, TransformerGroup

    interest = None if area is None else AreaOfInterest(*area)
    with _GRIDS.lock, warnings.catch_warnings():
        # That a grid is missing is told in the operation itself.
        warnings.filterwarnings("ignore", message="Best transformation is not available")
        group = TransformerGroup(
            source, target, always_xy=True, area_of_interest=interest, allow_ballpark=False
        )
    return group.transformers, group.unavailable_operations


def _unavailable(source: str, target: str, area: tuple[float, float, float, float] | None) -> list[Step]:
    return _candidates(source, target, area)[1]


def _direct(source: str, target: str, area: tuple[float, float, float, float] | None) -> Operation | None:
    """Return the best single operation of PROJ's list, None when it knows no honest one."""
    usable, unavailable = _candidates(source, target, area)
    honest = [transformer for transformer in usable if "allpark" not in transformer.description]
    if not honest:
        return None
    made = [_made(source, target, transformer, unavailable) for transformer in honest]
    best = made[0]
    elsewhere = next((other for other in made[1:] if not other.grids), None) if best.grids else None
    if best.grids and elsewhere is None:
        elsewhere = _around(source, target, area)
    return replace(best, elsewhere=elsewhere)


def _around(source: str, target: str, area: tuple[float, float, float, float] | None) -> Operation | None:
    """Return a way through a pivot without grids, for where the grids of a better one end."""
    if _has_height(source) and _has_height(target):
        return None
    for pivot in _PIVOTS:
        if pivot in (source, target):
            continue
        legs = []
        for start, end in ((source, pivot), (pivot, target)):
            usable, unavailable = _candidates(start, end, area)
            plain = [
                made
                for transformer in usable
                if not (made := _made(start, end, transformer, unavailable)).grids
            ]
            if plain:
                legs.append(plain[0])
        if len(legs) == 2:
            return _joined(*legs)
    return None


def _made(source: str, target: str, transformer: Transformer, unavailable: list[Step]) -> Operation:
    steps = transformer.operations or ()
    accuracy = transformer.accuracy if transformer.accuracy >= 0 else None
    return Operation(
        source=source,
        target=target,
        name=" + ".join(step.name for step in steps if not step.name.startswith("axis order change"))
        or transformer.description,
        accuracy=accuracy,
        grids=tuple(dict.fromkeys(grid.short_name for step in steps for grid in step.grids)),
        missing=_missing(unavailable, accuracy),
        pipelines=(transformer.definition,),
    )


def _missing(unavailable: list[Step], accuracy: float | None) -> tuple[str, ...]:
    """Return the absent grids of operations that would be more exact than `accuracy`."""
    return tuple(
        dict.fromkeys(
            grid.short_name
            for other in unavailable
            if accuracy is None or 0 <= other.accuracy < accuracy
            for grid in other.grids
            if not grid.available
        )
    )


def _joined(first: Operation, second: Operation) -> Operation:
    known = first.accuracy is not None and second.accuracy is not None
    return Operation(
        source=first.source,
        target=second.target,
        name=f"{first.name} + {second.name}",
        accuracy=(first.accuracy or 0.0) + (second.accuracy or 0.0) if known else None,
        grids=tuple(dict.fromkeys(first.grids + second.grids)),
        missing=tuple(dict.fromkeys(first.missing + second.missing)),
        pipelines=first.pipelines + second.pipelines,
    )


def _pipeline(definition: str) -> Transformer:
    """Return the transformer of a pipeline, made for the grids that this thread knows."""
    return _transformer(definition, _GRIDS.thread.generation)


@lru_cache(maxsize=128)
def _transformer(definition: str, generation: int) -> Transformer:
    """Make a transformer; unlike those of a group it makes its inner part anew in each thread."""
    del generation  # a pipeline made before other grids came is not the one wanted now
    from pyproj import Transformer

    return Transformer.from_pipeline(definition)


def true_north(longitude: float, latitude: float, crs: str) -> tuple[float, float]:
    """Return where true north lies on the map sheet, and how long a metre is there.

    Parameters
    ----------
    longitude, latitude
        Degrees.
    crs
        A projected system.

    Returns
    -------
    bearing : float
        Degrees clockwise from the north of the grid to true north; negative means west of it.
    scale : float
        Metres in the system for each metre on the ground.
    """
    from pyproj import Proj

    factors = Proj(crs).get_factors(longitude, latitude)
    return -factors.meridian_convergence, factors.meridional_scale
