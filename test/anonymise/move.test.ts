/** Shifted days and rotated tracks: the invariants, measured with independent formulas (haversine, bearing). */
import { describe, expect, it } from "vitest";
import { decode, type Message } from "../../src/index.ts";
import { createAnonymiser, plainMessage } from "../../src/vectors/index.ts";
import { shapeOf } from "../../src/vectors/shape.ts";
import { frameOf } from "../jt808/frames.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { latin1 } from "./secrets.ts";

const DAY = 86_400_000;
const VECTORS = loadVectors().flatMap(({ vectors }) => vectors);
type Values = Readonly<Record<string, unknown>>;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

interface Point {
  readonly latitude: number;
  readonly longitude: number;
  readonly courseDegrees: number;
  readonly speedKmh: number;
  readonly time: Date;
}

function meters(a: Point, b: Point): number {
  const half = (x: number, y: number): number => Math.sin(radians(x - y) / 2) ** 2;
  const cosines = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
  const h = half(a.latitude, b.latitude) + cosines * half(a.longitude, b.longitude);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}

function bearing(a: Point, b: Point): number {
  const [one, two] = [radians(a.latitude), radians(b.latitude)];
  const between = radians(b.longitude - a.longitude);
  const y = Math.sin(between) * Math.cos(two);
  const x = Math.cos(one) * Math.sin(two) - Math.sin(one) * Math.cos(two) * Math.cos(between);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

const apart = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

/** A drive of 40 reports, 400 to 500 m apart, with turns. */
const TRACK = Array.from({ length: 40 }, (_, i) => ({
  latitude: 22.5 + i * 0.003 + Math.sin(i / 3) * 0.002,
  longitude: 113.9 + i * 0.003 + Math.cos(i / 4) * 0.002,
  courseDegrees: (35 + i * 7) % 360,
  minute: i,
}));

function minutes(degrees: number, width: number): string {
  const whole = Math.floor(degrees);
  const rest = ((degrees - whole) * 60).toFixed(4).padStart(7, "0");
  return `${String(whole).padStart(width, "0")}${rest}`;
}

const two = (value: number): string => String(value).padStart(2, "0");
const three = (value: number): string => String(value).padStart(3, "0");

type Report = (typeof TRACK)[number];

const FORMS: readonly (readonly [name: string, write: (point: Report) => Uint8Array])[] = [
  [
    "text",
    ({ latitude, longitude, courseDegrees, minute }) =>
      latin1(
        `*HQ,9170481927,V1,10${two(minute)}00,A,${minutes(latitude, 2)},N,${minutes(longitude, 3)},E,012.00,${three(courseDegrees)},150624,FFFFFBFF#`,
      ),
  ],
  [
    "`$` records",
    ({ latitude, longitude, courseDegrees, minute }) => {
      const [lat, lon] = [minutes(latitude, 2), minutes(longitude, 3)].map((text) =>
        text.replace(".", ""),
      );
      // East, north, valid: E. Speed and course share a byte.
      return new Uint8Array(
        Buffer.from(
          `24917048192710${two(minute)}00150624${lat}06${lon}e012${three(courseDegrees)}ffffdfffffff33`,
          "hex",
        ),
      );
    },
  ],
  [
    "JT/T 808",
    ({ latitude, longitude, courseDegrees, minute }) => {
      const hex = (value: number, size: number): string =>
        Math.round(value).toString(16).padStart(size, "0");
      return frameOf(
        `0200 001c 019170481927 00b3 00000000 00000003 ${hex(latitude * 1e6, 8)} ${hex(longitude * 1e6, 8)} 0004 00de ${hex(courseDegrees, 4)} 24061518${two(minute)}00`,
      );
    },
  ],
];

function pointsOf(bytes: Uint8Array): Point[] {
  return decode(bytes) as unknown as Point[];
}

describe.each(FORMS)("a track in %s", (_name, write) => {
  const capture = new Uint8Array(Buffer.concat(TRACK.map(write)));
  const was = pointsOf(capture);

  it.each(["a", "b", "c", "d", "e"])(
    "is rotated and keeps distances, speeds and turns: %s",
    (seed) => {
      const report = createAnonymiser(seed, { turnTracks: true, shiftDays: -400 }).report(capture);
      expect(report.notJudged).toEqual([]);
      const now = pointsOf(report.bytes);
      expect(now).toHaveLength(was.length);
      const turn = (bearing(now[0]!, now[1]!) - bearing(was[0]!, was[1]!) + 360) % 360;
      for (let i = 0; i < was.length; i++) {
        const [before, after] = [was[i]!, now[i]!];
        expect(after.time.getTime() - before.time.getTime()).toBe(-400 * DAY);
        expect(after.speedKmh).toBe(before.speedKmh);
        expect(meters(before, after)).toBeGreaterThan(10_000);
        const next = i + 1;
        if (next === was.length) continue;
        // The wire rounds to about 20 cm.
        expect(Math.abs(meters(after, now[next]!) - meters(before, was[next]!))).toBeLessThan(1);
        // Courses are whole degrees; relative to the direction to the next place they do not change.
        const [old, made] = [bearing(before, was[next]!), bearing(after, now[next]!)];
        expect(apart(after.courseDegrees - made, before.courseDegrees - old)).toBeLessThan(1.5);
      }
      expect(turn).not.toBeCloseTo(0, 1);
    },
  );

  it("loses its shape without the option", () => {
    const now = pointsOf(createAnonymiser("a")(capture));
    const others = was.slice(1).filter((point, i) => {
      const before = meters(was[i]!, point);
      return Math.abs(meters(now[i]!, now[i + 1]!) - before) > before / 10;
    });
    expect(others.length).toBeGreaterThan(was.length / 2);
  });
});

describe.each([{ shiftDays: 1000 }, { turnTracks: true }, { shiftDays: -3650, turnTracks: true }])(
  "every vector with %o",
  (options) => {
    const anonymise = createAnonymiser("seed", options);
    const shapes = (bytes: Uint8Array) =>
      decode(bytes).map((message: Message) => {
        const shape = shapeOf(plainMessage(message));
        return message.type === "unknown" ? { ...shape, command: message.command.length } : shape;
      });
    it.each(VECTORS.map((vector) => [vector.id, bytesOf(vector)] as const))("%s", (_id, bytes) => {
      const { bytes: made, notJudged } = anonymise.report(bytes);
      if (notJudged.length > 0) return;
      expect(shapes(made)).toEqual(shapes(bytes));
      const after = decode(made);
      for (const [i, message] of decode(bytes).entries()) {
        const before = message as unknown as Values;
        const now = after[i] as unknown as Values;
        expect(now["speedKmh"]).toEqual(before["speedKmh"]);
        if (!(before["time"] instanceof Date) || before["time"].getUTCFullYear() < 2000) continue;
        const days = ((now["time"] as Date).getTime() - before["time"].getTime()) / DAY;
        expect(days).toBe(options.shiftDays ?? 0);
      }
    });
  },
);

it("refuses a wrong number of days and a wrong flag", () => {
  for (const shiftDays of [0.5, 3651, -3651, "1"])
    expect(() => createAnonymiser("s", { shiftDays: shiftDays as number })).toThrow("shiftDays");
  expect(() => createAnonymiser("s", { turnTracks: 1 as never })).toThrow("turnTracks");
});
