/* The one global name, the state that all parts share, and how they hear of changes. */
(function () {
  "use strict";
  const listeners = {};
  const gisapp = (window.gisapp = {
    packaging: document.documentElement.dataset.packaging,
    site: null,
    state: { language: "ja", view: "map", three: false, safe: false, selected: null, shown: {}, strength: {} },
  });

  gisapp.on = function (name, act) {
    (listeners[name] = listeners[name] || []).push(act);
  };

  gisapp.tell = function (name, value) {
    (listeners[name] || []).forEach(function (act) {
      act(value);
    });
  };

  gisapp.by = function (id) {
    return document.getElementById(id);
  };

  /* All that the page shows is made here: texts are texts, never markup. */
  gisapp.make = function (tag, properties, children) {
    const made = document.createElement(tag);
    Object.keys(properties || {}).forEach(function (name) {
      const value = properties[name];
      if (value === null || value === undefined || value === false) return;
      if (name === "text") made.textContent = String(value);
      else if (name === "class") made.className = value;
      else if (name.slice(0, 2) === "on") made.addEventListener(name.slice(2), value);
      else if (name in { checked: 1, disabled: 1, hidden: 1, value: 1 }) made[name] = value;
      else made.setAttribute(name, value === true ? "" : String(value));
    });
    (children || []).forEach(function (child) {
      if (child) made.append(child);
    });
    return made;
  };

  gisapp.icon = function (name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const use = document.createElementNS(space, "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#icon-" + name);
    svg.append(use);
    return svg;
  };

  gisapp.layer = function (id) {
    return gisapp.site.layers.find(function (one) {
      return one.id === id;
    });
  };

  gisapp.calm = function () {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  };

  gisapp.narrow = function () {
    return window.matchMedia("(max-width: 720px)").matches;
  };

  gisapp.notice = function (key) {
    const place = gisapp.by("notice");
    place.dataset.word = key;
    place.textContent = gisapp.word(key);
    place.hidden = false;
  };
})();
