"""Where a scanned map lies: points known on it and on the ground, and what brings the one onto the other.

Places on the picture are columns and rows counted from its upper left corner, so that the middle of the first
pixel is (0.5, 0.5); places on the ground are metres east and north of a plane rectangular system. Everything
is worked out by least squares of the distances on the ground. A paper map is turned, stretched by the scanner
and by damp, and photographed at a slant: four, six or eight unknowns (:class:`Method`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MOST = 500
"""Points of one picture."""


class Method(StrEnum):
    """How a picture is brought onto the ground."""

    HELMERT = "helmert"
    AFFINE = "affine"
    PROJECTIVE = "projective"


NAMES = {
    Method.HELMERT: QT_TRANSLATE_NOOP(CONTEXT, "ヘルマート変換（回転と縮尺）"),
    Method.AFFINE: QT_TRANSLATE_NOOP(CONTEXT, "アフィン変換（紙の伸び縮みも）"),
    Method.PROJECTIVE: QT_TRANSLATE_NOOP(CONTEXT, "射影変換（斜めに撮った写真も）"),
}
LEAST = {Method.HELMERT: 2, Method.AFFINE: 3, Method.PROJECTIVE: 4}
"""Points that each needs."""
SAME_PIXEL, SAME_PLACE = 0.5, 0.01
"""Pixels and metres within which two points are one."""
NARROW = 0.02
"""Points whose spread across is less than this share of the spread along lie on one line."""
DEGENERATE = 1e-3
"""A projective fit whose equations are weaker than this share of the strongest says nothing."""
DOUBT = 0.05
"""How likely it may be that chance alone makes a point stand out as it does."""
CONTROLLED = 0.1
"""A point whose redundancy is smaller hardly shows its own error in its residual: it is not named for one."""
STEPS = 30
EXACT = 1e-6
"""Metres of an error that is none."""

_FEW = QT_TRANSLATE_NOOP(CONTEXT, "対応点が {count} 点しかありません。{method}には {least} 点が必要です。")
_FEW_HINT = QT_TRANSLATE_NOOP(CONTEXT, "画像と地図の同じ場所を、続けてクリックしてください。")
_MANY = QT_TRANSLATE_NOOP(CONTEXT, "対応点は {most} 点までです（{count} 点あります）。")
_MANY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "点を減らしてください。")
_NUMBERS = QT_TRANSLATE_NOOP(CONTEXT, "{number}番の対応点の座標が数ではありません。")
_NUMBERS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "画像の列と行、地図の東と北を数で書いてください。")
_TWICE_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "{one}番と{other}番の点が、画像の同じ場所にあります。")
_TWICE_MAP = QT_TRANSLATE_NOOP(CONTEXT, "{one}番と{other}番の点が、地図の同じ場所にあります。")
_TWICE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "どちらかの点を消してください。")
_LINE = QT_TRANSLATE_NOOP(CONTEXT, "対応点がほぼ一直線に並んでいるため、画像の置き方が決まりません。")
_LINE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "線から離れた場所、できれば画像の四隅の近くに点を加えてください。")
_SLANT = QT_TRANSLATE_NOOP(CONTEXT, "この対応点では、斜めに見た画像として置けません。")
_SLANT_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "四隅の近くに点を加えるか、アフィン変換を選んでください。点の組み違いがないかも確かめてください。",
)
SUSPECT = QT_TRANSLATE_NOOP(
    CONTEXT, "{number}番の点が {distance} m ずれています（この点を除くと RMS {rms} m）。"
)
UNSURE = QT_TRANSLATE_NOOP(
    CONTEXT, "点の数がちょうど足りるだけなので、精度は未確認です。点を加えると分かります。"
)
MIRRORED = QT_TRANSLATE_NOOP(CONTEXT, "画像が裏返しになります。点の組み違いがないか確かめてください。")
SAID = QT_TRANSLATE_NOOP(CONTEXT, "対応点 {count} 点、RMS {rms} m")
SAID_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "対応点 {count} 点、精度は未確認")


@dataclass(frozen=True)
class ControlPoint:
    """A place that is known on the picture and on the ground.

    Attributes
    ----------
    column, row
        Pixels from the upper left corner of the picture.
    east, north
        Metres.
    """

    column: float
    row: float
    east: float
    north: float


@dataclass(frozen=True, eq=False)
class Placement:
    """How a picture lies on the ground.

    Attributes
    ----------
    method, points
        What it was worked out by.
    matrix
        (3, 3) brings (column, row, 1) to (east, north, 1), up to a factor.
    residuals
        (n, 2) metres east and north by which the placed points miss the given ones.
    left_out
        (n,) metres by which a point misses where the *others* alone put it, NaN where they do not say.
    """

    method: Method
    points: tuple[ControlPoint, ...]
    matrix: Floats
    residuals: Floats
    left_out: Floats
    _weights: Floats
    """(n,) by how much the sum of squared residuals becomes less without a point, NaN for not controlled."""

    @cached_property
    def lengths(self) -> Floats:
        """(n,) residuals in metres."""
        return np.asarray(np.hypot(*self.residuals.T))

    @property
    def spare(self) -> int:
        """How many numbers there are beyond those that are needed."""
        return 2 * (len(self.points) - LEAST[self.method])

    @cached_property
    def rms(self) -> float:
        """Root of the mean square of the residuals in metres, NaN where no point is left to check by."""
        return float(np.sqrt(np.mean(self.lengths**2))) if self.spare else float("nan")

    @property
    def mirrored(self) -> bool:
        """Whether the picture is seen from behind."""
        corner = np.array([[point.column, point.row] for point in self.points]).mean(axis=0)
        at, right, down = self.to_ground(corner + np.array([(0, 0), (1, 0), (0, 1)]))
        return bool(np.linalg.det(np.array([right - at, down - at])) > 0)

    @property
    def suspect(self) -> int | None:
        """The point that is most likely mistaken: which one (from 0), None when none stands out.

        The sum of squares falls from S to S_i when point i is left out. Where errors are normal,
        F = (S - S_i) / 2 / (S_i / d) with 2 and d degrees of freedom (d: numbers to spare without the point),
        whose chance is (1 + 2 F / d) ** (-d / 2) = (S_i / S) ** (d / 2). It is taken n times because the most
        striking of n points is looked at (Bonferroni). Points that the others hardly control, those of a
        redundancy below :data:`CONTROLLED`, are not named. Source: Cook and Weisberg, *Residuals and
        Influence in Regression* (1982), 2.2.2 (mean shift outlier model); the same as data snooping by W.
        Baarda (1968).
        """
        freedom = self.spare - 2
        whole = float((self.lengths**2).sum())
        if freedom < 1 or np.sqrt(whole) < EXACT or np.isnan(self._weights).all():
            return None
        worst = int(np.nanargmax(self._weights))
        rest = max(whole - float(self._weights[worst]), 0.0)
        chance = len(self.points) * (rest / whole) ** (freedom / 2)
        return worst if chance < DOUBT else None

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What is worth knowing, as sentences."""
        found = []
        if self.mirrored:
            found.append(Message(MIRRORED))
        if not self.spare:
            found.append(Message(UNSURE))
        if (worst := self.suspect) is not None:
            rest = max(float((self.lengths**2).sum() - self._weights[worst]), 0.0)
            rms = np.sqrt(rest / (len(self.points) - 1))
            values: dict[str, object] = {
                "number": worst + 1,
                "distance": metres(float(self.left_out[worst])),
                "rms": metres(float(rms)),
            }
            found.append(Message(SUSPECT, values))
        return tuple(found)

    @property
    def said(self) -> Message:
        """How well it lies, in a few words."""
        count = len(self.points)
        if not self.spare:
            return Message(SAID_UNKNOWN, {"count": count})
        return Message(SAID, {"count": count, "rms": metres(self.rms)})

    def to_ground(self, places: ArrayLike) -> Floats:
        """Return places (n, 2) of the picture (columns and rows) on the ground, metres; NaN beyond sight."""
        return _applied(self.matrix, np.asarray(places, dtype=np.float64))

    def to_picture(self, places: ArrayLike) -> Floats:
        """Return places (n, 2) of the ground, metres, as columns and rows of the picture."""
        inverse = np.linalg.inv(self.matrix)
        middle = np.append(np.mean([(one.east, one.north) for one in self.points], axis=0), 1.0)
        if inverse[2] @ middle < 0:
            inverse = -inverse
        return _applied(np.asarray(inverse, dtype=np.float64), np.asarray(places, dtype=np.float64))

    def corners(self, width: float, height: float) -> Floats:
        """Return the corners (4, 2) of a picture on the ground, from the upper left one clockwise.

        Raises
        ------
        layers.errors.AnalysisFailed
            When a part of the picture would lie beyond the horizon.
        """
        found = self.to_ground([(0, 0), (width, 0), (width, height), (0, height)])
        if not np.isfinite(found).all():
            raise AnalysisFailed(_SLANT, _SLANT_HINT)
        return found


def metres(value: float) -> str:
    """Return metres as they are written: with one digit, small ones with two."""
    return f"{value:,.1f}" if value >= 1 else f"{value:.2f}"


def proposed(count: int) -> Method:
    """Return the method that suits so many points: what stretches of paper need once one can be checked."""
    return Method.AFFINE if count > LEAST[Method.AFFINE] else Method.HELMERT


def fit(points: Sequence[ControlPoint], method: Method | None = None) -> Placement:
    """Return how a picture lies on the ground by least squares.

    Parameters
    ----------
    points
        What is known.
    method
        None for :func:`proposed`.

    Returns
    -------
    Placement
        Helmert: the four-parameter similarity of S. Umeyama, *Least-squares estimation of transformation
        parameters between two point patterns*, IEEE PAMI 13 (1991), in complex numbers. Affine: six
        parameters, linear. Projective: the direct linear transform with normalised coordinates (Hartley and
        Zisserman, *Multiple View Geometry*, 2nd ed., algorithm 4.2), then Gauss-Newton steps on the distances
        on the ground. The error of a point by the others alone is (I - H_ii)^-1 r_i with the hat matrix
        H = J (J'J)^-1 J' (Cook and Weisberg 1982, 2.2): exact for the linear two, of first order for the
        projective.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there are too few points, two are the same, or all lie on one line.
    """
    method = proposed(len(points)) if method is None else method
    picture, ground = _checked(points, method)
    # Around their middles and of size one, or large coordinates would swallow the digits.
    shift, size = picture.mean(axis=0), float(np.abs(picture - picture.mean(axis=0)).max())
    at, scale = ground.mean(axis=0), float(np.abs(ground - ground.mean(axis=0)).max())
    source, target = (picture - shift) / size, (ground - at) / scale
    if method is not Method.HELMERT:
        for places in (source, target):
            if _narrow(places) < NARROW:
                raise AnalysisFailed(_LINE, _LINE_HINT)
    matrix = {Method.HELMERT: _similar, Method.AFFINE: _affine, Method.PROJECTIVE: _projective}[method](
        source, target
    )
    residuals = (_applied(matrix, source) - target) * scale
    if not np.isfinite(residuals).all():
        raise AnalysisFailed(_SLANT, _SLANT_HINT)
    left_out, weights = _without_each(_slopes(method, matrix, source), residuals)
    whole = _moving(at, scale) @ matrix @ np.linalg.inv(_moving(shift, size))
    return Placement(method, tuple(points), whole, residuals, left_out, weights)


def _checked(points: Sequence[ControlPoint], method: Method) -> tuple[Floats, Floats]:
    """Return the places (n, 2) on the picture and on the ground."""
    count, least = len(points), LEAST[method]
    if count < least:
        few: dict[str, object] = {"count": count, "method": Message(NAMES[method]), "least": least}
        raise AnalysisFailed(_FEW, _FEW_HINT, values=few)
    if count > MOST:
        raise AnalysisFailed(_MANY, _MANY_HINT, values={"most": MOST, "count": count})
    everything = np.array([(one.column, one.row, one.east, one.north) for one in points], dtype=np.float64)
    odd = np.flatnonzero(~np.isfinite(everything).all(axis=1))
    if len(odd):
        raise AnalysisFailed(_NUMBERS, _NUMBERS_HINT, values={"number": int(odd[0]) + 1})
    picture, ground = everything[:, :2], everything[:, 2:]
    for places, near, words in (
        (picture, SAME_PIXEL, _TWICE_PICTURE),
        (ground, SAME_PLACE, _TWICE_MAP),
    ):
        away = np.linalg.norm(places[:, None] - places[None], axis=2)
        one, other = np.nonzero(np.triu(away < near, 1))
        if len(one):
            values = {"one": int(one[0]) + 1, "other": int(other[0]) + 1}
            raise AnalysisFailed(words, _TWICE_HINT, values=values)
    return picture, ground


def _narrow(places: Floats) -> float:
    """Return the spread of places across as a share of that along."""
    spread = np.linalg.svd(places - places.mean(axis=0), compute_uv=False)
    return float(spread[1] / spread[0])


def _similar(source: Floats, target: Floats) -> Floats:
    """Return turning, one scale and moving; rows go down and north goes up."""
    given, wanted = source[:, 0] - 1j * source[:, 1], target[:, 0] + 1j * target[:, 1]
    factor = (given.conj() @ wanted) / (given.conj() @ given).real  # both have their middle at nought
    a, b = float(factor.real), float(factor.imag)
    return np.array([[a, b, 0.0], [b, -a, 0.0], [0.0, 0.0, 1.0]])


def _affine(source: Floats, target: Floats) -> Floats:
    found = np.linalg.lstsq(np.column_stack([source, np.ones(len(source))]), target, rcond=None)[0]
    return np.vstack([found.T, (0.0, 0.0, 1.0)])


def _projective(source: Floats, target: Floats) -> Floats:
    one, none = np.column_stack([source, np.ones(len(source))]), np.zeros((len(source), 3))
    rows = np.concatenate(
        [np.hstack([one, none, -target[:, :1] * one]), np.hstack([none, one, -target[:, 1:] * one])]
    )
    _, strengths, ways = np.linalg.svd(rows)
    if strengths[7] < DEGENERATE * strengths[0]:
        raise AnalysisFailed(_LINE, _LINE_HINT)
    matrix = ways[8].reshape(3, 3)
    if (depth := one @ matrix[2])[0] < 0:
        matrix, depth = -matrix, -depth
    if (depth <= DEGENERATE).any() or matrix[2, 2] <= DEGENERATE:
        raise AnalysisFailed(_SLANT, _SLANT_HINT)
    matrix = matrix / matrix[2, 2]
    for _ in range(STEPS):
        missed = (_applied(matrix, source) - target).reshape(-1)
        slopes = _slopes(Method.PROJECTIVE, matrix, source)
        step = np.append(np.linalg.lstsq(slopes, -missed, rcond=None)[0], 0.0).reshape(3, 3)
        fresh = matrix + step
        # A step that makes it worse, or puts a point beyond sight, is not taken: what was there is as good.
        after = _applied(fresh, source) - target
        if not np.isfinite(after).all() or (after**2).sum() > (missed**2).sum():
            break
        matrix = fresh
        if np.abs(step).max() < 1e-12:
            break
    return matrix


def _slopes(method: Method, matrix: Floats, source: Floats) -> Floats:
    """Return how the placed points (2 n, p) change with the unknowns: east and north of each in turn."""
    column, row = source.T
    one, none = np.ones(len(source)), np.zeros(len(source))
    east: tuple[Floats, ...]
    north: tuple[Floats, ...]
    if method is Method.HELMERT:
        east, north = (column, row, one, none), (-row, column, none, one)
    elif method is Method.AFFINE:
        east, north = (column, row, one, none, none, none), (none, none, none, column, row, one)
    else:
        depth = matrix[2, 0] * column + matrix[2, 1] * row + matrix[2, 2]
        placed = _applied(matrix, source)
        far = np.column_stack([column, row]) / depth[:, None]
        near = (column / depth, row / depth, one / depth)
        east = (*near, none, none, none, *(-placed[:, :1] * far).T)
        north = (none, none, none, *near, *(-placed[:, 1:] * far).T)
    return np.stack([np.column_stack(east), np.column_stack(north)], axis=1).reshape(2 * len(source), -1)


def _without_each(slopes: Floats, residuals: Floats) -> tuple[Floats, Floats]:
    """Return what each point misses by the others alone (n,), and what the sum of squares loses (n,)."""
    count = len(residuals)
    basis = np.linalg.qr(slopes)[0].reshape(count, 2, -1)
    free = np.eye(2) - np.einsum("nip,njp->nij", basis, basis)
    redundancy = np.linalg.eigvalsh(free)[:, 0]
    known = redundancy > EXACT  # otherwise the others do not say where the point is
    left_out, weights = np.full(count, np.nan), np.full(count, np.nan)
    missed = np.linalg.solve(free[known], residuals[known][..., None])[..., 0]
    left_out[known] = np.hypot(*missed.T)
    weights[known] = np.einsum("ni,ni->n", residuals[known], missed)
    weights[redundancy < CONTROLLED] = np.nan
    return left_out, weights


def _applied(matrix: Floats, places: Floats) -> Floats:
    """Return places (n, 2) brought elsewhere; NaN where they lie beyond the horizon."""
    found = places @ matrix[:, :2].T + matrix[:, 2]
    depth = np.where(found[:, 2:] > 1e-9, found[:, 2:], np.nan)
    return np.asarray(found[:, :2] / depth)


def _moving(shift: Floats, size: float) -> Floats:
    return np.array([[size, 0.0, shift[0]], [0.0, size, shift[1]], [0.0, 0.0, 1.0]])
