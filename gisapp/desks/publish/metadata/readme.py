"""A data set told to people in a text, UTF-8 with BOM and ends of line as Windows has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.publish.metadata.dataset import Dataset

BOM = b"\xef\xbb\xbf"
_LICENCE = QT_TRANSLATE_NOOP(CONTEXT, "利用条件")
_CREDIT = QT_TRANSLATE_NOOP(CONTEXT, "出典")
_DATE = QT_TRANSLATE_NOOP(CONTEXT, "時点")
_CYCLE = QT_TRANSLATE_NOOP(CONTEXT, "更新頻度")
_MODIFIED = QT_TRANSLATE_NOOP(CONTEXT, "更新日")
_PUBLISHER = QT_TRANSLATE_NOOP(CONTEXT, "公開者")
_DEPARTMENT = QT_TRANSLATE_NOOP(CONTEXT, "担当課")
_CONTACT = QT_TRANSLATE_NOOP(CONTEXT, "問い合わせ先")
_COUNT = QT_TRANSLATE_NOOP(CONTEXT, "件数")
_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")
_STANDARD = QT_TRANSLATE_NOOP(CONTEXT, "準拠する標準")
_MAP = QT_TRANSLATE_NOOP(CONTEXT, "公開マップ")
_FILES = QT_TRANSLATE_NOOP(CONTEXT, "■ ファイル")
_FIELDS = QT_TRANSLATE_NOOP(CONTEXT, "■ 項目")
_SYSTEMS = QT_TRANSLATE_NOOP(
    CONTEXT, "経度・緯度は JGD2011（EPSG:6668、世界測地系）、メートルの座標は {crs}（平面直角座標系）"
)
_DEGREES = QT_TRANSLATE_NOOP(CONTEXT, "経度・緯度は JGD2011（EPSG:6668、世界測地系）")
_CITE = QT_TRANSLATE_NOOP(CONTEXT, "お使いになるときは「出典: {credit}」と書いてください。")
_CLOSED = QT_TRANSLATE_NOOP(CONTEXT, "このデータは見るためのもので、二次利用はできません。")
_HASH = QT_TRANSLATE_NOOP(CONTEXT, "各ファイルの内容は SHA-256 で確かめられます。")


def text(one: Dataset) -> bytes:
    """Return the text."""
    systems = _SYSTEMS.format(crs=one.told.crs) if one.told.crs else _DEGREES
    facts = (
        (_LICENCE, f"{one.licence_name} {one.licence_address}".strip()),
        (_CREDIT, one.credit),
        (_DATE, one.date),
        (_MODIFIED, one.told.modified),
        (_CYCLE, one.cycle_words),
        (_PUBLISHER, one.publisher),
        (_DEPARTMENT, one.department),
        (_CONTACT, one.contact),
        (_COUNT, "" if one.told.features is None else f"{one.told.features:,}"),
        (_SYSTEM, systems),
        (_STANDARD, one.standard),
        (_MAP, one.address),
    )
    lines = [one.title, *([one.english] if one.english else []), ""]
    if one.description:
        lines += [*one.description.split("\n"), ""]
    lines += [f"{name}: {value}" for name, value in facts if value]
    if one.open and one.credit:
        lines += ["", _CITE.format(credit=one.credit)]
    if one.licence and not one.open:
        lines += ["", _CLOSED]
    if one.files:
        lines += ["", _FILES]
        for file in one.files:
            lines += [f"  {file.name}  {file.words}".rstrip(), f"    {file.size:,} bytes  {file.sha256}"]
        lines += ["", _HASH]
    if one.fields:
        lines += ["", _FIELDS, *(f"  {name}  {english}".rstrip() for name, english in one.fields)]
    return BOM + "\r\n".join([*lines, ""]).encode("utf-8")
