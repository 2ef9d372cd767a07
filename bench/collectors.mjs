/**
 * Whole collectors over TCP, replies included. The README's collector, word for word, is compared with one by hand
 * (`FrameSplitter`, `parseFrame`, `replyTo`, one write per chunk), and `sinotrack decode --listen` with the same by
 * hand that prints lines. Devices send chunks of 1460 bytes, each when the one before is answered. Each collector is a
 * process, and its CPU time counts. `node bench/collectors.mjs [--quick]` prints JSON.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { FrameSplitter, parseFrame, positionsOf, replyTo, toJson } from "../dist/index.js";
import { TrackerSession } from "../dist/session.js";
import { FORMS, makeFrames, withId } from "./frames.mjs";
import { summary } from "./measure.mjs";
import { SINOTRACK } from "./processes.mjs";

const DEVICES = 8;
/** Per connection. A session inspects the first 16 messages more closely. */
const FRAMES = 2000;
const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 5 : 11;
/** Long enough for the optimiser. */
const WARM_UP = isQuick ? 2 : 4;

/** The collector of the README, on a free port and with an output that costs nothing. */
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

/** @param read Handles the frames of a chunk; returns the replies. */
function serverByHand(read) {
  return createServer((socket) => {
    const splitter = new FrameSplitter();
    const serialNumber = { next: 0 };
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const replies = read(splitter.push(chunk), serialNumber);
      if (replies.length > 0) socket.write(Buffer.concat(replies));
    });
  }).listen(0, "127.0.0.1");
}

function printAndReply(frames, serialNumber) {
  let lines = "";
  const replies = [];
  const at = new Date();
  for (const frame of frames) {
    const message = parseFrame(frame);
    lines += `${JSON.stringify({ receivedAt: at, ...toJson(message) })}\n`;
    const reply = replyTo(message, { at, serialNumber: serialNumber.next });
    if (message.serialNumber !== undefined) serialNumber.next++;
    if (reply !== null) replies.push(reply);
  }
  process.stdout.write(lines);
  return replies;
}

const SERVERS = {
  readme: readmeServer,
  byHand: () => serverByHand(repliesTo),
  printing: () => serverByHand(printAndReply),
};

/** Runs in a child process, and prints the port as the command does. */
async function serve(name) {
  const server = await SERVERS[name]();
  if (!server.listening) await once(server, "listening");
  process.stderr.write(`listening on tcp 127.0.0.1:${server.address().port}\n`);
}

/** A preload that reports the CPU time of its process on request. */
const PROBE = fileURLToPath(new URL("cpu-probe.cjs", import.meta.url));

async function startCollector(path, ...args) {
  const child = fork(path, args, {
    execArgv: ["--require", PROBE],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  let port;
  while (port === undefined) {
    const [bytes] = await once(child.stderr, "data");
    said += bytes;
    port = /listening on tcp [\d.]+:(\d+)\n/.exec(said)?.[1];
  }
  child.stderr.resume();
  return {
    port: Number(port),
    async cpu() {
      child.send("");
      const [time] = await once(child, "message");
      return time;
    },
    end: () => child.kill(),
  };
}

/** Acts as a device: sends the next chunk when all replies to the one before have arrived. */
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

/** The last byte of a reply: a text reply has one `#`, a JT/T 808 reply two flags. */
const signOf = (form) => (form === "0200" ? 0x7e : 0x23);

/**
 * The frames of one connection. Those with five decimals are left out, since another maker sends them, and so are
 * repeated logins, of which a session answers only the first.
 */
function framesOf(form) {
  const ID = "8160528000";
  return makeFrames(form, 2 * FRAMES)
    .map((frame) => withId(frame, ID))
    .filter((frame) => !/\.\d{5},|,V0#/.test(frame.toString("latin1")))
    .slice(0, FRAMES);
}

/** Packs whole frames into chunks. */
function conversation(form) {
  const frames = framesOf(form);
  const chunks = [];
  let group = [];
  let length = 0;
  for (const [i, frame] of frames.entries()) {
    group.push(frame);
    length += frame.length;
    const hasRoom = i < frames.length - 1 && length + frames[i + 1].length <= 1460;
    // A `$` frame at the end would be held until there is silence.
    if (hasRoom || frame[0] === 0x24) continue;
    chunks.push(Buffer.concat(group));
    [group, length] = [[], 0];
  }
  return chunks;
}

/** The number of end bytes in the replies to each chunk. A session answers no echo of a reply that it has just sent. */
function answersTo(chunks, form, isSession) {
  const session = new TrackerSession();
  const splitter = new FrameSplitter();
  const serialNumber = { next: 0 };
  const sign = signOf(form);
  return chunks.map((chunk) => {
    const replies = isSession
      ? session.receive(chunk, new Date()).replies
      : repliesTo(splitter.push(chunk), serialNumber);
    return replies.reduce((sum, reply) => sum + reply.filter((byte) => byte === sign).length, 0);
  });
}

async function measure(form) {
  const self = fileURLToPath(import.meta.url);
  const chunks = conversation(form);
  const ofSession = answersTo(chunks, form, true);
  const byHand = answersTo(chunks, form, false);
  const collectors = {
    readme: { answers: ofSession, ...(await startCollector(self, "serve", "readme")) },
    byHand: { answers: byHand, ...(await startCollector(self, "serve", "byHand")) },
    listen: {
      answers: ofSession,
      ...(await startCollector(SINOTRACK, "decode", "--listen", "tcp:127.0.0.1:0")),
    },
    printing: { answers: byHand, ...(await startCollector(self, "serve", "printing")) },
  };
  const names = Object.keys(collectors);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { port, cpu, answers } = collectors[name];
      const from = await cpu();
      await Promise.all(
        Array.from({ length: DEVICES }, () => drive(port, chunks, answers, signOf(form))),
      );
      if (round >= 0) times[name].push(((await cpu()) - from) / (DEVICES * FRAMES));
    }
  }
  for (const { end } of Object.values(collectors)) end();
  const results = Object.fromEntries(names.map((name) => [name, summary(times[name])]));
  return { form, title: FORMS[form].title, results };
}

if (process.argv[2] === "serve") await serve(process.argv[3]);
else {
  const rows = [];
  // No form of `$` frames alone, as the last one of a chunk is held until there is silence.
  for (const form of ["v1-cell", "0200", "mix"]) rows.push(await measure(form));
  console.log(JSON.stringify(rows));
}
