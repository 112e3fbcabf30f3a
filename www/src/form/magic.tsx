// The addresses at which the emulator does something else than succeed (its README, "Magic inputs"): the way to see a
// link fail.

const MAGIC = [
  { address: "+15145550001", outcome: "is never reached: the link fails" },
  { address: "+15145550002", outcome: "refuses a prompt, and never acts on a userActivity link" },
  { address: "+15145550003", outcome: "belongs to another user, and moves" },
  { address: "+15145550005", outcome: "can be linked, but gets no messages" },
  { address: "bounce@example.com", outcome: "bounces: the link fails" },
];

export function Magic() {
  return (
    <details class="optional">
      <summary>Addresses that fail here</summary>
      <ul>
        {MAGIC.map(({ address, outcome }) => (
          <li key={address}>
            <code>{address}</code>
            <span class="hint">{outcome}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
