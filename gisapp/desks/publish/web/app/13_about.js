/* About this map: what it is, who answers for it, each data set with its terms and files, the software. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const make = gisapp.make;

  function files(one) {
    if (!one.downloads || !one.downloads.length) return null;
    const list = make("ul", { class: "downloads" });
    one.downloads.forEach(function (file) {
      const text = gisapp.named({ name: file.label, english: file.english }) + (file.bytes ? "（" + gisapp.bytes(file.bytes) + "）" : "");
      list.append(make("li", {}, [make("a", { href: file.href, text: text })]));
    });
    return list;
  }

  function dataset(one) {
    const licence = gisapp.site.licences[one.licence];
    const rows = [
      ["credit", one.credit],
      ["as_of", gisapp.date(one.date)],
      ["cycle", gisapp.named({ name: one.cycle, english: one.cycle_english })],
      ["department", [one.department, one.contact].filter(Boolean).join(" ")],
    ];
    const list = make("dl", { class: "facts" });
    rows.forEach(function (row) {
      const value = row[1] ? make("span", { text: row[1] }) : make("span", { class: "unknown", text: gisapp.word("unknown") });
      list.append(make("dt", { text: gisapp.word(row[0]) }), make("dd", {}, [value]));
    });
    const terms = licence && licence.address ? make("a", { href: licence.address, rel: "noopener noreferrer license", target: "_blank", text: gisapp.named(licence) }) : make("span", { class: licence ? null : "unknown", text: licence ? gisapp.named(licence) : gisapp.word("unknown") });
    list.append(make("dt", { text: gisapp.word("licence") }), make("dd", {}, [terms]));
    return make("section", { class: "dataset" }, [make("h4", { text: gisapp.named({ name: one.title, english: one.english }) }), one.description ? make("p", { class: "small", text: one.description }) : null, list, files(one)]);
  }

  function draw() {
    const site = gisapp.site;
    const text = gisapp.named({ name: site.description, english: site.description_english });
    const parts = [text ? make("p", { text: text }) : null, make("p", { text: gisapp.word("disclaimer") })];
    if (site.hazard) parts.push(make("p", { text: gisapp.word("hazard_note") }));
    const who = make("dl", { class: "facts" });
    [["publisher", site.publisher], ["contact", site.contact]].forEach(function (row) {
      who.append(make("dt", { text: gisapp.word(row[0]) }), make("dd", {}, [make("span", { class: row[1] ? null : "unknown", text: row[1] || gisapp.word("unknown") })]));
    });
    parts.push(who, make("h3", { text: gisapp.word("datasets") }));
    site.layers.concat(site.terrain ? [site.terrain] : []).concat(site.others || []).forEach(function (one) {
      parts.push(dataset(one));
    });
    parts.push(make("h3", { text: gisapp.word("keys_title") }), make("p", { class: "small", text: gisapp.word("keys") }));
    parts.push(make("h3", { text: gisapp.word("software") }));
    const software = make("ul", { class: "small" });
    site.software.forEach(function (one) {
      software.append(make("li", {}, [make("span", { text: one.name + " " + one.version + " " }), make("a", { href: one.text, text: one.licence })]));
    });
    parts.push(software);
    gisapp.by("about-body").replaceChildren(...parts.filter(Boolean));
  }

  gisapp.startAbout = function () {
    const dialog = gisapp.by("about-dialog");
    gisapp.by("open-about").addEventListener("click", function () {
      draw();
      dialog.showModal();
      dialog.scrollTop = 0;
    });
    gisapp.by("about-close").addEventListener("click", function () {
      dialog.close();
    });
  };
})();
