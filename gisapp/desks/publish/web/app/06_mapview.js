/* The map: sources and layers, two and three dimensions, what was clicked. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const NOWHERE = { type: "FeatureCollection", features: [] };
  const REACH = 5;
  let map = null;

  gisapp.map = function () {
    return map;
  };

  function locale() {
    const found = {};
    const names = {
      "NavigationControl.ZoomIn": "zoom_in",
      "NavigationControl.ZoomOut": "zoom_out",
      "NavigationControl.ResetBearing": "north",
      "GeolocateControl.FindMyLocation": "here",
      "GeolocateControl.LocationNotAvailable": "here_not",
      "ScaleControl.Meters": "metres",
      "ScaleControl.Kilometers": "kilometres",
      "Map.Title": "map",
      "CooperativeGesturesHandler.WindowsHelpText": "map",
    };
    Object.keys(names).forEach(function (name) {
      found[name] = gisapp.word(names[name]);
    });
    return found;
  }

  /* Source of a layer's labels where tiles would repeat them: one point for each area. */
  function labelSource(layer) {
    return layer.label && (layer.kind === "area" || layer.kind === "line") && layer.search ? layer.id + "/labels" : null;
  }

  /* Whether a part of a layer is seen now; what is not seen from the start is not even fetched. */
  function visibility(layer, id) {
    const state = gisapp.state;
    const part = id.split("/")[1];
    const standing = state.three && layer.kind === "buildings" && layer.height;
    let seen = Boolean(state.shown[layer.id]);
    if (part === "hatch") seen = seen && state.safe && layer.style.by !== "one" && !standing;
    if (part === "solid" || part === "chosen-solid") seen = seen && standing;
    if (["fill", "edge", "chosen"].includes(part) && standing) seen = false;
    return seen ? "visible" : "none";
  }

  function style() {
    const site = gisapp.site;
    const sources = {};
    const layers = [{ id: "ground", type: "background", paint: { "background-color": "#e9ece7" } }];
    if (site.terrain) {
      const dem = { type: "raster-dem", url: "pmtiles://" + site.terrain.file, encoding: "terrarium", tileSize: site.terrain.size };
      sources.terrain = dem;
      sources.relief = Object.assign({}, dem);
      layers.push({
        id: "relief",
        type: "hillshade",
        source: "relief",
        paint: { "hillshade-exaggeration": 0.35, "hillshade-shadow-color": "#5d6b68", "hillshade-highlight-color": "#ffffff", "hillshade-accent-color": "#8a9691" },
      });
    }
    const solid = [];
    site.layers
      .slice()
      .reverse()
      .forEach(function (layer) {
        if (!layer.tiles) return;
        const raster = layer.kind === "raster";
        const made = { type: raster ? "raster" : "vector", url: "pmtiles://" + layer.tiles.file };
        if (raster) made.tileSize = layer.tiles.size;
        sources[layer.id] = made;
        const labels = labelSource(layer);
        if (labels) sources[labels] = { type: "geojson", data: NOWHERE };
        gisapp.paint.layers(layer, labels).forEach(function (one) {
          one.layout.visibility = visibility(layer, one.id);
          (one.type === "symbol" || one.type === "fill-extrusion" ? solid : layers).push(one);
        });
      });
    solid.sort(function (one, other) {
      const words = one.id.endsWith("/words") - other.id.endsWith("/words");
      return (one.type === "symbol") - (other.type === "symbol") || words;
    });
    return { version: 8, sources: sources, layers: layers.concat(solid) };
  }

  /* What is seen now: layers chosen, flat or solid, colours, patterns. */
  gisapp.refresh = function () {
    if (!map || !map.isStyleLoaded || !map.getLayer("ground")) return;
    const state = gisapp.state;
    gisapp.site.layers.forEach(function (layer) {
      if (!layer.tiles) return;
      const labels = labelSource(layer);
      if (labels && state.shown[layer.id]) fillLabels(layer, labels);
      gisapp.paint.layers(layer, labels).forEach(function (one) {
        const part = one.id.split("/")[1];
        map.setLayoutProperty(one.id, "visibility", visibility(layer, one.id));
        Object.keys(one.paint).forEach(function (name) {
          map.setPaintProperty(one.id, name, one.paint[name]);
        });
        if (part === "spot") map.setLayoutProperty(one.id, "icon-image", one.layout["icon-image"]);
      });
    });
    mark();
  };

  async function fillLabels(layer, source) {
    if (fillLabels[source]) return;
    fillLabels[source] = true;
    const index = await gisapp.json(layer.search);
    const features = index.entries.map(function (one) {
      return { type: "Feature", id: one[0] + 1, properties: { label: one[1] }, geometry: { type: "Point", coordinates: [one[4], one[5]] } };
    });
    map.getSource(source).setData({ type: "FeatureCollection", features: features });
  }

  function mark() {
    const selected = gisapp.state.selected;
    gisapp.site.layers.forEach(function (layer) {
      ["chosen", "chosen-solid"].forEach(function (part) {
        const id = layer.id + "/" + part;
        if (!map.getLayer(id)) return;
        const row = selected && selected.layer === layer.id ? selected.row + 1 : -1;
        map.setFilter(id, ["==", ["id"], row]);
      });
    });
  }

  /* Features under a place of the picture, the uppermost first, each once. */
  function hits(point, reach) {
    const layers = map.getStyle().layers.filter(function (one) {
      const part = one.id.split("/")[1];
      return ["fill", "line", "spot", "solid", "words"].includes(part) && map.getLayoutProperty(one.id, "visibility") !== "none";
    });
    const box = [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ];
    const ids = layers.map(function (one) {
      return one.id;
    });
    const found = [];
    function add(feature) {
      if (typeof feature.id !== "number") return;
      const hit = { layer: feature.layer.id.split("/")[0], row: feature.id - 1 };
      const known = found.some(function (one) {
        return one.layer === hit.layer && one.row === hit.row;
      });
      if (!known && found.length < 12) found.push(hit);
    }
    const thin = ids.filter(function (id) {
      return !["fill", "solid"].includes(id.split("/")[1]);
    });
    if (thin.length) map.queryRenderedFeatures(box, { layers: thin }).forEach(add);
    if (ids.length) map.queryRenderedFeatures(point, { layers: ids }).forEach(add);
    const order = {};
    gisapp.site.layers.forEach(function (layer, place) {
      order[layer.id] = place;
    });
    return found.sort(function (one, other) {
      return order[one.layer] - order[other.layer];
    });
  }

  function answer(point) {
    const place = map.unproject(point);
    gisapp.details(hits(point, REACH), [place.lng, place.lat]);
  }

  gisapp.select = function (selected) {
    gisapp.state.selected = selected;
    if (map && map.getLayer("ground")) mark();
    gisapp.tell("selected");
  };

  /* How many pixels to leave at each side: what is wished, less where the map is small. */
  function margin(wish) {
    const side = gisapp.by("map");
    return Math.floor(Math.min(wish, side.clientWidth / 4, side.clientHeight / 4));
  }

  /* Moves the map to a box of degrees: west, south, east, north. */
  gisapp.goTo = function (box) {
    if (!map || !box) return;
    const options = { padding: margin(gisapp.narrow() ? 40 : 120), maxZoom: 17.5, duration: gisapp.calm() ? 0 : 400, pitch: map.getPitch(), bearing: map.getBearing() };
    map.fitBounds([[box[0], box[1]], [box[2], box[3]]], options);
  };

  gisapp.setThree = function (three) {
    gisapp.state.three = three;
    gisapp.by("three").setAttribute("aria-pressed", String(three));
    const word = three ? "flat" : "three";
    const label = gisapp.by("three").querySelector("span");
    label.dataset.word = word;
    label.textContent = gisapp.word(word);
    if (!map) return;
    if (gisapp.site.terrain) map.setTerrain(three ? { source: "terrain", exaggeration: 1 } : null);
    gisapp.refresh();
    const view = { pitch: three ? 58 : 0, bearing: three ? map.getBearing() || -18 : 0 };
    if (three && map.getZoom() < 14.6) view.zoom = Math.min(15, map.getZoom() + 1.2);
    if (gisapp.calm()) map.jumpTo(view);
    else map.easeTo(Object.assign(view, { duration: 400 }));
    gisapp.tell("moved");
  };

  function keys() {
    const canvas = map.getCanvas();
    canvas.setAttribute("aria-label", gisapp.word("map_label"));
    gisapp.on("language", function () {
      canvas.setAttribute("aria-label", gisapp.word("map_label"));
    });
    const cross = gisapp.by("cross");
    canvas.addEventListener("focus", function () {
      cross.hidden = !canvas.matches(":focus-visible");
    });
    canvas.addEventListener("blur", function () {
      cross.hidden = true;
    });
    canvas.addEventListener("keydown", function (event) {
      cross.hidden = false;
      if (event.key !== "Enter") return;
      event.preventDefault();
      answer(map.project(map.getCenter()));
      gisapp.by("details-title").focus();
    });
  }

  function failed() {
    gisapp.by("no-map").hidden = false;
    gisapp.by("loading").hidden = true;
    document.body.classList.add("without-map");
    gisapp.by("three").hidden = true;
    map = null;
  }

  function canDraw() {
    try {
      const canvas = document.createElement("canvas");
      return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
    } catch (error) {
      return false;
    }
  }

  gisapp.startMap = function (view) {
    if (!canDraw()) return failed();
    if (gisapp.packaging === "server") maplibregl.setWorkerUrl("vendor/maplibre-gl-csp-worker.js");
    gisapp.offerTiles(gisapp.site.tiles);
    const box = gisapp.site.bounds;
    const options = {
      container: "map",
      style: style(),
      attributionControl: false,
      locale: locale(),
      localIdeographFontFamily: "'Noto Sans JP', sans-serif",
      maxPitch: 75,
      minZoom: 6,
      maxZoom: 20,
      fadeDuration: gisapp.calm() ? 0 : 150,
      maxBounds: [[box[0] - 0.6, box[1] - 0.5], [box[2] + 0.6, box[3] + 0.5]],
    };
    if (view) Object.assign(options, { center: view.center, zoom: view.zoom, bearing: view.bearing, pitch: view.pitch });
    else Object.assign(options, { bounds: [[box[0], box[1]], [box[2], box[3]]], fitBoundsOptions: { padding: margin(30) } });
    try {
      map = new maplibregl.Map(options);
    } catch (error) {
      return failed();
    }
    map.addControl(new maplibregl.NavigationControl({ visualizePitch: true }), "top-right");
    if (gisapp.packaging === "server" && window.isSecureContext)
      map.addControl(new maplibregl.GeolocateControl({ showAccuracyCircle: true }), "top-right");
    map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }), "bottom-right");
    map.on("styleimagemissing", function (event) {
      gisapp.spots(map, event.id);
    });
    map.on("load", function () {
      gisapp.hatches(map);
      map.setLight({ anchor: "viewport", color: "#ffffff", intensity: 0.32, position: [1.2, 215, 32] });
      map.setSky({ "sky-color": "#a9c8e6", "horizon-color": "#e6eef2", "fog-color": "#e9eeee", "sky-horizon-blend": 0.6, "horizon-fog-blend": 0.6, "fog-ground-blend": 0.85 });
      if (gisapp.state.three && gisapp.site.terrain) map.setTerrain({ source: "terrain", exaggeration: 1 });
      gisapp.refresh();
      map.once("idle", function () {
        gisapp.by("loading").hidden = true;
        document.body.dataset.drawn = "yes";
      });
    });
    map.on("error", function (event) {
      console.warn(event.error && event.error.message);
      gisapp.by("loading").hidden = true;
    });
    map.on("click", function (event) {
      answer(event.point);
    });
    map.on("moveend", function () {
      gisapp.tell("moved");
    });
    map.on("mousemove", function (event) {
      if (!map.isMoving()) map.getCanvas().style.cursor = hits(event.point, 2).length ? "pointer" : "";
    });
    keys();
  };
})();
