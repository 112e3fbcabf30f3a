// A request as it goes over the wire, without its body.

import type { ComponentChildren } from "preact";

import { masked } from "./code/mask";

export function RequestHead({
  request,
  children,
}: {
  request: { method: string; headers: Record<string, string> };
  /** The URL. */
  children: ComponentChildren;
}) {
  return (
    <>
      <p class="endpoint" aria-label="Method and URL">
        <strong>{request.method}</strong> {children}
      </p>
      <dl class="headers" aria-label="Headers">
        {Object.entries(request.headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{name === "authorization" ? masked(value) : value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
