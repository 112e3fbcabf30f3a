// The steps of the recipe, in order. A step is a part of a body: channel and confirmation are two parts of one link.

/** The calls of the package that the page makes. */
export type Operation = "create" | "link" | "send";

export const operations: readonly Operation[] = ["create", "link", "send"];

export interface Step {
  id: string;
  title: string;
  /** One sentence on what the step is for. */
  purpose: string;
  /** The call that it is a part of; the first step makes none. */
  operation?: Operation;
  /** The members of the body that the step shows; all but those of other steps unless given. */
  only?: string;
  /** A member that another step shows. */
  but?: string;
}

export const steps: readonly Step[] = [
  { id: "token", title: "Token", purpose: "The key that every request is signed with." },
  {
    id: "user",
    title: "User",
    purpose: "A user is created before they have written to you.",
    operation: "create",
  },
  {
    id: "channel",
    title: "Channel",
    purpose: "Where the person is found. The answer means accepted; whether they are linked comes as a webhook.",
    operation: "link",
    but: "confirmation",
  },
  {
    id: "confirmation",
    title: "Confirmation",
    purpose: "How the person is asked before the channel is linked.",
    operation: "link",
    only: "confirmation",
  },
  { id: "message", title: "Message", purpose: "What you say to them.", operation: "send" },
];

/** The type in the schemas that a call's body has. */
export const bodyType: Record<Operation, string> = { create: "CreateUser", link: "Link", send: "Message" };

/** The step that shows a place in the body of a call. */
export function stepOf(operation: Operation, path: string): Step {
  if (isUserId(operation, path)) return stepOf("create", path);
  const candidates = steps.filter((step) => step.operation === operation);
  return candidates.find(({ only }) => only !== undefined && path.startsWith(only)) ?? candidates[0]!;
}

/** Whether an issue is about the user that a call is for, who is named in another step. */
export function isUserId(operation: Operation, path: string): boolean {
  return operation !== "create" && path === "userId";
}
