/** Messages in a few words, for the cells of the table. */
import type { FaultCode, Message } from "../index.ts";
import { plural } from "../plural.ts";
import { toHex } from "./ndjson.ts";

/** All properties of all messages; `undefined` for those that a message lacks. */
type AnyMessage = { readonly [K in KeysOfAny<Message>]?: ValueOfAny<Message, K> | undefined };
type KeysOfAny<T> = T extends unknown ? keyof T : never;
type ValueOfAny<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** All alarms of a message, from any field. */
export function alarmsOf(message: Message): string[] {
  const { type, alarms = [] }: AnyMessage = message;
  return type === "alarm" && alarms.length === 0 ? ["alarm"] : alarms.map(words);
}

/** Alarms first, so that a narrow terminal does not cut them off. */
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

/** The kind of a message that shows neither position nor alarm. */
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

/** Values of other columns, and texts of values that need more than their name. */
const SHOWN: Readonly<Record<string, ((message: AnyMessage) => string) | null>> = {
  ...Object.fromEntries(
    [
      "type command maker deviceId serialNumber answeredSerialNumber issues frame time date valid latitude longitude speedKmh courseDegrees",
      "status alarms confirms result event positions batteryCode jt808 pengaoda",
      // Properties about the header, and those that other values include.
      "jt808.version jt808.protocolVersion jt808.assembled pengaoda.recordKind",
    ].flatMap((names) => names.split(" ").map((name) => [name, null])),
  ),
  text: ({ text }) => `"${text}"`,
  parameters: ({ parameters }) => parameters?.join(" ") ?? "",
  distanceMeters: ({ distanceMeters }) => `${kilometers(distanceMeters)} trip`,
  fuelLiters: ({ fuelLiters }) => `${fuelLiters} L used`,
  maxSpeedKmh: ({ maxSpeedKmh }) => `at most ${maxSpeedKmh} km/h`,
  batteryPercent: ({ batteryPercent }) => `battery ${batteryPercent}%`,
  supplyVolts: ({ supplyVolts }) => `${supplyVolts} V`,
  satellites: ({ satellites }) => plural(satellites ?? 0, "satellite"),
  signalCsq: ({ signalCsq }) => `csq ${signalCsq}`,
  fuelPercent: ({ fuelPercent }) => `fuel ${fuelPercent}%`,
  temperatureCelsius: ({ temperatureCelsius }) => `${temperatureCelsius} °C`,
  altitudeMeters: ({ altitudeMeters }) => `${altitudeMeters} m high`,
  odometerMeters: ({ odometerMeters }) => kilometers(odometerMeters),
  cell: ({ cell }) =>
    `cell ${[cell?.mcc, cell?.mnc, cell?.lac, cell?.cid].map((part) => part ?? "—").join("-")}`,
  cells: ({ cells }) => plural(cells?.length ?? 0, "cell"),
  wifi: ({ wifi }) => `${wifi?.length} wifi`,
  iccid: ({ iccid }) => `sim ${iccid}`,
  phoneNumber: ({ phoneNumber }) => `phone ${phoneNumber}`,
  ipAddress: ({ ipAddress }) => `ip ${ipAddress}`,
  steps: ({ steps }) => `${steps} steps`,
  obdPids: ({ obdPids }) => plural(obdPids?.length ?? 0, "PID"),
  "pengaoda.faultCodes": ({ pengaoda }) => `faults ${faultsOf(pengaoda?.faultCodes ?? [])}`,
  "pengaoda.bodyState": ({ pengaoda }) => `gear ${pengaoda?.bodyState?.gear ?? "?"}`,
  picture: ({ picture }) => `picture ${picture?.number}.${picture?.block}`,
  recordNumber: ({ recordNumber }) => `record ${recordNumber}`,
  extra: ({ extra }) => (extra?.length === 0 ? "" : `"${extra?.join(",")}"`),
  tail: () => "",
};

/** The values that other columns leave out, the most important first. None is left out. */
export function describeValues(message: Message): string {
  const values: AnyMessage = message;
  const { jt808 = {}, pengaoda = {} } = values;
  const own = [
    ...Object.entries(values),
    ...Object.entries(jt808).map(([name, value]) => [`jt808.${name}`, value] as const),
    ...Object.entries(pengaoda).map(([name, value]) => [`pengaoda.${name}`, value] as const),
  ].filter(([, value]) => value !== undefined && value !== null);
  const has = new Set(own.map(([name]) => name));
  const parts = Object.entries(SHOWN)
    .filter(([name, say]) => say !== null && has.has(name))
    .map(([, say]) => say!(values));
  for (const [name, value] of own)
    if (!Object.hasOwn(SHOWN, name)) parts.push(describeValue(name.replace(/^.*\./, ""), value));
  if (values.tail && values.tail.length > 0) parts.push(describeBytes(message, values.tail));
  return parts.filter((part) => part !== "").join(", ");
}

/** A value without a text of its own: `fuel level liters 12.5`. */
function describeValue(name: string, value: unknown): string {
  if (value instanceof Uint8Array) return `${words(name)} ${toHex(value)}`;
  if (value instanceof Date) return `${words(name)} ${value.toISOString()}`;
  if (Array.isArray(value)) return plural(value.length, words(name).replace(/s$/, ""));
  if (typeof value !== "object") return `${words(name)} ${value}`;
  const parts = Object.entries(value as object).map(([key, part]) => `${words(key)} ${part}`);
  return parts.join(", ");
}

function faultsOf(codes: readonly FaultCode[]): string {
  return codes.length === 0 ? "none" : codes.map(({ code }) => code).join(" ");
}

function kilometers(meters: number | null | undefined): string {
  return `${((meters ?? 0) / 1000).toFixed(1)} km`;
}

/** Noise is often damaged text, which is easier to read than digits. */
function describeBytes(message: Message, bytes: Uint8Array): string {
  // More than any terminal shows.
  const head = bytes.subarray(0, 400);
  const isText = head.every((byte) => byte >= 0x20 && byte < 0x7f);
  const shown = isText ? `"${Buffer.from(head).toString("latin1")}"` : toHex(head);
  return message.type === "noise" ? `${plural(bytes.length, "byte")}: ${shown}` : `tail ${shown}`;
}
