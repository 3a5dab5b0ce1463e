/* The list of layers with their legends. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;
  const LONG = 12;

  function entry(layer, one, number) {
    return make("li", {}, [gisapp.swatch(layer.kind, one, layer.style.by === "one" ? null : number), make("span", { text: gisapp.named({ name: one.label, english: one.english }) })]);
  }

  /* The legend of a layer, official words where the classes are official. */
  gisapp.legend = function (layer, whole) {
    const parts = [];
    if (layer.kind === "raster" || layer.style.by === "one") return null;
    const legend = layer.legend || {};
    if (gisapp.state.safe) parts.push(make("p", { class: "small", text: gisapp.word("not_official") }));
    const classes = layer.style.classes.slice();
    if (layer.style.unknown) classes.push({ label: gisapp.word("unknown"), colour: "#b0b0ac", safe: "#b0b0ac", pattern: 0 });
    const many = !whole && classes.length > LONG;
    const list = make("ul", { class: "legend" });
    classes.slice(0, many ? LONG - 2 : classes.length).forEach(function (one, number) {
      list.append(entry(layer, one, number));
    });
    parts.push(list);
    if (many) {
      const more = make("button", { type: "button", class: "link", text: gisapp.word("more_classes", { count: classes.length - LONG + 2 }) });
      more.addEventListener("click", function () {
        classes.slice(LONG - 2).forEach(function (one, number) {
          list.append(entry(layer, one, number + LONG - 2));
        });
        more.remove();
      });
      parts.push(more);
    }
    if (legend.note) parts.push(make("p", { class: "legend-note", text: gisapp.named({ name: legend.note, english: legend.note_english }) }));
    if (legend.source) parts.push(make("p", { class: "small", text: gisapp.word("legend_source", { source: gisapp.named({ name: legend.source, english: legend.source_english }) }) }));
    return make("div", { class: "legend-box" }, parts);
  };

  function facts(layer) {
    const licence = gisapp.site.licences[layer.licence];
    const texts = [
      gisapp.word("source_line", { credit: gisapp.named({ name: layer.credit, english: layer.credit_english }) || gisapp.word("unknown") }),
      gisapp.word("date_line", { date: gisapp.date(layer.date) }),
      gisapp.word("licence_line", { licence: licence ? gisapp.named(licence) : gisapp.word("unknown") }),
    ];
    return texts.map(function (text) {
      return make("p", { class: "small", text: text });
    });
  }

  function strength(layer) {
    const now = gisapp.state.strength[layer.id];
    const name = gisapp.named({ name: layer.title, english: layer.english });
    const slider = make("input", { type: "range", min: "10", max: "100", step: "10", value: String(Math.round((now === undefined ? layer.opacity : now) * 100)), "aria-label": gisapp.word("strength_of", { name: name }) });
    slider.addEventListener("input", function () {
      gisapp.state.strength[layer.id] = Number(slider.value) / 100;
      gisapp.refresh();
    });
    return make("label", { class: "strength" }, [make("span", { class: "small", text: gisapp.word("strength") }), slider]);
  }

  function item(layer) {
    const shown = Boolean(gisapp.state.shown[layer.id]);
    const title = gisapp.named({ name: layer.title, english: layer.english });
    const box = make("input", { type: "checkbox", id: "layer-" + layer.id, checked: shown });
    box.addEventListener("change", function () {
      gisapp.show(layer.id, box.checked);
      const again = gisapp.by("layer-" + layer.id);
      if (again) again.focus();
    });
    const count = layer.count ? make("span", { class: "count", text: gisapp.word("count", { count: gisapp.number(layer.count) }) }) : null;
    if (!layer.tiles)
      return make("li", { class: "layer" }, [
        make("div", { class: "layer-head" }, [make("span", { class: "layer-name", text: title }), count]),
        make("button", { type: "button", class: "link", text: gisapp.word("to_list"), "aria-label": gisapp.word("to_list_of", { name: title }), onclick: function () { gisapp.openList(layer.id); } }),
      ]);
    const head = make("div", { class: "layer-head" }, [
      make("label", { class: "check" }, [box, layer.style && layer.style.by === "one" && layer.kind !== "raster" ? gisapp.swatch(layer.kind, layer.style, null) : null, make("span", { class: "layer-name", text: title })]),
      count,
    ]);
    const parts = [head];
    if (shown) {
      const more = make("details", { class: "layer-more" }, [
        make("summary", { text: gisapp.word("about_data") }),
        layer.description ? make("p", { class: "small", text: gisapp.named({ name: layer.description, english: layer.description_english }) }) : null,
        ...facts(layer),
        layer.kind === "buildings" && layer.height ? null : strength(layer),
        layer.table ? make("button", { type: "button", class: "link", text: gisapp.word("to_list_of", { name: title }), onclick: function () { gisapp.openList(layer.id); } }) : null,
      ]);
      const legend = gisapp.legend(layer);
      if (legend) parts.push(legend);
      if (layer.style && layer.style.hidden) parts.push(make("p", { class: "small", text: gisapp.word("one_colour") }));
      parts.push(more);
    }
    return make("li", { class: shown ? "layer on" : "layer" }, parts);
  }

  gisapp.drawLayers = function () {
    const list = gisapp.by("layers");
    list.replaceChildren();
    gisapp.site.layers.forEach(function (layer) {
      list.append(item(layer));
    });
    if (!gisapp.site.layers.length) list.append(make("li", { class: "empty", text: gisapp.word("no_layers") }));
    drawCredits();
  };

  function drawCredits() {
    const names = [];
    gisapp.site.layers.concat(gisapp.site.terrain ? [gisapp.site.terrain] : []).forEach(function (layer) {
      const seen = layer === gisapp.site.terrain || gisapp.state.shown[layer.id];
      const text = layer.credit + (layer.date ? "（" + gisapp.date(layer.date) + "）" : "");
      if (seen && layer.credit && !names.includes(text)) names.push(text);
    });
    gisapp.by("credits").textContent = names.length ? gisapp.word("credits", { names: names.join("、") }) : "";
  }

  gisapp.show = function (id, shown) {
    gisapp.state.shown[id] = shown;
    gisapp.drawLayers();
    gisapp.refresh();
    gisapp.tell("moved");
  };

  gisapp.openPanel = function (open) {
    /* A phone has room for one sheet. */
    if (open && gisapp.narrow() && !gisapp.by("details").hidden) gisapp.closeDetails();
    document.body.classList.toggle("panel-open", open);
    gisapp.by("open-panel").setAttribute("aria-expanded", String(open));
    const map = gisapp.map();
    if (map) map.resize();
  };
})();
