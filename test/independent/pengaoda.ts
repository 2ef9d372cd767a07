/**
 * PengAoDa terminals: docs/protocol/h02.md §8.4. A text or a `$` record is enclosed in `7E` flags, with an XOR that
 * includes the first flag; `7D 02` and `7D 01` stand for 7E and 7D.
 */
import { type Bytes, dollarSample, head, hex } from "./dollar.ts";
import { BATTERY_STEPS, clock, fix, joined, type Part, randomCell, statusWord } from "./parts.ts";
import type { Random } from "./random.ts";
import { textSample } from "./report-v1.ts";
import { Alarms, type Family, OneOf, OPEN, type Sample, type Truth, type Values } from "./truth.ts";

/** Bits of the alarm byte, 0 means active. Bit 2 is no alarm but a stored record, bit 7 a low supply. */
const USER_ALARMS: Readonly<Record<number, string>> = {
  0: "lowBattery",
  4: "coolantTemperature",
  5: "fatigueDriving",
  6: "overspeed",
  7: "lowPower",
};

function userAlarms(random: Random): { byte: number; names: string[] } {
  const byte = random.chance(0.5) ? random.pick([0xff, 0xed, 0xfd, 0xe5]) : random.int(0, 255);
  const names = Object.entries(USER_ALARMS).flatMap(([bit, name]) =>
    ((byte >> Number(bit)) & 1) === 0 ? [name] : [],
  );
  return { byte, names };
}

/** Low half-byte: the step; bit 7 low: rolled over, bit 6 low: collided. */
function battery(random: Random): { byte: number; names: string[]; truth: Values } {
  const step = random.int(1, 6);
  const event = random.pick([
    { bits: 0xc0, names: [] },
    { bits: 0xc0, names: [] },
    { bits: 0x40, names: ["rollover"] },
    { bits: 0x80, names: ["collision"] },
  ]);
  return {
    byte: event.bits | step,
    names: event.names,
    truth: { batteryPercent: BATTERY_STEPS[step], batteryCode: step },
  };
}

function withAlarms(said: Truth, ...more: readonly string[]): Alarms {
  const { must, may } = said as Alarms;
  return new Alarms([...must, ...more], may);
}

/** A frame around a text or a record. */
function enclosed(sample: Sample): Sample {
  const check = sample.bytes.reduce((xor, byte) => xor ^ byte, 0x7e);
  const escaped = [...sample.bytes, check].flatMap((byte) =>
    byte === 0x7e ? [0x7d, 0x02] : byte === 0x7d ? [0x7d, 0x01] : [byte],
  );
  return { ...sample, bytes: Uint8Array.of(0x7e, ...escaped, 0x7e) };
}

/** The rest of a trip: distance m, fuel 0.1 L, top and mean km/h, idle and running seconds, events. */
function tripEnd(random: Random): Part {
  const numbers = [99_999, 999, 255, 255, 9999, 99_999, 99, 99, 99].map((most) =>
    random.edgy(0, most),
  );
  const [distanceMeters, fuel, maxSpeedKmh, averageSpeedKmh, idleSeconds, runSeconds] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [hardAccelerations, hardBrakes, hardTurns] = numbers.slice(6) as [number, number, number];
  return {
    fields: numbers.map(String),
    truth: {
      distanceMeters,
      fuelLiters: fuel / 10,
      maxSpeedKmh,
      averageSpeedKmh,
      idleSeconds,
      runSeconds,
      hardAccelerations,
      hardBrakes,
      hardTurns,
    },
  };
}

function text(random: Random, word: string): Sample {
  const at = clock(random);
  const status = statusWord(random, "pengaoda");
  const user = userAlarms(random);
  const level = battery(random);
  const cell = randomCell(random, 0xffff);
  const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, "0");
  const part = joined(
    { fields: [at.time], truth: at.truth, faults: at.faults },
    fix(random, 4),
    { fields: [at.date, status.field], truth: status.truth },
    {
      fields: [
        byte(user.byte),
        random.hex(4).toUpperCase(),
        String(cell.mcc),
        String(cell.mnc).padStart(2, "0"),
        String(cell.cid),
        String(cell.lac),
        byte(level.byte),
      ],
      truth: {
        // The meaning of the alarm settings is unknown.
        extra: OPEN,
        cell: { ...cell },
        ...level.truth,
        alarms: withAlarms(status.truth["alarms"], ...user.names, ...level.names),
      },
    },
    ...(word === "V10" ? [tripEnd(random)] : []),
  );
  const trip = word === "V9" ? "start" : word === "V10" ? "end" : undefined;
  const truth = { ...part.truth, event: trip };
  const id = `86${random.digits(8)}`;
  const sample = textSample(
    "HQ",
    id,
    word,
    { ...part, truth },
    {
      type: trip === undefined ? "position" : "trip",
    },
  );
  return random.chance(0.5) ? enclosed(sample) : sample;
}

/** The extension of a record by its data type. */
function extension(random: Random, type: number): { hex: string; truth: Values } {
  if (type === 1) {
    const pids = [
      0x01, 0x04, 0x05, 0x0c, 0x0d, 0x1f, 0x42, 0x44, 0x46, 0x4c, 0x88, 0x89, 0x8a, 0x8b,
    ];
    const pairs = pids
      .slice(0, random.int(1, pids.length))
      .map((pid) => ({ pid, data: random.hex(8) }));
    return {
      hex: `c2${pairs.map(({ pid, data }) => hex(pid, 1) + data).join("")}`,
      truth: { pengaoda: { recordKind: "obd" }, obdPids: pairs },
    };
  }
  if (type === 2) {
    const faultType = random.int(0, 9);
    const codes = Array.from({ length: random.int(1, 5) }, () => ({
      code: random.digits(4),
      type: random.int(0, 9),
    }));
    return {
      hex: `c7${hex(faultType, 1)}${codes.map(({ code, type }) => code + hex(type, 1)).join("")}`,
      truth: { pengaoda: { recordKind: "faultCodes", faultType, faultCodes: codes } },
    };
  }
  if (type === 3) {
    const [doors, acc, remoteControl] = [
      random.int(0, 255),
      random.int(0, 255),
      random.int(0, 255),
    ];
    const [tyres, lights] = [random.int(0, 255), random.int(0, 255)];
    const gear = random.pick(["P", "R", "N", "D"]);
    return {
      // The captured one has a last byte that the table does not mention.
      hex: `c4${[doors, acc, remoteControl, gear.charCodeAt(0), tyres, lights, 0].map((value) => hex(value, 1)).join("")}`,
      truth: {
        pengaoda: {
          recordKind: "bodyState",
          bodyState: { doors, acc, remoteControl, gear, tyres, lights },
        },
        tail: OPEN,
      },
    };
  }
  return { hex: "", truth: { pengaoda: { recordKind: "basic" } } };
}

function record(random: Random): Sample {
  const level = battery(random);
  const start = head(random, {
    id: `86${random.digits(8)}`,
    byte16: { hex: hex(level.byte, 1), truth: level.truth },
    table: "pengaoda",
  });
  const user = userAlarms(random);
  const mileage = random.edgy(0, 999_999);
  const type = random.pick([0, 1, 1, 2, 3]);
  const more = extension(random, type);
  const cell = randomCell(random, 0xffff);
  const mnc = random.int(0, 99);
  const altitudeMeters = random.edgy(0, 8848);
  const recordNumber = random.edgy(0, 255);
  const body: Bytes = {
    hex: [
      hex(user.byte, 1),
      `41${random.hex(4)}`,
      `52${hex(mileage, 4)}`,
      `63${random.hex(8)}`,
      hex(type, 1),
      hex(cell.mcc, 2) + hex(mnc, 1) + hex(cell.cid, 2) + hex(cell.lac, 2),
      hex(altitudeMeters, 2),
      hex(more.hex.length / 2, 2),
      more.hex,
      hex(recordNumber, 1),
    ].join(""),
    truth: {
      // One of two servers reads kilometres, the other does not say.
      odometerMeters: new OneOf(mileage * 1000, mileage),
      cell: { mcc: cell.mcc, mnc, lac: cell.lac, cid: cell.cid },
      altitudeMeters,
      recordNumber,
      tail: OPEN,
      extra: OPEN,
      ...more.truth,
      alarms: withAlarms(start.truth["alarms"] as Truth, ...user.names, ...level.names),
    },
  };
  return enclosed(dollarSample("24", [start, body]));
}

export const PENGAODA_FAMILIES: readonly Family[] = [
  { name: "PengAoDa V1", make: (random) => text(random, "V1") },
  { name: "PengAoDa V8", make: (random) => text(random, "V8") },
  { name: "PengAoDa V9", make: (random) => text(random, "V9") },
  { name: "PengAoDa V10", make: (random) => text(random, "V10") },
  { name: "PengAoDa record", make: record, weight: 2 },
];
