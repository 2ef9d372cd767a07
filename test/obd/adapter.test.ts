/**
 * Texts of adapters and CAN logs: generated responses, written in every form of such texts, must decode as from their
 * bytes alone, with the control unit that sent them.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeObd, type ObdReading } from "../../src/obd/index.ts";
import { codes } from "./plain.ts";

const digits = (bytes: readonly number[], blank = " "): string =>
  bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(blank);
const byte = fc.integer({ min: 0, max: 255 });
const bytes = (length: number) => fc.array(byte, { minLength: length, maxLength: length });

/** PIDs of each length, by SAE J1979. */
const LENGTHS: readonly (readonly [pid: number, length: number])[] = [
  [0x04, 1],
  [0x05, 1],
  [0x0d, 1],
  [0x11, 1],
  [0x0c, 2],
  [0x10, 2],
  [0x1f, 2],
  [0x42, 2],
  [0x24, 4],
  [0x34, 4],
];
const pair = fc
  .constantFrom(...LENGTHS)
  .chain(([pid, length]) => bytes(length).map((data) => [pid, ...data]));
/** A response of mode 01 with up to `most` PIDs, without repeats. */
const pids = (most: number) =>
  fc
    .uniqueArray(pair, { selector: ([pid]) => pid, minLength: 1, maxLength: most })
    .map((list) => [0x41, ...list.flat()]);
const codeBytes = fc.array(fc.integer({ min: 0x0101, max: 0x3fff }), { maxLength: 10 });
/** Codes after their count, as on CAN. */
const counted = codeBytes.map((list) => [
  0x43,
  list.length,
  ...list.flatMap((code) => [code >> 8, code & 0xff]),
]);
/** Three codes without a count, as on older buses. */
const uncounted = fc
  .array(fc.integer({ min: 0x0101, max: 0x3fff }), { minLength: 3, maxLength: 3 })
  .map((list) => [0x43, ...list.flatMap((code) => [code >> 8, code & 0xff])]);
const vin = fc
  .array(fc.constantFrom(..."ABCDEFGHJKLMNPRSTUVWXYZ0123456789"), { minLength: 17, maxLength: 17 })
  .map((list) => [0x49, 0x02, 0x01, ...list.map((character) => character.charCodeAt(0))]);
const onCan = fc.oneof(pids(5), counted, vin, fc.constant([0x7f, 0x01, 0x12]));

type Expected = Omit<ObdReading, "issues">[];
const withoutIssues = (readings: readonly ObdReading[]): Expected =>
  readings.map(({ issues: _, ...rest }) => rest);

/** The readings of the bytes alone, with their sender. */
function expected(response: readonly number[], ecu?: string): Expected {
  const dtcCount = ecu !== undefined && ecu.length === 2 ? "absent" : "present";
  const readings = decodeObd(Uint8Array.from(response), { dtcCount });
  return withoutIssues(readings).map((one) => (ecu === undefined ? one : { ...one, ecu }));
}

/** The frames of ISO 15765-2, padded with `filler` or not. */
function framesOf(response: readonly number[], filler: number | null): number[][] {
  const frames: number[][] = [];
  if (response.length <= 7) frames.push([response.length, ...response]);
  else {
    frames.push([0x10 | (response.length >> 8), response.length & 0xff, ...response.slice(0, 6)]);
    for (let at = 6, n = 1; at < response.length; at += 7, n++) {
      frames.push([0x20 | (n & 15), ...response.slice(at, at + 7)]);
    }
  }
  if (filler === null) return frames;
  return frames.map((frame) => [...frame, ...Array(8 - frame.length).fill(filler)]);
}

const FILLER = fc.constantFrom(null, 0x00, 0x55, 0xaa, 0xcc, 0xff);
const ID = fc.constantFrom("7E8", "7E9", "7EF", "18DAF110", "18DAF158");
const END = fc.constantFrom("\r", "\n", "\r\n", "\r\r", "\r\n>", "\r\r>");

/** A frame in each form of text. */
const WRITERS: Readonly<Record<string, (id: string, frame: readonly number[]) => string>> = {
  "an adapter": (id, frame) =>
    `${id.length === 3 ? id : id.match(/../g)!.join(" ")} ${digits(frame)} `,
  "an adapter without blanks": (id, frame) => `${id}${digits(frame, "")}`,
  "an adapter that counts bytes": (id, frame) =>
    `${id.length === 3 ? id : id.match(/../g)!.join(" ")} ${frame.length} ${digits(frame)}`,
  "an adapter that does not part ids": (id, frame) => `${id} ${digits(frame)}`,
  "candump -L": (id, frame) => `(1609459200.123456) can0 ${id}#${digits(frame, "")}`,
  candump: (id, frame) => `  can0  ${id}   [${frame.length}]  ${digits(frame)}   '....#.[]'`,
  slcan: (id, frame) => `${id.length === 3 ? "t" : "T"}${id}${frame.length}${digits(frame, "")}`,
  "slcan with time stamps": (id, frame) =>
    `${id.length === 3 ? "t" : "T"}${id}${frame.length}${digits(frame, "")}1A2B`,
};

/** Lines between responses that are no response. */
const BETWEEN = fc.constantFrom(
  "",
  ">",
  "SEARCHING...\r",
  "BUS INIT: ...OK\r",
  "\0",
  "ATH1\rOK\r\r>",
  "ATZ\rELM327 v1.5\r\r>",
);

describe.each(Object.entries(WRITERS))("frames of %s", (_name, write) => {
  it("are assembled by the unit that sent them, in any order of units", () => {
    const talk = fc.uniqueArray(fc.tuple(ID, onCan), { selector: ([id]) => id, minLength: 1 });
    fc.assert(
      fc.property(
        talk,
        FILLER,
        END,
        BETWEEN,
        fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
        fc.boolean(),
        (units, filler, end, between, order, isLower) => {
          const queues = units.map(([id, response]) =>
            framesOf(response, filler).map((frame) => write(id, frame)),
          );
          const lines: string[] = [];
          const first: string[] = [];
          for (const pick of order) {
            const left = queues.flatMap((queue, i) => (queue.length > 0 ? [i] : []));
            if (left.length === 0) break;
            const unit = left[pick % left.length]!;
            const id = units[unit]![0];
            if (!first.includes(id)) first.push(id);
            lines.push(queues[unit]!.shift()!);
          }
          const all = between + lines.join(end) + end;
          // Interfaces and SLCAN commands are case-sensitive.
          const text = isLower && !/[tT]\d|can0/.test(all) ? all.toLowerCase() : all;
          const readings = decodeObd(text);
          const wanted = first.flatMap((id) => expected(units.find(([one]) => one === id)![1], id));
          expect(withoutIssues(readings), text).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Numbered lines after the length. */
function numbered(response: readonly number[], filler: number | null): string[] {
  const lines: string[] = [];
  for (let at = 0, n = 0; at < response.length; n++) {
    const size = n === 0 ? 6 : 7;
    const data = response.slice(at, at + size);
    const fill = filler === null ? [] : Array(size - data.length).fill(filler);
    lines.push(`${(n & 15).toString(16).toUpperCase()}:${digits([...data, ...fill], "")}`);
    at += size;
  }
  return [response.length.toString(16).toUpperCase().padStart(3, "0"), ...lines];
}

it("reads numbered lines, one a line or all in one", () => {
  const long = fc.oneof(pids(6), counted, vin).filter(({ length }) => length > 7);
  fc.assert(
    fc.property(long, FILLER, fc.boolean(), BETWEEN, (response, filler, isOne, between) => {
      const text = between + numbered(response, filler).join(isOne ? "" : "\r");
      expect(withoutIssues(decodeObd(text)), text).toEqual(expected(response));
    }),
    { numRuns: 1000 },
  );
});

function sum(list: readonly number[]): number {
  return list.reduce((total, one) => (total + one) % 256, 0);
}

/** SAE J1850, bit by bit. */
function crc(list: readonly number[]): number {
  let register = 0xff;
  for (const one of list) {
    for (let bit = 7; bit >= 0; bit--) {
      const isOut = ((register >> 7) ^ (one >> bit)) & 1;
      register = ((register << 1) & 0xff) ^ (isOut ? 0x1d : 0);
    }
  }
  return register ^ 0xff;
}

describe("lines of an older bus with headers", () => {
  const response = fc.oneof(
    pids(2).filter(({ length }) => length <= 7),
    uncounted,
    fc.constant([0x7f, 0x01, 0x12]),
  );
  const BUSES: Readonly<Record<string, (unit: number, data: readonly number[]) => number[]>> = {
    "SAE J1850 VPW": (unit, data) => [0x48, 0x6b, unit, ...data],
    "SAE J1850 PWM": (unit, data) => [0x41, 0x6b, unit, ...data],
    "ISO 9141-2": (unit, data) => [0x48, 0x6b, unit, ...data],
    "ISO 14230-4": (unit, data) => [0x80 | data.length, 0xf1, unit, ...data],
  };
  it.each(Object.entries(BUSES))("%s", (name, frame) => {
    const check = name.startsWith("SAE") ? crc : sum;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(0x10, 0x11, 0x18), response)), (list) => {
        const lines = list.map(([unit, data]) => {
          const line = frame(unit, data);
          return digits([...line, check(line)]);
        });
        const wanted = list.flatMap(([unit, data]) =>
          expected(data, unit.toString(16).padStart(2, "0")),
        );
        const readings = decodeObd(lines.join("\r"));
        expect(withoutIssues(readings)).toEqual(wanted);
        expect(readings.flatMap(codes)).not.toContain("bad-checksum");
      }),
      { numRuns: 300 },
    );
  });
  it("report a wrong checksum", () => {
    fc.assert(
      fc.property(response, byte, (data, checksum) => {
        const line = [0x48, 0x6b, 0x10, ...data];
        const [last] = decodeObd(digits([...line, checksum])).slice(-1);
        const isRight = checksum === sum(line) || checksum === crc(line);
        expect(codes(last).includes("bad-checksum")).toBe(!isRight);
      }),
    );
  });
});

it("leaves out the echo of a request, on a separate line or before the response", () => {
  fc.assert(
    fc.property(
      pids(1),
      fc.constantFrom("", "\r", "\r\n", " "),
      fc.boolean(),
      (list, end, isCounted) => {
        const request =
          digits([0x01, list[1]!], "") + (isCounted && end.startsWith("\r") ? " 1" : "");
        const text = `>${request}${end}${digits(list)}\r\r>`;
        expect(withoutIssues(decodeObd(text)), text).toEqual(expected(list));
      },
    ),
  );
});

it("keeps a request without a response, which may be no echo", () => {
  expect(codes(decodeObd("010C\r41 0D 3C")[0])).toEqual(["unknown-mode"]);
  expect(decodeObd("0141\r41 41 00 07 E1 00")).toHaveLength(1);
  expect(codes(decodeObd("01 41")[0])).toEqual(["unknown-mode"]);
});

describe("padding after a response without its length", () => {
  const filler = fc.constantFrom(0x00, 0x55, 0xaa, 0xcc, 0xff);
  it("fills up a frame: no value is invented from it", () => {
    fc.assert(
      fc.property(pids(2), filler, (list, fill) => {
        fc.pre(list.length <= 7 && list.at(-1) !== fill);
        const padded = [...list, ...Array(7 - list.length).fill(fill)];
        const readings = decodeObd(digits(padded));
        expect(withoutIssues(readings)).toEqual(expected(list));
        if (list.length < 7) expect(codes(readings.at(-1))).toContain("padding");
      }),
    );
  });
});

describe("words of the adapter", () => {
  const WORDS =
    "NO DATA|STOPPED|CAN ERROR|UNABLE TO CONNECT|BUS INIT: ERROR|BUS INIT: ...ERROR|BUS ERROR|BUS BUSY|BUFFER FULL|DATA ERROR|FB ERROR|?|ERR94|ERROR|LV RESET".split(
      "|",
    );
  it.each(WORDS)("%s is a separate issue, with or without blanks and capitals", (words) => {
    for (const text of [words, words.replaceAll(" ", ""), words.toLowerCase(), `${words}\r\r>`]) {
      expect(decodeObd(text)).toMatchObject([
        { mode: null, values: {}, issues: [{ code: "adapter-error", severity: "error" }] },
      ]);
    }
    expect(decodeObd(`010C\rSEARCHING...\r${words}\r>`).flatMap(codes)).toEqual(["adapter-error"]);
  });
  it("have their position", () => {
    expect(decodeObd("41 0D 3C\r NO DATA \r>")[1]!.issues).toMatchObject([
      { offset: 10, length: 7, received: "NO DATA", field: "response" },
    ]);
  });
  it("are not found in other words", () => {
    for (const text of ["HELLO", "NO DAT", "41 0C XX", "12.6V", "OKAY"]) {
      expect(decodeObd(text).flatMap(codes), text).toEqual(["bad-hex"]);
    }
  });
  it("of settings are left out up to the next prompt or request", () => {
    expect(decodeObd("ATRV\r12.6V\r\r>ATDPN\rA6\r\r>")).toEqual([]);
    expect(decodeObd("ATRV\r12.6V\r\r>12.6V").flatMap(codes)).toEqual(["bad-hex"]);
    expect(decodeObd("ATE1\rOK\r04\r44")).toMatchObject([{ values: { cleared: true } }]);
  });
});

it("leaves out frames that are no answers: requests of the tester, and foreign frames", () => {
  const log = ["7DF#02010C0000000000", "7E0#3000000000000000", "0C9#03410D3C", "18DB33F1#02010C"];
  expect(decodeObd(log.join("\n"))).toEqual([]);
  expect(decodeObd("68 6A F1 01 00 C4\rC2 33 F1 01 0C F3")).toEqual([]);
});

/** Pieces of the output of adapters and logs. */
const SOUP = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."7E8|7E9|7DF|18DAF110|18 DA F1 10|48 6B 10|86 F1 10|can0 |[8]|(1.0) |#|##|:|0:|1:|F:|014".split(
          "|",
        ),
        ..."SEARCHING...|BUS INIT: |OK|NO DATA|?|<DATA ERROR|ATZ|ELM327 v1.5|STOPPED|ERROR".split(
          "|",
        ),
        ..."41|0C|1A F8|10 14|21|22|30|03|43|49 02 01|7F 01 12|AA|00|FF|55 55|01 0C|010C1".split(
          "|",
        ),
        ..."t7E8|T18DAF110|8|\r|\n|>| |\t|\0|.|'".split("|"),
      ),
      fc.string({ maxLength: 4 }),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));

it("never throws, and classifies each text", () => {
  fc.assert(
    fc.property(SOUP, (text) => {
      for (const { mode, values, issues, raw, ecu } of decodeObd(text)) {
        if (mode === null || Object.values(values).includes(null)) expect(issues).not.toEqual([]);
        expect(raw).toBeInstanceOf(Uint8Array);
        if (ecu !== undefined) expect(ecu).toMatch(/^([0-9A-F]{2}|[0-9A-F]{3}|[0-9A-F]{8})$/);
      }
    }),
    { numRuns: 3000 },
  );
});
