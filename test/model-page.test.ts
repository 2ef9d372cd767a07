/** docs/guide/model.md has every property of the model, and no other. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const source = readFileSync(new URL("../src/model/message.ts", import.meta.url), "utf8");
const page = readFileSync(new URL("../docs/guide/model.md", import.meta.url), "utf8");

const properties = new Set([...source.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name!));
/** Types of the frame and of the status, in other modules. */
const ELSEWHERE = [
  "format",
  "bytes",
  "offset",
  "word",
  "table",
  "ignition",
  "engineRunning",
].concat(["armed", "doorOpen", "fuelCut", "onBackupBattery", "storedRecord"]);
const VALUES = ["V1", "HTBT", "HQ", "0x0200", "Date", "null", "Uint8Array"];

/** Words between backticks: a name, or several in braces. */
const named = new Set(
  [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]): string[] =>
    /^\w+$/.test(code!) ? [code!] : code!.startsWith("{") ? [...code!.match(/\w+/g)!] : [],
  ),
);

it("names each property", () => {
  expect([...properties].filter((name) => !named.has(name))).toEqual([]);
});

it("names nothing else", () => {
  const types = [...source.matchAll(/readonly type: "(\w+)"/g)].map(([, type]) => type!);
  const known = new Set([...properties, ...ELSEWHERE, ...types, "jt808", "pengaoda"]);
  expect([...named].filter((name) => !known.has(name) && !VALUES.includes(name))).toEqual([]);
});
