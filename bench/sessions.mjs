/**
 * `TrackerSession` and `decodeStream` beside the same by hand, in chunks of 1460 bytes: reading alone, and with the
 * acknowledgements. `node bench/sessions.mjs [--quick]` prints JSON.
 */
import { FrameSplitter, parseFrame, replyTo } from "../dist/index.js";
import { TrackerSession } from "../dist/session.js";
import { decodeStream } from "../dist/stream.js";
import { chunksOf, FORMS, makeFrames } from "./frames.mjs";
import { kept, race } from "./measure.mjs";

/** Frames of one connection. A session inspects the first 16 messages more closely. */
const COUNT = 20_000;
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 21, slot: 15e6 };
const AT = new Date(Date.UTC(2026, 0, 1));

function readByHand(chunks, isAnswering) {
  const splitter = new FrameSplitter();
  let deviceId;
  let serialNumber = 0;
  const take = (frames) => {
    for (const frame of frames) {
      // `X` records carry no id: they belong to the device that sent the frame before.
      const message = parseFrame(frame, deviceId === undefined ? undefined : { deviceId });
      deviceId = message.deviceId ?? deviceId;
      kept.value = message;
      if (!isAnswering) continue;
      const reply = replyTo(message, { at: AT, serialNumber });
      if (message.serialNumber !== undefined) serialNumber++;
      if (reply !== null) kept.value = reply;
    }
  };
  for (const chunk of chunks) take(splitter.push(chunk));
  take(splitter.flush());
}

function readInSession(chunks, acknowledgement) {
  const session = new TrackerSession({ acknowledgement });
  for (const chunk of chunks) kept.value = session.receive(chunk, AT);
  kept.value = session.end(AT);
}

async function readAsStream(chunks) {
  for await (const message of decodeStream(chunks)) kept.value = message;
}

const rows = [];
for (const form of ["v1-cell", "binary-45", "0200", "mix"]) {
  const chunks = chunksOf(makeFrames(form, COUNT));
  const contestant = (run) => ({ size: COUNT, run });
  const results = await race(
    {
      readByHand: contestant(() => readByHand(chunks, false)),
      read: contestant(() => readInSession(chunks, "none")),
      stream: contestant(() => readAsStream(chunks)),
      answerByHand: contestant(() => readByHand(chunks, true)),
      answer: contestant(() => readInSession(chunks, "r12")),
    },
    effort,
  );
  rows.push({ form, title: FORMS[form].title, results });
}
console.log(JSON.stringify(rows));
