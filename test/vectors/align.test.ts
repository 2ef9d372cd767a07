import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignMessages, type Pair } from "../../src/vectors/align.ts";

interface Message {
  readonly type: string;
  readonly command: string;
  readonly n: number;
}

/** `V1.7`: a message of word V1 with value 7. */
const message = (text: string): Message => {
  const [command = "", n = "0"] = text.split(".");
  return { type: command === "?" ? "unknown" : "position", command, n: Number(n) };
};
const list = (text: string): Message[] => text.split(" ").filter(Boolean).map(message);

/** Pairs of numbers as `a=b`; `-` for none. */
const aligned = (a: string, b: string): string =>
  alignMessages(list(a) as never, list(b) as never)
    .map(([x, y]) => `${x ?? "-"}=${y ?? "-"}`)
    .join(" ");

/** Length of the longest common subsequence, by its definition. */
function longest(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [x, ...restA] = a;
  const [y, ...restB] = b;
  if (x === y) return 1 + longest(restA, restB);
  return Math.max(longest(restA, b), longest(a, restB));
}

describe("alignMessages", () => {
  it.each<readonly [what: string, a: string, b: string, pairs: string]>([
    ["nothing", "", "", ""],
    ["all lost", "V1 V2", "", "0=- 1=-"],
    ["all new", "", "V1 V2", "-=0 -=1"],
    ["equal", "V1 V2 V3", "V1 V2 V3", "0=0 1=1 2=2"],
    ["one lost in front", "V1 V2 V3", "V2 V3", "0=- 1=0 2=1"],
    ["one lost in the middle", "V1 V2 V3", "V1 V3", "0=0 1=- 2=1"],
    ["one lost at the end", "V1 V2 V3", "V1 V2", "0=0 1=1 2=-"],
    ["one new in front", "V2 V3", "V1 V2 V3", "-=0 0=1 1=2"],
    ["one new at the end", "V1", "V1 V2", "0=0 -=1"],
    ["equal ones, one lost", "V1 V1 V1", "V1 V1", "0=0 1=1 2=-"],
    ["a change, as many on both sides", "V1 V2 V3", "V1 V2.5 V3", "0=0 1=1 2=2"],
    ["a change of kind, as many on both sides", "V1 V2 V3", "V1 ? V3", "0=0 1=1 2=2"],
    ["a change and one lost", "V1 V2 V3 V4", "V1 V3.5 V4", "0=0 1=- 2=1 3=2"],
    ["a change and one new", "V1 V3 V4", "V1 V2 V3.5 V4", "0=0 -=1 1=2 2=3"],
    ["changes of kind and one lost", "V1 V2 V3", "? V4", "0=- 1=- 2=- -=0 -=1"],
    ["the same kind in order", "V1.1 V1.2 V2", "V1.3 V2.3", "0=0 1=- 2=1"],
    ["behind a pair all are new", "V1.1", "V1.2 V2 V3", "0=0 -=1 -=2"],
    ["new ones before a pair", "V1.1", "V2 V3 V1.2", "-=0 -=1 0=2"],
    ["crosswise", "V1 V2", "V2 V1", "0=- 1=0 -=1"],
    ["between two equal ones", "V0 V1.1 V9 V2.1 V8", "V0 V1.2 V9 V2.2 V8", "0=0 1=1 2=2 3=3 4=4"],
    ["another type of the same word", "V1 V2", "V1.5 V2.5 V3", "0=0 1=1 -=2"],
  ])("%s", (_what, a, b, pairs) => {
    expect(aligned(a, b)).toBe(pairs);
  });

  it("distinguishes kinds by type and by word", () => {
    const one = { type: "text", command: "A", n: 1 };
    const kinds = (other: object): Pair[] => alignMessages([one], [{ n: 0 }, other] as never);
    expect(kinds({ ...one, n: 2 })).toEqual([
      [null, 0],
      [0, 1],
    ]);
    for (const other of [
      { ...one, type: "unknown", n: 2 },
      { ...one, command: "B", n: 2 },
    ]) {
      expect(kinds(other)).toEqual([
        [0, null],
        [null, 0],
        [null, 1],
      ]);
    }
  });

  it("ignores the order of properties, at any depth", () => {
    const one = { type: "a", status: { word: 1, alarms: ["x", "y"] }, gone: null };
    const same = { gone: null, status: { alarms: ["x", "y"], word: 1 }, type: "a" };
    const other = { ...one, status: { word: 1, alarms: ["y", "x"] } };
    // The equal message is paired, although the other has its place.
    expect(alignMessages([one], [other, same])).toEqual([
      [null, 0],
      [0, 1],
    ]);
  });

  it("lists each message once, in order, and pairs as many equal ones as possible", () => {
    const values = fc.array(fc.nat(2), { maxLength: 7 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const messages = (numbers: readonly number[]): never =>
          numbers.map((n) => ({ type: "x", command: "x", n })) as never;
        const pairs = alignMessages(messages(a), messages(b));
        const numbers = (side: 0 | 1): (number | null)[] =>
          pairs.map((pair) => pair[side]).filter((n) => n !== null);
        expect(numbers(0)).toEqual(a.map((_, i) => i));
        expect(numbers(1)).toEqual(b.map((_, i) => i));
        const equal = pairs.filter(([x, y]) => x !== null && y !== null && a[x] === b[y]);
        expect(equal.length).toBe(longest(a, b));
      }),
    );
  });

  it("pairs by index if there are too many to compare", () => {
    const many = (count: number, from: number): never =>
      Array.from({ length: count }, (_, i) => ({ type: "x", command: "x", n: from + i })) as never;
    // 2001 times 2001 exceeds four million cells, so the equal message is not searched.
    const pairs = alignMessages(many(2001, 0), many(2001, 2000));
    expect(pairs.every(([x, y]) => x === y)).toBe(true);
    expect(pairs).toHaveLength(2001);
    // 2000 times 2000 does not: the last of one is the first of the other.
    const fewer = alignMessages(many(2000, 0), many(2000, 1999));
    expect(fewer).toHaveLength(3999);
    expect(fewer).toContainEqual([1999, 0]);
  });
});
