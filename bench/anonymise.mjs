/**
 * Anonymises a capture with ten ids, and one of as many frames with ten thousand ids, and compares both with `decode`
 * of the same bytes. `node bench/anonymise.mjs [--quick]` prints JSON.
 */
import { decode } from "../dist/index.js";
import { createAnonymiser } from "../dist/vectors.js";
import { makeFrames, withId } from "./frames.mjs";
import { kept, race } from "./measure.mjs";

const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 3, slot: 20e6 } : { rounds: 7, slot: 60e6 };
const COUNT = 10_000;

const frames = makeFrames("mix", COUNT);
const idOf = (number) => String(8_160_520_000 + number);
const captureOf = (ids) =>
  new Uint8Array(Buffer.concat(frames.map((frame, i) => withId(frame, idOf(i % ids)))));

const contestants = {};
let size = 0;
for (const [name, ids] of Object.entries({ few: 10, many: COUNT })) {
  const capture = captureOf(ids);
  size = capture.length;
  const anonymous = createAnonymiser("bench")(capture);
  const messages = decode(anonymous);
  if (messages.length !== COUNT || messages[0].deviceId === idOf(0)) {
    throw new Error("it is not anonymous, or no capture any more");
  }
  contestants[name] = {
    size: COUNT,
    run: () => {
      kept.value = createAnonymiser("bench")(capture);
    },
  };
  contestants[`${name}Decoded`] = {
    size: COUNT,
    run: () => {
      kept.value = decode(capture);
    },
  };
}
const results = await race(contestants, effort);
console.log(JSON.stringify({ bytesPerFrame: size / COUNT, results }));
