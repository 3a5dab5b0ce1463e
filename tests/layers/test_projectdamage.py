from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.errors import Damaged, ProjectFileError
from layers.projectdocument import from_document, to_document
from layers.projectfile import read
from tests.layers.towns import KINDS, town


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("name", lambda d: d.update(name=3)),
        ("origin", lambda d: d.update(origin=[1, 2])),
        ("origin", lambda d: d.update(origin=[1, 2, 1e999])),
        ("camera.position", lambda d: d["camera"].pop("position")),
        ("layers[0].opacity", lambda d: d["layers"][0].update(opacity=2)),
        ("layers[0].visible", lambda d: d["layers"][0].update(visible="yes")),
        ("layers[0].style.by", lambda d: d["layers"][0]["style"].update(by="eval")),
        ("layers[0].style.other", lambda d: d["layers"][0]["style"].update(other=[1, 2, 999])),
        ("layers[0].filter[0].operator", lambda d: d["layers"][0]["filter"][0].update(operator="exec")),
        ("layers[0].source.path", lambda d: d["layers"][0]["source"].update(path="a\x00b")),
        ("layers[0].source.size", lambda d: d["layers"][0]["source"].update(size=1.5)),
        ("layers[3].settings.edges", lambda d: d["layers"][3]["settings"].update(edges="yes")),
        ("layers[3].settings.tint", lambda d: d["layers"][3]["settings"].update(tint=4)),
        ("layers.id", lambda d: d["layers"][1].update(id="boxes")),
        ("layers", lambda d: d.update(layers={})),
        ("layers[0]", lambda d: d.update(layers=[None])),
        ("notes[0].point", lambda d: d["notes"][0]["point"].__setitem__(1, None)),
    ],
)  # fmt: skip
def test_damage_is_named(place: str, change: Callable[[dict[str, Any]], object], tmp_path: Path) -> None:
    document = to_document(town(tmp_path), None)
    change(document)
    with pytest.raises(Damaged) as caught:
        from_document(document, tmp_path, KINDS)
    assert str(caught.value.message) == f"ファイルの中の「{place}」を読めません。"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"format": 1',
        b'{"format": "1"}',
        b'{"format": true}',
        b'{"format": 1, "name": NaN}',
        b'{"format": 1, "origin": [1e400, 0, 0], "name": "", "crs": ""}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": ' + b"9" * 5000 + b"}",
        b"\x80\x04\x95pickle",
    ],
)
def test_hostile_files_are_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gisproj"
    path.write_bytes(content)
    with pytest.raises(ProjectFileError):
        read(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
MEMBERS = ["format", "name", "crs", "origin", "camera", "groups", "notes", "layers"]
LAYER_MEMBERS = [
    "id",
    "kind",
    "name",
    "crs",
    "visible",
    "opacity",
    "group",
    "source",
    "style",
    "filter",
    "settings",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MEMBERS), st.sampled_from(LAYER_MEMBERS), VALUES, st.booleans())
def test_any_value_in_any_member_is_read_or_refused(
    member: str, layer_member: str, value: object, in_layer: bool
) -> None:
    document = json.loads(json.dumps(to_document(town(Path("/data")), None)))
    if in_layer:
        document["layers"][3][layer_member] = value
    else:
        document[member] = value
    try:
        project, _ = from_document(document, Path("/data"), KINDS)
    except ProjectFileError:
        return
    again, _ = from_document(json.loads(json.dumps(to_document(project, None))), Path("/data"), KINDS)
    assert to_document(again, None) == to_document(project, None)
    assert all(math.isfinite(number) for number in project.origin)
