/** The results of the other entry points for some inputs. `answers` covers those that every build and realm has. */
import * as exporting from "../../src/export/index.ts";
import {
  decode,
  encodeCommand,
  type Message,
  matchConfirmation,
  positionsOf,
  replyTo,
} from "../../src/index.ts";
import { readObd } from "../../src/obd/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { formatSms, parseSms } from "../../src/sms/index.ts";
import type { readInput } from "../../src/text/index.ts";
import { ACME } from "../protocol/acme.ts";

export function otherAnswers(inputs: readonly Uint8Array[], read: typeof readInput): string[] {
  return inputs.map((bytes) =>
    JSON.stringify(
      [
        session(bytes),
        read(bytes),
        ACME.decode(bytes),
        ACME.explain(bytes),
        ...decode(bytes).map(ofMessage),
      ],
      plain,
    ),
  );
}

/** Two commands, and some bytes in two halves. */
function session(bytes: Uint8Array): unknown {
  const at = (seconds: number): Date => new Date(1_780_000_000_000 + seconds * 1000);
  const one = new TrackerSession({ deviceId: "8168000005" });
  const half = bytes.length >> 1;
  return [
    attempt(() => one.send({ type: "interval", seconds: 30 }, at(0))),
    attempt(() => one.send({ type: "cutFuel" }, at(1))),
    one.receive(bytes.slice(0, half), at(2)),
    one.receive(bytes.slice(half), at(3)),
    one.settle(at(4)),
    one.due(at(5)),
    one.expire(at(60)),
    one.end(at(61)),
  ];
}

function ofMessage(message: Message): unknown {
  const at = new Date(1_780_000_000_000);
  const positions = positionsOf(message);
  return [
    attempt(() => replyTo(message, { at })),
    attempt(() => matchConfirmation({ type: "cutFuel" }, message, { at })),
    attempt(() => readObd(message)),
    message.type === "text" ? parseSms(message.text) : null,
    exporting.toGeoJson([message]),
    exporting.toGpx([message]),
    exporting.toCsv([message]),
    positions.map((one) => [
      attempt(() => exporting.toNmea(one)),
      attempt(() => exporting.toInflux(one)),
      attempt(() => exporting.toOsmAnd(one)),
    ]),
    attempt(() => encodeCommand({ type: "arm" }, { deviceId: message.deviceId ?? "1", at })),
    attempt(() =>
      formatSms({ type: "interval", seconds: 60, ignition: true }, { password: "0000" }),
    ),
  ];
}

function attempt<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

/** Bytes as a list of numbers, whatever their class. */
function plain(_: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
}
