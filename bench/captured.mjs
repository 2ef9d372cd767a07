/**
 * Counts the captured frames that a fast reader takes: `node bench/captured.mjs SOURCE [--list]`, where SOURCE is a
 * file made by `source.mjs`. Prints JSON. `--list` prints each frame that a fast reader refuses although its form has
 * one, with a possible reason. Captured frames are the vectors that were not made for this project.
 */
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const VECTORS = new URL("../vectors/", import.meta.url);
/** Forms with a fast reader, by word or length. */
const FORMS = new Set(
  [
    "V1 V6 V8 V19 VP1 NBR V4 V0 HTBT XT LINK",
    "$32 $45 $47 $51 $54",
    "0x0200 0x0002 0x0704",
  ].flatMap((words) => words.split(" ")),
);

const source = process.argv[2];
const isList = process.argv.includes("--list");
const { interpretFrame, isReadFast, splitFrames } = await import(
  pathToFileURL(resolve(source)).href
);

function* capturedFrames() {
  for (const file of readdirSync(VECTORS).filter((name) => name.endsWith(".jsonl"))) {
    for (const line of readFileSync(new URL(file, VECTORS), "utf8").trim().split("\n")) {
      const { ascii, hex, source } = JSON.parse(line);
      if (source.includes("made for this project")) continue;
      const bytes = ascii === undefined ? Buffer.from(hex, "hex") : Buffer.from(ascii, "latin1");
      yield* splitFrames(new Uint8Array(bytes), { end: true }).frames;
    }
  }
}

function formOf({ format, bytes }, { command, issues }) {
  if (format === "binary") return `${command}${bytes.length}`;
  // A known word with undocumented fields is none of the forms.
  const isOther = ({ code }) => code === "unknown-type" || code === "unknown-tail";
  return format === "ascii" && issues.some(isOther) ? `${command}, other` : command;
}

const rows = {};
const all = { frames: 0, clean: 0, withInfo: 0, fast: 0, fastAndClean: 0 };
for (const frame of capturedFrames()) {
  if (frame.format === "noise") continue;
  const message = interpretFrame(frame);
  const form = formOf(frame, message);
  const isClean = message.issues.every(({ severity }) => severity === "info");
  const isFast = isReadFast(frame);
  const sums = [all];
  if (FORMS.has(form)) {
    rows[form] ??= { frames: 0, clean: 0, withInfo: 0, fast: 0, fastAndClean: 0 };
    sums.push(rows[form]);
  }
  for (const sum of sums) {
    sum.frames++;
    if (isClean) sum.clean++;
    if (isClean && message.issues.length > 0) sum.withInfo++;
    if (isFast) sum.fast++;
    if (isFast && isClean) sum.fastAndClean++;
  }
  if (isList && FORMS.has(form) && isClean && !isFast) {
    const text = Buffer.from(frame.bytes).toString(frame.format === "ascii" ? "latin1" : "hex");
    console.log(text, message.issues.map(({ code, field }) => `${code} ${field}`).join(", "));
  }
}

const forms = { frames: 0, clean: 0, withInfo: 0, fast: 0, fastAndClean: 0 };
for (const row of Object.values(rows)) for (const key in forms) forms[key] += row[key];
if (!isList) console.log(JSON.stringify({ rows, forms, all }));
