/* What is known of the features at a place: texts only. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;
  let now = 0;

  function shown(value, field) {
    const text = gisapp.value(value, field);
    if (text === null) return make("span", { class: "unknown", text: gisapp.unknown(field) });
    if (field.kind === "link" && /^https?:\/\//i.test(text))
      return make("a", { href: text, rel: "noopener noreferrer nofollow", target: "_blank", text: text });
    return make("span", { text: text });
  }

  gisapp.shownValue = shown;

  function labelOf(layer, values) {
    const place = layer.fields.findIndex(function (field) {
      return field.name === layer.label;
    });
    return place < 0 ? null : gisapp.value(values[place], layer.fields[place]);
  }

  /* What stands large where a layer has no names: what its colours tell, as the legend says it. */
  function headingOf(layer, values) {
    const place = layer.fields.findIndex(function (field) {
      return field.name === layer.style.field;
    });
    const value = place < 0 ? null : gisapp.value(values[place], layer.fields[place]);
    const found = (layer.style.classes || []).find(function (one) {
      return one.values && one.values.includes(value);
    });
    return found ? gisapp.named({ name: found.label, english: found.english }) : value;
  }

  function card(hit, row, alone) {
    const layer = gisapp.layer(hit.layer);
    const title = gisapp.named({ name: layer.title, english: layer.english });
    const label = labelOf(layer, row.values);
    const heading = label || headingOf(layer, row.values) || title;
    const list = make("dl", { class: "facts" });
    layer.fields.forEach(function (field, place) {
      if (field.name === layer.label) return;
      list.append(make("dt", { text: gisapp.named(field) }), make("dd", {}, [shown(row.values[place], field)]));
    });
    const licence = gisapp.site.licences[layer.licence];
    const about = [layer.credit, gisapp.date(layer.date), licence ? gisapp.named(licence) : ""].filter(Boolean).join(" ・ ");
    const made = make("article", { class: "card" }, [
      heading === title ? null : make("p", { class: "card-kind", text: title }),
      make("h3", { text: heading }),
      list,
      layer.fields.length ? null : make("p", { class: "small", text: gisapp.word("no_fields") }),
      make("p", { class: "small", text: about }),
    ]);
    const buttons = make("div", { class: "card-buttons" });
    if (!alone) buttons.append(make("button", { type: "button", class: "link", text: gisapp.word("mark"), onclick: function () { gisapp.select(hit); } }));
    buttons.append(make("button", { type: "button", class: "link", text: gisapp.word("zoom_to"), onclick: function () { gisapp.select(hit); gisapp.openMap(); gisapp.goTo(row.box); } }));
    made.append(buttons);
    return made;
  }

  function place(centre) {
    const text = centre[1].toFixed(5) + ", " + centre[0].toFixed(5);
    return make("p", { class: "small place", text: gisapp.word("place_line", { place: text }) });
  }

  /* Shows what is at a place; `centre` is longitude and latitude, or null where it was chosen in a list. */
  gisapp.details = async function (hits, centre) {
    const turn = ++now;
    const body = gisapp.by("details-body");
    gisapp.by("details").hidden = false;
    document.body.classList.add("details-open");
    if (gisapp.narrow()) gisapp.openPanel(false);
    gisapp.select(hits.length ? hits[0] : null);
    if (!hits.length) {
      body.replaceChildren(make("p", { class: "empty", text: gisapp.word("nothing_here") }), ...(centre ? [place(centre)] : []));
      return;
    }
    const cards = await Promise.all(
      hits.map(async function (hit) {
        try {
          const row = await gisapp.row(gisapp.layer(hit.layer), hit.row);
          return row && card(hit, row, hits.length === 1);
        } catch (error) {
          return make("p", { class: "empty", text: gisapp.word("not_read") });
        }
      })
    );
    if (turn !== now) return;
    body.replaceChildren(...cards.filter(Boolean), ...(centre ? [place(centre)] : []));
    body.scrollTop = 0;
    gisapp.shownHits = { hits: hits, centre: centre };
  };

  gisapp.closeDetails = function () {
    now++;
    gisapp.by("details").hidden = true;
    document.body.classList.remove("details-open");
    gisapp.shownHits = null;
    gisapp.select(null);
    const map = gisapp.map();
    if (map && gisapp.state.view === "map") map.getCanvas().focus({ preventScroll: true });
  };

  /* Goes to a row that was chosen in a list or found. */
  gisapp.openRow = async function (layer, number, move) {
    const row = await gisapp.row(layer, number);
    if (!row) return;
    if (layer.tiles) gisapp.show(layer.id, true);
    if (move) gisapp.goTo(row.box);
    await gisapp.details([{ layer: layer.id, row: number }], null);
  };
})();
