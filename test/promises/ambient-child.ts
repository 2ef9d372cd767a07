/**
 * Runs in a fresh process: decodes vectors from standard input, after replacing everything that a pure function must
 * not use by functions that throw, and prints the results. `node ambient-child.js` with `TZ` and `LANG` set.
 */
import { readFileSync, writeSync } from "node:fs";
import { answers } from "./answers.ts";

const vectors = JSON.parse(readFileSync(0, "utf8"));
const bytes = vectors.map(
  ({ hex, ascii }: { hex?: string; ascii?: string }) =>
    new Uint8Array(hex === undefined ? Buffer.from(ascii!, "latin1") : Buffer.from(hex, "hex")),
);
/** Shows that this process has the intended time zone and locale. */
const ambient = [
  new Date(2024, 0, 1).getTimezoneOffset(),
  Intl.DateTimeFormat().resolvedOptions().locale,
];

// Its inflater looks up TextDecoder when it is loaded, but does not use it.
const { readInput } = await import("../../src/text/index.ts");

function poison(what: string): () => never {
  return () => {
    throw new Error(`${what} was used`);
  };
}

const RealDate = Date;
class PoisonedDate extends RealDate {
  constructor(...values: number[]) {
    if (values.length === 0) poison("the clock")();
    super(...(values as [number]));
    // Date(y, m, …) uses local time.
    if (values.length > 1) poison("local time")();
  }
}
for (const name of ["now", "parse"] as const) PoisonedDate[name] = poison(`Date.${name}`);
for (const name of Object.getOwnPropertyNames(RealDate.prototype)) {
  if (/^(get|set)(?!UTC|Time$)|^toLocale|^to(Date|Time)?String$/.test(name)) {
    Object.defineProperty(RealDate.prototype, name, { value: poison(`Date ${name}`) });
  }
}
Math.random = poison("Math.random");
for (const prototype of [String.prototype, Number.prototype, Array.prototype] as object[]) {
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (/locale|normalize/i.test(name)) {
      Object.defineProperty(prototype, name, { value: poison(name) });
    }
  }
}
for (const name of [
  "Intl",
  "process",
  "Buffer",
  "TextDecoder",
  "TextEncoder",
  "performance",
  "crypto",
  "console",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "fetch",
  "navigator",
]) {
  Object.defineProperty(globalThis, name, { get: poison(name), configurable: true });
}
globalThis.Date = PoisonedDate as unknown as DateConstructor;
for (const prototype of [Object, Array, Function, String, Number, Uint8Array, Map, Set, RegExp]) {
  Object.freeze(prototype.prototype);
}

const api = await import("../../src/index.ts");
const found = answers(api, bytes);
const { otherAnswers } = await import("./other-answers.ts");
const others = otherAnswers(bytes, readInput);
writeSync(1, JSON.stringify({ ambient, found, others }));
