/* The same features as a table, for those who cannot use a map: paged, sorted, searched. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;
  const PAGE = 50;
  const now = { layer: null, page: 0, sort: null, down: false, text: "", seen: false, bounds: null };
  let turn = 0;

  function compare(place) {
    return function (one, other) {
      const a = one.values[place];
      const b = other.values[place];
      const lacking = (a === null || a === "") - (b === null || b === "");
      if (lacking) return lacking;
      const found = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "ja", { numeric: true });
      return now.down ? -found : found;
    };
  }

  function within(box) {
    const bounds = now.bounds;
    if (!bounds || !box) return !bounds;
    return box[0] <= bounds.getEast() && box[2] >= bounds.getWest() && box[1] <= bounds.getNorth() && box[3] >= bounds.getSouth();
  }

  async function page(layer) {
    const first = now.page * PAGE;
    if (now.sort === null && !now.text && !now.seen) {
      const numbers = [];
      for (let one = first; one < Math.min(layer.count, first + PAGE); one++) numbers.push(one);
      const rows = await Promise.all(
        numbers.map(function (one) {
          return gisapp.row(layer, one);
        })
      );
      return { rows: rows, count: layer.count };
    }
    let rows = await gisapp.allRows(layer, function (done, total) {
      if (total > 5000) say(gisapp.word("list_reading", { done: gisapp.number(done), total: gisapp.number(total) }));
    });
    const wanted = gisapp.plain(now.text);
    if (wanted)
      rows = rows.filter(function (one) {
        return one.values.some(function (value) {
          return value !== null && gisapp.plain(String(value)).includes(wanted);
        });
      });
    if (now.seen)
      rows = rows.filter(function (one) {
        return within(one.box);
      });
    if (now.sort !== null) rows = rows.slice().sort(compare(now.sort));
    return { rows: rows.slice(first, first + PAGE), count: rows.length };
  }

  function numeric(field) {
    return field.kind === "number" || field.kind === "integer";
  }

  function say(text) {
    gisapp.by("list-said").textContent = text;
  }

  function head(layer) {
    const cells = layer.fields.map(function (field, place) {
      const name = gisapp.named(field) + (field.unit ? "（" + field.unit + "）" : "");
      const sorted = now.sort === place;
      const button = make("button", { type: "button", class: "sort", "data-place": String(place), onclick: function () { sortBy(place); } }, [make("span", { text: name }), make("span", { class: "sort-mark", "aria-hidden": "true", text: sorted ? (now.down ? "▼" : "▲") : "↕" })]);
      return make("th", { scope: "col", class: numeric(field) ? "figure" : null, "aria-sort": sorted ? (now.down ? "descending" : "ascending") : "none" }, [button]);
    });
    return make("thead", {}, [make("tr", {}, [make("th", { scope: "col", text: gisapp.word("on_map") })].concat(cells))]);
  }

  function line(layer, row) {
    const place = Math.max(0, layer.fields.findIndex(function (field) { return field.name === layer.label; }));
    const name = layer.fields.length ? gisapp.value(row.values[place], layer.fields[place]) : null;
    const button = make("button", { type: "button", class: "row-button", "aria-label": gisapp.word("show_row", { name: name || String(row.row + 1) }), onclick: function () { gisapp.openMap(); gisapp.openRow(layer, row.row, true); } }, [gisapp.icon("place")]);
    const cells = layer.fields.map(function (field, number) {
      const plain = Object.assign({}, field, { unit: "" });
      return make("td", { class: numeric(field) ? "figure" : null }, [gisapp.shownValue(row.values[number], plain)]);
    });
    return make("tr", {}, [make("td", {}, [button])].concat(cells));
  }

  function pager(count) {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    function to(number, word, able) {
      return make("button", { type: "button", disabled: !able, text: gisapp.word(word), "data-to": word, onclick: async function () { now.page = number; await gisapp.drawList(); gisapp.by("list-table").scrollTop = 0; const again = gisapp.by("pager").querySelector("[data-to=" + word + "]"); if (again && !again.disabled) again.focus(); else gisapp.by("list-table").focus(); } });
    }
    gisapp.by("pager").replaceChildren(
      to(0, "page_first", now.page > 0),
      to(now.page - 1, "page_before", now.page > 0),
      make("span", { text: gisapp.word("page_of", { page: gisapp.number(now.page + 1), pages: gisapp.number(pages) }) }),
      to(now.page + 1, "page_after", now.page < pages - 1),
      to(pages - 1, "page_last", now.page < pages - 1)
    );
  }

  async function sortBy(place) {
    now.down = now.sort === place && !now.down;
    now.sort = place;
    now.page = 0;
    await gisapp.drawList();
    const again = gisapp.by("list-table").querySelector('[data-place="' + place + '"]');
    if (again) again.focus();
  }

  gisapp.drawList = async function () {
    const mine = ++turn;
    const layer = now.layer && gisapp.layer(now.layer);
    const place = gisapp.by("list-table");
    if (!layer) {
      place.replaceChildren(make("p", { class: "empty", text: gisapp.word("no_lists") }));
      return;
    }
    try {
      const found = await page(layer);
      if (mine !== turn) return;
      const first = found.count ? now.page * PAGE + 1 : 0;
      say(found.count ? gisapp.word("list_count", { count: gisapp.number(found.count), first: gisapp.number(first), last: gisapp.number(first + found.rows.length - 1) }) : gisapp.word("list_none"));
      const title = gisapp.named({ name: layer.title, english: layer.english });
      const caption = make("caption", { class: "unseen", text: title });
      place.replaceChildren(make("table", {}, [caption, head(layer), make("tbody", {}, found.rows.map(function (row) { return line(layer, row); }))]));
      pager(found.count);
    } catch (error) {
      say(gisapp.word("not_read"));
    }
  };

  function choices() {
    const select = gisapp.by("list-layer");
    select.replaceChildren();
    gisapp.site.layers.forEach(function (layer) {
      if (layer.table) select.append(make("option", { value: layer.id, text: gisapp.named({ name: layer.title, english: layer.english }) }));
    });
    if (now.layer) select.value = now.layer;
    else now.layer = select.value || null;
  }

  gisapp.openList = function (id) {
    /* What the map shows is asked for while it is there. */
    if (gisapp.map() && gisapp.state.view === "map") now.bounds = gisapp.map().getBounds();
    if (id && id !== now.layer) Object.assign(now, { layer: id, page: 0, sort: null, down: false, text: "", seen: false });
    gisapp.by("list-text").value = now.text;
    gisapp.by("list-seen").checked = now.seen;
    setView("list");
    choices();
    gisapp.drawList();
    gisapp.by("list-view").focus({ preventScroll: true });
  };

  gisapp.openMap = function () {
    setView("map");
    const map = gisapp.map();
    if (map) map.resize();
  };

  function setView(view) {
    gisapp.state.view = view;
    document.body.dataset.view = view;
    gisapp.by("list-view").hidden = view !== "list";
    gisapp.by("view-map").setAttribute("aria-pressed", String(view === "map"));
    gisapp.by("view-list").setAttribute("aria-pressed", String(view === "list"));
    gisapp.tell("moved");
  }

  gisapp.startList = function () {
    gisapp.by("list-layer").addEventListener("change", function (event) {
      gisapp.openList(event.target.value);
      event.target.focus();
    });
    let pause = 0;
    gisapp.by("list-text").addEventListener("input", function (event) {
      clearTimeout(pause);
      pause = setTimeout(function () {
        Object.assign(now, { text: event.target.value.trim(), page: 0 });
        gisapp.drawList();
      }, 200);
    });
    gisapp.by("list-seen").addEventListener("change", function (event) {
      Object.assign(now, { seen: event.target.checked, page: 0 });
      gisapp.drawList();
    });
    gisapp.on("language", function () {
      if (gisapp.state.view !== "list") return;
      choices();
      gisapp.drawList();
    });
  };
})();
