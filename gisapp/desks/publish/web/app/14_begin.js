/* Everything begins here, once the page and its description are read. */
(function () {
  "use strict";
  const gisapp = window.gisapp;

  function buttons() {
    gisapp.by("view-map").addEventListener("click", gisapp.openMap);
    gisapp.by("view-list").addEventListener("click", function () {
      gisapp.openList(null);
    });
    gisapp.by("skip-to-list").addEventListener("click", function (event) {
      event.preventDefault();
      gisapp.openList(null);
    });
    gisapp.by("no-map-list").addEventListener("click", function () {
      gisapp.openList(null);
    });
    gisapp.by("three").addEventListener("click", function () {
      gisapp.setThree(!gisapp.state.three);
    });
    gisapp.by("open-panel").addEventListener("click", function () {
      gisapp.openPanel(!document.body.classList.contains("panel-open"));
      if (document.body.classList.contains("panel-open")) gisapp.by("close-panel").focus();
    });
    gisapp.by("close-panel").addEventListener("click", function () {
      gisapp.openPanel(false);
      gisapp.by("open-panel").focus();
    });
    gisapp.by("close-details").addEventListener("click", gisapp.closeDetails);
    gisapp.by("language").addEventListener("click", function () {
      gisapp.setLanguage(gisapp.state.language === "en" ? "ja" : "en");
    });
    const safe = gisapp.by("safe");
    safe.checked = gisapp.state.safe;
    safe.addEventListener("change", function () {
      gisapp.state.safe = safe.checked;
      gisapp.drawLayers();
      gisapp.refresh();
      gisapp.tell("moved");
    });
    document.addEventListener("keydown", function (event) {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || document.querySelector("dialog[open]");
      if (event.key === "Escape" && !typing && !gisapp.by("details").hidden) gisapp.closeDetails();
      if (event.key === "/" && !typing) {
        event.preventDefault();
        gisapp.by("search-text").focus();
      }
    });
    gisapp.on("language", function () {
      gisapp.drawLayers();
      const seen = gisapp.shownHits;
      if (seen) gisapp.details(seen.hits, seen.centre);
    });
  }

  async function begin() {
    try {
      gisapp.site = await gisapp.json("data/site.json");
    } catch (error) {
      gisapp.by("loading").textContent = "地図の説明を読めませんでした。ページを読み込み直してください。";
      return;
    }
    const told = gisapp.told(window.location.hash);
    const state = gisapp.state;
    Object.assign(state, { language: told.language, three: told.three, safe: told.safe });
    gisapp.site.layers.forEach(function (layer) {
      state.shown[layer.id] = told.layers ? told.layers.includes(layer.id) : layer.visible;
    });
    gisapp.translate();
    buttons();
    gisapp.drawLayers();
    gisapp.startSearch();
    gisapp.startList();
    gisapp.startShare();
    gisapp.startPrint();
    gisapp.startAbout();
    gisapp.openPanel(!gisapp.narrow());
    document.body.dataset.view = "map";
    await Promise.race([document.fonts.load("14px 'Noto Sans JP'", "町" + gisapp.site.rare), new Promise(function (go) { setTimeout(go, 1500); })]).catch(function () {});
    gisapp.startMap(told.at);
    if (told.three) gisapp.setThree(true);
    if (told.view === "list" || !gisapp.map()) gisapp.openList(null);
    if (told.chosen) gisapp.openRow(gisapp.layer(told.chosen.layer), told.chosen.row, !told.at);
    document.body.dataset.ready = "yes";
  }

  begin();
})();
