/* Patterns that tell classes apart without colours, and the swatches of legends. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const SIZE = 16;
  const KINDS = 8;

  gisapp.hatchName = function (number) {
    return "hatch-" + (number % KINDS);
  };

  function strokes(number) {
    const all = [[0, 0]];
    const half = SIZE / 2;
    return {
      0: all.slice(1),
      1: [[0, SIZE, SIZE, 0]],
      2: [[0, 0, SIZE, SIZE]],
      3: [[0, half, SIZE, half]],
      4: [[half, 0, half, SIZE]],
      5: [[0, SIZE, SIZE, 0], [0, 0, SIZE, SIZE]],
      6: [[0, half, SIZE, half], [half, 0, half, SIZE]],
      7: [[0, half, half, 0], [half, SIZE, SIZE, half], [0, SIZE, SIZE, 0]],
    }[number % KINDS];
  }

  function draw(context, number, width, height) {
    context.strokeStyle = "rgba(20,24,28,0.85)";
    context.lineWidth = 1.4;
    for (let x = 0; x < width; x += SIZE)
      for (let y = 0; y < height; y += SIZE)
        strokes(number).forEach(function (one) {
          context.beginPath();
          context.moveTo(x + one[0], y + one[1]);
          context.lineTo(x + one[2], y + one[3]);
          context.stroke();
        });
  }

  gisapp.hatches = function (map) {
    for (let number = 0; number < KINDS; number++) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIZE;
      const context = canvas.getContext("2d");
      draw(context, number, SIZE, SIZE);
      map.addImage(gisapp.hatchName(number), context.getImageData(0, 0, SIZE, SIZE), { pixelRatio: 1.5 });
    }
  };

  const FORMS = [
    function (context, size) {
      context.arc(0, 0, size, 0, 7);
    },
    function (context, size) {
      context.rect(-size * 0.88, -size * 0.88, size * 1.76, size * 1.76);
    },
    function (context, size) {
      context.moveTo(0, -size * 1.15);
      context.lineTo(size * 1.1, size * 0.8);
      context.lineTo(-size * 1.1, size * 0.8);
    },
    function (context, size) {
      context.moveTo(0, -size * 1.25);
      context.lineTo(size * 1.25, 0);
      context.lineTo(0, size * 1.25);
      context.lineTo(-size * 1.25, 0);
    },
    function (context, size) {
      context.moveTo(0, size * 1.15);
      context.lineTo(size * 1.1, -size * 0.8);
      context.lineTo(-size * 1.1, -size * 0.8);
    },
  ];

  gisapp.spotName = function (colour, form) {
    return "spot-" + (form % FORMS.length) + colour;
  };

  function spot(context, colour, form, size, edge) {
    context.beginPath();
    FORMS[form % FORMS.length](context, size);
    context.closePath();
    context.fillStyle = colour;
    context.strokeStyle = edge;
    context.lineJoin = "round";
    context.stroke();
    context.fill();
  }

  /* Makes the picture of a point when the map first asks for it. */
  gisapp.spots = function (map, name) {
    const parts = /^spot-(\d)(#[0-9a-f]{6})$/.exec(name);
    if (!parts || map.hasImage(name)) return;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 48;
    const context = canvas.getContext("2d");
    context.translate(24, 24);
    context.lineWidth = 8;
    spot(context, parts[2], Number(parts[1]), 15, "#ffffff");
    map.addImage(name, context.getImageData(0, 0, 48, 48), { pixelRatio: 2 });
  };

  /* What a class looks like on the map, for legends; the words stand beside it. */
  gisapp.swatch = function (kind, one, number) {
    const canvas = gisapp.make("canvas", { class: "swatch", width: 56, height: 36, "aria-hidden": "true" });
    const context = canvas.getContext("2d");
    const colour = gisapp.state.safe ? one.safe || one.colour : one.colour;
    context.fillStyle = colour;
    context.strokeStyle = "rgba(20,24,28,0.45)";
    context.lineWidth = 2;
    if (kind === "point") {
      context.save();
      context.translate(28, 18);
      spot(context, colour, gisapp.state.safe && number !== null ? number : 0, 12, "rgba(20,24,28,0.45)");
      context.restore();
    } else if (kind === "line") {
      context.fillRect(3, 13, 50, 10);
      context.strokeRect(3, 13, 50, 10);
    } else {
      context.fillRect(2, 2, 52, 32);
      if (gisapp.state.safe && number !== null) draw(context, one.pattern || number, 56, 36);
      context.strokeRect(2, 2, 52, 32);
    }
    return canvas;
  };
})();
