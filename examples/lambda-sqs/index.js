// Sends what comes from a queue of SQS.

import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { Smooch } from "smooch-edge";
import { memoryPace, sqs } from "smooch-edge/queue";

const smooch = Smooch.fromEnv();
const queues = new SQSClient();
const pace = memoryPace({ perSecond: Number(process.env.PER_SECOND) });

/** Puts aside what can never be sent. */
const onDead = ({ item, error, message }) =>
  queues.send(
    new SendMessageCommand({
      QueueUrl: process.env.DEAD_QUEUE,
      MessageBody: JSON.stringify({ item, error: error.toJSON() }),
      MessageGroupId: "dead",
      MessageDeduplicationId: message.messageId,
    }),
  );

export const handler = (event, context) => sqs(smooch, event, { context, pace, onDead });
