"""The public map in a real browser, from a server and from a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from gisapp.desks.publish.preview import serve
from tests import node
from tests.gisapp.desks.publish.site import made

if TYPE_CHECKING:
    from gisapp.desks.publish.preview import Preview
    from gisapp.desks.publish.site import SiteBuilt
    from tests.gisapp.desks.publish.site.browser import Page

SHELTER = "document.querySelector('.card h3').textContent"


@pytest.fixture(params=["server", pytest.param("file", marks=pytest.mark.thorough)])
def opened(request: pytest.FixtureRequest, page: Page, served: Preview, built: SiteBuilt) -> Page:
    """The page, from a server and from a disk."""
    address = served.url if request.param == "server" else (built.folder / "file" / "index.html").as_uri()
    page.open(address)
    return page


def layer(page: Page, title: str) -> str:
    return str(page.js(f"gisapp.site.layers.find(one => one.title === '{title}').id"))


def show(page: Page, title: str) -> str:
    found = layer(page, title)
    page.js(f"(one => one.checked || one.click())(document.getElementById('layer-{found}'))")
    return found


def test_map_and_3d_are_drawn_and_nothing_is_asked_of_others(
    opened: Page, built: SiteBuilt, served: Preview
) -> None:
    flat = opened.colours()
    assert flat > 8
    opened.driver.find_element("id", "three").click()
    opened.settle()
    assert opened.js("Math.round(gisapp.map().getPitch())") == 58
    assert 50 < opened.js("gisapp.map().queryTerrainElevation(gisapp.map().getCenter())") < 150
    solid = layer(opened, "建物")
    assert opened.js(f"gisapp.map().queryRenderedFeatures({{layers: ['{solid}/solid']}}).length") > 5
    assert opened.colours() > flat
    show(opened, "洪水浸水想定区域")
    opened.settle()
    assert opened.said() == []
    own = (served.url, built.folder.as_uri(), "data:", "blob:", "about:")
    asked = opened.asked()
    assert [one for one in asked if not one.startswith(own)] == []
    assert any(".pmtiles" in unquote(one) for one in asked)


def test_a_click_answers_with_texts_and_executes_nothing(opened: Page) -> None:
    shelters = layer(opened, "指定緊急避難場所")
    for row in (2, 3):
        opened.js(f"gisapp.openRow(gisapp.layer('{shelters}'), {row}, true)")
        opened.wait("document.querySelector('.card')")
        opened.js("gisapp.closeDetails()")
        opened.js("document.getElementById('details-body').replaceChildren()")
        opened.js("void gisapp.map().resize()")
        opened.settle()
        opened.click(opened.where(shelters, row))
        opened.wait("document.querySelector('.card')")
        titles = opened.js("Array.from(document.querySelectorAll('.card h3')).map(one => one.textContent)")
        assert (made.HOSTILE if row == 2 else "𠮷野髙﨑センター") in titles
    opened.js("gisapp.openList(null)")
    opened.wait("document.querySelectorAll('tbody tr').length === 4")
    assert opened.js("window.hurt === undefined")
    assert opened.js("document.querySelectorAll('main img, main script, main a').length") == 0
    assert made.LONG in opened.js("document.querySelector('tbody').textContent")
    assert opened.js("document.documentElement.scrollWidth <= innerWidth")
    assert opened.said() == []


@pytest.mark.thorough
def test_missing_values_are_unconfirmed(page: Page, served: Preview) -> None:
    page.open(served.url)
    page.js(f"gisapp.openRow(gisapp.layer('{layer(page, '指定緊急避難場所')}'), 1, false)")
    page.wait(f"document.querySelector('.card') && {SHELTER} === '海辺公民館'")
    assert page.js("document.querySelector('.facts .unknown').textContent") == "未確認"


FINDS = {
    "小学": "中央小学校",
    "ちゅうおう": "中央小学校",
    "ｳﾐﾍﾞ": "海辺公民館",
    "港町12丁目": "海辺公民館",
    "港町 公民館": "海辺公民館",
    "にしまち": None,
    "西町会": "西町会",
    "𠮷野": "𠮷野髙﨑センター",
}
"""What is typed, and what stands first."""


def test_search_finds_names_readings_and_places(page: Page, served: Preview) -> None:
    page.open(served.url, ready="document.body.dataset.ready === 'yes'")
    for typed, first in FINDS.items():
        found = page.driver.execute_async_script("gisapp.find(arguments[0]).then(arguments[1])", typed)
        assert [one["label"] for one in found[:1]] == ([] if first is None else [first]), typed


def test_the_keyboard_alone_searches_reads_and_closes(page: Page, served: Preview) -> None:
    page.open(served.url)
    page.keys("/")
    assert page.focus() == "search-text"
    page.keys("海辺")
    page.wait("document.querySelectorAll('#search-results [role=option]').length === 1")
    page.keys("\ue015")  # arrow down
    assert (
        page.js("document.getElementById('search-text').getAttribute('aria-activedescendant')") == "result-0"
    )
    page.keys("\ue007")  # enter
    page.wait(f"document.querySelector('.card') && {SHELTER} === '海辺公民館'")
    page.settle()
    page.js("document.activeElement.blur()")
    page.keys("\ue00c")  # escape
    assert page.js("document.getElementById('details').hidden")
    assert page.focus() == "maplibregl-canvas"
    page.keys("\ue007")  # what is in the middle
    page.wait(f"document.querySelector('.card') && {SHELTER} === '海辺公民館'")
    assert page.focus() == "details-title"
    assert page.js("document.querySelector('#cross') !== null")


@pytest.mark.thorough
def test_every_control_is_reached_by_tab_and_seen(page: Page, served: Preview) -> None:
    page.open(served.url)
    page.js("document.activeElement.blur()")
    seen: list[str] = []
    hidden: list[str] = []
    for _ in range(40):
        page.keys("\ue004")
        if page.js("document.activeElement === document.body"):
            break
        name = page.focus()
        seen.append(name)
        style: dict[str, Any] = page.js(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return {outline: s.outlineStyle, width: s.outlineWidth}; })()"
        )
        if style["outline"] == "none" or style["width"] == "0px":
            hidden.append(name)
    wanted = {"skip-to-list", "search-text", "view-map", "view-list", "open-share", "print", "open-about"}
    assert wanted | {"language", "close-panel", "safe", "three", "maplibregl-canvas"} - set(seen) <= set(seen)
    assert f"layer-{layer(page, '建物')}" in seen
    assert hidden == []


@pytest.mark.thorough
def test_languages_are_switched_and_kept_in_the_link(page: Page, served: Preview) -> None:
    page.open(served.url)
    page.driver.find_element("id", "language").click()
    assert page.js("document.documentElement.lang") == "en"
    assert page.js("document.title") == "Map of Minato"
    assert page.js("document.getElementById('panel-title').textContent") == "Layers and legend"
    names = page.js("Array.from(document.querySelectorAll('.layer-name')).map(one => one.textContent)")
    assert names == ["Shelters", "Buildings", "Flood", "自治会の区域"]
    show(page, "洪水浸水想定区域")
    assert "3 to under 5 m" in page.js("document.querySelector('.legend').textContent")
    link = page.js("gisapp.link()")
    assert "lang=en" in link
    page.open(served.url + link)
    assert page.js("document.title") == "Map of Minato"


@pytest.mark.thorough
def test_a_link_brings_back_the_same_view(page: Page, served: Preview) -> None:
    page.open(served.url)
    flood = show(page, "洪水浸水想定区域")
    page.js("void gisapp.map().jumpTo({center: [139.5023, 36.1012], zoom: 17, bearing: 30, pitch: 40})")
    page.js(f"gisapp.details([{{layer: '{flood}', row: 1}}], null)")
    page.wait("document.querySelector('.card')")
    link = page.js("gisapp.link()")
    page.open(served.url + link)
    page.wait("document.querySelector('.card')")
    assert page.js("gisapp.link()") == link
    assert f"chosen={flood}.1" in link
    page.open(served.url + "#at=1,2,NaN,x,y&layers=<b>,../..&chosen=../../etc.1&lang=zz")
    assert page.said() == []


@pytest.mark.thorough
def test_the_list_sorts_filters_and_leads_to_the_map(page: Page, served: Preview) -> None:
    page.open(served.url)
    buildings = layer(page, "建物")
    page.js(f"gisapp.openList('{buildings}')")
    page.wait("document.querySelectorAll('tbody tr').length === 50")
    assert "60 件のうち 1 件目から 50 件目" in page.js("document.getElementById('list-said').textContent")
    page.driver.find_element("css selector", "[data-to=page_after]").click()
    page.wait("document.querySelectorAll('tbody tr').length === 10")
    page.js(f"gisapp.openList('{layer(page, '指定緊急避難場所')}')")
    page.wait("document.querySelectorAll('tbody tr').length === 4")
    for order, expected in (("ascending", "7"), ("descending", "300")):
        page.driver.find_element("css selector", "[data-place='3']").click()
        page.wait(f"document.querySelector('th[aria-sort={order}]')")
        page.wait(f"document.querySelector('tbody td:last-child').textContent === '{expected}'")
    assert page.js("document.querySelector('tbody tr:last-child td:last-child').textContent") == "未確認"
    page.driver.find_element("id", "list-text").send_keys("うみべ")
    page.wait("document.querySelectorAll('tbody tr').length === 1")
    page.driver.find_element("css selector", ".row-button").click()
    page.wait(f"document.querySelector('.card') && {SHELTER} === '海辺公民館'")
    page.settle()
    assert page.js("gisapp.map().getZoom()") > 16


@pytest.mark.thorough
def test_a_server_without_ranges_is_told_of_in_japanese(page: Page, built: SiteBuilt) -> None:
    with serve(built.folder, ranges=False) as preview:
        page.open(preview.url)
        assert "Range リクエスト" in page.js("document.getElementById('notice').textContent")
        assert page.colours() > 8


@pytest.mark.thorough
def test_without_webgl_the_list_stands_in(page: Page, served: Preview) -> None:
    script = (
        "const old = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, more) {"
        " return /webgl/.test(kind) ? null : old.call(this, kind, more); };"
    )
    added = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        page.open(served.url, ready="document.body.dataset.ready === 'yes'")
        page.wait("document.querySelectorAll('tbody tr').length === 4")
        page.driver.find_element("css selector", ".row-button").click()
        page.wait("document.querySelector('.card')")
        assert page.js("getComputedStyle(document.getElementById('no-map')).display") != "none"
        assert page.said() == []
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


@pytest.mark.thorough
def test_colours_for_all_eyes_change_map_and_legend(page: Page, served: Preview) -> None:
    page.open(served.url)
    flood = show(page, "洪水浸水想定区域")
    official = page.js(f"JSON.stringify(gisapp.map().getPaintProperty('{flood}/fill', 'fill-color'))")
    page.driver.find_element("id", "safe").click()
    page.settle()
    safe = page.js(f"JSON.stringify(gisapp.map().getPaintProperty('{flood}/fill', 'fill-color'))")
    assert safe != official
    assert page.js(f"gisapp.map().getLayoutProperty('{flood}/hatch', 'visibility')") == "visible"
    assert "公式の配色とは異なります" in page.js("document.getElementById('layers').textContent")
    assert page.said() == []


@pytest.mark.thorough
def test_the_printed_sheet_has_map_legend_and_sources(page: Page, served: Preview) -> None:
    page.open(served.url)
    show(page, "洪水浸水想定区域")
    page.settle()
    page.driver.execute_async_script("gisapp.preparePrint().then(() => arguments[0]())")
    text = page.js("document.getElementById('print-page').textContent")
    for words in ("港町の地図", "3m以上5m未満", "出典・時点・利用条件", "2026年4月1日", "参考図"):
        assert words in text
    assert page.js("document.querySelector('#print-page img').naturalWidth") > 200


@pytest.mark.parametrize(
    "view", ["map", *(pytest.param(one, marks=pytest.mark.thorough) for one in ("list", "about", "narrow"))]
)
def test_axe_finds_nothing_serious(page: Page, served: Preview, view: str) -> None:
    axe = (node.module("axe-core") / "axe.min.js").read_text("utf-8")
    narrow = view == "narrow"
    if narrow:
        size = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
        page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        page.open(served.url)
        show(page, "洪水浸水想定区域") if not narrow else page.js("gisapp.openPanel(true)")
        if view == "list":
            page.js("gisapp.openList(null)")
            page.wait("document.querySelector('tbody tr')")
        elif view == "about":
            page.driver.find_element("id", "open-about").click()
        else:
            page.js(f"gisapp.openRow(gisapp.layer('{layer(page, '指定緊急避難場所')}'), 1, false)")
            page.wait("document.querySelector('.card')")
        assert page.js("document.documentElement.scrollWidth <= innerWidth")
        page.driver.execute_script(axe)
        found = page.driver.execute_async_script(
            "axe.run(document, {resultTypes: ['violations']}).then(arguments[0])"
        )
        assert [
            (one["id"], one["impact"], one["nodes"][0]["html"][:120]) for one in found["violations"]
        ] == []
    finally:
        if narrow:
            page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
