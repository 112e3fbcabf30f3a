import { answer } from "../../worker.mjs";

export const runtime = "edge";

export async function POST(request) {
  return answer(request);
}
