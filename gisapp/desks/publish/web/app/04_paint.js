/* Styles of the data as layers of the map, in the city's colours or in those that all eyes tell apart. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const MISSING = "#b0b0ac";
  const ACCENT = "#1f5fa8";
  const FONT = ["Noto Sans JP"];
  gisapp.paint = {};

  function shade(one) {
    return gisapp.state.safe ? one.safe : one.colour;
  }

  /* An expression that gives each feature what its class has. */
  function byClass(style, pick, other, missing) {
    if (style.by === "one") return pick(style, 0);
    const value = ["get", style.field];
    if (style.by === "category") {
      const match = ["match", ["to-string", value], "", missing];
      style.classes.forEach(function (one, number) {
        if (one.values.length) match.push(one.values, pick(one, number));
      });
      match.push(other);
      return match;
    }
    const cases = ["case", ["!=", ["typeof", value], "number"], missing];
    style.classes.forEach(function (one, number) {
      const tests = ["all"];
      if (one.low !== null) tests.push([">=", value, one.low]);
      if (one.high !== null) tests.push(["<", value, one.high]);
      cases.push(tests.length > 1 ? tests : true, pick(one, number));
    });
    cases.push(other);
    return cases;
  }

  gisapp.paint.colour = function (layer) {
    const style = layer.style;
    return byClass(style, shade, gisapp.state.safe ? style.otherSafe || MISSING : style.other || MISSING, MISSING);
  };

  function hatch(layer) {
    function pick(one, number) {
      return gisapp.hatchName(one.pattern || number);
    }
    return byClass(layer.style, pick, gisapp.hatchName(0), gisapp.hatchName(0));
  }

  function strength(layer, most) {
    const told = gisapp.state.strength[layer.id];
    return most * (told === undefined ? layer.opacity : told);
  }

  function base(layer, name, type) {
    const made = { id: layer.id + "/" + name, type: type, source: layer.id, layout: {}, paint: {} };
    if (layer.tiles.layer) made["source-layer"] = layer.tiles.layer;
    return made;
  }

  function fill(layer) {
    const made = base(layer, "fill", "fill");
    made.paint = { "fill-color": gisapp.paint.colour(layer), "fill-opacity": strength(layer, layer.kind === "buildings" ? 1 : 0.75) };
    /* Areas in pieces, such as flooded triangles, show no seams. */
    if (layer.seamless) made.paint["fill-antialias"] = false;
    return made;
  }

  function edge(layer) {
    const made = base(layer, "edge", "line");
    const many = layer.kind === "buildings";
    if (many) made.minzoom = 14.6;
    made.paint = {
      "line-color": many ? "#8d8a82" : layer.style.by === "one" ? shade(layer.style) : "#55585c",
      "line-width": ["interpolate", ["linear"], ["zoom"], 11, many ? 0 : 0.4, 14, many ? 0.3 : 0.9, 18, many ? 1 : 2],
      "line-opacity": strength(layer, many ? 0.9 : 0.85),
    };
    return made;
  }

  function hatched(layer) {
    const made = base(layer, "hatch", "fill");
    made.layout.visibility = "none";
    made.paint = { "fill-pattern": hatch(layer), "fill-opacity": strength(layer, 0.75) };
    return made;
  }

  function solid(layer) {
    const made = base(layer, "solid", "fill-extrusion");
    made.layout.visibility = "none";
    made.paint = {
      "fill-extrusion-color": layer.style.plain ? "#efece5" : gisapp.paint.colour(layer),
      "fill-extrusion-height": ["to-number", ["get", layer.height], 3],
      "fill-extrusion-opacity": 1,
      "fill-extrusion-vertical-gradient": true,
    };
    return made;
  }

  function line(layer, casing) {
    const made = base(layer, casing ? "casing" : "line", "line");
    const wide = casing ? 1.6 : 0;
    made.layout = { "line-cap": "round", "line-join": "round" };
    made.paint = {
      "line-color": casing ? "#ffffff" : gisapp.paint.colour(layer),
      "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], 10, 1 + wide, 14, 2.2 + wide, 18, 6 + wide * 2],
      "line-opacity": strength(layer, casing ? 0.8 : 1),
    };
    return made;
  }

  /* Points are pictures, which stand above buildings in three dimensions and have a form for each class. */
  function spot(layer) {
    const made = base(layer, "spot", "symbol");
    const style = layer.style;
    function pick(one, number) {
      return gisapp.spotName(shade(one), gisapp.state.safe && style.by !== "one" ? number : 0);
    }
    const other = gisapp.spotName(style.other || MISSING, 0);
    made.layout = {
      "icon-image": byClass(style, pick, other, gisapp.spotName(MISSING, 0)),
      "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.45, 14, 0.75, 18, 1.1],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    };
    made.paint = { "icon-opacity": strength(layer, 1) };
    return made;
  }

  function words(layer, source) {
    const made = base(layer, "words", "symbol");
    if (source) {
      made.source = source;
      delete made["source-layer"];
    }
    const area = layer.kind === "area" || layer.kind === "buildings";
    made.minzoom = area ? 13.2 : layer.kind === "line" ? 14 : 13;
    made.layout = {
      "text-field": ["to-string", ["get", source ? "label" : layer.label]],
      "text-optional": true,
      "text-font": FONT,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 17, 14],
      "text-anchor": area ? "center" : "top",
      "text-offset": area ? [0, 0] : [0, 0.75],
      "text-max-width": 9,
      "text-padding": 4,
      "symbol-placement": layer.kind === "line" && !source ? "line" : "point",
    };
    made.paint = { "text-color": "#1d2327", "text-halo-color": "rgba(255,255,255,0.92)", "text-halo-width": 1.6 };
    return made;
  }

  function chosen(layer) {
    const none = ["==", ["id"], -1];
    const type = layer.kind === "point" ? "circle" : layer.seamless ? "fill" : "line";
    const made = base(layer, "chosen", type);
    made.filter = none;
    if (type === "fill") made.paint = { "fill-color": ACCENT, "fill-opacity": 0.55, "fill-antialias": false };
    else if (layer.kind === "point")
      made.paint = { "circle-radius": 13, "circle-color": ACCENT, "circle-opacity": 0.18, "circle-stroke-color": ACCENT, "circle-stroke-width": 3 };
    else made.paint = { "line-color": ACCENT, "line-width": layer.kind === "line" ? 8 : 3.5, "line-opacity": layer.kind === "line" ? 0.6 : 1 };
    const made2 = base(layer, "chosen-solid", "fill-extrusion");
    if (layer.kind !== "buildings" || !layer.height) return [made];
    made2.filter = none;
    made2.layout.visibility = "none";
    made2.paint = { "fill-extrusion-color": ACCENT, "fill-extrusion-height": ["+", ["to-number", ["get", layer.height], 3], 0.4], "fill-extrusion-opacity": 0.9 };
    return [made, made2];
  }

  /* Map layers of a data layer, the lowest first. */
  gisapp.paint.layers = function (layer, labels) {
    if (layer.kind === "raster") {
      const made = base(layer, "picture", "raster");
      made.paint = { "raster-opacity": strength(layer, 1), "raster-fade-duration": gisapp.calm() ? 0 : 200 };
      return [made];
    }
    const found = { buildings: [fill, hatched, edge], area: layer.seamless ? [fill, hatched] : [fill, hatched, edge], line: [], point: [spot] }[layer.kind].map(
      function (one) {
        return one(layer);
      }
    );
    if (layer.kind === "line") found.push(line(layer, true), line(layer, false));
    if (layer.kind === "buildings" && layer.height) found.push(solid(layer));
    if (layer.label) found.push(words(layer, labels));
    return found.concat(chosen(layer));
  };
})();
