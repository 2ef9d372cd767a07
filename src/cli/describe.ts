/** Messages in a few words, for the cells of the table. */
import type { FaultCode, Message } from "../index.ts";
import { toHex } from "./ndjson.ts";
import { plural } from "./summary.ts";

/** Any property that some message has. What the message at hand lacks is `undefined`. */
type AnyMessage = { readonly [K in KeysOfAny<Message>]?: ValueOfAny<Message, K> | undefined };
type KeysOfAny<T> = T extends unknown ? keyof T : never;
type ValueOfAny<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** All that the device raises an alarm for, wherever it says so. */
export function alarmsOf(message: Message): string[] {
  const { alarm, status, userAlarms }: AnyMessage = message;
  const names: string[] = [
    ...(alarm ? [alarm] : []),
    ...(userAlarms ?? []),
    ...(status?.alarms ?? []),
  ];
  if (alarm === null) names.push("alarm");
  return [...new Set(names)].map(words);
}

/** Alarms first: they must not be what a narrow terminal cuts off. */
export function describeState(message: Message): string {
  const { status, valid }: AnyMessage = message;
  const parts = alarmsOf(message);
  const kind = describeKind(message);
  if (kind !== "") parts.push(kind);
  if (valid !== undefined) parts.push(valid === null ? "fix unknown" : valid ? "valid" : "no fix");
  if (status) parts.push(status.ignition ? "ignition on" : "ignition off");
  if (status?.fuelCut) parts.push("fuel cut");
  if (status?.armed) parts.push("armed");
  if (status?.doorOpen) parts.push("door open");
  if (status?.onBackupBattery) parts.push("on backup battery");
  if (status?.storedRecord) parts.push("stored");
  return parts.join(", ");
}

/** What the message is, where neither its position nor its alarm says it. */
function describeKind(message: Message): string {
  switch (message.type) {
    case "position":
    case "alarm":
    case "noise":
      return "";
    case "positions":
      return plural(message.positions.length, "position");
    case "confirmation":
      return `confirms ${message.confirms ?? "?"} ${message.result ?? ""}`.trimEnd();
    case "trip":
      return `trip ${message.event}`;
    case "unknown":
      return "unknown type";
    default:
      return message.type;
  }
}

/** `powerCut` as `power cut`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

/** What the other columns leave out, the most telling first. */
export function describeValues(message: Message): string {
  const values: AnyMessage = message;
  const parts: string[] = [];
  const add = (value: unknown, text: string): void => {
    if (value !== undefined && value !== null) parts.push(text);
  };
  add(values.text, `"${values.text}"`);
  if (values.parameters && values.parameters.length > 0) parts.push(values.parameters.join(" "));
  add(values.distanceMeters, `${kilometers(values.distanceMeters)} trip`);
  add(values.fuelLiters, `${values.fuelLiters} l used`);
  add(values.maxSpeedKmh, `at most ${values.maxSpeedKmh} km/h`);
  add(values.batteryPercent, `battery ${values.batteryPercent}%`);
  add(values.supplyVolts, `${values.supplyVolts} V`);
  add(values.satellites, plural(values.satellites ?? 0, "satellite"));
  add(values.signalCsq, `csq ${values.signalCsq}`);
  add(values.fuelPercent, `fuel ${values.fuelPercent}%`);
  add(values.temperatureCelsius, `${values.temperatureCelsius} °C`);
  add(values.altitudeMeters, `${values.altitudeMeters} m high`);
  add(values.odometerMeters, kilometers(values.odometerMeters));
  if (values.cell) {
    const { mcc, mnc, lac, cid } = values.cell;
    parts.push(`cell ${[mcc, mnc, lac, cid].map((part) => part ?? "—").join("-")}`);
  }
  if (values.cells) parts.push(plural(values.cells.length, "cell"));
  if (values.wifi) parts.push(`${values.wifi.length} wifi`);
  add(values.iccid, `sim ${values.iccid}`);
  add(values.phoneNumber, `phone ${values.phoneNumber}`);
  add(values.ipAddress, `ip ${values.ipAddress}`);
  add(values.steps, `${values.steps} steps`);
  if (values.obdPids) parts.push(plural(values.obdPids.length, "PID"));
  if (values.faultCodes) parts.push(`faults ${faultsOf(values.faultCodes)}`);
  if (values.bodyState) parts.push(`gear ${values.bodyState.gear ?? "?"}`);
  if (values.picture) parts.push(`picture ${values.picture.number}.${values.picture.block}`);
  add(values.recordNumber, `record ${values.recordNumber}`);
  if (values.extra && values.extra.length > 0) parts.push(`"${values.extra.join(",")}"`);
  if (values.tail && values.tail.length > 0) parts.push(describeBytes(message, values.tail));
  return parts.join(", ");
}

function faultsOf(codes: readonly FaultCode[]): string {
  return codes.length === 0 ? "none" : codes.map(({ code }) => code).join(" ");
}

function kilometers(meters: number | null | undefined): string {
  return `${((meters ?? 0) / 1000).toFixed(1)} km`;
}

/** Noise is often text that went wrong, and then the text tells more than the digits. */
function describeBytes(message: Message, bytes: Uint8Array): string {
  // More than any terminal shows.
  const head = bytes.subarray(0, 400);
  const isText = head.every((byte) => byte >= 0x20 && byte < 0x7f);
  const shown = isText ? `"${Buffer.from(head).toString("latin1")}"` : toHex(head);
  return message.type === "noise" ? `${plural(bytes.length, "byte")}: ${shown}` : `tail ${shown}`;
}
