"""What the files of a built site hold, and what they never hold."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from gisapp.desks.publish.site import Download, SiteBuilt, SiteOptions, build_site
from layers.errors import ExportFailed, NotAllowed
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.publish.site import made

if TYPE_CHECKING:
    from pathlib import Path

    from layers.project import Project


def described(built: SiteBuilt) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built.folder / "server" / "data" / "site.json").read_text("utf-8"))
    return found


def layer(built: SiteBuilt, title: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in described(built)["layers"] if one["title"] == title)
    return found


def rows(built: SiteBuilt, title: str) -> dict[str, Any]:
    path = built.folder / "server" / (layer(built, title)["table"]["stem"] + "0000.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_the_page_is_told_what_is_published_and_no_more(built: SiteBuilt) -> None:
    site = described(built)
    assert [one["title"] for one in site["layers"]] == [
        "指定緊急避難場所",
        "建物",
        "洪水浸水想定区域",
        "自治会の区域",
    ]
    shelters = layer(built, "指定緊急避難場所")
    assert [one["name"] for one in shelters["fields"]] == ["名称", "名称カナ", "所在地", "定員"]
    assert (shelters["kind"], shelters["count"], shelters["credit"], shelters["date"]) == (
        "point",
        4,
        "港町",
        "2026-04-01",
    )
    assert site["licences"].keys() == {"CC-BY-4.0"}
    assert set(site["versions"]) == {
        path.relative_to(built.folder / "server").as_posix()
        for path in (built.folder / "server" / "data").iterdir()
        if path.name != "site.json"
    }


def test_nothing_that_was_not_chosen_is_in_any_file(built: SiteBuilt, town: Project) -> None:
    """Also not within compressed tiles, nor in the scripts of the site for disks."""
    lost = [made.CANARY, "担当者", str(town.layers[0].source.path.parent), "bldg_1"]
    seen = 0
    for name in built.files:
        data = (built.folder / name).read_bytes()
        texts = [data]
        if name.endswith(".js") and ".pmtiles." in name:
            texts.append(base64.b64decode(re.findall(rb',"(.*)"\);', data)[0]))
        for text in list(texts):
            for place in [one.start() for one in re.finditer(rb"\x1f\x8b\x08", text)]:
                try:
                    texts.append(_unpacked(text[place:]))
                    seen += 1
                except (OSError, EOFError, ValueError):
                    continue
        for secret in lost:
            for encoding in ("utf-8", "utf-16-le", "cp932"):
                assert not any(secret.encode(encoding) in text for text in texts), (name, secret)
    assert seen > 10


def _unpacked(data: bytes) -> bytes:
    import zlib

    machine = zlib.decompressobj(wbits=31)
    return machine.decompress(data)


def test_rows_are_those_of_the_layer_with_their_boxes(built: SiteBuilt) -> None:
    found = rows(built, "指定緊急避難場所")
    assert found["rows"][0] == ["中央小学校", "チュウオウショウガッコウ", "港町一丁目2番", 300]
    assert found["rows"][1][3] is None
    assert found["rows"][2][0] == made.HOSTILE
    assert found["rows"][3][2] == made.LONG
    west, south, east, north = found["boxes"][1]
    assert (west, south) == (east, north)
    assert west == pytest.approx(made.HERE[1] + 25e-5, abs=2e-6)
    assert south == pytest.approx(made.HERE[0] + 130e-5, abs=2e-6)


def test_decimals_of_the_publication_hold_for_boxes_and_the_index(built: SiteBuilt) -> None:
    found = rows(built, "自治会の区域")
    index = json.loads((built.folder / "server" / layer(built, "自治会の区域")["search"]).read_text("utf-8"))
    numbers = [*found["boxes"][0], *index["entries"][0][4:]]
    assert [round(one, 4) for one in numbers] == numbers
    assert any(round(one, 3) != one for one in numbers)


def test_the_index_has_names_readings_and_places(built: SiteBuilt) -> None:
    index = json.loads(
        (built.folder / "server" / layer(built, "指定緊急避難場所")["search"]).read_text("utf-8")
    )
    assert index["entries"][1][:4] == [1, "海辺公民館", "ウミベコウミンカン", "港町十二丁目1番"]
    assert "search" not in layer(built, "洪水浸水想定区域")


def test_official_classes_keep_their_colours_words_and_order(built: SiteBuilt) -> None:
    flood = layer(built, "洪水浸水想定区域")
    assert flood["style"]["field"] == "浸水の深さ"
    told = [(one["label"], one["colour"]) for one in flood["style"]["classes"]]
    assert told[:3] == [
        ("0.5m未満", "#f7f5a9"),
        ("0.5m以上3m未満", "#ffd8c0"),
        ("3m以上5m未満", "#ffb7b7"),
    ]
    assert len(told) == 6
    assert flood["style"]["classes"][1]["english"] == "0.5 to under 3 m"
    assert flood["style"]["unknown"] is True
    assert flood["legend"]["note"].startswith("0.5 m は1階の床の高さ")
    assert described(built)["hazard"] is True
    safe = [one["safe"] for one in flood["style"]["classes"]]
    assert len(set(safe)) == 6
    assert safe != [one["colour"] for one in flood["style"]["classes"]]


def test_colours_by_an_attribute_that_is_not_published_would_tell_it(
    built: SiteBuilt, town: Project, tmp_path: Path
) -> None:
    areas = layer(built, "自治会の区域")
    assert areas["style"]["by"] == "one"
    assert areas["style"]["hidden"] is True
    feedback = Feedback()
    build_site(
        town, made.publications(town)[3:], tmp_path / "site", SiteOptions(packaging="server"), feedback
    )
    assert [one.code for one in feedback.findings if one.code == "site-one-colour"] == ["site-one-colour"]


def test_buildings_are_tall_in_tiles_and_offered_as_3d_tiles(built: SiteBuilt) -> None:
    from gisapp.desks.publish.tiles3d import check_tileset

    buildings = layer(built, "建物")
    assert (buildings["kind"], buildings["height"]) == ("buildings", "height")
    assert buildings["downloads"][0]["href"].endswith("tileset.json")
    assert not check_tileset((built.folder / "server" / buildings["downloads"][0]["href"]).parent)


def test_the_ground_has_its_source_and_there_is_one(town: Project, built: SiteBuilt, tmp_path: Path) -> None:
    terrain = described(built)["terrain"]
    assert (terrain["credit"], terrain["date"]) == ("港町", "2026-04-01")
    assert terrain["file"] in described(built)["tiles"]
    feedback = Feedback()
    ground = made.publications(town)[-1]
    build_site(town, (ground, ground), tmp_path / "site", SiteOptions("server"), feedback)
    assert [one.code for one in feedback.findings] == ["site-one-terrain"]


def test_the_same_input_gives_the_same_bytes(built: SiteBuilt, town: Project, tmp_path: Path) -> None:
    again = build_site(town, made.publications(town), tmp_path / "again", SiteOptions(), Feedback())
    assert again.files == built.files
    digests = [
        [hashlib.sha256((one.folder / name).read_bytes()).hexdigest() for name in one.files]
        for one in (built, again)
    ]
    assert digests[0] == digests[1]


def test_scripts_for_disks_hold_what_the_server_has(built: SiteBuilt) -> None:
    server, disk = built.folder / "server", built.folder / "file"
    for path in (server / "data").glob("*.json"):
        text = (disk / "data" / f"{path.name}.js").read_text("utf-8")
        told = text.removeprefix(f'gisapp.deliver("data/{path.name}",').removesuffix(");\n")
        assert json.loads(told) == json.loads(path.read_text("utf-8"))
    for path in (server / "data").glob("*.pmtiles"):
        pieces = sorted((disk / "data").glob(f"{path.name}.*.js"))
        joined = b"".join(
            base64.b64decode(re.findall(r',"(.*)"\);', one.read_text("utf-8"))[0]) for one in pieces
        )
        assert joined == path.read_bytes()


@pytest.mark.parametrize("packaging", ["server", "file"])
def test_pages_name_no_other_host_and_hold_no_inline_script(built: SiteBuilt, packaging: str) -> None:
    text = (built.folder / packaging / "index.html").read_text("utf-8")
    assert "{{" not in text
    assert re.findall(r"<script(?![^>]* src=)|<style|\son\w+=|style=", text) == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", text) == []
    assert "default-src &#x27;none&#x27;" in text
    assert "unsafe" not in text
    for name in re.findall(r'(?:src|href)="([^"#]+)"', text):
        assert (built.folder / packaging / name).is_file(), name


def test_the_typeface_has_every_letter_that_the_page_may_write(built: SiteBuilt) -> None:
    from fontTools.ttLib import TTFont

    assets = built.folder / "server" / "assets"
    with TTFont(assets / "page.woff", lazy=True) as font:
        held = {chr(code) for code in font.getBestCmap()}
    written = (assets / "app.js").read_text("utf-8") + (assets.parent / "index.html").read_text("utf-8")
    assert {letter for letter in written if letter >= " "} <= held
    assert {"年", "月", "日"} <= held


def test_servers_get_their_settings(built: SiteBuilt) -> None:
    for name in (".htaccess", "web.config", "nginx.conf.example"):
        text = (built.folder / "server" / name).read_text("utf-8")
        assert "frame-ancestors 'self'" in text
        assert "application/vnd.pmtiles" in text
        assert "{{" not in text


def test_files_are_offered_with_their_layer(town: Project, tmp_path: Path) -> None:
    offered = tmp_path / "避難所.csv"
    offered.write_bytes(gzip.compress(b"x" * 5000))
    options = SiteOptions("server", (Download(town.layers[0].id, offered, "CSV", "CSV"),), solids=False)
    built = build_site(town, made.publications(town)[:1], tmp_path / "site", options, Feedback())
    (told,) = layer(built, "指定緊急避難場所")["downloads"]
    assert told["bytes"] == offered.stat().st_size
    assert (built.folder / "server" / told["href"]).read_bytes() == offered.read_bytes()


def test_a_former_site_stays_until_the_new_one_is_whole(town: Project, tmp_path: Path) -> None:
    target = tmp_path / "site"
    some = made.publications(town)[2:3]
    build_site(town, some, target, SiteOptions("server"), Feedback())
    before = sorted(target.rglob("*"))
    feedback = Feedback(lambda done, _total, _text: feedback.cancel() if done > 0.2 else None)
    with pytest.raises(Cancelled):
        build_site(town, made.publications(town), target, SiteOptions("server"), feedback)
    assert sorted(target.rglob("*")) == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    built = build_site(town, made.publications(town)[:1], target, SiteOptions("file"), Feedback())
    assert {name.split("/")[0] for name in built.files} == {"file"}
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_never_replaced(town: Project, tmp_path: Path) -> None:
    precious = tmp_path / "documents" / "server" / "thesis.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("years of work", "utf-8")
    with pytest.raises(ExportFailed, match="公開用の地図ではない"):
        build_site(town, (), tmp_path / "documents", SiteOptions(), Feedback())
    assert precious.read_text("utf-8") == "years of work"


def test_what_may_not_be_published_stops_the_whole(town: Project, tmp_path: Path) -> None:
    first, *others = made.publications(town)
    cases = (
        ((replace(first, restricted=True), *others), "公開しないと決められて"),
        ((replace(first, layer="gone"),), "プロジェクトにありません"),
    )
    for publications, words in cases:
        with pytest.raises(NotAllowed, match=words):
            build_site(town, publications, tmp_path / "site", SiteOptions(), Feedback())
    bare = replace(town, layers=tuple(replace(one, data=None) for one in town.layers))
    with pytest.raises(NotAllowed, match="元のデータが見つからない"):
        build_site(bare, (first,), tmp_path / "site", SiteOptions(), Feedback())
    assert list(tmp_path.iterdir()) == []


def test_layers_that_are_not_for_the_map_are_not_in_it(town: Project, tmp_path: Path) -> None:
    first, second, *_ = made.publications(town)
    chosen = (replace(first, on_site=False), second)
    built = build_site(town, chosen, tmp_path / "site", SiteOptions("server", solids=False), Feedback())
    assert [one["title"] for one in described(built)["layers"]] == ["建物"]
