/* A sheet for the printer: title, map, legend, sources. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;

  function picture() {
    const map = gisapp.map();
    return new Promise(function (resolve) {
      if (!map || gisapp.state.view !== "map") return resolve(null);
      map.once("render", function () {
        resolve(map.getCanvas().toDataURL("image/png"));
      });
      map.triggerRepaint();
    });
  }

  gisapp.preparePrint = async function () {
    const page = gisapp.by("print-page");
    const data = await picture();
    const site = gisapp.site;
    const shown = site.layers.filter(function (layer) {
      return gisapp.state.shown[layer.id];
    });
    const legends = make("div", { class: "print-legends" });
    shown.forEach(function (layer) {
      if (!data) return;
      const legend = gisapp.legend(layer, true);
      const mark = !legend && layer.kind !== "raster" ? gisapp.swatch(layer.kind, layer.style, null) : null;
      legends.append(make("div", { class: "print-legend" }, [make("h3", {}, [mark, make("span", { text: gisapp.named({ name: layer.title, english: layer.english }) })]), legend]));
    });
    const sources = shown.map(function (layer) {
      const licence = site.licences[layer.licence];
      const parts = [layer.credit || gisapp.word("unknown"), gisapp.date(layer.date), licence ? gisapp.named(licence) : ""].filter(Boolean);
      return make("li", { text: gisapp.named({ name: layer.title, english: layer.english }) + ": " + parts.join(" ・ ") });
    });
    const list = gisapp.state.view === "list" ? gisapp.by("list-table").cloneNode(true) : null;
    if (list) list.removeAttribute("id");
    const today = new Date();
    const day = [today.getFullYear(), String(today.getMonth() + 1).padStart(2, "0"), String(today.getDate()).padStart(2, "0")].join("-");
    const image = data ? make("img", { alt: gisapp.word("map"), src: data }) : null;
    page.replaceChildren(
      make("header", {}, [make("h2", { text: gisapp.by("site-title").textContent }), make("p", { text: [site.publisher, gisapp.word("printed", { date: gisapp.date(day) })].filter(Boolean).join(" ・ ") })]),
      ...[image, list].filter(Boolean),
      legends,
      make("h3", { text: gisapp.word("sources") }),
      make("ul", { class: "print-sources" }, sources),
      make("p", { class: "print-note", text: gisapp.word("disclaimer") })
    );
    if (image) await image.decode();
  };

  gisapp.startPrint = function () {
    gisapp.by("print").addEventListener("click", async function () {
      await gisapp.preparePrint();
      window.print();
    });
  };
})();
