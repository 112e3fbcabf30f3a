import { signUp } from "../../../sign-up.js";
import { smooch } from "../../../smooch.js";

export const runtime = "edge";

export const POST = async (request) => signUp(await request.text(), smooch());
