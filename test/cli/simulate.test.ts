import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { SimulatedDevice, type Transmission } from "../../src/cli/simulate/device.ts";
import { FIRMWARES } from "../../src/cli/simulate/firmware.ts";
import { decode, encodeCommand } from "../../src/index.ts";
import { TrackerSession } from "../../src/session/index.ts";
import { expectBadUsage, sinotrack } from "./harness.ts";

const START = "2026-01-01T00:00:00Z";
const LIST = ["simulate", "--list", "-", "--start", START];

interface Listed {
  readonly device: string;
  readonly hex: string;
  readonly ascii?: string;
}

async function list(...options: string[]): Promise<Listed[]> {
  const { code, out } = await sinotrack([...LIST, ...options]);
  expect(code).toBe(0);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Listed);
}

const bytesOf = ({ hex }: Listed): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

function device(index: number, seed = 1, transport: "tcp" | "udp" = "tcp"): SimulatedDevice {
  return new SimulatedDevice({
    seed,
    index,
    start: new Date(START),
    intervalSeconds: 10,
    transport,
  });
}

/** The transmissions of the device until then, without any answers. */
function sendings(from: SimulatedDevice, seconds: number): (Transmission & { at: number })[] {
  const all: (Transmission & { at: number })[] = [];
  while (from.nextAt < seconds * 1000) {
    const at = from.nextAt;
    all.push({ ...from.transmit(), at });
  }
  return all;
}

/** A text position report, read without our decoder. */
function naive(text: string) {
  const [, , , time, validity, lat, ns, lon, ew, knots, course, date, status] = text.split(",");
  const degrees = (value: string, digits: number): number =>
    Number(value.slice(0, digits)) + Number(value.slice(digits)) / 60;
  const [hour, minute, second] = (time as string).match(/../g) as string[];
  const [day, month, year] = (date as string).match(/../g) as string[];
  return {
    seconds: Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000,
    isFix: validity === "A",
    latitude: degrees(lat as string, 2) * (ns === "S" ? -1 : 1),
    longitude: degrees(lon as string, 3) * (ew === "W" ? -1 : 1),
    metersPerSecond: (Number(knots) * 1852) / 3600,
    course: Number(course),
    status: Number.parseInt((status as string).slice(0, 8), 16),
  };
}

describe("the traffic", () => {
  test("is the same byte for byte for the same seed, and differs for another", async () => {
    const [one, two, other] = await Promise.all([
      list("--duration", "300", "--devices", "16"),
      list("--duration", "300", "--devices", "16"),
      list("--duration", "300", "--devices", "16", "--seed", "2"),
    ]);
    expect(one.length).toBeGreaterThan(200);
    expect(two).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test("has all kinds of frames, and every frame decodes without a fault", async () => {
    const frames = await list("--duration", "900", "--interval", "5", "--devices", "48");
    const words = new Set<string>();
    for (const frame of frames) {
      const bytes = bytesOf(frame);
      const messages = decode(bytes);
      const codes = messages.map(({ issues }) => issues.map(({ code }) => code));
      expect(codes.flat().filter((code) => code !== "battery-step-disputed")).toEqual([]);
      expect(codes).toHaveLength(1);
      const [message] = messages;
      expect(message?.frame.bytes).toEqual(bytes);
      if (message?.command !== "X") expect(message?.deviceId).toBe(frame.device);
      const kind =
        message?.command === "$"
          ? `$${bytes.length}${bytes[29] === 0xff && bytes[30] === 0 ? "FF" : ""}`
          : `${message?.command}${message !== undefined && "wifi" in message ? "+wifi" : ""}`;
      words.add(kind);
    }
    expect([...words].sort()).toEqual(
      [
        "$32FF",
        "$45",
        "$45FF",
        "0x0002",
        "0x0100",
        "0x0102",
        "0x0200",
        "HTBT",
        "LINK",
        "NBR",
        "V0",
        "V1",
        "V5",
        "V6",
        "V8",
        "V8+wifi",
        "X",
      ].sort(),
    );
  });

  test("has one firmware and a unique id for each device", async () => {
    const frames = await list("--count", "4", "--devices", "40");
    const ids = new Set(frames.map((frame) => frame.device));
    expect(ids.size).toBe(40);
    for (const id of ids) {
      const words = new Set(
        frames.filter((frame) => frame.device === id).map(({ ascii }) => ascii?.split(",")[2]),
      );
      expect(words.has("V8") && words.has("V1")).toBe(false);
    }
  });

  test("has speed and course that fit the positions", async () => {
    const frames = await list("--duration", "3600", "--interval", "5", "--devices", "16");
    let checked = 0;
    for (const id of new Set(frames.map((frame) => frame.device))) {
      const fixes = frames
        .filter(({ device: from, ascii }) => from === id && /,V[158],/.test(ascii ?? ""))
        .map(({ ascii }) => naive(ascii as string))
        .filter(({ isFix }) => isFix)
        .sort((a, b) => a.seconds - b.seconds);
      for (const [i, to] of fixes.entries()) {
        const from = fixes[i - 1];
        if (from === undefined || to.seconds - from.seconds !== 5) continue;
        // On the way the course is constant and the speed changes linearly.
        const meters = ((from.metersPerSecond + to.metersPerSecond) / 2) * 5;
        const radians = Math.PI / 180;
        const north = (to.latitude - from.latitude) * radians * 6_371_000;
        const east =
          (to.longitude - from.longitude) * radians * 6_371_000 * Math.cos(to.latitude * radians);
        // A ten-thousandth of a minute is 0.19 m; whole degrees of course are exact.
        expect(Math.abs(Math.hypot(north, east) - meters)).toBeLessThan(0.5 + meters * 0.001);
        if (meters < 50) continue;
        const bearing = Math.atan2(east, north) / radians;
        expect(Math.abs(((bearing - to.course + 540) % 360) - 180)).toBeLessThan(0.5);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });

  test("has alarms, one report long or until R7, and reports without a fix", async () => {
    // State bits, and bits that are always low on the 2G unit, are no alarms: 8 to 10, 13, 14, 19, 26, 27.
    const states = 0x0c_08_67_00;
    const alarmsOf = (status: number): number => (~status & ~states) >>> 0;
    const v8 = sendings(device(0), 40_000).flatMap(({ frames }) => frames);
    const eight = v8
      .map(({ bytes }) => Buffer.from(bytes).toString("latin1"))
      .filter((text) => text.includes(",V8,"))
      .map(naive);
    const withAlarm = eight.filter(({ status }) => alarmsOf(status) !== 0).length;
    expect(withAlarm).toBeGreaterThan(10);
    expect(withAlarm).toBeLessThan(eight.length / 2);
    expect(eight.filter(({ isFix }) => !isFix).length).toBeGreaterThan(10);
    // Bit 10 is low while the ignition is off, and then the vehicle stands.
    for (const { status, metersPerSecond } of eight) {
      if ((status & 0x400) === 0) expect(metersPerSecond).toBe(0);
    }

    const old = device(3);
    const words = (seconds: number): number[] =>
      sendings(old, seconds).flatMap(({ frames }) =>
        frames
          .map(({ bytes }) => Buffer.from(bytes).toString("latin1"))
          .filter((text) => /,V[15],/.test(text))
          .map((text) => alarmsOf(naive(text).status)),
      );
    const before = words(20_000);
    const first = before.findIndex((alarms) => alarms !== 0);
    expect(first).toBeGreaterThan(-1);
    for (const alarms of before.slice(first)) expect(alarms).not.toBe(0);
    old.receive(Buffer.from(`*HQ,${old.id},R7,130305#`));
    expect(words(20_100)[0]).toBe(0);
  });

  test("has no X over UDP, where they could not be attributed", () => {
    const words = (transport: "tcp" | "udp"): string[] =>
      sendings(device(4, 1, transport), 1000).flatMap(({ frames }) =>
        frames.map(({ word }) => word),
      );
    expect(words("udp")).not.toContain("X");
    expect(words("tcp")).toContain("X");
  });
});

test("a list has the frames of all devices in the order of time", async () => {
  const expected = Array.from({ length: 40 }, (_, index) => {
    const one = device(index);
    const sent: { at: number; index: number; hex: string }[] = [];
    while (one.nextAt < 120_000) {
      const at = one.nextAt;
      for (const { bytes } of one.transmit().frames) {
        sent.push({ at, index, hex: Buffer.from(bytes).toString("hex") });
      }
      one.acknowledgeAll();
    }
    return sent;
  })
    .flat()
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const listed = await list("--duration", "120", "--devices", "40");
  expect(listed.map(({ hex }) => hex)).toEqual(expected.map(({ hex }) => hex));
});

describe("a device", () => {
  test("sends its frames in the listed order, some joined and some split", () => {
    let glued = 0;
    let cut = 0;
    for (const [index, { lineEnd }] of FIRMWARES.entries()) {
      for (const { frames, pieces } of sendings(device(index), 4000)) {
        const wire = Buffer.concat(pieces).toString("latin1");
        const expected = frames
          .map(({ bytes, word }) => {
            const text = Buffer.from(bytes).toString("latin1");
            return word === "$" || word === "X" ? text : text + lineEnd;
          })
          .join("");
        expect(wire).toBe(expected);
        if (pieces.length < frames.length) glued++;
        if (pieces.length > frames.length) cut++;
        // A `$` frame that is cut after byte 32 looks like a shorter one.
        const last = frames.at(-1);
        if (pieces.length > 1 && pieces.length !== frames.length) {
          const before = frames.slice(0, -1).map(({ word }) => word);
          if (pieces.length === 2) expect(before).not.toContain("$");
        }
        if (pieces.length < 2 || last?.word !== "$") continue;
        const inLast = last.bytes.length - (pieces.at(-1) as Uint8Array).length;
        expect(inLast).toBeLessThan(32);
      }
    }
    expect(glued).toBeGreaterThan(20);
    expect(cut).toBeGreaterThan(50);
  });

  test("puts whole frames into datagrams", () => {
    for (const index of FIRMWARES.keys()) {
      for (const { frames, pieces } of sendings(device(index, 7, "udp"), 2000)) {
        const count = pieces.flatMap((piece) => decode(piece)).length;
        expect(count).toBe(frames.length);
      }
    }
  });

  test("stores records while it has no network, and sends them at once later, marked", () => {
    const one = device(0, 3);
    let bursts = 0;
    while (one.nextAt < 20_000_000) {
      const { frames } = one.transmit();
      one.acknowledgeAll();
      const reports = frames
        .map(({ bytes }) => Buffer.from(bytes).toString("latin1"))
        .filter((text) => text.includes(",V8,"))
        .map(naive);
      if (reports.length < 2) continue;
      bursts++;
      expect(reports.length).toBeLessThanOrEqual(9);
      for (const [i, { seconds, status }] of reports.slice(0, -1).entries()) {
        expect(status & 0x0400_0000).toBe(0);
        expect(reports[i + 1]!.seconds).toBeGreaterThan(seconds);
      }
    }
    expect(bursts).toBeGreaterThan(5);
  });

  test("that keeps records repeats them until they are acknowledged, three times at most", () => {
    const times = new Map<string, number[]>();
    const one = device(0);
    for (const { frames, at } of sendings(one, 3000)) {
      for (const { bytes } of frames) {
        const text = Buffer.from(bytes).toString("latin1");
        times.set(text, [...(times.get(text) ?? []), at]);
      }
      expect(one.awaiting).toBeLessThanOrEqual(64);
    }
    const counts = [...times.values()].map((list) => list.length);
    expect(Math.max(...counts)).toBe(3);
    for (const [first, again] of times.values()) {
      if (again !== undefined) expect(again - (first as number)).toBeGreaterThanOrEqual(20_000);
    }
    const unanswered = counts.reduce((sum, count) => sum + count, 0);
    expect(one.unacknowledged).toBe(unanswered);

    const two = device(0);
    const seen = new Set<string>();
    while (two.nextAt < 3_000_000) {
      for (const { bytes } of two.transmit().frames) {
        const text = Buffer.from(bytes).toString("latin1");
        expect(seen.has(text)).toBe(false);
        seen.add(text);
        expect(two.receive(Buffer.from(`*HQ,${two.id},R12,000000#`))).toEqual(["acknowledged"]);
      }
    }
    expect(two.unacknowledged).toBe(0);
  });

  test("recognises the acknowledgements of its frames, and unexpected ones", () => {
    const one = device(6);
    const words = one.transmit().frames.map(({ word }) => word);
    expect(words).toEqual(["HTBT"]);
    const reply = (text: string) => one.receive(Buffer.from(text));
    expect(reply(`*HQ,${one.id},R12,000000#`)).toEqual(["unexpected"]);
    expect(reply("*HQ,355000000000999,HTBT,53#")).toEqual(["unexpected"]);
    expect(reply(`*HQ,${one.id},HT`)).toEqual([]);
    expect(reply("BT,53#")).toEqual(["acknowledged"]);
    expect(one.transmit().frames.map(({ word }) => word)).toEqual(["V1"]);
    expect(reply(`*HQ,${one.id},V4,NBR,20260101000000#`)).toEqual(["unexpected"]);
    expect(reply(`*HQ,${one.id},V4,V1,20260101000000#`)).toEqual(["acknowledged"]);
    expect(reply(`*HQ,${one.id},D1,000000,30,1#*HQ,${one.id},R7,000000#`)).toEqual([
      "command",
      "command",
    ]);
    expect(one.unacknowledged).toBe(0);
  });
});

describe("commands", () => {
  const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

  // The answers printed in the documents, up to the time of the device.
  test.each([
    ["S20,061158,1,1", "S20,OK,061158,"],
    ["D1,062108,30,1", "D1,30,1,062108,"],
    ["SCF,061837,0,0", "SCF,061837,"],
    ["S71,062328,01,18600000003", "S71,01,062328,"],
    ["CR", "CR#"],
    ["XT,10", "XT#"],
  ])("%s is answered", (command, answer) => {
    const one = device(0);
    one.receive(Buffer.from(`*HQ,${one.id},${command}#`));
    expect(one.answers()).toEqual([]);
    one.transmit();
    one.receive(Buffer.from(`*HQ,${one.id},${command}#`));
    const [frame, ...others] = one.answers();
    expect(others).toEqual([]);
    expect(latin1(frame!.bytes).startsWith(`*HQ,${one.id},V4,${answer}`)).toBe(true);
    // Only once.
    expect(one.answers()).toEqual([]);
  });

  test("of JT/T 808 0x8103 with the number 7 is answered", () => {
    const one = device(7);
    one.transmit();
    const bytes = encodeCommand(
      { type: "setParameters", parameters: [{ name: "reportSeconds", value: 30 }] },
      { protocol: "jt808", deviceId: one.id, serialNumber: 7 },
    );
    one.receive(bytes);
    // 0x0001: number, id, 0 for done.
    expect(Buffer.from(one.answers()[0]!.bytes).toString("hex")).toMatch(
      /^7e00010005.*0007810300..7e$/,
    );
  });

  test("over a connection: the session reports that it is done", async () => {
    const session = new TrackerSession();
    const outcomes: string[] = [];
    const stop = new AbortController();
    const server = createServer((socket) => {
      socket.on("data", (bytes) => {
        const { replies, outcomes: ended } = session.receive(bytes, new Date());
        for (const reply of replies) socket.write(reply);
        for (const { outcome } of ended) outcomes.push(outcome);
        if (ended.length > 0) stop.abort();
        if (session.deviceId !== null && session.pending.length === 0 && outcomes.length === 0) {
          socket.write(session.send({ type: "cutFuel" }, new Date()).bytes);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const run = ["simulate", "--devices", "1", "--interval", "1", "--to", `tcp:${port}`];
    const { err } = await sinotrack(run, { stop: stop.signal });
    server.close();
    expect(outcomes).toEqual(["done"]);
    expect(err).toMatch(/1 command received/);
  });
});

describe("bounds", () => {
  test("--catch-up sends past reports at once, and continues in real time", async () => {
    const times: number[] = [];
    const server = createServer((socket) => {
      socket.on("data", (bytes) => {
        for (const message of decode(bytes)) {
          if (message.type === "position" && message.time) times.push(message.time.getTime());
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const start = new Date(Date.now() - 300_000).toISOString();
    const stop = AbortSignal.timeout(3000);
    await sinotrack(
      [
        ...["simulate", "--devices", "1", "--interval", "2", "--catch-up"],
        ...["--start", `${start.slice(0, 19)}Z`, "--to", `tcp:${port}`],
      ],
      { stop },
    );
    server.close();
    const now = Date.now();
    expect(Math.min(...times)).toBeLessThan(now - 280_000);
    expect(Math.max(...times)).toBeGreaterThan(now - 20_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
  });

  test("--count is frames of each device, --duration simulated time", async () => {
    const counted = await list("--count", "5", "--devices", "8");
    for (const id of new Set(counted.map((frame) => frame.device))) {
      const sent = counted.filter((frame) => frame.device === id).length;
      // Records sent at once are not split.
      expect(sent).toBeGreaterThanOrEqual(5);
      expect(sent).toBeLessThanOrEqual(14);
    }
    const timed = await list("--duration", "60", "--devices", "24");
    const times = timed
      .filter(({ ascii }) => /,V[158],/.test(ascii ?? ""))
      .map(({ ascii }) => naive(ascii as string).seconds - Date.parse(START) / 1000);
    expect(Math.min(...times)).toBeLessThan(20);
    expect(Math.max(...times)).toBeLessThan(60);
    expect(Math.max(...times)).toBeGreaterThanOrEqual(50);
  });
});

describe("failures", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  test.each<[string, string]>([
    ["", "nothing to do"],
    ["--list -", "needs --duration or --count"],
    ["--to tcp", "It must look like tcp:5013"],
    ["--to tcp:0", "It must look like tcp:5013"],
    ["--to tcp:1 --devices 0", "--devices"],
    ["--to tcp:1 --speedup 0", "It must be a number above 0"],
    ["--to tcp:1 --start 2026-02-30T00:00:00Z", "It must be a time in UTC like"],
    ["--to tcp:1 --start 2080-01-01T00:00:00Z", "from 2000 to 2079"],
    ["--to tcp:1 --seed x", "--seed"],
  ])("bad usage: %s", async (line, expected) => {
    await expectBadUsage(["simulate", ...line.split(" ").filter(Boolean)], expected);
  });

  test("a list that cannot be written is a failure", async () => {
    const { code, err } = await sinotrack([
      "simulate",
      "--count",
      "1",
      "--list",
      "/nowhere/at/all.jsonl",
    ]);
    expect(code).toBe(1);
    expect(err).toContain("cannot write the output: no such file");
  });

  async function portOf(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as { port: number }).port;
  }

  test("without a listener", async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const run = ["simulate", "--speedup", "100", "--duration", "60", "--linger", "200"];
    const tcp = await sinotrack([...run, "--to", `tcp:${port}`]);
    expect(tcp.err).toContain(`cannot reach tcp 127.0.0.1:${port}: connection refused\n`);
    expect(tcp.code).toBe(1);
    const udp = await sinotrack([...run, "--to", `udp:${port}`]);
    expect(udp.err).toContain(`lost udp 127.0.0.1:${port}: connection refused\n`);
    expect(udp.code).toBe(1);
  });

  test("the collector closes", async () => {
    const port = await portOf(
      createServer((socket) => socket.once("data", () => socket.destroy())),
    );
    const { code, err } = await sinotrack([
      ...["simulate", "--speedup", "100", "--duration", "600", "--to", `tcp:${port}`],
    ]);
    expect(err).toMatch(/\d+ frames? in \d+ writes?, \d+ bytes sent; 0 acknowledged/);
    expect(err).toContain(`sinotrack: lost tcp 127.0.0.1:${port}: closed by the collector\n`);
    expect(code).toBe(1);
  });

  test("--acknowledged lists acknowledged frames, also if the collector closes", async () => {
    const port = await portOf(
      createServer((socket) => {
        let reports = 0;
        socket.on("error", () => {});
        socket.on("data", (bytes) => {
          const id = /\*HQ,(\d+),V8/.exec(bytes.toString("latin1"))?.[1];
          if (id === undefined) return;
          if (++reports === 3) socket.destroy();
          else socket.write(`*HQ,${id},R12,000000#`);
        });
      }),
    );
    const folder = mkdtempSync(join(tmpdir(), "sinotrack-simulate-"));
    try {
      const files = ["sent", "acknowledged"].map((name) => join(folder, name));
      const { code, err } = await sinotrack([
        ...["simulate", "--devices", "1", "--family", "st-901l", "--speedup", "200"],
        ...["--to", `tcp:${port}`, "--list", files[0]!, "--acknowledged", files[1]!],
      ]);
      expect(code).toBe(1);
      const [sent, acknowledged] = files.map((file) =>
        readFileSync(file, "utf8").trim().split("\n"),
      );
      expect(acknowledged).toHaveLength(2);
      expect(err).toContain("; 2 acknowledged");
      for (const line of acknowledged!) expect(sent).toContain(line);
      expect(sent!.length).toBeGreaterThan(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("it ends when it is interrupted", async () => {
    const port = await portOf(createServer((socket) => socket.resume()));
    const stop = AbortSignal.timeout(300);
    const { code, err } = await sinotrack(["simulate", "--interval", "1", "--to", `tcp:${port}`], {
      stop,
    });
    expect(err).toMatch(/^10 devices: \d+ frames/);
    expect(code).toBe(0);
  });
});
