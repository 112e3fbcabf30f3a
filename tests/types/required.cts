// A CommonJS program that must compile.

import smooch = require("smooch-edge");

const client: smooch.Smooch = new smooch.Smooch({ keyId: "app_1", secret: "s" });
client.create({ userId: "ada" }).catch((error: unknown) => {
  if (smooch.SmoochError.is(error)) console.log(error.code);
});
