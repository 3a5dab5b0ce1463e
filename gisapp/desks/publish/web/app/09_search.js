/* Search without a server: names, readings and addresses of the layers that have any. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;
  const MOST = 24;
  const FIGURES = "〇一二三四五六七八九";
  let index = null;
  let options = [];
  let active = -1;

  function figure(text) {
    const ten = text.indexOf("十");
    if (ten < 0) return text.split("").map(function (one) { return FIGURES.indexOf(one); }).join("");
    const tens = ten ? FIGURES.indexOf(text[0]) : 1;
    const ones = ten < text.length - 1 ? FIGURES.indexOf(text[text.length - 1]) : 0;
    return String(tens * 10 + ones);
  }

  /* The same letters however they were typed: width, case, kana, numbers of 丁目. */
  gisapp.plain = function (text) {
    return text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\u30a1-\u30f6]/g, function (one) {
        return String.fromCharCode(one.charCodeAt(0) - 0x60);
      })
      .replace(/[\s・]/g, "")
      .replace(/[‐‑‒–—―−ー-]/g, "-")
      .replace(/([一二三四五六七八九十]+)(?=丁目|番)/g, figure);
  };

  function load() {
    if (index) return index;
    const layers = gisapp.site.layers.filter(function (layer) {
      return layer.search;
    });
    index = Promise.all(
      layers.map(async function (layer) {
        const found = await gisapp.json(layer.search);
        return found.entries.map(function (one) {
          return { layer: layer, row: one[0], label: one[1], kana: one[2], place: one[3], centre: [one[4], one[5]], plain: [one[1], one[2], one[3]].map(gisapp.plain) };
        });
      })
    ).then(function (parts) {
      return [].concat(...parts);
    });
    index.catch(function () {
      index = null;
    });
    return index;
  }

  function score(entry, words) {
    let worst = 0;
    for (const word of words) {
      const found = entry.plain.map(function (text, kind) {
        const place = text.indexOf(word);
        if (place < 0) return 99;
        return (place ? 2 : 0) + kind * 0.5 + (text.length === word.length ? -1 : 0);
      });
      worst = Math.max(worst, Math.min(...found));
    }
    return worst;
  }

  gisapp.find = async function (text) {
    const words = text.split(/[\s\u3000]+/).map(gisapp.plain).filter(Boolean);
    if (!words.length) return [];
    const scored = (await load())
      .map(function (entry) {
        return [score(entry, words), entry];
      })
      .filter(function (one) {
        return one[0] < 99;
      });
    scored.sort(function (one, other) {
      return one[0] - other[0] || one[1].label.length - other[1].label.length;
    });
    return scored.map(function (one) {
      return one[1];
    });
  };

  function degrees(text) {
    const found = /^\s*(-?\d{1,3}\.\d+)\s*[,、\s]\s*(-?\d{1,3}\.\d+)\s*$/.exec(text.normalize("NFKC"));
    if (!found) return null;
    const numbers = [Number(found[1]), Number(found[2])];
    return Math.abs(numbers[0]) > 90 ? numbers : [numbers[1], numbers[0]];
  }

  function close() {
    gisapp.by("search-results").hidden = true;
    gisapp.by("search-text").setAttribute("aria-expanded", "false");
    gisapp.by("search-text").removeAttribute("aria-activedescendant");
    active = -1;
  }

  function choose(number) {
    const chosen = options[number];
    if (!chosen) return;
    close();
    gisapp.by("search-text").value = chosen.label;
    gisapp.openMap();
    if (chosen.layer) gisapp.openRow(chosen.layer, chosen.row, true);
    else gisapp.goTo([chosen.centre[0], chosen.centre[1], chosen.centre[0], chosen.centre[1]]);
  }

  function activate(number) {
    const list = gisapp.by("search-results").querySelectorAll("[role=option]");
    if (!list.length) return;
    active = (number + list.length) % list.length;
    list.forEach(function (one, place) {
      one.setAttribute("aria-selected", String(place === active));
      if (place === active) one.scrollIntoView({ block: "nearest" });
    });
    gisapp.by("search-text").setAttribute("aria-activedescendant", list[active].id);
  }

  function draw(found, text) {
    const list = gisapp.by("search-results");
    options = found.slice(0, MOST);
    list.replaceChildren();
    options.forEach(function (one, number) {
      const about = [one.layer ? gisapp.named({ name: one.layer.title, english: one.layer.english }) : gisapp.word("place"), one.place].filter(Boolean).join(" ・ ");
      list.append(
        make("li", { role: "option", id: "result-" + number, "aria-selected": "false", onmousedown: function (event) { event.preventDefault(); choose(number); } }, [
          gisapp.icon("place"),
          make("span", { class: "result-name", text: one.label }),
          make("span", { class: "result-about", text: about }),
        ])
      );
    });
    const said = found.length ? gisapp.word("found", { count: gisapp.number(found.length) }) : gisapp.word("found_none", { text: text });
    gisapp.by("search-said").textContent = said;
    if (!found.length) list.append(make("li", { class: "empty", role: "option", "aria-disabled": "true", "aria-selected": "false", text: said }));
    list.hidden = false;
    gisapp.by("search-text").setAttribute("aria-expanded", "true");
    active = -1;
  }

  gisapp.startSearch = function () {
    const input = gisapp.by("search-text");
    let turn = 0;
    input.addEventListener("focus", load);
    input.addEventListener("input", async function () {
      const mine = ++turn;
      const text = input.value;
      if (!text.trim()) return close();
      const at = degrees(text);
      const found = at ? [{ label: text.trim(), centre: at, place: "" }] : await gisapp.find(text);
      if (mine === turn) draw(found, text);
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") activate(active + 1);
      else if (event.key === "ArrowUp") activate(active - 1);
      else if (event.key === "Enter") choose(Math.max(0, active));
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", close);
  };
})();
