// Text as a POSIX shell reads it.

/** One word of a command, whatever is in it. */
export function quoted(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One word of a command, in which the shell reads these variables and nothing else. */
export function withVariables(text: string, variables: readonly Variable[]): string {
  return pieces(text, variables)
    .map((piece) => (typeof piece === "string" ? quoted(piece) : `"$${piece.variable}"`))
    .join("");
}

/** A value that comes from the environment, and its name there. */
export interface Variable {
  id: string;
  variable: string;
}

/** A text, cut where a value stands that comes from the environment. */
export function pieces<V extends { id: string }>(text: string, variables: readonly V[]): (string | V)[] {
  const [first, ...rest] = variables;
  if (!first) return text === "" ? [] : [text];
  return text.split(first.id).flatMap((part, index) => [...(index === 0 ? [] : [first]), ...pieces(part, rest)]);
}
