/** GPX 1.1, for navigation programs. */
import { fixOf } from "../message/fix-of.ts";
import type { PositionLike } from "../message/positions-of.ts";
import type { Message } from "../model/message.ts";
import { allPositions, isNumber, rounded } from "./rows.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="sinotrack-protocol" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">`;

/** A new segment starts after a silence of this length, because the route in between is not known. */
const SEGMENT_MS = 30 * 60_000;

/**
 * Writes a track for each device, with its points in order of time and a new segment after half an hour of silence. Only
 * usable fixes (`fixOf`) are in it, because a track shows where the device was; the description of the file has the number
 * of positions that were left out.
 *
 * @example
 * ```ts
 * import { decode } from "sinotrack-protocol";
 * import { toGpx } from "sinotrack-protocol/export";
 *
 * const frame = "*HQ,123456789012345,V1,064713,A,4900.8014,N,00915.2437,E,015.70,323,130226,FFFFDFFF#";
 * toGpx(decode(frame)).includes('<trkpt lat="49.0133567" lon="9.2540617">'); // true
 * ```
 */
export function toGpx(messages: Iterable<Message>): string {
  const all = allPositions(messages);
  const usable = all.filter((position) => fixOf(position).usable);
  const leftOut = all.length - usable.length;
  const devices = new Map<string | null, PositionLike[]>();
  for (const position of usable) {
    const points = devices.get(position.deviceId);
    if (points === undefined) devices.set(position.deviceId, [position]);
    else points.push(position);
  }
  return [
    HEAD,
    `<metadata><desc>Positions: ${usable.length}; left out: ${leftOut}</desc></metadata>`,
    ...[...devices].map(track),
    "</gpx>\n",
  ].join("\n");
}

function track([deviceId, points]: readonly [string | null, PositionLike[]]): string {
  const byTime = points.sort((a, b) => millis(a) - millis(b));
  const lines = byTime.map((point, index) => {
    const isNew = index > 0 && millis(point) - millis(byTime[index - 1]!) > SEGMENT_MS;
    return `${isNew ? "</trkseg><trkseg>\n" : ""}${trackPoint(point)}`;
  });
  const name = deviceId === null ? "" : `<name>${escaped(deviceId)}</name>`;
  return `<trk>${name}<trkseg>\n${lines.join("\n")}\n</trkseg></trk>`;
}

/** The elements in the order of the schema. */
function trackPoint(point: PositionLike): string {
  const { latitude, longitude, altitudeMeters, satellites, speedKmh, courseDegrees } = point;
  const extensions = [
    // Metres per second.
    element("gpxtpx:speed", isNumber(speedKmh) ? rounded(speedKmh / 3.6, 2) : null),
    element("gpxtpx:course", courseDegrees),
  ].join("");
  return [
    `<trkpt lat="${latitude!.toFixed(7)}" lon="${longitude!.toFixed(7)}">`,
    element("ele", altitudeMeters),
    `<time>${point.time!.toISOString()}</time>`,
    element("sat", satellites),
    extensions &&
      `<extensions><gpxtpx:TrackPointExtension>${extensions}</gpxtpx:TrackPointExtension></extensions>`,
    "</trkpt>",
  ].join("");
}

function millis({ time }: PositionLike): number {
  return time!.getTime();
}

function element(name: string, value: number | null | undefined): string {
  return isNumber(value) ? `<${name}>${value}</${name}>` : "";
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** XML cannot hold control characters, so they are removed. */
function escaped(text: string): string {
  return [...text]
    .filter((character) => character >= " " && character !== "\ufffe" && character !== "\uffff")
    .map((character) => ENTITIES[character] ?? character)
    .join("");
}
