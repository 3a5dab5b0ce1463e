from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from importers.citygml.codelists import (
    LARGEST,
    STANDARD_CODES,
    Codelists,
    Origin,
    list_name,
    parse_dictionary,
    standard_list,
    within_root,
)
from importers.citygml.containers import Archive, Folder, Root
from importers.citygml.make_standard_codes import standard_codes
from layers.errors import DamagedFile, Unsafe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLACE = "udx/bldg/53390000_bldg_6697_op.gml"


def dictionary(entries: dict[str, str], head: str = "") -> bytes:
    body = "".join(
        f"<g:dictionaryEntry><g:Definition><g:description>{label}</g:description><g:name>{code}</g:name>"
        "</g:Definition></g:dictionaryEntry>"
        for code, label in entries.items()
    )
    return f'{head}<g:Dictionary xmlns:g="http://www.opengis.net/gml"><g:name>x</g:name>{body}</g:Dictionary>'.encode()


class Memory:
    """Files in memory that remember what was read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.read_paths: list[str] = []

    def exists(self, path: str) -> bool:
        return path in self.files

    def find(self, path: str) -> str | None:
        return next((name for name in self.files if name.casefold() == path.casefold()), None)

    def read(self, path: str, limit: int) -> bytes:
        assert limit == LARGEST
        self.read_paths.append(path)
        return self.files[path]


def label(
    files: Memory | None, space: str, code: str, place: str = PLACE
) -> tuple[str | None, int, list[str]]:
    lists = Codelists(files)
    (found,), (origin,) = lists.look_up(place, space, [code])
    return found, int(origin), [finding.code for finding in lists.take_findings()]


@pytest.mark.parametrize(
    ("place", "space"),
    [
        (PLACE, "../../codelists/Building_usage.xml"),
        ("udx/fld/natl/x_r/a_l2.gml", "../../../../codelists/Building_usage.xml"),
        (PLACE, "..\\..\\codelists\\Building_usage.xml"),
        (PLACE, "../../codelists/./Building_usage.xml"),
        (PLACE, "../../CODELISTS/building_usage.XML"),
        # one folder too few or too many is a mistake that files make
        ("udx/fld/natl/x_r/a_l2.gml", "../../codelists/Building_usage.xml"),
        ("a.gml", "codelists/Building_usage.xml"),
    ],
)
def test_a_list_is_found_from_where_the_file_lies(place: str, space: str) -> None:
    files = Memory({"codelists/Building_usage.xml": dictionary({"411": "すまい"})})
    assert label(files, space, "411", place) == ("すまい", Origin.DATASET, [])


@pytest.mark.parametrize(
    "space",
    [
        "../../../codelists/Building_usage.xml",
        "../../../../../../etc/Building_usage.xml",
        "/etc/Building_usage.xml",
        "\\\\server\\share\\Building_usage.xml",
        "//server/share/Building_usage.xml",
        "C:\\codelists\\Building_usage.xml",
        "c:Building_usage.xml",
        "file:///codelists/Building_usage.xml",
        "https://example.com/codelists/Building_usage.xml",
        "..\\..\\..\\Building_usage.xml",
        "../../codelists/../../Building_usage.xml",
        "../../codelists/x\0/Building_usage.xml",
    ],
)
def test_nothing_outside_of_the_root_is_read(space: str) -> None:
    files = Memory({"codelists/Building_usage.xml": dictionary({"411": "すまい"})})
    assert within_root(PLACE, space) is None
    assert label(files, space, "411") == ("住宅", Origin.STANDARD, ["codespace-outside"])
    assert files.read_paths == []


def test_links_out_of_a_real_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.xml").write_bytes(dictionary({"411": "よそ"}))
    root = tmp_path / "city"
    (root / "codelists").mkdir(parents=True)
    with suppress(OSError):  # Windows without the right to make links has nothing to follow
        (root / "codelists" / "Building_usage.xml").symlink_to(tmp_path / "outside.xml")
    lists = Codelists(Root(Folder(root), ""))
    found, origins = lists.look_up(PLACE, "../../codelists/Building_usage.xml", ["411"])
    assert (found, origins.tolist()) == (["住宅"], [Origin.STANDARD])


def test_labels_and_codes_lose_wide_and_narrow_space() -> None:
    files = Memory({"codelists/X.xml": dictionary({"\u3000 1 ": " \n市街化\u3000"})})
    assert label(files, "../../codelists/X.xml", "1\u3000")[0] == "市街化"


def test_a_list_is_read_once_for_all_files_that_name_it() -> None:
    files = Memory({"codelists/X.xml": dictionary({"1": "あ"})})
    lists = Codelists(files)
    for place in (PLACE, "udx/bldg/other.gml", "udx/fld/natl/a/b.gml"):
        up = "../" * (place.count("/"))
        assert lists.look_up(place, f"{up}codelists/X.xml", ["1"])[0] == ["あ"]
    assert files.read_paths == ["codelists/X.xml"]


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("BuildingRiverFloodingRiskAttribute_rank", "2", "0.5m以上3m未満"),
        ("WaterBodyTsunamiRiskAttribute_rank", "6", "20m以上"),
        ("BuildingLandSlideRiskAttribute_areaType", "2", "土砂災害特別警戒区域（指定済）"),
        ("BuildingDataQualityAttribute_lod1HeightType", "0", "取得不可のため一律値（3m）"),
        ("BuildingDataQualityAttribute_srcScale", "1", "地図情報レベル2500"),
        ("PublicSurveyDataQualityAttribute_publicSurveySrcDesc", "023", "数値地形図データ"),
        ("Building_buildingStructureType", "601", "木造・土蔵造"),
        ("Common_prefecture", "42", "長崎県"),
        ("ReservoirFloodingRiskAttribute_rank", "2", "0.5m以上1m未満"),
    ],
)
def test_missing_lists_are_answered_under_their_older_names_too(name: str, code: str, expected: str) -> None:
    assert label(Memory({}), f"../../codelists/{name}.xml", code) == (expected, Origin.STANDARD, [])
    assert label(None, f"../../codelists/{name}.xml", code) == (expected, Origin.STANDARD, [])


def test_lists_whose_codes_changed_their_meaning_are_not_mixed_up() -> None:
    # 2 was a picture from a vehicle, and is one from a satellite
    assert standard_list("DataQualityAttribute_appearanceSrcDesc")["2"] == "衛星写真"
    assert standard_list("BuildingDataQualityAttribute_appearanceSrcDesc") == {}


def test_published_examples_are_no_answers() -> None:
    assert standard_list("KeyValuePairAttribute_key100") == {}
    assert standard_list("GenericCityObject_name") == {}


def test_a_code_that_a_list_lacks_is_asked_of_the_standard_and_else_unknown() -> None:
    files = Memory({"codelists/Building_usage.xml": dictionary({"411": "すまい"})})
    lists = Codelists(files)
    found, origins = lists.look_up(PLACE, "../../codelists/Building_usage.xml", ["411", "461", "9"])
    assert found == ["すまい", "不明", None]
    assert origins.tolist() == [Origin.DATASET, Origin.STANDARD, Origin.UNKNOWN]


@pytest.mark.parametrize(
    "content",
    [
        dictionary({"411": "すまい"})[:-20],
        dictionary({"411": "&x;"}, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"),
        b"",
        b"411,\x82\xb7",
    ],
)
def test_a_broken_or_hostile_list_is_told_once_and_replaced(content: bytes) -> None:
    files = Memory({"codelists/Building_usage.xml": content})
    lists = Codelists(files)
    for _ in range(2):
        found, _ = lists.look_up(PLACE, "../../codelists/Building_usage.xml", ["411"])
        assert found == ["住宅"]
    (finding,) = lists.take_findings()
    assert finding.code == "codelist-unreadable"
    assert "codelists/Building_usage.xml" in str(finding.message)


def test_a_list_in_a_torn_archive_is_told_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "city.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("codelists/Building_usage.xml", dictionary({"411": "すまい"}))
    path.write_bytes(path.read_bytes().replace("すまい".encode(), "こわれ".encode()))
    lists = Codelists(Root(Archive(path), ""))
    found, _ = lists.look_up(PLACE, "../../codelists/Building_usage.xml", ["411"])
    assert found == ["住宅"]
    assert [finding.code for finding in lists.take_findings()] == ["codelist-unreadable"]


def test_a_dictionary_says_why_it_cannot_be_read() -> None:
    with pytest.raises(Unsafe):
        parse_dictionary(b"<!DOCTYPE a><a/>", "x.xml")
    with pytest.raises(DamagedFile):
        parse_dictionary(b"<a>", "x.xml")


def test_entries_without_code_or_label_are_left_out_and_the_first_of_two_stays() -> None:
    data = dictionary({"": "なし", "1": "", "2": "に"}).replace(
        b"</g:Dictionary>", dictionary({"2": "二"}).split(b"<g:name>x</g:name>")[1]
    )
    assert parse_dictionary(data, "x.xml") == {"2": "に"}


def test_list_names() -> None:
    assert list_name("../../codelists/Building_usage.xml") == "Building_usage"
    assert list_name("a\\b\\C.xml") == "C"
    assert list_name("Building_usage") == "Building_usage"


def test_the_table_of_standard_codes_is_what_the_published_lists_say(
    real_data: Callable[[str], Path],
) -> None:
    folder = real_data("plateau/iur_codelists_3.2")
    assert standard_codes(folder) == STANDARD_CODES.read_text(encoding="utf-8")
    assert (
        len(json.loads(STANDARD_CODES.read_text(encoding="utf-8"))) == len(list(folder.glob("*.xml"))) == 276
    )


def test_the_table_is_small() -> None:
    assert STANDARD_CODES.stat().st_size < 400_000
