/* Words of the page in two languages, and values as people read them. */
(function () {
  "use strict";
  const gisapp = window.gisapp;

  gisapp.word = function (key, values) {
    const found = gisapp.site && gisapp.site.words[key];
    const text = found ? found[gisapp.state.language] || found.ja : key;
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? String(values[name]) : whole;
    });
  };

  /* A name of the data: the English one where there is one and English is read. */
  gisapp.named = function (one) {
    return (gisapp.state.language === "en" && one.english) || one.name || "";
  };

  gisapp.number = function (value, options) {
    return value.toLocaleString(gisapp.state.language === "en" ? "en" : "ja-JP", options);
  };

  gisapp.date = function (text) {
    const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text || "");
    if (!parts) return text || gisapp.word("unknown");
    if (gisapp.state.language === "en") return parts[0];
    return (
      parts[1] + "年" + (parts[2] ? Number(parts[2]) + "月" : "") + (parts[3] ? Number(parts[3]) + "日" : "")
    );
  };

  /* A value of a field as text; null where nobody knows. */
  gisapp.value = function (value, field) {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "number") {
      const plain = field.kind === "year" || field.kind === "code";
      const text = plain ? String(value) : gisapp.number(value, { maximumFractionDigits: 3 });
      return field.unit ? text + "\u202f" + field.unit : text;
    }
    if (typeof value === "boolean") return gisapp.word(value ? "yes" : "no");
    if (field.kind === "date") return gisapp.date(String(value));
    return String(value);
  };

  gisapp.unknown = function (field) {
    return gisapp.word(field && field.small ? "unknown_or_small" : "unknown", { least: field && field.small });
  };

  gisapp.bytes = function (size) {
    if (size < 1e6) return gisapp.number(Math.max(1, Math.round(size / 1e3))) + "\u202fKB";
    return gisapp.number(size / 1e6, { maximumFractionDigits: 1 }) + "\u202fMB";
  };

  gisapp.translate = function () {
    const language = gisapp.state.language;
    document.documentElement.lang = language;
    document.querySelectorAll("[data-word]").forEach(function (one) {
      one.textContent = gisapp.word(one.dataset.word);
    });
    document.querySelectorAll("[data-word-label]").forEach(function (one) {
      one.setAttribute("aria-label", gisapp.word(one.dataset.wordLabel));
    });
    document.querySelectorAll("[data-word-placeholder]").forEach(function (one) {
      one.setAttribute("placeholder", gisapp.word(one.dataset.wordPlaceholder));
    });
    const other = gisapp.by("language");
    other.textContent = language === "en" ? "日本語" : "English";
    other.lang = language === "en" ? "ja" : "en";
    const title = gisapp.named({ name: gisapp.site.title, english: gisapp.site.english });
    gisapp.by("site-title").textContent = title;
    document.title = title;
  };

  gisapp.setLanguage = function (language) {
    gisapp.state.language = language;
    gisapp.translate();
    gisapp.tell("language");
  };
})();
