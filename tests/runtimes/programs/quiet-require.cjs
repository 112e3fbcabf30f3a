// Requires the package with traps set and prints what it touched, then what it touches when a client is made, which
// shows that the traps work.

import("./traps.mjs").then(async ({ loadWithTraps }) => {
  const { touched, exports } = await loadWithTraps(() => require("smooch-edge"));
  const { touched: later } = await loadWithTraps(() => new exports.Smooch({ keyId: "app_1", secret: "x" }));
  console.log(JSON.stringify({ touched, later }));
});
