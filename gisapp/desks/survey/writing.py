"""Points of a cloud into a new file beside it: LAS or LAZ, with all they bring along."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.reading import guarded
from layers.errors import ExportFailed, WontOverwrite
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.copc import Copc
    from layers.feedback import Feedback

    Write = Callable[..., None]

ENDINGS = (".copc.laz", ".laz", ".las")
_OWN = ("copc", "laszip encoded")
"""Whose records tell of the octree and the compression of the source, not of its points."""
_EXISTS = QT_TRANSLATE_NOOP(CONTEXT, "{file} はすでにあります。")
_EXISTS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "置き換えてよければ --overwrite を付けてください。")
_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "元の点群 {file} に上書きすることはできません。")
_OTHER_NAME = QT_TRANSLATE_NOOP(CONTEXT, "別の名前を指定してください。")
_ENDING = QT_TRANSLATE_NOOP(CONTEXT, "{file} の形式では点群を書き出せません。")
_ENDING_HINT = QT_TRANSLATE_NOOP(CONTEXT, "名前の終わりを .copc.laz、.laz、.las のどれかにしてください。")


def check_target(target: Path, sources: tuple[Path, ...], *, overwrite: bool) -> None:
    """See that a cloud may be written there.

    Raises
    ------
    layers.errors.ExportFailed
        When the name says another format, names a source, or something that may not be replaced.
    """
    if not target.name.lower().endswith(ENDINGS):
        values, where = {"file": target.name}, Where(str(target))
        raise ExportFailed(_ENDING, _ENDING_HINT, values=values, where=where)
    check_free(target, sources, overwrite=overwrite)


def check_free(target: Path, sources: tuple[Path, ...], *, overwrite: bool) -> None:
    """See that a file may be written there.

    Raises
    ------
    layers.errors.WontOverwrite
        When it is one of the sources, or is there and may not be replaced.
    """
    values, where = {"file": target.name}, Where(str(target))
    if target.resolve() in {one.resolve() for one in sources}:
        raise WontOverwrite(_SOURCE, _OTHER_NAME, values=values, where=where)
    if target.exists() and not overwrite:
        raise WontOverwrite(_EXISTS, _EXISTS_HINT, values=values, where=where)


@contextmanager
def finished(
    cloud: Cloud, target: Path, feedback: Feedback, *, overwrite: bool
) -> Iterator[tuple[Path, Feedback]]:
    """Give where points of a cloud are to be written, and what is told of it; make the octree afterwards.

    An octree is made where the name of the target asks for one: the points are then written beside it first.

    Parameters
    ----------
    cloud
        Whose points they are; its file may not be the target.
    target
        See :func:`check_target`.
    feedback
        Stops the work and is told how far it is.
    overwrite
        Whether a file may be replaced.
    """
    check_target(target, (cloud.copc.path,), overwrite=overwrite)
    if not target.name.lower().endswith(".copc.laz"):
        yield target.resolve(), feedback
        return
    plain = target.resolve().with_name(f".{target.name}.{secrets.token_hex(4)}.laz")
    yield plain, feedback.share(0.0, 0.6)
    _index(plain, target, cloud.source_crs, feedback.share(0.6, 1.0))


@contextmanager
def written(copc: Copc, target: Path, more: tuple[tuple[str, str], ...] = ()) -> Iterator[Write]:
    """Give a function that takes points of a cloud (n,), as they stand in it; the file is whole or not there.

    Parameters
    ----------
    copc
        Whose points they are; scale, system and extra dimensions go along.
    target
        ``.las`` or ``.laz``; written beside and renamed.
    more
        Name and meaning of further dimensions of four bytes; the function takes their values by name.
    """
    import laspy

    with guarded(copc.path, lambda: laspy.open(copc.path, read_evlrs=False)) as reader:
        source = reader.header
    header = laspy.LasHeader(point_format=source.point_format, version="1.4")
    header.scales, header.offsets, header.global_encoding = (
        source.scales,
        source.offsets,
        source.global_encoding,
    )
    header.vlrs = type(source.vlrs)(one for one in source.vlrs if one.user_id.rstrip("\0") not in _OWN)
    own = source.point_format.dtype()
    for name, text in more:
        header.add_extra_dim(laspy.ExtraBytesParams(name=name, type="f4", description=text))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    packed = target.suffix.lower() == ".laz"
    try:
        with temporary.open("xb") as stream:
            with laspy.open(
                stream,
                mode="w",
                header=header,
                do_compress=packed,
                laz_backend=laspy.LazBackend.LazrsParallel,
                closefd=False,
            ) as writer:

                def write(points: NDArray[np.void], values: Mapping[str, Any] | None = None) -> None:
                    if not len(points):
                        return
                    records = np.zeros(len(points), dtype=header.point_format.dtype())
                    taken = np.ascontiguousarray(points).view(own)
                    for name in own.names or ():
                        records[name] = taken[name]
                    for name, value in (values or {}).items():
                        records[name] = value
                    writer.write_points(laspy.PackedPointRecord(records, header.point_format))

                yield write
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _index(plain: Path, target: Path, crs: str, feedback: Feedback) -> None:
    """Make the octree of a file, which then goes; `crs` is for files without a record of their system."""
    from importers.las.index.building import build
    from importers.las.options import CloudOptions
    from importers.las.scans import surveys

    try:
        (survey,) = surveys(plain, plain.parent, CloudOptions(crs=crs), feedback, [])
        build(survey.cloud, target, feedback, lambda share: feedback.step(share, 1.0))
    finally:
        plain.unlink(missing_ok=True)
