/**
 * The memory that an idle connection holds after a whole V1: a splitter, a session, and a `decodeStream` that waits for
 * more. `node bench/memory.mjs [--quick]` prints JSON.
 */
import { FrameSplitter } from "../dist/index.js";
import { TrackerSession } from "../dist/session.js";
import { decodeStream } from "../dist/stream.js";
import { makeFrames } from "./frames.mjs";
import { heldBytes, kept } from "./measure.mjs";

const isQuick = process.argv.includes("--quick");
const COUNT = isQuick ? 5000 : 20_000;
const [FRAME] = makeFrames("v1-cell", 1);

async function bytesOfEach(make) {
  // The first ones allocate shared objects.
  for (let i = 0; i < 100; i++) await make();
  const all = new Array(COUNT).fill(null);
  const before = heldBytes();
  for (let i = 0; i < COUNT; i++) all[i] = await make();
  const after = heldBytes();
  // Keeps them alive until here.
  kept.value = all;
  return (after - before) / COUNT;
}

function splitter(unfinished) {
  const splitter = new FrameSplitter();
  splitter.push(FRAME);
  if (unfinished > 0) splitter.push(FRAME.subarray(0, unfinished));
  if (splitter.buffered !== unfinished) throw new Error("it holds other bytes");
  return splitter;
}

function session() {
  const session = new TrackerSession();
  session.receive(FRAME, new Date());
  return session;
}

/** Gives one frame, then nothing, but does not end. */
function connection() {
  const self = {
    next() {
      if (self.resolve === undefined) {
        self.resolve = null;
        return Promise.resolve({ value: FRAME, done: false });
      }
      return new Promise((resolve) => {
        self.resolve = resolve;
      });
    },
    [Symbol.asyncIterator]: () => self,
  };
  return self;
}

/** The pending next message of a connection, with the connection, which keeps it alive. */
async function waiting(open) {
  const source = connection();
  const messages = open(source)[Symbol.asyncIterator]();
  await messages.next();
  return { source, messages, next: messages.next() };
}

const connectionAlone = await bytesOfEach(() => waiting((source) => source));
const rows = [
  { title: "`FrameSplitter`", bytes: await bytesOfEach(() => splitter(0)) },
  {
    title: "`FrameSplitter` with 50 unfinished bytes",
    bytes: await bytesOfEach(() => splitter(50)),
  },
  { title: "`TrackerSession`", bytes: await bytesOfEach(session) },
  {
    title: "`decodeStream`",
    bytes: (await bytesOfEach(() => waiting(decodeStream))) - connectionAlone,
  },
];
console.log(JSON.stringify(rows));
