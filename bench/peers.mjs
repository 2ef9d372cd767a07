/**
 * `parseFrame` beside well-known parsers, each with its own format: `gps`, `nmea-simple` and
 * `@signalk/nmea0183-signalk` on an RMC sentence, which has less in it than a V1; `mqtt-packet` on a PUBLISH packet
 * with a V1 in it; `msgpackr` on the message of a V1. `node bench/peers.mjs [--quick]` prints JSON. `npm run
 * bench:install` installs them from bench/package.json.
 */
import Parser from "@signalk/nmea0183-signalk";
import GPS from "gps";
import { generate, parser as mqttParser } from "mqtt-packet";
import { pack, unpack } from "msgpackr";
import { parseNmeaSentence } from "nmea-simple";
import { parseFrame } from "../dist/index.js";
import { asFrames, makeFrames, randomSource } from "./frames.mjs";
import { each, race } from "./measure.mjs";

const COUNT = 2000;
const isQuick = process.argv.includes("--quick");
const effort = isQuick ? { rounds: 7, slot: 5e6 } : { rounds: 21, slot: 15e6 };

const two = (value) => String(value).padStart(2, "0");

/** A sentence with a fix and a checksum. */
function rmc(random) {
  const digits = (count) => String(random(10 ** count)).padStart(count, "0");
  const time = `${two(random(24))}${two(random(60))}${two(random(60))}.00`;
  const latitude = `${two(random(90))}${two(random(60))}.${digits(4)},${"NS"[random(2)]}`;
  const longitude = `${digits(2).padStart(3, "0")}${two(random(60))}.${digits(4)},${"EW"[random(2)]}`;
  const motion = `${digits(3)}.${digits(2)},${digits(2)}.${digits(1)}`;
  const date = `${two(1 + random(28))}${two(1 + random(12))}${two(20 + random(10))}`;
  const text = `GPRMC,${time},A,${latitude},${longitude},${motion},${date},,,A`;
  let sum = 0;
  for (const letter of text) sum ^= letter.charCodeAt(0);
  return `$${text}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
}

const random = randomSource(7);
const sentences = Array.from({ length: COUNT }, () => rmc(random));
const reports = makeFrames("v1", COUNT);
const frames = asFrames(reports);
const packets = reports.map((payload, i) =>
  generate({
    cmd: "publish",
    topic: `trackers/${i}`,
    payload: Buffer.from(payload),
    qos: 1,
    messageId: 1 + i,
  }),
);
const packed = frames.map((frame) => pack({ ...parseFrame(frame), frame: undefined }));

const signalK = new Parser();
const mqtt = mqttParser();
let packet;
mqtt.on("packet", (read) => {
  packet = read;
});
function readPacket(bytes) {
  packet = undefined;
  mqtt.parse(bytes);
  return packet;
}

const bytesOf = (inputs) => inputs.reduce((sum, { length }) => sum + length, 0) / inputs.length;
const PEERS = {
  parseFrame: ["`parseFrame`", "V1", reports, each(frames, (frame) => parseFrame(frame))],
  gps: ["`gps`", "RMC", sentences, each(sentences, GPS.Parse)],
  nmeaSimple: ["`nmea-simple`", "RMC", sentences, each(sentences, parseNmeaSentence)],
  signalK: [
    "`@signalk/nmea0183-signalk`",
    "RMC",
    sentences,
    each(sentences, (sentence) => signalK.parse(sentence)),
  ],
  mqttPacket: ["`mqtt-packet`", "PUBLISH of a V1", packets, each(packets, readPacket)],
  msgpackr: ["`msgpackr`", "message of a V1", packed, each(packed, unpack)],
};

// A parser that returned nothing would seem fast.
const [sentence] = sentences;
const works =
  GPS.Parse(sentence).valid === true &&
  parseNmeaSentence(sentence).status === "valid" &&
  signalK.parse(sentence).updates[0].values.length > 0 &&
  Buffer.compare(readPacket(packets[0]).payload, reports[0]) === 0 &&
  unpack(packed[0]).type === "position";
if (!works) throw new Error("a contestant reads something else");

const results = await race(
  Object.fromEntries(Object.entries(PEERS).map(([name, [, , , contestant]]) => [name, contestant])),
  effort,
);
const rows = Object.entries(PEERS).map(([name, [title, reads, inputs]]) => ({
  title,
  reads,
  bytes: bytesOf(inputs),
  result: results[name],
}));
console.log(JSON.stringify(rows));
