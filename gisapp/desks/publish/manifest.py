"""The manifest of what is published: every file with its digest, what it was made of, and who approved it.

It is JSON in one fixed form, so that equal publications have equal bytes and a signature over these bytes
says all. Of sources it knows digests and what the public is told, never a path or a person.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp import __version__
from gisapp.desks.publish import publishednames
from gisapp.desks.publish.publishedfiles import FileEntry, files_of
from gisapp.desks.publish.signing import ALGORITHM, Public
from layers import atomicfile, plaindata
from layers.plaindata import Reader

if TYPE_CHECKING:
    from gisapp.desks.publish.model import Approval, Publication
    from gisapp.desks.publish.signing import Signer
    from layers.base import Layer
    from layers.feedback import Feedback

MANIFEST, SIGNATURE, SUMS = "manifest.json", "manifest.sig", "SHA256SUMS"
RECEIPTS = ("受領書.txt", "受領書.pdf")
APART = frozenset({MANIFEST, SIGNATURE, SUMS})
"""Files that no manifest lists, for they speak of it."""
FORMAT, VERSION = "gisapp-publication", 1
SITE, PACKAGE, DELTA = "site", "package", "delta"
KINDS = (SITE, PACKAGE, DELTA)
MOST_FILES = 500_000
MOST_BYTES = 256 << 20
"""Of a manifest itself."""
_MOST_LAYERS = 10_000
_LONGEST = 4000
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Approved:
    """Who approved what the public sees of a layer, when, and what was decided about warnings.

    `note` is empty in what the public can reach: staff may have named somebody in it.
    """

    department: str = ""
    when: str = ""
    note: str = ""


@dataclass(frozen=True)
class LayerEntry:
    """A layer that is published.

    Attributes
    ----------
    id, title
        Of the layer; what the public is told it is.
    features
        How many are published.
    content
        SHA-256 of the public content, empty when unknown.
    publication
        SHA-256 of what may be published of it (:attr:`~gisapp.desks.publish.model.Publication.digest`).
    source
        SHA-256 of the source, empty when unknown.
    date, credit, licence
        As the public is told.
    approved
        By whom.
    """

    id: str
    title: str
    features: int = 0
    content: str = ""
    publication: str = ""
    source: str = ""
    date: str = ""
    credit: str = ""
    licence: str = ""
    approved: Approved = field(default_factory=Approved)


@dataclass(frozen=True)
class Manifest:
    """What is published.

    Attributes
    ----------
    kind
        ``site``, ``package`` or ``delta``.
    title, publisher
        Of the map or catalogue as a whole.
    made
        ISO 8601, as whoever made it says.
    layers, files
        What is in it, files by path.
    programs
        Names and versions of what made it.
    public
        Hexadecimal public key whose signature stands beside it, empty for none.
    base, result
        Of a delta: SHA-256 of the manifest that it needs, and of the one that comes of it.
    removed
        Of a delta: paths that go.
    """

    kind: str
    title: str = ""
    publisher: str = ""
    made: str = ""
    layers: tuple[LayerEntry, ...] = ()
    files: tuple[FileEntry, ...] = ()
    programs: tuple[tuple[str, str], ...] = ()
    public: str = ""
    base: str = ""
    result: str = ""
    removed: tuple[str, ...] = ()

    @property
    def key(self) -> Public | None:
        """The key that it says it was signed with."""
        return Public(bytes.fromhex(self.public)) if self.public else None

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(one.bytes for one in self.files)

    @property
    def contents(self) -> str:
        """SHA-256 over the digests of all files but the receipt, which states it (照合番号)."""
        lines = (f"{one.sha256}  {one.path}\n" for one in self.files if one.path not in RECEIPTS)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 by path."""
        return {one.path: one.sha256 for one in self.files}

    @property
    def written(self) -> bytes:
        """The manifest as it stands in its file."""
        told: dict[str, Any] = {"format": FORMAT, "version": VERSION, **asdict(self)}
        told["programs"] = dict(self.programs)
        public = told.pop("public")
        told["signed_with"] = {"algorithm": ALGORITHM, "public": public} if public else None
        if self.kind != DELTA:
            for name in ("base", "result", "removed"):
                del told[name]
        return canonical(told)

    @property
    def digest(self) -> str:
        """SHA-256 of :attr:`written`."""
        return hashlib.sha256(self.written).hexdigest()


def canonical(value: object) -> bytes:
    """Return JSON in its one form: UTF-8, names sorted, one space of indent, one line break at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def programs() -> tuple[tuple[str, str], ...]:
    """Return what this program makes files with: names and versions."""
    from importlib.metadata import version

    import pyproj
    import shapely

    found = {"gisapp": __version__, "PROJ": pyproj.proj_version_str, "GEOS": shapely.geos_version_string}
    found |= {name: version(name) for name in ("numpy", "pyarrow", "pyogrio")}
    return tuple(sorted(found.items()))


def layer_entry(
    layer: Layer,
    publication: Publication,
    approval: Approval | None,
    features: int,
    content: str,
    *,
    notes: bool = False,
) -> LayerEntry:
    """Return what a manifest says of a layer.

    Parameters
    ----------
    layer
        For the digest of its source.
    publication, approval
        What may be published, and who said so.
    features, content
        How many are published, and the SHA-256 of the public content.
    notes
        Whether the note of the reviewer goes with it: only where nobody but staff reads it.
    """
    approved = Approved()
    if approval is not None:
        approved = Approved(approval.department, approval.when, approval.note if notes else "")
    source = layer.source.digest
    return LayerEntry(
        id=layer.id,
        title=publication.title or publication.layer,
        features=features,
        content=content,
        publication=publication.digest,
        source=source if _DIGEST.fullmatch(source) else "",
        date=publication.date,
        credit=publication.credit,
        licence=publication.licence,
        approved=approved,
    )


def write_manifest(folder: Path, about: Manifest, signer: Signer | None, feedback: Feedback) -> Manifest:
    """Write manifest, signature and list of digests into a folder, over what it holds.

    Parameters
    ----------
    folder
        With all other files in it.
    about
        All but files, programs and key, which are filled in here.
    signer
        Who signs; None leaves it unsigned, and a signature of before is taken away.
    feedback
        Receives progress in bytes.

    Returns
    -------
    Manifest
        As it stands in the folder.
    """
    files = files_of(folder, APART, feedback)
    public = "" if signer is None else signer.public.raw.hex()
    made = replace(about, files=files, programs=about.programs or programs(), public=public)
    parts = written_parts(made, signer)
    for name in APART:
        if name not in parts:
            (folder / name).unlink(missing_ok=True)
    for name, content in parts.items():
        atomicfile.write(folder / name, content)
    return made


def written_parts(manifest: Manifest, signer: Signer | None) -> dict[str, bytes]:
    """Return the files that stand beside those that a manifest lists: itself, its signature, the digests."""
    written = manifest.written
    parts = {MANIFEST: written}
    if signer is not None:
        parts[SIGNATURE] = signer.sign(written)
    listed = [(one.path, one.sha256) for one in manifest.files]
    listed += [(name, hashlib.sha256(content).hexdigest()) for name, content in parts.items()]
    # The form that ``sha256sum -c`` reads; names hold neither backslash nor line break.
    parts[SUMS] = "".join(f"{digest}  {path}\n" for path, digest in sorted(listed)).encode()
    return parts


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest of its bytes.

    Raises
    ------
    layers.errors.Damaged
        When it is none, or not in its one form: then two readers might see two manifests in it.
    """
    if len(content) > MOST_BYTES:
        plaindata.fail(MANIFEST)
    reader = Reader(plaindata.parse(content, ""), MANIFEST)
    if reader.text("format") != FORMAT or reader.integer("version") != VERSION:
        plaindata.fail(reader.at("format"))
    signed = reader.value.get("signed_with")
    made = Manifest(
        kind=reader.one_of("kind", KINDS, ""),
        **{name: reader.short(name, _LONGEST) for name in ("title", "publisher", "made")},
        layers=reader.items("layers", _layer),
        files=reader.items("files", _file),
        programs=_programs(reader.object("programs")),
        public="" if signed is None else _key(Reader(signed, reader.at("signed_with"))),
        base=_digest(reader, "base"),
        result=_digest(reader, "result"),
        removed=reader.items("removed", _name),
    )
    if len(made.files) > MOST_FILES or len(made.layers) > _MOST_LAYERS or made.written != content:
        plaindata.fail(MANIFEST)
    names = [one.path for one in made.files]
    if names != sorted(names) or publishednames.twice(names) or APART & set(names):
        plaindata.fail(reader.at("files"))
    return made


def _layer(value: Any, place: str) -> LayerEntry:
    reader = Reader(value, place)
    approved = reader.object("approved")
    return LayerEntry(
        **{name: reader.short(name, _LONGEST) for name in ("id", "title", "date", "credit", "licence")},
        **{name: _digest(reader, name) for name in ("content", "publication", "source")},
        features=reader.integer("features"),
        approved=Approved(
            **{name: approved.short(name, _LONGEST) for name in ("department", "when", "note")}
        ),
    )


def _file(value: Any, place: str) -> FileEntry:
    reader = Reader(value, place)
    size, digest = reader.integer("bytes"), _digest(reader, "sha256")
    if size < 0 or not digest:
        plaindata.fail(place)
    return FileEntry(_name(reader.value.get("path"), reader.at("path")), size, digest)


def _name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not publishednames.sound(value):
        plaindata.fail(place)
    return value


def _digest(reader: Reader, name: str) -> str:
    value = reader.short(name, 64)
    if value and not _DIGEST.fullmatch(value):
        plaindata.fail(reader.at(name))
    return value


def _programs(reader: Reader) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, reader.short(name, 200)) for name in reader.value))


def _key(reader: Reader) -> str:
    if reader.text("algorithm") != ALGORITHM:
        plaindata.fail(reader.at("algorithm"))
    return _digest(reader, "public") or plaindata.fail(reader.at("public"))
