import { respond } from "smooch-edge/webhooks";
import { onEvent } from "../../../sign-up.js";
import { smooch } from "../../../smooch.js";

const seen = new Set();

export const POST = (request) =>
  respond(request, { secret: process.env.WEBHOOK_SECRET, seen }, (event) => onEvent(event, smooch()));
