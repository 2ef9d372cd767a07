/** Positions as other programs take them: what `--format` has besides a table and NDJSON. */
import { CSV_HEAD, csvLine } from "../export/csv.ts";
import { geoJsonFeature } from "../export/geojson.ts";
import { toGpx } from "../export/gpx.ts";
import { toInflux } from "../export/influx.ts";
import { toNmea } from "../export/nmea.ts";
import type { Message } from "../index.ts";
import { type PositionLike, positionsOf } from "../message/positions-of.ts";
import type { Printer } from "./printer.ts";
import { plural } from "./summary.ts";
import { printableJson, printableLines } from "./text.ts";

/** Says on stderr how many positions the format cannot hold. */
type Note = (line: string) => void;

export const EXPORTS: Readonly<
  Record<"csv" | "geojson" | "gpx" | "influx" | "nmea", (note: Note) => Printer>
> = {
  csv: () => {
    let head = CSV_HEAD;
    return printer(
      (position) => {
        const lines = head + printableLines(csvLine(position));
        head = "";
        return lines;
      },
      () => head,
    );
  },
  geojson: () => {
    let before = '{"type":"FeatureCollection","features":[\n';
    return printer(
      (position) => {
        const text = before + printableJson(JSON.stringify(geoJsonFeature(position)));
        before = ",\n";
        return text;
      },
      () => `${before === ",\n" ? "\n" : before}]}\n`,
    );
  },
  // A track for each device, by time: nothing can be printed before the last message.
  gpx: () => {
    const messages: Message[] = [];
    const print = (message: Message): string => {
      if (positionsOf(message).length > 0) messages.push(message);
      return "";
    };
    return Object.assign(print, { end: () => printableLines(toGpx(messages)) });
  },
  influx: (note) => located(toInflux, note),
  nmea: (note) => located(toNmea, note),
};

function printer(line: (position: PositionLike) => string, end: () => string): Printer {
  const print = (message: Message): string => positionsOf(message).map(line).join("");
  return Object.assign(print, { end });
}

/** A line for each position that has a place and a time; the others are counted. */
function located(write: (position: PositionLike) => string, note: Note): Printer {
  let leftOut = 0;
  const line = (position: PositionLike): string => {
    if (position.latitude === null || position.longitude === null || position.time === null) {
      leftOut++;
      return "";
    }
    return `${printableLines(write(position))}\n`;
  };
  return printer(line, () => {
    if (leftOut > 0) note(`left out, without coordinates or time: ${plural(leftOut, "position")}`);
    return "";
  });
}
