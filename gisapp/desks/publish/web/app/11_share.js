/* The view as a link: place, layers, what was chosen; never anything that was typed. */
(function () {
  "use strict";
  const gisapp = window.gisapp;

  gisapp.link = function () {
    const state = gisapp.state;
    const parts = [];
    const map = gisapp.map();
    if (map) {
      const centre = map.getCenter();
      parts.push("at=" + [centre.lng.toFixed(5), centre.lat.toFixed(5), map.getZoom().toFixed(2), Math.round(map.getBearing()), Math.round(map.getPitch())].join(","));
    }
    const shown = gisapp.site.layers.filter(function (layer) {
      return state.shown[layer.id];
    });
    parts.push("layers=" + shown.map(function (layer) { return layer.id; }).join(","));
    if (state.selected) parts.push("chosen=" + state.selected.layer + "." + state.selected.row);
    if (state.three) parts.push("three=1");
    if (state.safe) parts.push("safe=1");
    if (state.view === "list") parts.push("view=list");
    if (state.language === "en") parts.push("lang=en");
    return "#" + parts.join("&");
  };

  gisapp.keep = function () {
    try {
      window.history.replaceState(null, "", gisapp.link());
    } catch (error) {
      /* A page from a disk may not be allowed to. */
    }
  };

  /* What a link says; anything it may not say is left out. */
  gisapp.told = function (hash) {
    const found = {};
    hash
      .replace(/^#/, "")
      .split("&")
      .forEach(function (part) {
        const place = part.indexOf("=");
        if (place > 0) found[part.slice(0, place)] = part.slice(place + 1);
      });
    const told = { language: found.lang === "en" ? "en" : "ja", three: found.three === "1", safe: found.safe === "1", view: found.view === "list" ? "list" : "map" };
    const numbers = (found.at || "").split(",").map(Number);
    const box = gisapp.site.bounds;
    const sound = numbers.length === 5 && numbers.every(isFinite) && Math.abs(numbers[0] - box[0]) < 5 && Math.abs(numbers[1] - box[1]) < 5;
    if (sound) told.at = { center: [numbers[0], numbers[1]], zoom: numbers[2], bearing: numbers[3], pitch: Math.min(75, numbers[4]) };
    if ("layers" in found) told.layers = found.layers.split(",").filter(gisapp.layer);
    const chosen = /^([\w-]+)\.(\d{1,8})$/.exec(found.chosen || "");
    if (chosen && gisapp.layer(chosen[1])) told.chosen = { layer: chosen[1], row: Number(chosen[2]) };
    return told;
  };

  gisapp.startShare = function () {
    const dialog = gisapp.by("share-dialog");
    const input = gisapp.by("share-link");
    gisapp.by("open-share").addEventListener("click", function () {
      gisapp.keep();
      input.value = window.location.href.replace(/#.*$/, "") + gisapp.link();
      gisapp.by("share-said").textContent = gisapp.packaging === "file" ? gisapp.word("share_disk") : "";
      dialog.showModal();
      input.select();
    });
    gisapp.by("share-copy").addEventListener("click", async function () {
      input.select();
      let copied = false;
      try {
        await navigator.clipboard.writeText(input.value);
        copied = true;
      } catch (error) {
        copied = document.execCommand("copy");
      }
      gisapp.by("share-said").textContent = gisapp.word(copied ? "copied" : "copy_by_hand");
    });
    gisapp.by("share-close").addEventListener("click", function () {
      dialog.close();
    });
    let pause = 0;
    ["moved", "selected", "language"].forEach(function (name) {
      gisapp.on(name, function () {
        clearTimeout(pause);
        pause = setTimeout(gisapp.keep, 300);
      });
    });
  };
})();
