// Reads all points of a COPC file with copc.js and prints what it found as JSON.
// Usage: node copcpoints.mjs FOLDER_OF_THE_PACKAGE FILE
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, file] = process.argv.slice(2);
const { Copc, Getter } = createRequire(join(folder, "package.json"))(folder);
const getter = Getter.create(file);
const copc = await Copc.create(getter);
const pages = [copc.info.rootHierarchyPage];
const nodes = [];
while (pages.length) {
  const { nodes: found, pages: more } = await Copc.loadHierarchyPage(getter, pages.pop());
  nodes.push(...Object.values(found));
  pages.push(...Object.values(more));
}
const low = [Infinity, Infinity, Infinity];
const high = [-Infinity, -Infinity, -Infinity];
const classes = {};
let read = 0;
for (const node of nodes) {
  if (!node || !node.pointCount) continue;
  const view = await Copc.loadPointDataView(getter, copc, node);
  const axes = ["X", "Y", "Z"].map((name) => view.getter(name));
  const classOf = view.getter("Classification");
  for (let i = 0; i < view.pointCount; i++) {
    axes.forEach((at, k) => {
      low[k] = Math.min(low[k], at(i));
      high[k] = Math.max(high[k], at(i));
    });
    classes[classOf(i)] = (classes[classOf(i)] ?? 0) + 1;
  }
  read += view.pointCount;
}
console.log(JSON.stringify({ said: copc.header.pointCount, read, low, high, classes }));
