"""Whether what was published is whole, unchanged and the city's: a folder or a zip against its manifest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gisapp.desks.publish.manifest import APART, MANIFEST, SIGNATURE, SUMS, read_manifest, written_parts
from gisapp.desks.publish.manifest import MOST_BYTES as MOST_MANIFEST
from gisapp.desks.publish.sealed import DAMAGE, sealed
from gisapp.desks.publish.signing import SIGNATURE_BYTES
from layers.errors import Damaged
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.publish.manifest import Manifest
    from gisapp.desks.publish.sealed import Sealed
    from gisapp.desks.publish.signing import Public
    from layers.feedback import Feedback

_PIECE = 1 << 20
_LONGEST_SUMS = 256 << 20

_CHECKING = QT_TRANSLATE_NOOP(CONTEXT, "ファイルを照合しています")
_NO_MANIFEST = QT_TRANSLATE_NOOP(CONTEXT, "目録 manifest.json がないか、読めません。確かめられません。")
_BROKEN_MANIFEST = QT_TRANSLATE_NOOP(
    CONTEXT, "目録 manifest.json が正しい形ではありません。確かめられません。"
)
_MISSING = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」がありません。")
_EXTRA = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」は目録にないファイルです。")
_CHANGED = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」の内容が目録と違います。")
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」を読めません。壊れています。")
_WRONG_SUMS = QT_TRANSLATE_NOOP(CONTEXT, "SHA256SUMS の内容が目録と違います。")
_WRONG_SIGNATURE = QT_TRANSLATE_NOOP(CONTEXT, "署名が目録と合いません。目録が書き換えられています。")
_WRONG_KEY = QT_TRANSLATE_NOOP(
    CONTEXT, "署名は、指定された鍵のものではありません（署名した鍵の指紋: {fingerprint}）。"
)
_UNKNOWN_KEY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "署名は合っていますが、誰の鍵かは確かめていません（鍵の指紋: {fingerprint}）。"
    "公開鍵を指定するか、指紋を送り元に電話などで確かめてください。",
)
_UNSIGNED = QT_TRANSLATE_NOOP(
    CONTEXT, "署名がありません。書き換えられていないことは、この目録だけでは分かりません。"
)
_OTHER_BASE = QT_TRANSLATE_NOOP(
    CONTEXT, "この差分は、別の版に対するものです（必要な版: {wanted}、手元の版: {held}）。"
)


class Seal(StrEnum):
    """What the signature says."""

    GOOD = "good"
    """By the key that was asked for."""
    UNKNOWN = "unknown-key"
    """Sound, but by a key for which nobody vouched."""
    NONE = "none"
    WRONG = "wrong"
    """Not over this manifest, or by another key than the one that was asked for."""


@dataclass(frozen=True)
class Verified:
    """What came of checking.

    Attributes
    ----------
    manifest
        What it says it is, None when that cannot be read.
    digest
        SHA-256 of the manifest's bytes, empty without one.
    seal
        What the signature says.
    fingerprint
        Of the key in the manifest, empty for none.
    findings
        What is wrong (errors), and what nobody can say (warnings).
    files, bytes
        How much was compared and found the same.
    """

    manifest: Manifest | None
    digest: str
    seal: Seal
    fingerprint: str
    findings: tuple[Finding, ...]
    files: int
    bytes: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(one.severity is Severity.ERROR for one in self.findings)


def verify(
    path: Path,
    key: Public | None,
    feedback: Feedback,
    *,
    fingerprint: str = "",
    base: Path | None = None,
) -> Verified:
    """Check a site or package against its manifest.

    Parameters
    ----------
    path
        A folder or a zip; a zip is read in place and never unpacked.
    key
        Whose signature it must bear; None when that is not known.
    feedback
        Receives progress in bytes.
    fingerprint
        Of the key whose signature it must bear, where only that was told; 64 hexadecimal digits.
    base
        The publication before, for what holds only changes.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing is there.
    layers.errors.DamagedFile
        When it is neither a folder nor a zip.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    with sealed(path) as held:
        findings = list(held.faults)
        content = _whole(held, MANIFEST, MOST_MANIFEST)
        if content is None:
            findings.append(_finding("manifest-missing", _NO_MANIFEST))
            return Verified(None, "", Seal.NONE, "", tuple(findings), 0, 0)
        digest = hashlib.sha256(content).hexdigest()
        try:
            manifest = read_manifest(content)
        except Damaged:
            findings.append(_finding("manifest-broken", _BROKEN_MANIFEST))
            return Verified(None, digest, Seal.NONE, "", tuple(findings), 0, 0)
        seal, told = _seal(manifest, content, _whole(held, SIGNATURE, SIGNATURE_BYTES), key, fingerprint)
        findings += told
        files, size = _compare(held, manifest, findings, feedback)
        if not _sums_agree(held, manifest):
            findings.append(_finding("sums-differ", _WRONG_SUMS, SUMS))
    if base is not None:
        findings += base_findings(manifest, base)
    shown = "" if manifest.key is None else manifest.key.fingerprint
    return Verified(manifest, digest, seal, shown, tuple(findings), files, size)


def manifest_of(path: Path) -> tuple[Manifest, str] | None:
    """Return the manifest of a folder or zip and its SHA-256, None when it has none; nothing is checked."""
    with sealed(path) as held:
        content = _whole(held, MANIFEST, MOST_MANIFEST)
    if content is None:
        return None
    return read_manifest(content), hashlib.sha256(content).hexdigest()


def base_findings(manifest: Manifest, base: Path) -> list[Finding]:
    """Return what is wrong when a manifest of changes is held against the publication before."""
    held = manifest_of(base)
    digest = "" if held is None else held[1]
    if manifest.base == digest:
        return []
    wanted, there = manifest.base[:12] or "-", digest[:12] or "-"
    return [_finding("other-base", _OTHER_BASE, wanted=wanted, held=there)]


def _seal(
    manifest: Manifest, content: bytes, signature: bytes | None, key: Public | None, fingerprint: str
) -> tuple[Seal, list[Finding]]:
    wanted = fingerprint.replace(" ", "").lower() or ("" if key is None else key.fingerprint)
    held = manifest.key
    if held is None and signature is None:
        severity = Severity.ERROR if wanted else Severity.WARNING
        return Seal.NONE, [_finding("unsigned", _UNSIGNED, severity=severity)]
    if held is None or signature is None or not held.signed(signature, content):
        return Seal.WRONG, [_finding("signature-wrong", _WRONG_SIGNATURE, SIGNATURE)]
    if not wanted:
        return Seal.UNKNOWN, [
            _finding("key-unknown", _UNKNOWN_KEY, severity=Severity.WARNING, fingerprint=held.spoken)
        ]
    if (key is not None and key != held) or held.fingerprint != wanted:
        return Seal.WRONG, [_finding("key-wrong", _WRONG_KEY, SIGNATURE, fingerprint=held.spoken)]
    return Seal.GOOD, []


def _compare(
    held: Sealed, manifest: Manifest, findings: list[Finding], feedback: Feedback
) -> tuple[int, int]:
    """Compare all files and return how many, and how many bytes, are the same."""
    listed = {one.path for one in manifest.files}
    findings += [_finding("file-extra", _EXTRA, name) for name in sorted(held.sizes.keys() - listed - APART)]
    done = files = size = 0
    for one in manifest.files:
        feedback.step(done, max(manifest.total, 1), Message(_CHECKING))
        if one.path not in held.sizes:
            findings.append(_finding("file-missing", _MISSING, one.path))
        elif held.sizes[one.path] != one.bytes:
            findings.append(_finding("file-changed", _CHANGED, one.path))
        else:
            try:
                same = _digest(held, one.path, done, manifest.total, feedback) == one.sha256
            except DAMAGE:
                findings.append(_finding("file-unreadable", _UNREADABLE, one.path))
            else:
                files, size = files + same, size + one.bytes * same
                if not same:
                    findings.append(_finding("file-changed", _CHANGED, one.path))
        done += one.bytes
    return files, size


def _digest(held: Sealed, name: str, done: int, total: int, feedback: Feedback) -> str:
    """Return the SHA-256 of a file; no more is read of it than it has bytes."""
    digest, left = hashlib.sha256(), held.sizes[name]
    with held.opened(name) as file:
        while left and (piece := file.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
            done += len(piece)
            feedback.step(done, total, Message(_CHECKING))
        if file.read(1):
            digest.update(b"more than was claimed")
    return digest.hexdigest()


def _whole(held: Sealed, name: str, most: int) -> bytes | None:
    """Return a small file, None when it is absent, too large or broken."""
    if held.sizes.get(name, most + 1) > most:
        return None
    try:
        with held.opened(name) as file:
            content = file.read(most + 1)
    except DAMAGE:
        return None
    return content if len(content) == held.sizes[name] else None


def _sums_agree(held: Sealed, manifest: Manifest) -> bool:
    """Say whether the list of digests, where there is one, says what the manifest says."""
    if SUMS not in held.sizes:
        return True
    content = _whole(held, SUMS, _LONGEST_SUMS)
    parts = written_parts(manifest, None)
    expected = dict(one.split("  ", 1)[::-1] for one in parts[SUMS].decode().splitlines())
    try:
        found = dict(one.split("  ", 1)[::-1] for one in (content or b"").decode().splitlines())
    except ValueError:
        return False
    signature = _whole(held, SIGNATURE, SIGNATURE_BYTES)
    if signature is not None:
        expected[SIGNATURE] = hashlib.sha256(signature).hexdigest()
    return found == expected


def _finding(
    code: str, template: str, file: str = "", *, severity: Severity = Severity.ERROR, **told: str
) -> Finding:
    return Finding(severity, code, template, {"file": file, **told}, Where(file))
