"""What a record has to say before anything is published, and what its source allows."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from gisapp.desks.publish.concerns import Concern
from gisapp.desks.publish.detectors.kinds import Kind
from gisapp.desks.publish.detectors.texts import texts_of
from gisapp.desks.publish.detectors.values import look_at
from gisapp.desks.publish.officersfile import is_officers_file
from gisapp.desks.publish.terms import CYCLES, LICENCES
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gisapp.desks.publish.model import Publication
    from layers.base import Layer
    from layers.project import Project

AWAY = r"作成制限|制限施設|防衛関係施設|公開しない区域|非公開区域|公開制限"
"""Names of layers of areas in which nothing is published."""
_FORBIDDEN = (
    r"転用禁止|転用不可|転載禁止|転載不可|複製禁止|複製不可|二次利用.{0,4}(?:禁止|"
    r"不可)|引用不可|無断|再配布.{0,3}(?:禁止|不可)|公開.{0,2}(?:禁止|不可)|"
    r"庁内限り|庁内のみ|庁内利用|内部利用|内部資料|部外秘|取扱注意|取扱い注意|"
    r"非公開|禁転載|(?i:all rights reserved|confidential|internal use)"
)
_NOT_COMMERCIAL = (
    r"(?i:\bBY-NC|\bNC-|非営利|商用利用.{0,3}(?:禁止|不可)|non-?commercial|\bBY-ND|改変.{0,3}(?:禁止|不可))"
)
_SHARE_ALIKE = r"(?i:\bODbL|\bBY-SA|share-?alike|継承|OpenStreetMap)"
_SURVEY_TILES = r"(?i:地理院タイル|地理院地図|電子国土|cyberjapandata|maps\.gsi\.go\.jp)"
_SURVEY = r"国土地理院|基本測量|基盤地図情報|数値地図|公共測量|測量成果|都市計画基本図|(?i:\bGSI\b)"
_THIRD = (
    r"(?i:ゼンリン|ZENRIN|住宅地図|昭文社|インクリメント|Google|Yahoo|Bing|Esri|"
    r"航空写真.{0,4}(?:株式会社|㈱)|パスコ|アジア航測)"
)
_YEARS = {"daily": 30, "weekly": 60, "monthly": 120, "quarterly": 365, "yearly": 800}
"""Days after which data that are brought up to date so often are stale."""

_T = {
    "restricted": QT_TRANSLATE_NOOP(CONTEXT, "このレイヤは公開しないと決められています。"),
    "officers": QT_TRANSLATE_NOOP(
        CONTEXT, "役員の情報のファイルから来たデータは、どのようにしても公開できません。"
    ),
    "no-title": QT_TRANSLATE_NOOP(CONTEXT, "公開する名前がありません。"),
    "no-licence": QT_TRANSLATE_NOOP(CONTEXT, "利用条件（ライセンス）が決められていません。"),
    "no-credit": QT_TRANSLATE_NOOP(CONTEXT, "出典の書き方が決められていません。"),
    "no-date": QT_TRANSLATE_NOOP(CONTEXT, "いつのデータか（時点）がありません。"),
    "bad-date": QT_TRANSLATE_NOOP(
        CONTEXT, "時点「{date}」を読めません。2026-04-01、2026-04、2026 のように書いてください。"
    ),
    "future-date": QT_TRANSLATE_NOOP(CONTEXT, "時点「{date}」が未来の日付です。"),
    "no-contact": QT_TRANSLATE_NOOP(CONTEXT, "問い合わせ先がありません。"),
    "no-department": QT_TRANSLATE_NOOP(CONTEXT, "担当する部署がありません。"),
    "source-gone": QT_TRANSLATE_NOOP(CONTEXT, "元のデータが開けないため、何も公開できません。"),
    "source-moved": QT_TRANSLATE_NOOP(
        CONTEXT, ("元のファイル「{file}」が、読み込んだ場所にありません。読み込んだときの内容を公開します。")
    ),
    "stale": QT_TRANSLATE_NOOP(CONTEXT, "時点が {date} で、更新の周期に比べて古くなっています。"),
    "licence-forbids": QT_TRANSLATE_NOOP(
        CONTEXT, "元のデータの利用条件「{terms}」は、公開を認めていません。"
    ),
    "licence-narrower": QT_TRANSLATE_NOOP(
        CONTEXT, ("元のデータの利用条件「{terms}」は、選んだ利用条件「{licence}」より狭いものです。")
    ),
    "share-alike": QT_TRANSLATE_NOOP(
        CONTEXT, "元のデータの利用条件「{terms}」は、同じ条件での公開を求めています。"
    ),
    "survey-tiles": QT_TRANSLATE_NOOP(
        CONTEXT, ("地理院タイルの写しは、国土地理院への申請なしに再配布できません（測量法第29条・第30条）。")
    ),
    "survey-act": QT_TRANSLATE_NOOP(
        CONTEXT,
        (
            "測量成果「{terms}」をもとにしています。複製・使用の承認が要るか確かめてくださ"
            "い（測量法第29条・第30条・第43条・第44条）。"
        ),
    ),
    "third-party": QT_TRANSLATE_NOOP(
        CONTEXT, ("元のデータに他者の権利があります:「{terms}」。契約が公開を認めているか確かめてください。")
    ),
    "source-licence-unknown": QT_TRANSLATE_NOOP(CONTEXT, "元のデータの利用条件が分かりません。"),
    "personal-contact": QT_TRANSLATE_NOOP(
        CONTEXT, "「{place}」に、個人の氏名や携帯電話、メールアドレスがあります。"
    ),
    "personal-text": QT_TRANSLATE_NOOP(CONTEXT, "「{place}」に、個人の情報と見える文字があります。"),
    "script-text": QT_TRANSLATE_NOOP(CONTEXT, "「{place}」に、HTML や動作するスクリプトがあります。"),
    "field-unnamed": QT_TRANSLATE_NOOP(CONTEXT, "列「{place}」の公開する名前がありません。"),
    "field-twice": QT_TRANSLATE_NOOP(CONTEXT, "公開する名前「{place}」が二つあります。"),
    "no-label": QT_TRANSLATE_NOOP(CONTEXT, "見出しにする列「{place}」が、公開の項目にありません。"),
    "away-proposed": QT_TRANSLATE_NOOP(
        CONTEXT,
        ("プロジェクトに公開しない区域のレイヤ「{place}」がありますが、このレイヤでは使われていません。"),
    ),
    "unknown-cycle": QT_TRANSLATE_NOOP(CONTEXT, "更新の周期が決められていません。"),
    "nowhere": QT_TRANSLATE_NOOP(CONTEXT, "地図にもファイルにも出さない設定です。"),
    "no-fields": QT_TRANSLATE_NOOP(CONTEXT, "公開の項目が一つもありません。形だけが公開されます。"),
    "precise": QT_TRANSLATE_NOOP(
        CONTEXT,
        ("座標を小数点以下 {decimals} 桁まで書く設定です。1 センチより細かい桁は測った精度を超えます。"),
    ),
}
_P = {
    "restricted": QT_TRANSLATE_NOOP(CONTEXT, "公開の設定の「公開しない」を外すと、審査からやり直せます。"),
    "officers": QT_TRANSLATE_NOOP(CONTEXT, "区域や名称だけを持つ別のデータを使ってください。"),
    "no-licence": QT_TRANSLATE_NOOP(
        CONTEXT, ("データごとに選んでください。市のウェブサイトの条件はデータの条件ではありません。")
    ),
    "no-credit": QT_TRANSLATE_NOOP(CONTEXT, "「長崎市」のように、利用者が書くべき名前を入れてください。"),
    "no-contact": QT_TRANSLATE_NOOP(CONTEXT, "部署の代表電話や代表メールを入れてください。"),
    "personal-contact": QT_TRANSLATE_NOOP(CONTEXT, "個人ではなく、部署の名前と代表の連絡先にしてください。"),
    "personal-text": QT_TRANSLATE_NOOP(CONTEXT, "個人のものなら書き直してください。"),
    "script-text": QT_TRANSLATE_NOOP(CONTEXT, "タグを消して、文字だけにしてください。"),
    "source-gone": QT_TRANSLATE_NOOP(CONTEXT, "「データの場所を直す」で今ある場所を指定してください。"),
    "licence-forbids": QT_TRANSLATE_NOOP(
        CONTEXT, "権利を持つ者の許しを得て、レイヤの利用条件を書き直してください。"
    ),
    "survey-tiles": QT_TRANSLATE_NOOP(
        CONTEXT, "背景には、市が作った図か、閲覧のときに地理院から読む方法を使ってください。"
    ),
    "survey-act": QT_TRANSLATE_NOOP(CONTEXT, "承認番号か、要らないと判断した理由を添えて承認してください。"),
    "away-proposed": QT_TRANSLATE_NOOP(CONTEXT, "この区域を「公開しない区域」に加えてください。"),
    "precise": QT_TRANSLATE_NOOP(CONTEXT, "7 桁（約 1 センチ）以下にしてください。"),
}
_PLACES = {
    "title": QT_TRANSLATE_NOOP(CONTEXT, "名前"),
    "english": QT_TRANSLATE_NOOP(CONTEXT, "英語の名前"),
    "description": QT_TRANSLATE_NOOP(CONTEXT, "説明"),
    "credit": QT_TRANSLATE_NOOP(CONTEXT, "出典"),
    "department": QT_TRANSLATE_NOOP(CONTEXT, "担当の部署"),
    "contact": QT_TRANSLATE_NOOP(CONTEXT, "問い合わせ先"),
}
"""What the texts of a record are called."""
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def check_record(project: Project, layer: Layer, said: Publication, today: date) -> Iterator[Concern]:
    """Give what is wrong with a record and its source, without looking at the data.

    Parameters
    ----------
    project
        Knows the layers of areas in which nothing is published.
    layer
        What is to be published.
    said
        The record.
    today
        By which dates are judged.
    """
    if said.restricted:
        yield _error("restricted")
    if is_officers_file(layer.source.path):
        yield _error("officers")
    yield from _terms(layer, said)
    yield from _date(said, today)
    needed = ("title", "credit", "contact", "department")
    yield from (_error(f"no-{name}") for name in needed if not getattr(said, name).strip())
    if said.cycle not in CYCLES:
        yield _warning("unknown-cycle")
    if layer.data is None:
        yield _error("source-gone")
    elif not layer.in_project and layer.source.importer and not layer.source.path.exists():
        yield _info("source-moved", file=layer.source.path.name)
    yield from _fields(said)
    yield from _texts(said)
    if said.generalisation.decimals > 7:
        yield _warning("precise", decimals=said.generalisation.decimals)
    if not said.on_site and not said.forms:
        yield _info("nowhere")
    for one in away_layers(project):
        if one.id not in said.away and one.id != layer.id:
            yield _warning("away-proposed", place=one.name)


def away_layers(project: Project) -> tuple[Layer, ...]:
    """Return the layers whose names say that nothing is published in their areas."""
    return tuple(one for one in project.layers if re.search(AWAY, one.name) and one.data is not None)


def _terms(layer: Layer, said: Publication) -> Iterator[Concern]:
    """Compare the terms of the source with those under which it is to be published."""
    source = layer.source
    licence = LICENCES.get(said.licence)
    if licence is None:
        yield _error("no-licence")
    told = " ".join(filter(None, (source.licence, source.credit, str(source.receipt.get("licence", "")))))
    whole = f"{told} {source.path.name} {layer.name}"
    found = re.search(_FORBIDDEN, told)
    if found:
        yield _error("licence-forbids", terms=found[0])
    narrow = re.search(_NOT_COMMERCIAL, told)
    if narrow and licence is not None and licence.open:
        yield _error("licence-narrower", terms=narrow[0], licence=licence.name)
    alike = re.search(_SHARE_ALIKE, told)
    if alike and said.licence != "ODbL-1.0":
        yield _warning("share-alike", terms=alike[0])
    if re.search(_SURVEY_TILES, whole):
        yield _error("survey-tiles")
    elif survey := re.search(_SURVEY, whole):
        yield _warning("survey-act", terms=survey[0])
    if third := re.search(_THIRD, whole):
        yield _warning("third-party", terms=third[0])
    if not told.strip() and not layer.in_project:
        yield _warning("source-licence-unknown")


def _date(said: Publication, today: date) -> Iterator[Concern]:
    if not said.date.strip():
        yield _error("no-date")
        return
    found = _DAY.match(said.date.strip())
    try:
        day = date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        day = None
    if day is None:
        yield _error("bad-date", date=said.date)
    elif day > today + timedelta(days=1):
        yield _warning("future-date", date=said.date)
    elif said.cycle in _YEARS and (today - day).days > _YEARS[said.cycle] + (
        365 if not (found and found[2]) else 0
    ):
        yield _warning("stale", date=said.date)


def _fields(said: Publication) -> Iterator[Concern]:
    for one in said.fields:
        if not one.name.strip():
            yield _error("field-unnamed", place=one.column)
    for name, count in Counter(one.name for one in said.fields).items():
        if count > 1:
            yield _error("field-twice", place=name)
    if not said.fields:
        yield _info("no-fields")
    if said.label and said.label not in {one.name for one in said.fields}:
        yield _error("no-label", place=said.label)


def _texts(said: Publication) -> Iterator[Concern]:
    """Look for persons and scripts in what the record itself says, which is published everywhere."""
    texts = {place: getattr(said, name) for name, place in _PLACES.items()}
    texts |= {one.name: f"{one.name} {one.english}" for one in said.fields}
    kept = {place: text for place, text in texts.items() if text.strip()}
    if not kept:
        return
    # Each text is looked at by itself, even where two are the same.
    found = look_at(texts_of(pa.array([f"{text}" for text in dict.fromkeys(kept.values())])))
    order = {text: number for number, text in enumerate(dict.fromkeys(kept.values()))}
    offices = {_PLACES["contact"], _PLACES["department"], _PLACES["credit"]}
    for place, text in kept.items():
        at = order[text]
        sure = {kind for kind, flags in found.sure.items() if flags[at]}
        look = {kind for kind, flags in found.look.items() if flags[at]}
        if {Kind.SCRIPT, Kind.MARKUP, Kind.CONTROL} & sure:
            yield _error("script-text", place=place)
        personal = sure & {Kind.NAME, Kind.MOBILE, Kind.MAIL, Kind.BIRTH, Kind.MY_NUMBER, Kind.ACCOUNT}
        if place in offices and personal:
            yield _error("personal-contact", place=place)
        elif personal or look & {Kind.NAME}:
            yield _warning("personal-text", place=place)


def _error(code: str, **values: object) -> Concern:
    return Concern(Severity.ERROR, code, _T[code], values, proposal=_P.get(code, ""))


def _warning(code: str, **values: object) -> Concern:
    return Concern(Severity.WARNING, code, _T[code], values, proposal=_P.get(code, ""))


def _info(code: str, **values: object) -> Concern:
    return Concern(Severity.INFO, code, _T[code], values, proposal=_P.get(code, ""))
