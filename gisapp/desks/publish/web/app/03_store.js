/* Where data come from: files of the web server, or scripts beside the page when it was opened from a disk. */
(function () {
  "use strict";
  const gisapp = window.gisapp;
  const kept = {};
  const waiting = {};
  const embedded = gisapp.packaging === "file";

  /* Called by the scripts that hold data. */
  gisapp.deliver = function (name, value) {
    if (waiting[name]) waiting[name](value);
  };

  function script(name) {
    return new Promise(function (resolve, reject) {
      const made = document.createElement("script");
      waiting[name] = function (value) {
        delete waiting[name];
        made.remove();
        resolve(value);
      };
      made.onerror = function () {
        delete kept[name];
        reject(new Error(name));
      };
      made.src = name + ".js";
      document.head.append(made);
    });
  }

  function versioned(name) {
    const version = gisapp.site && gisapp.site.versions[name];
    return version ? name + "?v=" + version : name;
  }

  async function fetched(name) {
    const response = await fetch(versioned(name), name === "data/site.json" ? { cache: "no-cache" } : {});
    if (!response.ok) throw new Error(name + ": " + response.status);
    return response.json();
  }

  /* A JSON file of the site; each is read once. */
  gisapp.json = function (name) {
    if (!kept[name]) {
      kept[name] = embedded ? script(name) : fetched(name);
      kept[name].catch(function () {
        delete kept[name];
      });
    }
    return kept[name];
  };

  /* Bytes of a tile file through range requests; a server that has none sends the whole file once. */
  class Ranges {
    constructor(name) {
      this.name = name;
      this.whole = null;
    }

    getKey() {
      return this.name;
    }

    async getBytes(offset, length, signal) {
      if (this.whole) return { data: (await this.whole).slice(offset, offset + length) };
      const asked = { signal: signal, headers: { Range: "bytes=" + offset + "-" + (offset + length - 1) } };
      const response = await fetch(versioned(this.name), asked);
      if (response.status === 206) return { data: await response.arrayBuffer() };
      if (!response.ok) throw new Error(this.name + ": " + response.status);
      gisapp.notice("no_ranges");
      if (this.whole) response.body.cancel();
      else {
        this.whole = fetch(versioned(this.name)).then(function (again) {
          return again.arrayBuffer();
        });
        response.body.cancel();
      }
      return { data: (await this.whole).slice(offset, offset + length) };
    }
  }

  function decoded(text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
    return bytes;
  }

  /* Bytes of a tile file out of scripts, each of which holds a piece of it. */
  class Pieces {
    constructor(name, size) {
      this.name = name;
      this.size = size;
      this.pieces = {};
    }

    getKey() {
      return this.name;
    }

    piece(number) {
      if (!this.pieces[number]) {
        const name = this.name + "." + String(number).padStart(4, "0");
        this.pieces[number] = script(name).then(decoded);
      }
      return this.pieces[number];
    }

    async getBytes(offset, length) {
      const end = offset + length;
      const joined = new Uint8Array(length);
      let written = 0;
      for (let number = Math.floor(offset / this.size); number * this.size < end; number++) {
        const start = number * this.size;
        if (start >= gisapp.site.sizes[this.name]) break;
        const bytes = await this.piece(number);
        const some = bytes.subarray(Math.max(0, offset - start), Math.min(bytes.length, end - start));
        joined.set(some, written);
        written += some.length;
      }
      return { data: joined.buffer.slice(0, written) };
    }
  }

  const blanks = {};

  /* The picture of a tile that is not there: the sea at height 0, or nothing. The map would wait for ever. */
  function blank(size, colour) {
    if (!blanks[colour]) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = size;
      const context = canvas.getContext("2d");
      if (colour) {
        context.fillStyle = colour;
        context.fillRect(0, 0, size, size);
      }
      blanks[colour] = new Promise(function (resolve) {
        canvas.toBlob(function (blob) {
          resolve(blob.arrayBuffer());
        }, "image/png");
      });
    }
    return blanks[colour].then(function (bytes) {
      return bytes.slice(0);
    });
  }

  /* Lets the map read tile files as pmtiles://NAME. */
  gisapp.offerTiles = function (names) {
    const protocol = new pmtiles.Protocol();
    names.forEach(function (name) {
      const source = embedded ? new Pieces(name, gisapp.site.piece) : new Ranges(name);
      protocol.add(new pmtiles.PMTiles(source));
    });
    maplibregl.addProtocol("pmtiles", async function (request, abort) {
      const answer = await protocol.tile(request, abort);
      if (answer.data || request.type === "json") return answer;
      const name = request.url.replace(/^pmtiles:\/\//, "").replace(/(\/\d+){3}$/, "");
      const terrain = gisapp.site.terrain;
      if (terrain && name === terrain.file) return { data: await blank(terrain.size, "rgb(128,0,0)") };
      const layer = gisapp.site.layers.find(function (one) {
        return one.tiles && one.tiles.file === name;
      });
      return layer.kind === "raster" ? { data: await blank(1, null) } : { data: new Uint8Array() };
    });
  };

  gisapp.chunk = function (layer, number) {
    return gisapp.json(layer.table.stem + String(number).padStart(4, "0") + ".json");
  };

  /* Values and box of a row; null where there is none. */
  gisapp.row = async function (layer, row) {
    if (!(row >= 0 && row < layer.count)) return null;
    const chunk = await gisapp.chunk(layer, Math.floor(row / layer.table.size));
    const place = row % layer.table.size;
    return { row: row, values: chunk.rows[place], box: chunk.boxes[place] };
  };

  /* All rows of a layer, a few files at a time. */
  gisapp.allRows = async function (layer, said) {
    const count = Math.ceil(layer.count / layer.table.size);
    const rows = [];
    for (let first = 0; first < count; first += 6) {
      const numbers = [];
      for (let one = first; one < Math.min(count, first + 6); one++) numbers.push(one);
      const chunks = await Promise.all(
        numbers.map(function (one) {
          return gisapp.chunk(layer, one);
        })
      );
      chunks.forEach(function (chunk) {
        chunk.rows.forEach(function (values, place) {
          rows.push({ row: rows.length, values: values, box: chunk.boxes[place] });
        });
      });
      if (said) said(rows.length, layer.count);
    }
    return rows;
  };
})();
