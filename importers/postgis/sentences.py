"""What a database says when it refuses, as one sentence that staff can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.postgis.address import Address

Words = tuple[str, str]

NO_SUCH_HOST: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} という名前のコンピューターが見つかりません。"),
    QT_TRANSLATE_NOOP(
        CONTEXT, "host の書き間違いがないか、庁内ネットワークにつながっているか確かめてください。"
    ),
)
NOTHING_LISTENS: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} のポート {port} で、データベースが動いていません。"),
    QT_TRANSLATE_NOOP(
        CONTEXT, "port の番号が正しいか、データベースが止まっていないかを管理者に確かめてください。"
    ),
)
UNREACHABLE: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host}（ポート {port}）から返事がありません。"),
    QT_TRANSLATE_NOOP(
        CONTEXT,
        "ネットワークにつながっているか、この PC からの接続が許されているかを管理者に確かめてください。",
    ),
)
LOST: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT, "{file} のデータベース {database}（{host}）との接続が、読み込みの途中で切れました。"
    ),
    QT_TRANSLATE_NOOP(
        CONTEXT,
        "前に読み込んだ内容はそのままです。データベースが動いているのを確かめて、もう一度読み込んでください。",
    ),
)
NO_PASSWORD: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT, "{file} のデータベース {database}（{host}）に接続するには、パスワードが必要です。"
    ),
    QT_TRANSLATE_NOOP(
        CONTEXT,
        "画面で入力するか、PostgreSQL のパスワードファイル（pgpass）に書いておいてください。",
    ),
)
WRONG_PASSWORD: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} のデータベース {database}（{host}）に接続できません。利用者名かパスワードが違います。",
    ),
    QT_TRANSLATE_NOOP(CONTEXT, "利用者名とパスワードを確かめて、もう一度接続してください。"),
)
NO_DATABASE: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} に書かれたデータベース {database} が、{host} にありません。"),
    QT_TRANSLATE_NOOP(CONTEXT, "database の名前を管理者に確かめてください。"),
)
NO_USER: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} に書かれた利用者が、データベース {database}（{host}）にありません。"),
    QT_TRANSLATE_NOOP(CONTEXT, "user の名前を管理者に確かめてください。"),
)
NOT_LET_IN: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT, "データベース {database}（{host}）が、この PC または利用者からの接続を断りました（{file}）。"
    ),
    QT_TRANSLATE_NOOP(
        CONTEXT, "データベースの管理者に、この PC からの接続を許す設定（pg_hba.conf）を頼んでください。"
    ),
)
NO_TLS: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT, "{file} の接続先 {host} は通信の暗号化（TLS）に対応していないため、接続しません。"
    ),
    QT_TRANSLATE_NOOP(
        CONTEXT,
        '管理者に確かめ、暗号化なしでよい庁内のネットワークなら、ファイルに sslmode = "prefer" と書きます。',
    ),
)
BAD_CERTIFICATE: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} の接続先 {host} の証明書を確かめられないため、接続しません。"),
    QT_TRANSLATE_NOOP(
        CONTEXT, "接続先の名前と、この PC に置いた証明書（root.crt）を管理者に確かめてください。"
    ),
)
BUSY: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT, "データベース {database}（{host}）は、今は新しい接続を受け付けていません（{file}）。"
    ),
    QT_TRANSLATE_NOOP(CONTEXT, "しばらく待ってから、もう一度読み込んでください。"),
)
REFUSED: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "{file} のデータベース {database}（{host}）に接続できません。"),
    QT_TRANSLATE_NOOP(
        CONTEXT, "ファイルの内容を確かめ、直らなければ管理者に記録（ログ）を見てもらってください。"
    ),
)
TOO_SLOW: Words = (
    QT_TRANSLATE_NOOP(
        CONTEXT,
        "データベースの「{relation}」を {timeout} 秒のうちに読み終わらなかったため、止めました（{file}）。",
    ),
    QT_TRANSLATE_NOOP(CONTEXT, "ファイルの timeout を大きくするか、必要な表だけを tables に書いてください。"),
)
LOCKED: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{relation}」は、ほかの作業のために使えません（{file}）。"),
    QT_TRANSLATE_NOOP(CONTEXT, "作業が終わるのを待って、もう一度読み込んでください。"),
)
DENIED: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{relation}」を見る権限がありません（{file}）。"),
    QT_TRANSLATE_NOOP(CONTEXT, "データベースの管理者に、読み取り（SELECT）の権限を頼んでください。"),
)
UNREADABLE: Words = (
    QT_TRANSLATE_NOOP(CONTEXT, "データベースの「{relation}」を読めません（{file}）。"),
    QT_TRANSLATE_NOOP(CONTEXT, "データベースの管理者に、その表やビューが正しく見られるか確かめてください。"),
)

_AT_THE_DOOR: tuple[tuple[str, Words], ...] = (
    (r"no password supplied", NO_PASSWORD),
    (r"authentication failed|認証に失敗", WRONG_PASSWORD),
    (r'database ".*" does not exist|データベース.*(存在しません|ありません)', NO_DATABASE),
    (r'role ".*" does not exist|ロール.*存在しません', NO_USER),
    (r"pg_hba\.conf|permission denied for database", NOT_LET_IN),
    (r"does not support SSL|SSL was required", NO_TLS),
    (r"certificate|SSL error|root\.crt|sslrootcert", BAD_CERTIFICATE),
    (r"timeout expired|timed out", UNREACHABLE),
    (r"too many|connection slots|starting up|shutting down|recovery mode", BUSY),
    (r"could not translate host name", NO_SUCH_HOST),
    (r"Connection refused", NOTHING_LISTENS),
)
_INSIDE: tuple[tuple[str, Words], ...] = (
    (
        (
            r"server closed the connection|terminating connection|could not (receive|send) data|shutting "
            r"down|no connection to|connection not open|connection (was |has been )?(lost|reset|aborted)|"
            r"bad connection|SSL SYSCALL|57P0[1-3]|SQLSTATE: 08"
        ),
        LOST,
    ),
    (r"statement timeout|57014", TOO_SLOW),
    (r"lock timeout|55P03", LOCKED),
    (r"permission denied|42501", DENIED),
)


class NeedsPassword(ImportFailed):
    """The database wants a password, or another one.

    Attributes
    ----------
    address
        Which database.
    wrong
        Whether one was given and refused.
    """

    address: Address | None = None
    wrong: bool = False


def at_the_door(address: Address, text: str) -> ImportFailed:
    """Return the error for a connection that did not come about; `text` is what libpq says."""
    words = next((words for known, words in _AT_THE_DOOR if re.search(known, text, re.IGNORECASE)), REFUSED)
    if words in (NO_PASSWORD, WRONG_PASSWORD):
        error = NeedsPassword(*words, values=address.values(), where=Where(str(address.path)), detail=text)
        error.address, error.wrong = address, words is WRONG_PASSWORD
        return error
    return failed(address, words, text)


def inside(address: Address, text: str, relation: str) -> ImportFailed:
    """Return the error for a question that was not answered."""
    words = next((words for known, words in _INSIDE if re.search(known, text, re.IGNORECASE)), UNREADABLE)
    error = failed(address, words, text, relation=relation, timeout=address.timeout)
    return (
        Lost(*words, values=error.message.values, where=error.where, detail=text) if words is LOST else error
    )


def failed(address: Address, words: Words, detail: str = "", **values: object) -> ImportFailed:
    """Return an error about a database."""
    return ImportFailed(
        *words, values=address.values(**values), where=Where(str(address.path)), detail=detail
    )


class Lost(ImportFailed):
    """The line broke: there is no use in asking for anything else."""
