"""Chromium as the tests drive it: one for all of them, on software OpenGL, and deaf to the network."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

ABSENT = "no Chromium: it is not installed"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--force-prefers-reduced-motion",
    "--window-size=760,480",
    "--lang=ja",
)
PATIENCE = 60.0


class Page:
    """A page in the browser, and what it said and asked for.

    Parameters
    ----------
    driver
        Of the browser.
    """

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, url: str, *, ready: str = "document.body.dataset.drawn === 'yes'") -> None:
        """Open a page anew and wait until it is as wanted."""
        self.driver.get("about:blank")
        self.said()
        self.asked()
        self.driver.get(url)
        self.wait(ready)

    def wait(self, condition: str) -> None:
        """Wait until a condition holds."""
        end = time.monotonic() + PATIENCE
        while not self.js(condition):
            if time.monotonic() > end:
                pytest.fail(f"never: {condition}; the page said {self.said()}", pytrace=False)
            time.sleep(0.05)

    def js(self, expression: str) -> Any:
        """Return the value of an expression."""
        return self.driver.execute_script(f"return ({expression})")

    def settle(self) -> None:
        """Wait until the map stands still and is drawn."""
        self.wait("gisapp.map().loaded() && !gisapp.map().isMoving() && gisapp.map().areTilesLoaded()")
        self.driver.execute_async_script(
            "gisapp.map().once('idle', () => arguments[0]()); gisapp.map().triggerRepaint()"
        )

    def colours(self) -> int:
        """Return how many different colours the picture of the map has, on a coarse grid."""
        script = """
          const done = arguments[0], map = gisapp.map();
          map.once('render', () => {
            const canvas = document.createElement('canvas');
            canvas.width = 160; canvas.height = 120;
            const context = canvas.getContext('2d');
            context.drawImage(map.getCanvas(), 0, 0, 160, 120);
            const data = context.getImageData(0, 0, 160, 120).data, found = new Set();
            for (let k = 0; k < data.length; k += 4)
              found.add(data[k] * 65536 + data[k + 1] * 256 + data[k + 2]);
            done(found.size);
          });
          map.triggerRepaint();
        """
        return int(self.driver.execute_async_script(script))

    def where(self, layer: str, row: int) -> tuple[int, int]:
        """Return where a point of the map is in the window."""
        script = """
          gisapp.row(gisapp.layer(arguments[0]), arguments[1]).then(row => {
            const place = gisapp.map().project([row.box[0], row.box[1]]);
            const around = gisapp.map().getCanvas().getBoundingClientRect();
            arguments[2]([Math.round(around.left + place.x), Math.round(around.top + place.y)]);
          });
        """
        east, south = self.driver.execute_async_script(script, layer, row)
        return int(east), int(south)

    def click(self, place: tuple[int, int]) -> None:
        """Click at a place in the window, as a hand does."""
        from selenium.webdriver import ActionChains

        chain: Any = ActionChains(self.driver)
        chain.w3c_actions.pointer_action.move_to_location(*place)
        chain.w3c_actions.pointer_action.click()
        chain.perform()

    def said(self) -> list[str]:
        """Return what stood in the console since the last call, without notes."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [one["message"] for one in entries if one["level"] in ("WARNING", "SEVERE")]

    def asked(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        found = []
        for entry in self.driver.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def focus(self) -> str:
        """Return the id of what has the focus, or its class."""
        return str(self.js("document.activeElement.id || document.activeElement.className"))


def started() -> Iterator[Page]:
    """Start a browser, and end it; without one the test is skipped."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip(ABSENT)
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = chromium
    with tempfile.TemporaryDirectory(prefix="gisapp-chromium-", ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        running = Chrome(options=options, service=Service(driver))
        running.set_script_timeout(PATIENCE)
        try:
            yield Page(running)
        finally:
            running.quit()
