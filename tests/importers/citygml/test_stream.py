from __future__ import annotations

import io
import zipfile
from typing import IO, Any, cast

import numpy as np
import pytest

from importers.citygml import scanner, stream
from importers.citygml.head import parse_head
from importers.citygml.progress import Progress
from importers.citygml.stream import read_elements
from layers.errors import DamagedFile, GisError, NotRecognised, Unsafe
from layers.feedback import Cancelled
from tests.importers.citygml import gml


def read(text: str | bytes, window: int = stream.WINDOW) -> tuple[list[str], Progress]:
    """Return the ids of the buildings that were read, and what was told."""
    data = text if isinstance(text, bytes) else text.encode()
    progress = Progress("dir/a.gml")
    found: list[str] = []
    for elements in read_elements(io.BytesIO(data), progress, window):
        rows = [
            row
            for path, chain in enumerate(elements.chains)
            if chain[-1].local == "Building"
            for row in elements.rows_by_path[path].tolist()
        ]
        found.extend(elements.attribute(np.sort(np.array(rows, dtype=np.int64)), "id").to_pylist())
    return found, progress


def codes(progress: Progress) -> list[str]:
    return [finding.code for finding in progress.findings]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# ------------------------------------------------------------------------------------- damaged members

GOOD = '<bldg:Building gml:id="good"/>'
DAMAGE = {
    "tags crossed": f"{GOOD}<bldg:Building gml:id='bad'><a><b></a></b></bldg:Building>",
    "end tag missing": "<bldg:Building gml:id='bad'><a></bldg:Building>",
    "value without quotes": "<bldg:Building gml:id='bad'><a b=1/></bldg:Building>",
    "quote missing": "<bldg:Building gml:id='bad'><a b=\"1/></bldg:Building>",
    "lonely bracket": "<bldg:Building gml:id='bad'>1 < 2</bldg:Building>",
    "end tag too many": "<bldg:Building gml:id='bad'></bldg:Building></bldg:Building>",
    "tag cut off": "<bldg:Building gml:id='bad'><a </bldg:Building>",
    "bad within a section": "<bldg:Building gml:id='bad'><![CDATA[ ]]><a></b></bldg:Building>",
    "entity nobody declared": "<bldg:Building gml:id='bad'><![CDATA[ ]]>&what;</bldg:Building>",
    "too deep": "<bldg:Building gml:id='bad'>" + "<a>" * 100_000 + "</a>" * 100_000 + "</bldg:Building>",
}


@pytest.mark.parametrize("window", [256, stream.WINDOW])
@pytest.mark.parametrize("inside", DAMAGE.values(), ids=list(DAMAGE))
def test_a_damaged_member_is_left_out_and_told_and_no_other(inside: str, window: int) -> None:
    text = gml.model(*gml.street(3), gml.member(inside), *[gml.building(f"after_{k}") for k in range(3)])
    found, progress = read(text, window)
    assert [name for name in found if name != "bad"] == [f"bldg_{k}" for k in range(3)] + [
        f"after_{k}" for k in range(3)
    ]
    assert "bad" not in found
    (finding,) = progress.findings
    assert finding.code == "not-well-formed"
    assert finding.where.file == "dir/a.gml"
    assert finding.where.id == ("good" if "good" in inside else "bad")
    assert line_of(text, inside) - 1 <= finding.where.line <= line_of(text, inside) + 3
    assert "閉じて" in str(finding.message)
    assert progress.left_out == 1
    assert progress.left_out_buildings == inside.count("<bldg:Building")


@pytest.mark.parametrize("window", [256, stream.WINDOW])
def test_a_member_that_is_never_closed_does_not_swallow_the_rest(window: int) -> None:
    lost = gml.building("lost").replace("</core:cityObjectMember>", "")
    text = gml.model(gml.building("before"), lost, *gml.street(4))
    found, progress = read(text, window)
    assert found == ["before", "bldg_0", "bldg_1", "bldg_2", "bldg_3"]
    assert codes(progress) == ["not-well-formed"]
    assert progress.findings[0].where.id == "lost"
    assert progress.left_out_buildings == 1


@pytest.mark.parametrize("window", [256, stream.WINDOW])
def test_a_stray_end_tag_between_members_does_not_end_the_file(window: int) -> None:
    text = gml.model(gml.building("before"), "</core:cityObjectMember>", *gml.street(2))
    found, progress = read(text, window)
    assert found == ["before", "bldg_0", "bldg_1"]
    assert codes(progress) == ["not-well-formed"]
    assert progress.left_out_buildings == 0


@pytest.mark.parametrize("window", [256, stream.WINDOW])
def test_a_comment_that_is_never_closed_costs_one_member(window: int) -> None:
    broken = gml.building("lost", "<!-- no end >")
    text = gml.model(gml.building("before"), broken, *gml.street(2))
    found, progress = read(text, window)
    assert found == ["before", "bldg_0", "bldg_1"]
    assert codes(progress) == ["not-well-formed"]
    assert progress.left_out_buildings == 1


@pytest.mark.parametrize("window", [64, 256, stream.WINDOW])
def test_damage_at_the_end_is_told_though_nothing_follows(window: int) -> None:
    text = gml.model(*gml.street(2), gml.member("<bldg:Building gml:id='bad'><a></b>") + " " * 5000)
    found, progress = read(text, window)
    assert found == ["bldg_0", "bldg_1"]
    assert codes(progress) == ["not-well-formed"]
    assert progress.left_out_buildings == 1


@pytest.mark.parametrize("window", [64, 500, stream.WINDOW])
def test_buildings_behind_the_end_are_counted(window: int) -> None:
    text = gml.model(*gml.street(2))
    found, progress = read(text + " \n" * 300, window)
    assert found == ["bldg_0", "bldg_1"]
    assert not progress.findings
    found, progress = read(text + text, window)
    assert found == ["bldg_0", "bldg_1"]
    assert codes(progress) == ["text-behind-end"]
    assert progress.left_out_buildings == 2
    assert progress.done == 2 * len(text.encode())


@pytest.mark.parametrize("window", [300, stream.WINDOW])
def test_a_file_that_is_cut_keeps_what_is_whole(window: int) -> None:
    text = gml.model(*gml.street(3))
    cut = text[: text.index('"bldg_2"') + 20]
    found, progress = read(cut, window)
    assert found == ["bldg_0", "bldg_1"]
    assert codes(progress) == ["truncated"]
    assert progress.findings[0].where.line == cut.count("\n") + 1
    assert progress.left_out_buildings == 1


@pytest.mark.parametrize("window", [300, stream.WINDOW])
def test_whatever_needs_lxml_keeps_its_place_among_the_others(window: int) -> None:
    inside = '<bldg:Building gml:id="slow_{}"><gml:name><![CDATA[a & b]]></gml:name></bldg:Building>'
    members = [gml.building("a"), *(gml.member(inside.format(k)) for k in range(3)), gml.building("b")]
    members += [gml.member(inside.format(3)), gml.building("c")]
    text = gml.model(*members)
    found, progress = read(text, window)
    assert found == ["a", "slow_0", "slow_1", "slow_2", "b", "slow_3", "c"]
    assert not progress.findings


def test_lines_stay_right_behind_members_that_were_left_out() -> None:
    slow = '<bldg:Building gml:id="slow"><gml:name><![CDATA[x]]></gml:name></bldg:Building>'
    bad = gml.member("<bldg:Building gml:id='bad'>\n<![CDATA[ ]]>\n<a></b>\n</bldg:Building>")
    text = gml.model(gml.building("a"), gml.member(slow), bad, gml.member(slow.replace("slow", "late")))
    lines: dict[str, int] = {}
    for elements in read_elements(io.BytesIO(text.encode()), Progress("a.gml")):
        names = elements.attribute(np.arange(len(elements)), "id").to_pylist()
        lines |= {name: elements.line(row) for row, name in enumerate(names) if name}
    assert lines["slow"] == line_of(text, '"slow"')
    assert lines["late"] == line_of(text, '"late"')


def test_prefixes_nobody_declared_are_read_in_both_ways_and_told_once() -> None:
    plain = gml.building("a", "<energy:isHeated>1</energy:isHeated>")
    slow = gml.building("b", "<energy:isHeated><![CDATA[1]]></energy:isHeated>")
    found, progress = read(gml.model(plain, plain.replace('"a"', '"c"'), slow))
    assert found == ["a", "c", "b"]
    assert codes(progress) == ["namespace-undeclared"]
    assert "energy:" in str(progress.findings[0].message)


# ------------------------------------------------------------------------------------- the document element


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>CityModel</body></html>",
        '{"type": "FeatureCollection"}',
        "<core:CityModels/>",
        "<?xml version='1.0'?><gml:Dictionary xmlns:gml='x'/>",
        "PK\x03\x04 not a text",
        "<>",
        "just words",
    ],
)
def test_other_documents_are_told_from_city_models(text: str) -> None:
    with pytest.raises(NotRecognised) as caught:
        read(text)
    assert "CityGML ではありません" in str(caught.value.message)
    assert "a.gml" in str(caught.value.message)
    assert str(caught.value.hint)


@pytest.mark.parametrize(
    "text", ["", " \n", "<?xml version='1.0'", "<!-- never", "<core:CityModel xmlns:core='x'", "<"]
)
@pytest.mark.parametrize("window", [1, 7, stream.WINDOW])
def test_a_file_that_ends_before_it_begins_is_damaged(text: str, window: int) -> None:
    with pytest.raises(DamagedFile) as caught:
        read(text, window)
    assert "途中で切れている" in str(caught.value.message)
    assert "もう一度受け取り" in str(caught.value.hint)


def test_a_beginning_without_end_is_not_waited_for() -> None:
    with pytest.raises(DamagedFile):
        read(b"<!-- " + b"x" * (3 << 20), 1 << 20)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE core:CityModel [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "\n<!-- first -->\n<!DOCTYPE x>",
        '<!ENTITY a SYSTEM "http://127.0.0.1/">',
    ],
)
def test_document_types_are_refused_with_their_line(text: str) -> None:
    with pytest.raises(Unsafe) as caught:
        read(f"<?xml version='1.0'?>{text}{gml.model(declaration='')}")
    assert "DOCTYPE" in str(caught.value.message)
    assert caught.value.where.line == f"{text}".rstrip().count("\n") + 1


def test_a_document_type_further_down_keeps_what_stands_before() -> None:
    text = gml.model(gml.building("a"), "<!DOCTYPE x [<!ENTITY a 'b'>]>", gml.building("b"))
    progress = Progress("a.gml")
    windows = read_elements(io.BytesIO(text.encode()), progress)
    assert len(next(windows))
    with pytest.raises(Unsafe) as caught:
        next(windows)
    assert caught.value.where.line == line_of(text, "<!DOCTYPE")


@pytest.mark.parametrize(
    ("uris", "citygml", "iur"),
    [
        (["http://www.opengis.net/citygml/2.0"], "2.0", ""),
        (["http://www.opengis.net/citygml/1.0"], "1.0", ""),
        (
            [
                "http://www.opengis.net/citygml/3.0",
                "https://www.geospatial.jp/iur/uro/4.0",
                "https://www.geospatial.jp/iur/urc/4.0",
            ],
            "3.0",
            "4.0",
        ),
        (
            [
                "http://www.opengis.net/citygml/2.0",
                "http://www.kantei.go.jp/jp/singi/tiiki/toshisaisei/itoshisaisei/iur/uro/1.4",
            ],
            "2.0",
            "1.4",
        ),
        (["https://www.chisou.go.jp/tiiki/toshisaisei/itoshisaisei/iur/urf/1.5"], "", "1.5"),
    ],
)
def test_versions_are_what_the_namespaces_say(uris: list[str], citygml: str, iur: str) -> None:
    declared = " ".join(f"xmlns:p{k}='{uri}'" for k, uri in enumerate(uris))
    head = parse_head(f"<p0:CityModel {declared}>".encode(), "a.gml")
    assert head is not None
    assert (head.citygml, head.iur) == (citygml, iur)


def test_brackets_in_values_of_the_document_element_are_values() -> None:
    text = gml.model(gml.building("a")).replace("<core:CityModel ", "<core:CityModel note='a > b' ")
    assert read(text)[0] == ["a"]


def test_a_default_namespace_serves_as_well() -> None:
    text = gml.model(gml.building("a")).replace("core:", "").replace("xmlns:core", "xmlns")
    progress = Progress("a.gml")
    (elements,) = read_elements(io.BytesIO(text.encode()), progress)
    assert elements.chains[-1][0].namespace == gml.NAMESPACES["core"]
    assert not progress.findings


# ------------------------------------------------------------------------------------- bounds


def test_memory_stays_near_the_window_however_long_the_file() -> None:
    piece = gml.building("a").encode()

    class Endless(io.RawIOBase):
        """Members without end, counted."""

        def __init__(self, most: int) -> None:
            head, _, self.tail = gml.model("|").encode().partition(b"|")
            self.buffer = bytearray(head)
            self.left = most
            self.largest = 0

        def read(self, size: int = -1) -> bytes:
            self.largest = max(self.largest, size)
            while len(self.buffer) < size and self.left:
                self.buffer += piece
                self.left -= 1
                if not self.left:
                    self.buffer += self.tail
            found, self.buffer = bytes(self.buffer[:size]), self.buffer[size:]
            return found

    source = Endless(4000)
    progress = Progress("a.gml")
    windows = read_elements(cast("IO[bytes]", source), progress, 65_536)
    sizes = [len(elements.data) for elements in windows]
    assert source.largest == 65_536
    assert max(sizes) <= 3 * 65_536
    assert sum(sizes) > 4000 * len(piece)
    assert not progress.findings


def test_a_member_that_is_too_long_stops_the_file_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_MEMBER", 100_000)
    text = gml.model(gml.building("a"), gml.building("b", "<gml:name>" + "x" * 400_000 + "</gml:name>"))
    with pytest.raises(Unsafe) as caught:
        read(text, 10_000)
    assert "大きすぎる" in str(caught.value.message)
    assert caught.value.where.line == line_of(text, '"b"') - 1


def test_more_elements_than_fit_stop_the_file_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "MOST_ROWS", 1000)
    with pytest.raises(Unsafe, match="大きすぎる"):
        read(gml.model(gml.member("<a/>" * 5000)))


def test_a_member_larger_than_the_window_is_scanned_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    scanned: list[int] = []
    real = scanner.scan

    def counted(data: Any, *rest: Any) -> scanner.Scan:
        scanned.append(len(data))
        return real(data, *rest)

    monkeypatch.setattr(scanner, "scan", counted)
    text = gml.model(gml.building("a", "<gml:name>" + "x" * 2_000_000 + "</gml:name>"))
    assert read(text, 10_000)[0] == ["a"]
    assert sum(scanned) < 4 * len(text)


def test_reading_can_be_stopped_between_pieces() -> None:
    progress = Progress("a.gml")

    def stop() -> None:
        if progress.done > 20_000:
            raise Cancelled

    progress.on_read = stop
    text = gml.model("<!--" + "x" * 100_000 + "-->")
    with pytest.raises(Cancelled):
        list(read_elements(io.BytesIO(text.encode()), progress, 1000))
    assert progress.done < 22_000


@pytest.mark.parametrize(
    "error", [zipfile.BadZipFile("Bad CRC-32"), OSError("gone"), EOFError(), ValueError("closed")]
)
def test_a_source_that_breaks_off_keeps_what_came_before(error: Exception) -> None:
    data = gml.model(*gml.street(40)).encode()

    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > len(data) // 2:
                raise error
            return super().read(size)

    progress = Progress("a.gml")
    seen = 0
    for elements in read_elements(Breaking(data), progress, 4096):
        seen += sum(chain[-1].local == "Building" for chain in elements.chains)
    assert seen
    assert codes(progress) == ["archive-damaged", "truncated"]
    assert isinstance(progress.findings[0].values["detail"], str)


def test_errors_are_those_a_person_can_read() -> None:
    for data in (b"", b"<a/>", b"\0" * 100, b"\xff" * 100, bytes(range(256)) * 8):
        with pytest.raises(GisError) as caught:
            read(data)
        assert "a.gml" in str(caught.value.message)
