import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Capture, type KeptFrame, readCapture } from "../../docs/playground/capture.ts";
import type { FrameRow } from "../../docs/playground/frame-row.ts";
import { causesOf, frameView, viewOfBytes } from "../../docs/playground/frame-view.ts";
import { decode } from "../../src/index.ts";
import type { InputFormName } from "../../src/text/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";

const VECTORS = loadVectors().flatMap(({ vectors }) => vectors);

/** Frames whose values are explained in vectors/. */
const V1 = "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
const X = "58000000100010111215062422349273ff113543980e012090ffffdfffff0021";

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface ReadCapture extends Capture {
  readonly frames: readonly KeptFrame[];
  readonly rows: readonly FrameRow[];
  /** The number of rows in each slice. */
  readonly slices: readonly number[];
}

async function readChunks(
  chunks: AsyncIterable<Uint8Array>,
  form: InputFormName | "auto" = "auto",
): Promise<ReadCapture> {
  const frames: KeptFrame[] = [];
  const rows: FrameRow[] = [];
  const slices: number[] = [];
  const capture = await readCapture(chunks, form, frames, (more) => {
    rows.push(...more);
    if (more.length > 0) slices.push(more.length);
  });
  return { ...capture, frames, rows, slices };
}

function read(
  input: string,
  form: InputFormName | "auto" = "auto",
  size = 7,
): Promise<ReadCapture> {
  return readChunks(cut(Buffer.from(input, "latin1"), size), form);
}

describe("readCapture", () => {
  it.each([
    ["text", `${V1}\r\n${V1}`],
    ["hex", `${Buffer.from(V1).toString("hex")}\n${Buffer.from(V1).toString("hex")}`],
    ["jsonl", `${JSON.stringify({ ascii: V1 })}\n${JSON.stringify({ text: V1 })}\n`],
  ])("recognises %s", async (form, input) => {
    for (const size of [1, 7, 100_000]) {
      const capture = await read(input, "auto", size);
      expect(capture.form.name).toBe(form);
      expect(capture.form.reasons[0]).toMatch(/^line 1: /);
      expect(capture.byteCount).toBe(input.length);
      expect(capture.rows.map(({ number, type }) => [number, type])).toEqual([
        [1, "position"],
        [2, "position"],
      ]);
      expect(capture.rows[0]).toMatchObject({ device: "1002033932", place: { isValid: true } });
      expect(capture.frames).toHaveLength(2);
    }
  });

  it("hands over the first rows at once, and the others many at a time", async () => {
    const { slices, rows } = await read(`${V1}\n`.repeat(12_000), "auto", 1_000_000);
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 12_000 }, (_, i) => i + 1),
    );
    expect(slices[0]).toBe(100);
    expect(slices.length).toBeLessThan(8);
  });

  it("reads in the chosen form", async () => {
    const { rows } = await read("2a48512c", "text");
    expect(rows.map(({ type }) => type)).toEqual(["noise"]);
  });

  it("names a line of another form", async () => {
    const problems = async (input: string, form?: InputFormName): Promise<string> =>
      (await read(input, form)).problems.join("\n");
    expect(await problems(`${X}\n${X}\n2a4\n`)).toContain("Line 3: odd number of hex digits");
    expect(await problems('{"hex":"24"}\n{}\n', "jsonl")).toContain(
      "Line 2: no capture in the row",
    );
  });

  it("reads packets, UTF-16 and compressed files", async () => {
    const packets = readFileSync(new URL("../cli/captures/loopback.pcap", import.meta.url));
    const capture = await readChunks(cut(packets, 1000));
    expect(capture.form.name).toBe("pcap");
    // A part left out on purpose is no problem, and has no line. The option belongs to the command line.
    expect(capture.problems).toEqual([]);
    expect(capture.notes).toEqual([
      "6 captures from the server left out.",
      "1 conversation without a tracker left out.",
    ]);
    expect(capture.frames.length).toBeGreaterThan(5);
    expect(capture.frames[0]?.session).not.toBeNull();
    const utf16 = await readChunks(cut(Buffer.from(`\ufeff${V1}`, "utf16le"), 5));
    expect(utf16.rows.map(({ type }) => type)).toEqual(["position"]);
    const gzip = await readChunks(cut(gzipSync(V1), 5));
    expect(gzip.rows.map(({ type }) => type)).toEqual(["position"]);
  });

  it("names the likely format if there is no frame", async () => {
    const { problems, other } = await read("[3G*2706101234*0009*LK,0,0,98]");
    expect(problems[0]).toContain("watch");
    expect(other).toBeNull();
  });

  it("reads an answer without frames, and reports no unreadable input", async () => {
    const sms = await read("SET OK");
    expect(sms.other).toMatchObject({ kind: "sms", type: "ok" });
    expect(sms.problems).toEqual([]);
    const obd = await read("41 0C 1A F8");
    expect(obd.other).toMatchObject({ kind: "obd" });
    expect(obd.problems).toEqual([]);
    expect((await read(V1)).other).toBeNull();
  });

  it("attributes a record without an id, within one capture only", async () => {
    const stream = await read(`${Buffer.from(V1).toString("hex")}${X}`, "hex");
    expect(stream.frames.map(({ deviceId }) => deviceId)).toEqual(["1002033932", "1002033932"]);
    const lines = await read(`${Buffer.from(V1).toString("hex")}\n${X}`, "hex");
    expect(lines.rows.map(({ device, line }) => [device, line])).toEqual([
      ["1002033932", 1],
      [null, 2],
    ]);
  });

  it("keeps the worst issue of each frame", async () => {
    // Minute 69: an error. A blank before the speed: info. Noise: a warning.
    const frame = V1.replace("102411", "106911").replace("009.98", " 9.98");
    const { rows } = await read(`${frame}?!${V1}`);
    expect(rows.map(({ worst }) => worst)).toEqual(["error", "warning", null]);
  });

  it("takes every position of a batch, and none of a message without positions", async () => {
    const batch = VECTORS.find(({ id }) => id === "other-words-010-bc-batch");
    const [row] = (await read(batch?.ascii ?? "")).rows;
    const places = [row?.place, ...(row?.more ?? [])];
    expect(places.map((place) => place?.latitude.toFixed(4))).toEqual(["22.8098", "22.6326"]);
    expect((await read("*HQ,353271799434922,XT#")).rows[0]?.place).toBeNull();
  });

  it("accepts an empty input", async () => {
    expect((await read("")).frames).toEqual([]);
  });
});

describe("frameView", () => {
  const ALL = VECTORS.flatMap((vector) =>
    decode(bytesOf(vector)).map((message, index) => ({
      id: `${vector.id} ${index}`,
      message,
    })),
  );

  it("shows each byte of every vector once, and each issue at its bytes", () => {
    expect(ALL.length).toBeGreaterThan(500);
    for (const { id, message } of ALL) {
      const { frame, deviceId, issues } = message;
      const view = frameView({ frame, deviceId, line: undefined }, 1);
      const hex = view.fields.map((field) => field.hex).join(" ");
      expect(hex.replaceAll(" ", ""), id).toBe(Buffer.from(frame.bytes).toString("hex"));
      expect(view.issues, id).toEqual(issues);
      for (const [index, { offset, length, field }] of issues.entries()) {
        const marked = view.fields.filter((one) => one.issues.includes(index));
        const isOfAll = offset === 0 && length >= frame.bytes.length && view.fields.length > 1;
        expect(marked.length > 0, `${id}: ${field}`).toBe(!isOfAll);
        for (const { offset: at, length: many } of length > 0 ? marked : []) {
          expect(at < offset + length && at + many > offset, `${id}: ${field}`).toBe(true);
        }
      }
      expect(JSON.parse(view.json).frame.hex, id).toBe(Buffer.from(frame.bytes).toString("hex"));
    }
  });

  function viewOf(input: string): ReturnType<typeof frameView> {
    const [{ frame, deviceId }] = decode(input) as [ReturnType<typeof decode>[number]];
    return frameView({ frame, deviceId, line: 4 }, 9);
  }

  it("colours fields and not delimiters, and equal names equally", () => {
    const { fields } = viewOf(V1.replace("102411", "106911"));
    const times = fields.filter(({ name }) => name === "time");
    expect(times.map(({ text }) => text)).toEqual(["106911", "051024"]);
    expect(new Set(times.map(({ color }) => color)).size).toBe(1);
    expect(times.map(({ issues }) => issues)).toEqual([[0], []]);
    expect(fields[0]).toMatchObject({ name: "start", text: "*", color: null });
    expect(fields.at(-1)).toMatchObject({ name: "end", text: "#", color: null });
    const [maker, deviceId] = fields.filter(({ color }) => color !== null);
    expect([maker?.color, deviceId?.color]).toEqual([0, 1]);
  });

  it("shows a value with its unit only if it differs from the bytes", () => {
    const { fields, type, number, line } = viewOf("*HQ,353271799434922,HTBT,85#");
    expect([type, number, line]).toEqual(["heartbeat", 9, 4]);
    expect(fields.find(({ name }) => name === "batteryPercent")?.value).toBe("85 %");
    expect(fields.find(({ name }) => name === "deviceId")?.value).toBeNull();
  });

  it("shows the value on a tile, with the unit of the wire if it differs", () => {
    const shortOf = (input: string | Uint8Array, name: string): string | null | undefined =>
      viewOfBytes(input)?.fields.find((field) => field.name === name)?.short;
    const v8 = "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,12.50,271,280926,fffffffd#";
    expect(shortOf(v8, "speedKmh")).toBe("12.50 kn → 23.15 km/h");
    expect(shortOf(v8, "latitude")).toBe("24.71772°");
    expect(shortOf(v8, "status")).toBe("sos");
    // Three BCD digits, 016; the tile has two of them.
    const dollar = "24207212919310521901102534036769060582643222016334fffffbff";
    expect(shortOf(Buffer.from(`${dollar}0006fdd3`, "hex"), "speedKmh")).toBe(
      "16 kn → 29.632 km/h",
    );
    // JT/T 808 sends km/h.
    const vector = VECTORS.find(({ id }) => id === "jt808-051-obd-block");
    expect(shortOf(bytesOf(vector as (typeof VECTORS)[number]), "speedKmh")).not.toContain("kn");
    expect(viewOfBytes("")).toBeNull();
  });

  it("shows a missing field at the end of the frame", () => {
    const view = viewOf("*HQ,8160528000,V1,102411,A#");
    const missing = view.issues.findIndex(({ length }) => length === 0);
    expect(missing).toBeGreaterThanOrEqual(0);
    expect(view.fields.at(-1)?.issues).toContain(missing);
  });

  it("assigns an issue after the last byte to the last field, and one of the whole frame to none", () => {
    const [{ issues }] = decode("?!") as [ReturnType<typeof decode>[number]];
    const entry = { name: "tail", raw: "", value: null };
    const entries = [
      { ...entry, offset: 0, length: 2 },
      { ...entry, offset: 2, length: 2 },
    ];
    const issue = issues[0] as (typeof issues)[number];
    const causes = causesOf(
      [
        { ...issue, offset: 4, length: 0 },
        { ...issue, offset: 0, length: 4 },
        { ...issue, offset: 1, length: 2 },
      ],
      entries,
      4,
    );
    expect(causes).toEqual([[2], [0, 2]]);
  });

  function engineOf(id: string): Record<string, string> {
    const vector = VECTORS.find((one) => one.id === id);
    const [{ frame, deviceId }] = decode(bytesOf(vector as (typeof VECTORS)[number])) as [
      ReturnType<typeof decode>[number],
    ];
    const { engine } = frameView({ frame, deviceId, line: undefined }, 1);
    return Object.fromEntries(
      engine.flatMap(({ pid, values }) =>
        values.map(([signal, value]) => [`${pid} ${signal}`, value]),
      ),
    );
  }

  it("reads engine data by PID, and scaled values", () => {
    // From the note of the vector: 83 °C, 1381.5 rpm, 45 km/h, 13.9 V.
    expect(engineOf("pengaoda-002-obd-driving")).toMatchObject({
      "01 05 coolantTemperatureCelsius": "83",
      "01 0C engineRpm": "1381.5",
      "01 0D vehicleSpeedKmh": "45",
      "01 42 controlModuleVolts": "13.9",
      // PID 01 is 00 07 E1 00: no monitor is incomplete.
      "01 01 monitorsIncomplete": "none",
    });
    // Item 81 is 0082, 82 is 00AA … in the frame; the vector has the values.
    expect(engineOf("jt808-051-obd-block")).toMatchObject({
      "01 0C engineRpm": "5000",
      "09 02 vin": "123243214SXJCMLSZ",
      "null remainingRangeKm": "130",
      "null dtcs": "P538f, U029f",
    });
  });

  it("notes uncertain engine data, and shows none if there is none", () => {
    // PID 88 of the maker, whose unit is not documented.
    const bytes = VECTORS.find(
      ({ id }) => id === "pengaoda-002-obd-driving",
    ) as (typeof VECTORS)[0];
    const [{ frame }] = decode(bytesOf(bytes)) as [ReturnType<typeof decode>[number]];
    const { engine } = frameView({ frame, deviceId: null, line: undefined }, 1);
    expect(engine.find(({ pid }) => pid === "01 88")).toMatchObject({
      raw: "00 00 00 01",
      issues: ["unit-unknown: The number is certain, but its unit is not documented."],
    });
    expect(viewOf(V1).engine).toEqual([]);
  });

  it("shows no control character of a frame", () => {
    const text = viewOf("*HQ,8160528000,SMS,a\x1b[2J\u0081b#")
      .fields.map((field) => field.text)
      .join("");
    expect(text).toContain("a·[2J·b");
  });
});
