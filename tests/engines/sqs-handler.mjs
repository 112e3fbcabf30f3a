// The function of a Lambda, whose settings are those of a trial.

import { Smooch } from "smooch-edge";
import { memoryPace, sqs } from "smooch-edge/queue";

import { request } from "./sqs-request.mjs";

const { client, endpoint, dead, perSecond, maybeAfter } = JSON.parse(process.argv[2]);
const smooch = new Smooch(client);
const pace = memoryPace({ perSecond: perSecond / 2 });

export const handler = (event, context) => sqs(smooch, event, { context, pace, maybeAfter, onDead });

function onDead({ item }) {
  const MessageBody = JSON.stringify(item);
  const [MessageGroupId, MessageDeduplicationId] = ["dead", crypto.randomUUID()];
  return request(endpoint, "SendMessage", { QueueUrl: dead, MessageBody, MessageGroupId, MessageDeduplicationId });
}
