"""The rows of the importer table for gauges and cameras: files, and brokers that a small file names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.gauges.broker import SUFFIX, read_broker
from layers.errors import SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.gauges.readings import Rows
    from layers.feedback import Feedback
    from layers.place import Place

NAME = QT_TRANSLATE_NOOP(CONTEXT, "水位計・カメラ")
KEY = "gauges"
_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
_MISSING_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。"
)
_KEPT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は {moment} までの値です。その後の値はブローカーに問い合わせていません。"
)
_NOTHING = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} のブローカーに、types に書かれた種類のものがひとつもありません。"
)


@dataclass(frozen=True)
class BrokerOptions:
    """What a user may choose of a broker.

    Attributes
    ----------
    stores
        Folder for the stores; by default the user's cache folder.
    again
        Read again although nothing changed; of a broker: ask it.
    target
        Plane rectangular system of the project, empty when there is none yet.
    place
        Where the data are expected, as far as the project knows.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class GaugesOptions(BrokerOptions):
    """What a user may choose of a list.

    Attributes
    ----------
    encoding
        Encoding of a text, empty to find it.
    """

    encoding: str = ""


class Gauges:
    """Reads lists (CSV) and documents (JSON) of water levels and cameras."""

    id = "gauges"
    label = QT_TRANSLATE_NOOP(CONTEXT, "水位計・カメラ（CSV・JSON）")
    Options = GaugesOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` looks like readings of gauges."""
        suffix = path.suffix.lower()
        if not head or path.is_dir() or suffix not in (".csv", ".json"):
            return Sniff.NO
        if suffix == ".json":
            return Sniff.YES if b'"gisapp-gauges-' in head[:2000] else Sniff.NO
        from importers import textencoding
        from importers.gauges.listed import looks_like

        text = textencoding.decode(head[:4000], textencoding.detect(head[:4000]).name)[0]
        return Sniff.YES if looks_like(text) else Sniff.NO

    def read(self, path: Path, options: GaugesOptions, feedback: Feedback) -> ImportResult:
        """Read a file into a layer.

        Raises
        ------
        layers.errors.ImportFailed
            When it holds no readings.
        layers.errors.SourceMissing
            When there is no such file.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.gauges.document import read_document
        from importers.gauges.listed import read_list
        from importers.gauges.readings import collection_of

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return found
        if path.suffix.lower() == ".json":
            rows, facts = read_document(path, feedback.share(0, 0.4))
            name = facts.pop("name") or path.stem
            made = collection_of(rows, path.name, KEY, name, **facts)
        else:
            rows, encoding, left_out = read_list(path, options.encoding, feedback.share(0, 0.4))
            made = collection_of(rows, path.name, KEY, path.stem, encoding=encoding, left_out=left_out)
        feedback.step(0.5, 1)
        return features.make_result(path, self.id, options, [made], feedback.share(0.5, 1))


class Broker:
    """Reads what gauges say to a FIWARE broker that a small file names."""

    id = "broker"
    label = QT_TRANSLATE_NOOP(CONTEXT, "水位計・カメラのブローカー（FIWARE の接続ファイル .gisbroker）")
    Options = BrokerOptions
    live = True
    """What it reads may change without its file changing."""

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` names a broker."""
        return Sniff.YES if head and path.suffix.lower() == SUFFIX else Sniff.NO

    def read(self, path: Path, options: BrokerOptions, feedback: Feedback) -> ImportResult:
        """Ask a broker, or open what it said before; earlier values stay for as long as the file says.

        Raises
        ------
        layers.errors.ImportFailed
            When the file names no broker, or it is not allowed, does not answer or gives nothing of use.
        layers.errors.SourceMissing
            When there is no such file.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.gauges.ngsi import ask
        from importers.gauges.readings import collection_of, joined

        path = Path(path).resolve()
        feedback.step()
        if not path.exists():
            raise SourceMissing(_MISSING, _MISSING_HINT, values={"file": path.name}, where=Where(str(path)))
        before = features.kept(path, self.id, replace(options, again=False))
        if before is not None and not options.again:
            return _as_of(before, path)
        broker = read_broker(path)
        rows, count = ask(broker, path, feedback.share(0, 0.5))
        findings = []
        if not count:
            finding = Finding(
                Severity.WARNING, "broker-empty", _NOTHING, {"file": path.name}, Where(path.name)
            )
            findings.append(finding)
        if before is not None:
            rows = joined(_rows(before), rows, broker.keep_days)
        made = collection_of(
            rows,
            path.name,
            KEY,
            broker.name or path.stem,
            findings=findings,
            credit=broker.credit,
            licence=broker.licence,
        )
        return features.make_result(path, self.id, options, [made], feedback.share(0.5, 1))


def _rows(result: ImportResult) -> Rows:
    """Return the rows of what was kept, in metres and degrees."""
    import numpy as np

    from importers.gauges.readings import NUMBERS, TEXTS, rows_of
    from layers import crs

    layer = result.layers[0]
    table, centres = layer.table(), layer.centroids()
    texts = {name: table.texts(name) for name in TEXTS if name not in ("kind", "unit")}
    codes, values = table.categories("kind")
    texts["kind"] = np.array([*values, ""], dtype=object)[codes]
    texts["unit"] = np.full(len(table), "m", dtype=object)
    numbers = {name: table.numbers(name) for name in NUMBERS if name not in ("longitude", "latitude")}
    if centres is not None and len(centres):
        numbers["longitude"], numbers["latitude"] = crs.unproject(
            centres[:, 0], centres[:, 1], layer.data.crs
        )
    return rows_of(len(table), texts, numbers)


def _as_of(result: ImportResult, path: Path) -> ImportResult:
    """Say of which moment a result is that was kept."""
    times = [str(one) for one in result.layers[0].table().texts("time") if one]
    values = {"file": path.name, "moment": max(times, default="-").replace("T", " ")[:16]}
    finding = Finding(Severity.INFO, "broker-not-asked", _KEPT, values, Where(str(path)))
    return replace(result, findings=(finding, *result.findings))
