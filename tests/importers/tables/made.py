"""Small lists as city halls keep them, written for a test."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from importers.tables.importer import TablesOptions, read_collections
from layers.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SHELTERS = (
    "全国地方公共団体コード,ID,名称,所在地_連結表記,緯度,経度,標高,災害種別_洪水,災害種別_津波,想定収容人数,備考\r\n"
    '422011,0001,中央公園,長崎市桜町1-1,32.7501,129.8701,12.5,1,,"1,200",\r\n'
    '422011,0002,東小学校,長崎市東町2-3,32.7512,129.8815,30,,1,800,"入口は\n北側"\r\n'
    "422011,0003,西公民館,長崎市西町4-5,32.7423,129.8602,,1,1,５０,\r\n"
    '422011,0004,南会館,長崎市南町6-7,,,5,1,,-,=HYPERLINK("")\r\n'
    "422011,0005,北体育館,長崎市北町8-9,32.7644,129.8733,8,,,300,\r\n"
)


def text_file(path: Path, text: str, encoding: str = "cp932") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, **options: Any) -> list[Collection]:
    return read_collections(path, TablesOptions(**options), Feedback())


def read_one(path: Path, **options: Any) -> Collection:
    (found,) = read(path, **options)
    assert len(found.table) == len(found.geometry)
    names = [attribute.name for attribute in found.attributes]
    codes = {f"{attribute.name}_code" for attribute in found.attributes if attribute.kind == "code"}
    assert set(found.table.column_names) == {*names, *codes}
    return found


def kinds(collection: Collection) -> dict[str, str]:
    return {attribute.name: attribute.kind for attribute in collection.attributes}


def column(collection: Collection, name: str) -> list[Any]:
    values: list[Any] = collection.table.column(name).to_pylist()
    return values


def cell(reference: str, value: object, formula: str = "") -> str:
    """Return the XML of a cell."""
    if value is None:
        return f'<c r="{reference}"/>'
    inside = f"<f>{escape(formula)}</f>" if formula else ""
    if isinstance(value, str):
        if formula:
            return f'<c r="{reference}" t="str">{inside}<v>{escape(value)}</v></c>'
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}">{inside}<v>{value}</v></c>'


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet(rows: Sequence[Any], merged: Sequence[str] = ()) -> str:
    """Return the XML of a worksheet."""
    body = "".join(
        f'<row r="{r}">'
        + "".join(cell(f"{letters(c)}{r}", value) for c, value in enumerate(row, 1) if value != "")
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>'
        + (f"<mergeCells>{merges}</mergeCells>" if merges else "")
        + "</worksheet>"
    )


def workbook(
    path: Path,
    sheets: Mapping[str, str],
    hidden: Sequence[str] = (),
    extra: Mapping[str, bytes] | None = None,
) -> Path:
    """Write an Excel workbook of worksheets (see :func:`sheet`)."""
    hide = {name: ' state="hidden"' if name in hidden else "" for name in sheets}
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{k}" r:id="rId{k}"{hide[name]}/>'
        for k, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{k}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{k}.xml"/>'
        for k in range(1, len(sheets) + 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{k}.xml" ContentType="{kind}"/>'
        for k in range(1, len(sheets) + 1)
    )
    root = f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{parts}</Types>')
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{root}</Relationships>'
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{entries}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        for k, text in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{k}.xml", text)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path
