/** Records with one head, of which tests change a part (docs/protocol/h02.md §1.2). */
import { fromHex } from "./streams.ts";

export interface Head {
  id: string;
  time: string;
  date: string;
  latitude: string;
  battery: string;
  longitude: string;
  course: string;
}

const GOOD: Head = {
  id: "8000098149",
  time: "235959",
  date: "311224",
  latitude: "55523920",
  battery: "ff",
  longitude: "012107187c",
  course: "999999",
};

/** `tail` begins with the status. */
export function record(marker: string, part: Partial<Head>, tail: string): Uint8Array {
  const { id, time, date, latitude, battery, longitude, course } = { ...GOOD, ...part };
  return fromHex(`${marker}${id}${time}${date}${latitude}${battery}${longitude}${course}${tail}`);
}
