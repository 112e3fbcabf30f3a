// A request of SQS, as its JSON protocol has it.

import { ask } from "./ask.mjs";

/**
 * @param {string} endpoint
 * @param {string} action
 * @param {object} body
 */
export async function request(endpoint, action, body) {
  const credential = "Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0";
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `AmazonSQS.${action}`,
    authorization: `AWS4-HMAC-SHA256 ${credential}`,
  };
  return ask(endpoint, body, headers).catch((error) => {
    throw new Error(`${action}: ${error.message}`, { cause: error });
  });
}
