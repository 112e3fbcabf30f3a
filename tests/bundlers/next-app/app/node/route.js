import { answer } from "../../worker.mjs";

export const runtime = "nodejs";

export async function POST(request) {
  return answer(request);
}
