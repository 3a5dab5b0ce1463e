"""The CityGML row of the importer table."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.citygml.dataset import BUILDINGS, Dataset, open_dataset
from layers import crs
from layers.base import Source
from layers.buildings import Buildings, City
from layers.crs import GEOGRAPHIC
from layers.errors import GisError, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.store.city import CityStore

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from layers.feedback import Feedback

_GML_IN_ZIP = re.compile(rb"\.[gG][mM][lL]")


@dataclass(frozen=True)
class CityGmlOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for the stores; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of all layers, that of the project; empty for that of the place.
    scheduler
        Address of a Dask scheduler (``tcp://host:port``); empty for the one of the environment, if any.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    scheduler: str = ""


def store_folder(path: Path, options: CityGmlOptions) -> Path:
    """Return where the store of a source lies: named after it and a hash of its place."""
    root = options.stores or os.environ.get("GISAPP_STORES")
    if root is None:
        from platformdirs import user_cache_path

        root = user_cache_path("gisapp", appauthor=False) / "stores"
    place = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]
    stem = re.sub(r"[^\w\-]", "_", path.stem)[:60]
    return Path(root) / f"{stem}-{place}"


def store_in_system(path: Path, options: CityGmlOptions, city: Dataset | None) -> Path:
    """Return where the store of a source lies in the system that is wanted.

    A city in its own zone has one place; in the zone of a project elsewhere it is read once more, straight
    from its degrees into that zone, and lies beside.

    Parameters
    ----------
    path, options
        The source, and ``target``.
    city
        Its files; None when the source is gone.
    """
    from importers.citygml.city import locate

    base = store_folder(path, options)
    zone = crs.zone_of_epsg(options.target) if options.target else None
    if zone is None:
        return base
    beside = base.with_name(f"{base.name}.zone{zone:02d}")
    try:
        own = CityStore.open(base).crs
    except GisError:
        if city is None:
            return beside
        own = locate(city)
    return base if own == options.target else beside


class CityGml:
    """Reads PLATEAU CityGML from a zip, a folder or a file."""

    id = "citygml"
    label = QT_TRANSLATE_NOOP(CONTEXT, "3D都市モデル（PLATEAU CityGML）")
    Options = CityGmlOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` looks like CityGML."""
        if path.is_dir():
            inside = (path / "udx").is_dir() or "udx" in path.resolve().parts or any(path.glob("*.gml"))
            deeper = any(any(path.glob(pattern)) for pattern in ("*/udx", "*/*/udx"))
            return Sniff.YES if inside else Sniff.MAYBE if deeper else Sniff.NO
        suffix = path.suffix.lower()
        if suffix == ".zip" and head.startswith(b"PK"):
            return Sniff.YES if _zip_has_gml(path) else Sniff.NO
        if suffix in (".gml", ".xml"):
            letters = head.replace(b"\0", b"")  # what is left of UTF-16 and UTF-32
            return Sniff.YES if b"CityModel" in letters else Sniff.NO
        return Sniff.NO

    def read(
        self, path: Path, options: CityGmlOptions, feedback: Feedback, executor: Executor | None = None
    ) -> ImportResult:
        """Open the store of a dataset, making it first when it is not there or out of date.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it; nothing half-written is left.
        """
        path = Path(path).resolve()
        if not path.exists():
            return _kept(path, store_in_system(path, options, None), options)
        dataset = open_dataset(path)
        city = city_of(dataset)
        found: list[ImportResult] = []
        share = 1.0 if len(city.files) == len(dataset.files) else 0.5
        if city.files or not dataset.files:
            found.append(self._read_city(path, city, options, feedback.share(0, share), executor))
        if len(city.files) < len(dataset.files):
            from importers.citygml import others
            from importers.citygml.city import locate

            target = options.target or (found[0].layers[0].data.crs if found else locate(dataset))
            placed = replace(options, target=target)
            found.append(others.read_terrain(path, dataset, placed, feedback.share(share, 0.6)))
            rest = feedback.share(0.6, 1)
            found.append(others.read_features(path, dataset, placed, self.id, rest, executor))
        return _joined(found)

    def _read_city(
        self,
        path: Path,
        city: Dataset,
        options: CityGmlOptions,
        feedback: Feedback,
        executor: Executor | None,
    ) -> ImportResult:
        from importers.citygml.city import current_store, make_store
        from importers.cluster import cluster

        folder = store_in_system(path, options, city)
        store = None if options.again else current_store(folder, city)
        if store is None:
            with (
                ThreadPoolExecutor(1) as beside,
                cluster(options.scheduler, folder.parent, path) as elsewhere,
            ):
                digest = beside.submit(digest_of, path, city, feedback)
                make_store(
                    city,
                    folder,
                    feedback,
                    executor or elsewhere,
                    digest.result,
                    system=options.target if folder != store_folder(path, options) else "",
                    afresh=options.again,
                )
            store = CityStore.open(folder)
        return _result(folder, store, source_of(path, store), options)


def _joined(results: list[ImportResult]) -> ImportResult:
    """Return several results as one; what stands without buildings is shown."""
    layers = [layer for result in results for layer in result.layers]
    if layers and not any(layer.visible for layer in layers):
        layers = [replace(layer, visible=True) for layer in layers]
    counts: Counter[str] = Counter()
    for result in results:
        counts.update(result.counts)
    findings = tuple(finding for result in results for finding in result.findings)
    return ImportResult(tuple(layers), findings, counts)


def _result(folder: Path, store: CityStore, source: Source, options: CityGmlOptions) -> ImportResult:
    from importers.citygml.findings import finding_from_plain
    from importers.citygml.otherzone import finding_of_zone

    told: tuple[Finding, ...] = ()
    if folder != store_folder(source.path, options):
        source = replace(source, options={"target": store.crs})
        told = finding_of_zone(store, source.path)
    layer = Buildings(
        id=f"buildings-{store_folder(source.path, options).name[-10:]}",
        name=str(store.manifest["layer_name"]),
        crs=GEOGRAPHIC,
        source=source,
        data=City(store),
    )
    counts = {
        "buildings": store.count,
        "left_out_buildings": int(store.manifest["left_out_buildings"]),
        **{f"feature:{name}": int(count) for name, count in store.manifest["features"].items()},
        **{f"left_out:{name}": int(count) for name, count in store.manifest["left_out"].items()},
    }
    findings = tuple(finding_from_plain(plain) for plain in store.manifest["findings"])
    return ImportResult((layer,), (*told, *findings), counts)


def _kept(path: Path, folder: Path, options: CityGmlOptions) -> ImportResult:
    """Use what was read before when the source itself is gone, and say so.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing was read before either.
    """
    try:
        store = CityStore.open(folder)
    except GisError as error:
        raise SourceMissing(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。"),
            values={"file": str(path)},
            where=Where(str(path)),
        ) from error
    source = Source(
        path=path,
        importer=CityGml.id,
        digest=str(store.manifest.get("digest", "")),
        licence=str(store.manifest["about"]["licence"]),
        credit=str(store.manifest["about"]["credit"]),
    )
    finding = Finding(
        Severity.WARNING,
        "source-missing",
        QT_TRANSLATE_NOOP(
            CONTEXT, "{file} が見つからないため、前に読み込んだ内容（{made}）を表示しています。"
        ),
        {"file": path.name, "made": store.manifest["made"][:10]},
        Where(str(path)),
    )
    result = _result(folder, store, source, options)
    return replace(result, findings=(finding, *result.findings))


def _zip_has_gml(path: Path) -> bool:
    """Look for a GML name in the directory at the end of an archive, without opening it all."""
    with path.open("rb") as stream:
        stream.seek(0, os.SEEK_END)
        size = stream.tell()
        stream.seek(max(0, size - (4 << 20)))
        return _GML_IN_ZIP.search(stream.read()) is not None


def city_of(dataset: Dataset) -> Dataset:
    """Return the dataset with those files only that may hold buildings."""
    return replace(dataset, files=tuple(file for file in dataset.files if file.theme in BUILDINGS))


def digest_of(path: Path, dataset: Dataset, feedback: Feedback) -> str:
    """Return the SHA-256 of a file; of a folder that of its list of files, sizes and times."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in dataset.files:
            digest.update(f"{file.path}\0{file.size}\0{file.stamp}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 22):
            if feedback.cancelled:
                break
            digest.update(piece)
    return digest.hexdigest()


def source_of(path: Path, store: CityStore) -> Source:
    """Return what the project keeps of where the layer comes from."""
    status = path.stat()
    return Source(
        path=path,
        importer=CityGml.id,
        modified=datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        size=status.st_size
        if path.is_file()
        else sum(source["size"] for source in store.manifest["sources"]),
        digest=str(store.manifest.get("digest", "")),
        licence=str(store.manifest["about"]["licence"]),
        credit=str(store.manifest["about"]["credit"]),
    )
