"""Says how many features have no shape, so that nobody takes a file for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.errors import ExportFailed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.export.content import Content
    from layers.feedback import Feedback

WITHOUT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "レイヤ「{layer}」の {total:,} 件のうち {count:,} 件は立体の形を持たないため、"
    "書き出したファイルに入っていません。",
)
NONE = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」には立体の形がありません。")
NONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "GeoPackage など、平面の図形を書き出す形式を選んでください。")


def tell(content: Content, written: int, feedback: Feedback) -> None:
    """Keep a finding when fewer features were written than there are.

    Raises
    ------
    layers.errors.ExportFailed
        When not one was written.
    """
    total = len(content)
    values = {"count": total - written, "total": total, "layer": content.layer.name}
    if not written:
        raise ExportFailed(NONE, NONE_HINT, values=values)
    if written < total:
        where = Where(content.layer.source.path.name)
        finding = Finding(Severity.INFO, "export-without-shape", WITHOUT, values, where, total - written)
        feedback.find(finding)
