"""The receipt (受領書) of a package: what it is, how to check it, and room for who takes it over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.paper.days import era_day_of
from gisapp.paper.document import (
    Cell,
    Document,
    Drawing,
    Figures,
    Heading,
    Paragraph,
    Stroke,
    Table,
    Words,
)

if TYPE_CHECKING:
    from gisapp.desks.publish.manifest import Manifest
    from gisapp.desks.publish.signing import Signer
    from gisapp.paper.document import Block

TITLE = "公開データ受領書"
FOOTER = "受け取った側で照合してから、記入して送り元に返してください。"
MOST_LAYERS = 60
"""More are counted and not listed: the manifest has all."""
_GROUP = 8
_BLANK = "＿" * 16
FORM = "受け取った側の記入欄"
ASKED = ("所属", "氏名", "受領日", "照合の結果")
WIDTH, ROW, LABELS = 180.0, 11.0, 40.0
"""Millimetres of the form that is filled in by hand: a stamp fits into a row."""
UNSIGNED = "署名なし（書き換えられていないことは、この書類の照合番号でだけ確かめられます）"


@dataclass(frozen=True)
class Sender:
    """Who hands something over.

    Attributes
    ----------
    department, contact
        An office, never a person.
    signer
        Whose signature it bears, None for nobody's.
    """

    department: str = ""
    contact: str = ""
    signer: Signer | None = None

    @property
    def public(self) -> str:
        """The public key as a manifest holds it, empty for none."""
        return "" if self.signer is None else self.signer.public.raw.hex()


def receipt(manifest: Manifest, sender: Sender) -> Document:
    """Return the receipt of a package.

    Parameters
    ----------
    manifest
        With all files but the receipt itself.
    sender
        Who hands it over.
    """
    key = manifest.key
    signed = UNSIGNED if key is None else f"Ed25519　鍵の指紋 {key.spoken}"
    listed = manifest.layers[:MOST_LAYERS]
    rows = [(Cell(one.title), Cell(f"{one.features:,}"), Cell(one.date), Cell(one.licence)) for one in listed]
    blocks: list[Block] = [
        Figures(
            (
                ("レイヤ", Cell(f"{len(manifest.layers):,}"), "公開する版"),
                ("ファイル", Cell(f"{len(manifest.files):,}"), "受領書を除く"),
                ("大きさ", Cell(size_text(manifest.total)), "圧縮する前"),
            )
        ),
        Heading("照合番号（SHA-256）"),
        Paragraph(grouped(manifest.contents)),
        Paragraph(f"署名: {signed}", small=True),
        Heading("中身"),
        Table(("名称", "件数", "時点", "利用条件"), tuple(rows), (0.5, 0.14, 0.16, 0.2)),
    ]
    if len(manifest.layers) > MOST_LAYERS:
        blocks.append(
            Paragraph(f"ほか {len(manifest.layers) - MOST_LAYERS:,} 件は manifest.json にあります。")
        )
    blocks += [
        Heading("照合のしかた"),
        Paragraph(
            "gisapp がある場合: gisapp publish verify 受け取った.zip --key 公開鍵.pub　"
            "画面に出る照合番号が上と同じことを確かめる。"
        ),
        Paragraph("ない場合: 展開したフォルダで sha256sum -c SHA256SUMS（Linux・Mac）を実行する。"),
        _form(),
    ]
    said = (era_day_of(manifest.made), manifest.publisher, sender.department, sender.contact)
    facts = tuple(dict.fromkeys(one for one in said if one))
    made = manifest.made or "1980-01-01T00:00:00+09:00"
    return Document(
        TITLE, tuple(blocks), FOOTER, made, facts, subject=manifest.title, mark=manifest.contents[:12]
    )


def _form() -> Drawing:
    """Return room to write by hand."""
    height = ROW * len(ASKED)
    lines = [((0.0, ROW * number), (WIDTH, ROW * number)) for number in range(len(ASKED) + 1)]
    lines += [((x, 0.0), (x, height)) for x in (0.0, LABELS, WIDTH)]
    words = tuple(
        Words(name, 2.0, ROW * (number + 0.5), 8.5, "L", bare=True) for number, name in enumerate(ASKED)
    )
    return Drawing(FORM, WIDTH, height, tuple(Stroke(one, line="#8a9097") for one in lines), words)


def receipt_text(document: Document) -> str:
    """Return a receipt as plain text, for where no PDF can be opened."""
    from gisapp.paper.document import plain

    lines = [document.title, *document.facts, ""]
    for one in plain(document)["blocks"]:
        if "heading" in one:
            lines += ["", f"■ {one['heading']}"]
        elif "text" in one:
            lines.append(one["text"])
        elif "label" in one:
            lines.append(f"{one['label']}: {one['value']}" + (f"（{one['note']}）" if one["note"] else ""))
        elif "drawing" in one:
            lines += ["", f"■ {one['drawing']}", *(f"{name}: {_BLANK}" for name in one["words"])]
        elif "rows" in one:
            lines.append("　".join(one["heads"]))
            lines += ["　".join(cell["text"] or "－" for cell in row) for row in one["rows"]]
    return "\r\n".join([*lines, "", document.foot, ""])


def grouped(digest: str) -> str:
    """Return a digest in groups that eyes can compare."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def size_text(size: int) -> str:
    """Return bytes as people say them."""
    value, units = float(size), ["B", "KB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value, units = value / 1000, units[1:]
    return f"{value:,.0f} {units[0]}" if units[0] == "B" else f"{value:,.1f} {units[0]}"
