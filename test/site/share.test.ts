import { describe, expect, it } from "vitest";
import { type KeptFrame, readCapture } from "../../docs/playground/capture.ts";
import { compareFrames } from "../../docs/playground/compare.ts";
import { exportFrames } from "../../docs/playground/export.ts";
import { identifyDevice } from "../../docs/playground/identify-device.ts";
import { vectorOf } from "../../docs/playground/vector.ts";
import { decode } from "../../src/index.ts";
import { checkVectors, parseVectors } from "../../src/vectors/index.ts";

const V1 = "*HQ,1002033932,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#";
const SOS = V1.replace("102411", "102511").replace("FFFFFFFF", "FFFFFFFD");
/** It has no id. */
const X = "58000000100010111215062422349273ff113543980e012090ffffdfffff0021";

async function read(input: string): Promise<readonly KeptFrame[]> {
  const frames: KeptFrame[] = [];
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(input, "latin1");
  };
  await readCapture(chunks(), "auto", frames);
  return frames;
}

function hex(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

describe("exportFrames", () => {
  it("exports frames unchanged", async () => {
    const frames = await read(`${V1}\n${SOS}\n`);
    expect(exportFrames(frames, "frames", false)).toEqual({
      text: `${V1}\n${SOS}\n`,
      frameCount: 2,
      replaced: [],
      notJudged: 0,
    });
  });

  it("keeps a record without an id with the frame that has it", async () => {
    const frames = await read(`${hex(V1)}${X}\n${hex(SOS)}`);
    const { text } = exportFrames(frames, "frames", false);
    expect(text).toBe(`${hex(V1)}${X}\n${hex(SOS)}\n`);
    const again = await read(text);
    expect(again.map(({ deviceId }) => deviceId)).toEqual(frames.map(({ deviceId }) => deviceId));
  });

  it("anonymises in every format, and reports replacements", async () => {
    const frames = await read(`${V1}\n${SOS}\n`);
    for (const format of ["frames", "geojson", "gpx", "csv", "ndjson", "vectors"] as const) {
      const { text, replaced, frameCount } = exportFrames(frames, format, true, "seed");
      expect(text).not.toContain("1002033932");
      expect(text).not.toMatch(/5047\.5537|50\.79256/);
      expect(frameCount).toBe(2);
      expect(Object.fromEntries(replaced)).toMatchObject({ id: 2 });
    }
    const { text } = exportFrames(frames, "frames", true, "seed");
    const [first, second] = await read(text);
    expect(first?.deviceId).toBe(second?.deviceId);
    // A random result each time, unless a seed is given.
    expect(exportFrames(frames, "frames", true, "seed").text).toBe(text);
    expect(exportFrames(frames, "frames", true).text).not.toBe(text);
  });

  it("writes formats of other programs", async () => {
    const frames = await read(`${V1}\n${SOS}\n`);
    const { features } = JSON.parse(exportFrames(frames, "geojson", false).text);
    expect(features.length).toBeGreaterThan(0);
    expect(exportFrames(frames, "gpx", false).text.match(/<trkpt /g)).toHaveLength(2);
    const [head, one] = exportFrames(frames, "csv", false).text.split("\r\n");
    expect(head).toMatch(/^deviceId,time,/);
    expect(one).toMatch(/^1002033932,2024-10-05T10:24:11\.000Z,true,50\.7925617,/);
    const rows = exportFrames(frames, "ndjson", false).text.trim().split("\n");
    expect(rows.map((row) => JSON.parse(row).origin.line)).toEqual([1, 2]);
  });

  it("makes vectors that this decoder passes", async () => {
    const frames = await read(`${V1}\n${SOS}\n`);
    const vectors = parseVectors(exportFrames(frames, "vectors", false).text);
    expect(vectors.map(({ id, review }) => [id, review])).toEqual([
      ["frame-001-v1", "pending"],
      ["frame-002-v1", "pending"],
    ]);
    expect(checkVectors(vectors, (bytes) => decode(bytes)).changed).toEqual([]);
    const [one] = frames;
    expect(vectorOf(one as KeptFrame, 7)).toContain('"id":"frame-007-v1"');
  });
});

describe("compareFrames", () => {
  it("compares each value, and marks differences", async () => {
    const [one, other] = (await read(`${V1}\n${SOS}\n*HQ,1002033932,XT#`)) as [
      KeptFrame,
      KeptFrame,
    ];
    const { values, differenceCount } = compareFrames(one, other);
    const different = values.filter(({ isDifferent }) => isDifferent);
    expect(different).toHaveLength(differenceCount);
    expect(different.map(({ path }) => path)).toEqual([
      "time",
      "status.word",
      "status.alarms",
      "alarms",
    ]);
    expect(values.find(({ path }) => path === "alarms")).toMatchObject({
      first: "[]",
      second: '["sos"]',
    });
    expect(values.find(({ path }) => path === "deviceId")).toMatchObject({
      first: "1002033932",
      isDifferent: false,
    });
  });

  it("shows values that one of them lacks", async () => {
    const [one, other] = (await read(`${V1}\n*HQ,1002033932,XT#`)) as [KeptFrame, KeptFrame];
    const { values } = compareFrames(one, other);
    expect(values.find(({ path }) => path === "latitude")).toMatchObject({ second: null });
  });
});

describe("identifyDevice", () => {
  it("names the family of one device, with the frames that show it", async () => {
    const v8 =
      "*HQ,7029083742,V8,111958,A,2443.0632,N,09018.2082,E,0.00,271,280926,fbfffbff,470,01,1234,56789,8,27,121,100#";
    const frames = await read(`${V1}\n${v8}\n${v8}\n`);
    const { frameCount, guesses } = identifyDevice(frames, "7029083742");
    expect(frameCount).toBe(2);
    // As in the README.
    expect(guesses[0]?.family).toBe("sinotrack-4g");
    expect(guesses[0]?.evidence[0]).toMatchObject({ place: 1 });
    expect(guesses[0]?.evidence[0]?.source).not.toBe("");
    expect(identifyDevice(frames, "none").guesses).toEqual([]);
  });
});
