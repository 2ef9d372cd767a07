/** The examples of the playground, read from test vectors when the site is built. */
import { readdirSync, readFileSync } from "node:fs";

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly input: string;
}

const CHOSEN: readonly (readonly [id: string, title: string])[] = [
  ["binary-45-001-counter-458195", "A $ frame of 45 bytes"],
  ["stream-002-text-binary-text", "Text and $ frames on one connection"],
  ["v8-001-three-dots", "V8 with a damaged status"],
  ["mileage-001-integrated-distance", "X, mileage"],
  ["other-words-010-bc-batch", "BC, a batch of positions"],
  ["pengaoda-002-obd-driving", "PengAoDa: engine data by PID"],
  ["jt808-051-obd-block", "JT/T 808: position and engine data"],
];

const vectors = new URL("../../vectors/", import.meta.url);

export declare const data: readonly [Sample, ...Sample[]];

export default {
  load(): Sample[] {
    const inputs = new Map<string, string>();
    for (const name of readdirSync(vectors).filter((file) => file.endsWith(".jsonl"))) {
      for (const row of readFileSync(new URL(name, vectors), "utf8").trim().split("\n")) {
        const { id, ascii, hex } = JSON.parse(row);
        inputs.set(id, ascii ?? hex);
      }
    }
    return [
      { id: "drive", title: "A drive (made up)", input: drive() },
      { id: "errors", title: "Frames with errors", input: IMPOSSIBLE },
      ...CHOSEN.map(([id, title]) => {
        const input = inputs.get(id);
        if (input === undefined) throw new Error(`no vector ${id}`);
        return { id, title, input };
      }),
    ];
  },
};

const IMPOSSIBLE =
  "*HQ,7029083742,V1,111969,A,2443.0632,N,09018.2082,E,0.00,271,310426,FFFFFBFF#\n?!\n" +
  "*HQ,7029083742,V1,112029,A,2443.0632,N,19018.2082,E,0.00,271,300426,FFFFFBFD#\n";

/** One report a minute along a bend of 7 km radius at 45 knots; the last ones have no fix. */
function drive(): string {
  const rows: string[] = [];
  for (let minute = 0; minute < 20; minute++) {
    const turn = (minute / 19) * Math.PI * 1.2;
    const lat = (24 * 60 + 43 + 3.8 * Math.sin(turn)) / 60;
    const lon = (90 * 60 + 18 - 4.2 * Math.cos(turn)) / 60;
    const fix = minute < 18 ? "A" : "V";
    const course = String(Math.round((turn * 180) / Math.PI)).padStart(3, "0");
    const time = `10${String(minute).padStart(2, "0")}00`;
    rows.push(
      `*HQ,7029083742,V1,${time},${fix},${angle(lat, 2)},N,${angle(lon, 3)},E,045.00,${course},280926,FFFFFFFF#`,
    );
  }
  return `${rows.join("\n")}\n`;
}

/** `2443.0632` */
function angle(degrees: number, digits: number): string {
  const whole = Math.floor(degrees);
  return String(whole).padStart(digits, "0") + ((degrees - whole) * 60).toFixed(4).padStart(7, "0");
}
