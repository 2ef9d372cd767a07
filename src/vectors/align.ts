/** Pairs the messages of two lists. */
import type { JsonObject } from "./vector.ts";

/** Indexes of a pair; `null` for a message without counterpart. */
export type Pair = readonly [number | null, number | null];

/**
 * Pairs the messages of two lists. Equal ones come first (their longest common subsequence). Between two of those,
 * messages are paired by index if there are as many on both sides, otherwise by type and command in order.
 */
export function alignMessages(a: readonly JsonObject[], b: readonly JsonObject[]): Pair[] {
  const pairs: Pair[] = [];
  let fromA = 0;
  let fromB = 0;
  for (const [nextA, nextB] of commonMessages(a, b)) {
    pairs.push(...pairRemaining(a, b, [fromA, nextA], [fromB, nextB]), [nextA, nextB]);
    fromA = nextA + 1;
    fromB = nextB + 1;
  }
  return [...pairs, ...pairRemaining(a, b, [fromA, a.length], [fromB, b.length])];
}

/** Above this the quadratic table of the subsequence would take too much memory. */
const MOST_CELLS = 4_000_000;

/** Numbers of equal messages, in order. */
function commonMessages(a: readonly JsonObject[], b: readonly JsonObject[]): [number, number][] {
  const keysA = a.map(keyOf);
  const keysB = b.map(keyOf);
  const head: [number, number][] = [];
  let from = 0;
  while (from < a.length && from < b.length && keysA[from] === keysB[from]) {
    head.push([from, from]);
    from++;
  }
  const tail: [number, number][] = [];
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && keysA[endA - 1] === keysB[endB - 1]) {
    tail.unshift([--endA, --endB]);
  }
  return [...head, ...subsequence(keysA, keysB, from, endA, endB), ...tail];
}

function subsequence(
  keysA: readonly string[],
  keysB: readonly string[],
  from: number,
  endA: number,
  endB: number,
): [number, number][] {
  const rows = endA - from;
  const columns = endB - from;
  if (rows * columns === 0 || rows * columns > MOST_CELLS) return [];
  // lengths[i][j] is the length of the longest common subsequence of the messages from i and j on.
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * width + j] =
        keysA[from + i] === keysB[from + j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (keysA[from + i] === keysB[from + j]) pairs.push([from + i++, from + j++]);
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

/** The same for equal messages, whatever the order of their properties. */
function keyOf(message: JsonObject): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
      : value,
  );
}

function pairRemaining(
  a: readonly JsonObject[],
  b: readonly JsonObject[],
  [fromA, endA]: readonly [number, number],
  [fromB, endB]: readonly [number, number],
): Pair[] {
  const isOneToOne = endA - fromA === endB - fromB;
  const pairs: Pair[] = [];
  let nextB = fromB;
  for (let i = fromA; i < endA; i++) {
    let j = nextB;
    if (!isOneToOne) while (j < endB && !isSameKind(a[i]!, b[j]!)) j++;
    if (j === endB) {
      pairs.push([i, null]);
      continue;
    }
    for (; nextB < j; nextB++) pairs.push([null, nextB]);
    pairs.push([i, j]);
    nextB = j + 1;
  }
  for (; nextB < endB; nextB++) pairs.push([null, nextB]);
  return pairs;
}

function isSameKind(a: JsonObject, b: JsonObject): boolean {
  return a["type"] === b["type"] && a["command"] === b["command"];
}
