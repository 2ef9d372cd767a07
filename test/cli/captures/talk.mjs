/** Server and device of make.sh; see README.md. */
import { createSocket } from "node:dgram";
import { readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PORT = 5013;
const VECTORS = new URL("../../../vectors/", import.meta.url);
const sent = JSON.parse(readFileSync(new URL("sent.json", import.meta.url), "utf8"));
const known = new Map(
  readdirSync(VECTORS)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(new URL(file, VECTORS), "utf8").split("\n").filter(Boolean))
    .map((line) => JSON.parse(line))
    .map(({ id, hex, ascii }) => [
      id,
      hex ? Buffer.from(hex, "hex") : Buffer.from(ascii, "latin1"),
    ]),
);
const bytesOf = (id) => {
  if (!known.has(id)) throw new Error(`no vector ${id}`);
  return known.get(id);
};

const tracker = createServer((socket) => {
  socket.on("data", () => socket.write("*HQ,7029083742,R12,062108#"));
}).listen(PORT, "127.0.0.1");
const web = createServer((socket) => {
  socket.on("data", () => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
}).listen(8080, "127.0.0.1");
await sleep(100);

const browser = connect(8080, "127.0.0.1");
browser.end("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
browser.resume();

const device = connect(PORT, "127.0.0.1");
device.setNoDelay(true);
device.resume();
const stream = Buffer.concat(sent.tcp.map(bytesOf));
const lengths = [1, 7, 40, 90, 33, 2, 61];
for (let at = 0, i = 0; at < stream.length; i++) {
  const length = lengths[i % lengths.length];
  device.write(stream.subarray(at, at + length));
  at += length;
  // Some without a pause: a retransmission then arrives after later segments.
  if (i % 3 === 2) await sleep(30);
}
await sleep(3000);
device.end();

const socket = createSocket("udp4");
for (const id of sent.udp) {
  socket.send(bytesOf(id), PORT, "127.0.0.1");
  await sleep(50);
}
await sleep(500);
socket.close();
tracker.close();
web.close();
process.exit(0);
