/**
 * A whole collector over TCP, replies included: the one of the README, word for word, beside the same by hand
 * (`FrameSplitter`, `parseFrame`, `replyTo`, one write a chunk). Devices send chunks of 1460 bytes, and the next when all
 * of it is answered. What counts is the CPU time of the collectors' process. Prints JSON.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import ts from "typescript";
import { FrameSplitter, parseFrame, positionsOf, replyTo } from "../dist/index.js";
import { TrackerSession } from "../dist/session.js";
import { FORMS, makeFrames } from "./frames.mjs";
import { timesAsFast } from "./measure.mjs";

const DEVICES = 8;
/** Of each connection, whose first 16 messages are looked at closer. */
const FRAMES = 2000;
const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 11 : 31;
/** Until the optimiser is done. */
const WARM_UP = 8;

/** The collector of the README, on a port that is free and with an output that costs nothing. */
async function readmeServer() {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, code] = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].find(([, text]) =>
    text.includes("createServer"),
  );
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const text = outputText
    .replace(/from "sinotrack-protocol(\/\w+)?"/g, (_, entry = "/index") => {
      return `from "${new URL(`../dist${entry}.js`, import.meta.url)}"`;
    })
    .replace(/^createServer/m, "export default createServer")
    .replaceAll("console.log", "globalThis.printed = Array.of")
    .replace(".listen(5013)", '.listen(0, "127.0.0.1")');
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return module.default;
}

function repliesTo(frames, serialNumber) {
  const replies = [];
  for (const frame of frames) {
    const message = parseFrame(frame);
    globalThis.printed = [message.type, message.deviceId];
    for (const { latitude, longitude } of positionsOf(message)) {
      globalThis.printed = [latitude, longitude];
    }
    const reply = replyTo(message, { at: new Date(), serialNumber: serialNumber.next });
    if (message.serialNumber !== undefined) serialNumber.next++;
    if (reply !== null) replies.push(reply);
  }
  return replies;
}

function serverByHand() {
  return createServer((socket) => {
    const splitter = new FrameSplitter();
    const serialNumber = { next: 0 };
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const replies = repliesTo(splitter.push(chunk), serialNumber);
      if (replies.length > 0) socket.write(Buffer.concat(replies));
    });
  }).listen(0, "127.0.0.1");
}

/** In a process of its own: two collectors, and the CPU time that was used when asked. */
async function serve() {
  const servers = { readme: await readmeServer(), byHand: serverByHand() };
  const ports = {};
  for (const [name, server] of Object.entries(servers)) {
    if (!server.listening) await once(server, "listening");
    ports[name] = server.address().port;
  }
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send((user + system) * 1000);
  });
  process.send(ports);
}

/** A device sends its chunks one after the other, each when the one before is answered. */
async function drive(port, chunks, answers, sign) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  await new Promise((resolve, reject) => {
    let next = 0;
    let missing = 0;
    const send = () => {
      if (next === chunks.length) return resolve(socket.destroy());
      missing = answers[next];
      socket.write(chunks[next++]);
      if (missing === 0) send();
    };
    socket.on("data", (bytes) => {
      for (const byte of bytes) if (byte === sign) missing--;
      if (missing < 0) reject(new Error("more replies than expected"));
      else if (missing === 0) send();
    });
    socket.on("error", reject);
    send();
  });
}

/** A text reply has one `#`, one of JT/T 808 two flags. */
const signOf = (form) => (form === "0200" ? 0x7e : 0x23);

/**
 * Those of one device, as on a connection: with five decimals some frames would be another maker's, and of logins that
 * come again at once a session answers the first alone.
 */
function framesOf(form) {
  const ID = "8160528000";
  return makeFrames(form, 2 * FRAMES)
    .map((frame) => {
      if (frame[0] === 0x7e) return frame;
      if (frame[0] === 0x24)
        return Buffer.from([0x24, ...Buffer.from(ID, "hex"), ...frame.subarray(6)]);
      const text = Buffer.from(frame).toString("latin1");
      return Buffer.from(text.replace(/^\*\w\w,\d+/, `*HQ,${ID}`), "latin1");
    })
    .filter((frame) => !/\.\d{5},|,V0#/.test(frame.toString("latin1")))
    .slice(0, FRAMES);
}

/** Whole frames in each chunk. */
function conversation(form) {
  const frames = framesOf(form);
  const chunks = [];
  let group = [];
  let length = 0;
  for (const [i, frame] of frames.entries()) {
    group.push(frame);
    length += frame.length;
    const hasRoom = i < frames.length - 1 && length + frames[i + 1].length <= 1460;
    // A `$` frame at the end would be held until a silence.
    if (hasRoom || frame[0] === 0x24) continue;
    chunks.push(Buffer.concat(group));
    [group, length] = [[], 0];
  }
  return chunks;
}

/** How many signs the replies to each chunk have. A session leaves out an echo that it has just sent. */
function answersTo(chunks, form) {
  const session = new TrackerSession();
  const splitter = new FrameSplitter();
  const serialNumber = { next: 0 };
  const count = (replies) =>
    replies.reduce((sum, reply) => sum + reply.filter((byte) => byte === signOf(form)).length, 0);
  return {
    readme: chunks.map((chunk) => count(session.receive(chunk, new Date()).replies)),
    byHand: chunks.map((chunk) => count(repliesTo(splitter.push(chunk), serialNumber))),
  };
}

async function measure(form) {
  const child = fork(new URL(import.meta.url), ["serve"]);
  const [ports] = await once(child, "message");
  const cpu = async () => {
    child.send("");
    const [time] = await once(child, "message");
    return time;
  };
  const chunks = conversation(form);
  const answers = answersTo(chunks, form);
  const times = { readme: [], byHand: [] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const names = Object.keys(times);
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const from = await cpu();
      await Promise.all(
        Array.from({ length: DEVICES }, () =>
          drive(ports[name], chunks, answers[name], signOf(form)),
        ),
      );
      if (round >= 0) times[name].push(((await cpu()) - from) / (DEVICES * FRAMES));
    }
  }
  child.kill();
  const [readme, byHand] = [{ times: times.readme }, { times: times.byHand }];
  const rate = ({ times }) => 1e9 / Math.min(...times);
  return {
    title: FORMS[form].title,
    readme: rate(readme),
    byHand: rate(byHand),
    toHand: timesAsFast(readme, byHand),
  };
}

if (process.argv[2] === "serve") await serve();
else {
  const rows = [];
  // Not `$` frames alone: the last of a chunk is held until a silence.
  for (const form of ["v1-cell", "0200", "mix"]) rows.push(await measure(form));
  console.log(JSON.stringify(rows));
}
