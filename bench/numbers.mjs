// Medians, spreads and tables: how measurements become text. It knows nothing of what is measured.

const sorted = (values) => [...values].sort((a, b) => a - b);

/** The value below which a share of the values lies. */
function quantile(values, share) {
  const all = sorted(values);
  const at = (all.length - 1) * share;
  const below = all[Math.floor(at)];
  return below + (all[Math.ceil(at)] - below) * (at - Math.floor(at));
}

/** The middle value. */
export function median(values) {
  return quantile(values, 0.5);
}

/** Half the distance between the quartiles. */
export function spread(values) {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2;
}

/** The ratios of two series that were measured in the same rounds. */
export function ratios(values, reference) {
  return values.map((value, round) => value / reference[round]);
}

/** `1.04 ± 0.02`: the middle of a series and its spread. */
export function middle(values, digits = 2) {
  return `${median(values).toFixed(digits)} ± ${spread(values).toFixed(digits)}`;
}

/** Bytes as kB, of 1,000 bytes. */
export function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}

/** A markdown table, padded so that it reads well as text. */
export function table(head, rows) {
  const cells = [head, head.map(() => "-"), ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (cell === "-" ? "-".repeat(widths[column]) : cell.padEnd(widths[column]))).join(" | ")} |`;
  return cells.map(line).join("\n");
}

/** The rounds of a measurement, each with the subjects in another order, so that no subject always follows another. */
export function* rounds(count, subjects) {
  for (let round = 0; round < count; round++) {
    const turn = round % subjects.length;
    const order = [...subjects.slice(turn), ...subjects.slice(0, turn)];
    yield round % 2 ? order.reverse() : order;
  }
}
