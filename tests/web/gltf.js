// Runs Khronos' validator on files and prints what it found as JSON: node gltf.js MODULE FILE…
'use strict';
const fs = require('fs');
const validator = require(process.argv[2]);

(async () => {
  const found = {};
  for (const file of process.argv.slice(3)) {
    const report = await validator.validateBytes(new Uint8Array(fs.readFileSync(file)), {maxIssues: 100});
    found[file] = {
      errors: report.issues.numErrors,
      warnings: report.issues.numWarnings,
      triangles: report.info.totalTriangleCount,
      messages: report.issues.messages.filter((one) => one.severity < 2).map((one) => one.code + ': ' + one.message),
    };
  }
  console.log(JSON.stringify(found));
})();
