/**
 * Measures one form in a fresh process, so that the optimiser knows no other form: `node bench/form.mjs v1-cell SOURCE
 * [--quick]`, where SOURCE is a file made by `source.mjs`. Prints JSON. The mix trains it with several forms; after the
 * mix, V1 is measured again in the same process.
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseFrame } from "../dist/index.js";
import { checkAgreement } from "./agree.mjs";
import { asFrames, FORMS, makeFrames } from "./frames.mjs";
import { each, race } from "./measure.mjs";
import { UNCHECKED } from "./unchecked.mjs";

const COUNT = 4000;

const [form, source] = process.argv.slice(2);
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 21, slot: 15e6 };
const { interpretFrame, isReadFast } = await import(pathToFileURL(resolve(source)).href);

/** The message without the frame, whose bytes would be most of the text; other bytes in hexadecimal. */
function jsonOf(frame) {
  return JSON.stringify({ ...parseFrame(frame), frame: undefined }, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  );
}

async function measure(form, title) {
  const datagrams = makeFrames(form, COUNT);
  const frames = asFrames(datagrams);
  checkAgreement(form, frames, [UNCHECKED[form], interpretFrame]);
  const results = await race(
    {
      parse: each(frames, (frame) => parseFrame(frame)),
      json: each(frames.map(jsonOf), JSON.parse),
      unchecked: each(frames, UNCHECKED[form]),
      interpreter: each(frames, (frame) => interpretFrame(frame)),
    },
    effort,
  );
  return {
    form,
    title,
    hasFastReader: FORMS[form].hasFastReader,
    bytes: datagrams.reduce((sum, { length }) => sum + length, 0) / COUNT,
    fast: frames.filter((frame) => isReadFast(frame)).length / COUNT,
    results,
  };
}

const rows = [await measure(form, FORMS[form].title)];
if (form === "mix") rows.push(await measure("v1-cell", "V1, cell, after the mix"));
console.log(JSON.stringify(rows));
