"""What the gate has against a publication, and how it says so."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from gisapp.desks.publish.detectors.kinds import Kind
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_ROWS = 20
"""Rows that a concern names."""
MOST_MARKS = 400
"""Different values that an approval remembers; of more only the number."""


@dataclass(frozen=True)
class Concern:
    """Something that speaks against publishing.

    Attributes
    ----------
    severity
        ERROR blocks and nobody can accept it, WARNING has to be accepted by code, INFO is told.
    code
        Stable name such as ``personal-mobile``.
    template, values
        The Japanese sentence and what goes into its places.
    field
        Public name of the field it is about, empty for the publication as a whole.
    count
        How many features.
    rows
        The first of them, as rows of the public content.
    proposal
        What could be done, a template for the same values.
    marks
        Short digests of the different values, by which an approval knows what its reviewer saw. They are too
        short to tell anything of the values.
    """

    severity: Severity
    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    field: str = ""
    count: int = 1
    rows: tuple[int, ...] = ()
    proposal: str = ""
    marks: tuple[str, ...] = ()

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message(self.template, self.values)

    @property
    def advice(self) -> Message:
        """What could be done."""
        return Message(self.proposal, self.values)

    @property
    def key(self) -> str:
        """Code and field: what is accepted."""
        return f"{self.code}/{self.field}" if self.field else self.code

    @property
    def seen(self) -> str:
        """Key with the values that were seen, as an approval keeps it."""
        told = "".join(self.marks) if len(self.marks) <= MOST_MARKS else f"={self.count}"
        return f"{self.key}#{told}"


@dataclass(frozen=True)
class Verdict:
    """What the gate says of a publication.

    Attributes
    ----------
    layer
        Id of the layer.
    record
        Digest of the publication that was judged.
    concerns
        The weightiest first.
    features
        How many would be published.
    digest
        SHA-256 of the public content: rows, columns and shapes.
    """

    layer: str
    record: str
    concerns: tuple[Concern, ...]
    features: int = 0
    digest: str = ""

    @property
    def blocked(self) -> bool:
        """Whether nothing may be published, whoever says so."""
        return any(one.severity is Severity.ERROR for one in self.concerns)

    @property
    def warnings(self) -> tuple[Concern, ...]:
        """What a reviewer has to accept."""
        return tuple(one for one in self.concerns if one.severity is Severity.WARNING)

    def unaccepted(self, codes: Iterable[str]) -> tuple[Concern, ...]:
        """Return the warnings that are among neither the codes nor the keys of what was accepted."""
        held = set(codes)
        return tuple(one for one in self.warnings if not {one.code, one.key} & held)


def mark(value: str) -> str:
    """Return the short digest of a value."""
    return hashlib.sha256(value.encode()).hexdigest()[:6]


def sorted_concerns(concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    """Return concerns with the weightiest first, otherwise in their order."""
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    return tuple(sorted(concerns, key=lambda one: order.index(one.severity)))


HEADING = QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は、見出しから見て個人の情報の列です。")
SURE = {
    Kind.NAME: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、人の氏名があります。"),
    Kind.MOBILE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、携帯電話の番号があります。"),
    Kind.PHONE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、個人の電話番号があります。"),
    Kind.MAIL: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、個人のメールアドレスがあります。"),
    Kind.ADDRESS: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、個人の住所があります。"),
    Kind.POSTCODE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、個人の郵便番号があります。"),
    Kind.BIRTH: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、生年月日があります。"),
    Kind.MY_NUMBER: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、マイナンバーがあります。"),
    Kind.ACCOUNT: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、口座の番号があります。"),
    Kind.INSURED: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件に、被保険者などの番号があります。"
    ),
    Kind.PLATE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、車両の登録番号があります。"),
    Kind.OFFICER: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は役員などの個人の情報で、公開できません。"),
    Kind.SENSITIVE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は個人ごとの要配慮個人情報です。"),
    Kind.MONEY: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は個人ごとの税や所得の情報です。"),
    Kind.TRAIT: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は個人ごとの年齢や性別などの情報です。"),
    Kind.SCRIPT: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、動作するスクリプトがあります。"),
}
"""What is told of what was surely found."""
LOOK = {
    Kind.NAME: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は、人の氏名かもしれません。"),
    Kind.PHONE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、電話番号があります。"),
    Kind.MAIL: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件に、役所のものでないメールアドレスがあります。"
    ),
    Kind.ADDRESS: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、番地のある住所があります。"),
    Kind.POSTCODE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、郵便番号があります。"),
    Kind.BIRTH: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は、生年月日や年齢かもしれません。"),
    Kind.MY_NUMBER: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件は、マイナンバーかもしれません。"
    ),
    Kind.ACCOUNT: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は、カードの番号かもしれません。"),
    Kind.INSURED: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は、基礎年金番号かもしれません。"),
    Kind.PLATE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は、車両の登録番号かもしれません。"),
    Kind.SENSITIVE: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は、障害や健康などに関わる列です。"),
    Kind.MONEY: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は、税や所得、資産に関わる列です。"),
    Kind.TRAIT: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」は、年齢や性別などに関わる列です。"),
    Kind.PHOTO: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件は写真などのファイル名です。写真そのものは公開されません。"
    ),
    Kind.MARKUP: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件に、HTML のタグがあります。文字のまま表示されます。"
    ),
    Kind.CONTROL: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件に、見えない制御文字があります。"),
    Kind.FORMULA: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件は、表計算ソフトが式として計算するおそれがあります。"
    ),
    Kind.PATH: QT_TRANSLATE_NOOP(
        CONTEXT, "列「{field}」の {count:,} 件に、庁内のパソコンやファイルの場所があります。"
    ),
    Kind.LONG: QT_TRANSLATE_NOOP(CONTEXT, "列「{field}」の {count:,} 件は長すぎて、地図の上で読めません。"),
}
"""What is told of what somebody has to look at."""
TOLD = QT_TRANSLATE_NOOP(
    CONTEXT, "列「{field}」の {count:,} 件は、施設などの連絡先や所在地として公開されます。"
)
_DROP = QT_TRANSLATE_NOOP(CONTEXT, "この列を公開の項目から外してください。")
_CLEAN = QT_TRANSLATE_NOOP(
    CONTEXT, "この列を外すか、元のデータでその文字を消すか、絞り込みでその行を除いてください。"
)
_CHECK = QT_TRANSLATE_NOOP(CONTEXT, "示した行を見て、個人のものでなければ、理由を添えて承認してください。")
_WRITE = QT_TRANSLATE_NOOP(CONTEXT, "元のデータで直すか、この列を外してください。")


def proposal_of(kind: Kind, *, sure: bool, heading: bool) -> str:
    """Return what could be done about a kind, as a template."""
    if heading and sure:
        return _DROP
    if sure:
        return _CLEAN
    return _WRITE if kind in (Kind.MARKUP, Kind.CONTROL, Kind.FORMULA, Kind.PATH, Kind.LONG) else _CHECK
