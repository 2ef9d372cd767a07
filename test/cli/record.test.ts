import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decode } from "../../src/index.ts";
import {
  createAnonymiser,
  parseVectors,
  plainMessage,
  vectorBytes,
} from "../../src/vectors/index.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { BINARY, HEARTBEAT, SOS, sinotrack, start, toHexText, V1 } from "./harness.ts";
import { DEVICE, pcap, SERVER, tcp } from "./packets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "record-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe("sinotrack record", () => {
  it("makes pending vectors, which check counts until they are accepted", async () => {
    const out = join(folder, "desk.jsonl");
    const log = file("log.txt", `${V1}${HEARTBEAT}`);
    const { code, err } = await sinotrack(["record", log, "-o", out, "--source", "my desk"]);
    expect(code).toBe(0);
    expect(err).toContain("2 vectors recorded, pending; review them, then run: sinotrack check");
    expect(parseVectors(readFileSync(out, "utf8"))).toEqual([
      {
        id: "log-001-v1",
        ascii: V1,
        source: "my desk",
        note: "",
        review: "pending",
        expect: decode(V1).map(plainMessage),
      },
      {
        id: "log-002-htbt",
        ascii: HEARTBEAT,
        source: "my desk",
        note: "",
        review: "pending",
        expect: decode(HEARTBEAT).map(plainMessage),
      },
    ]);
    expect((await sinotrack(["check", out])).out).toContain("2 as expected; 2 pending");
    expect((await sinotrack(["check", out, "--strict"])).code).toBe(1);
    expect((await sinotrack(["check", out, "--accept", "all"])).code).toBe(0);
    expect((await sinotrack(["check", out, "--strict"])).code).toBe(0);
  });

  it("makes the same vectors from any form of capture", async () => {
    const hex = toHexText(V1) + BINARY + toHexText(HEARTBEAT);
    const bytes = Buffer.from(hex, "hex");
    const segments = [tcp(DEVICE, SERVER, 9, [], "syn")];
    for (let at = 0; at < bytes.length; at += 25) {
      segments.push(tcp(DEVICE, SERVER, 10 + at, [...bytes.subarray(at, at + 25)]));
    }
    // A retransmission, and a segment out of order.
    segments.push(segments[2]!, segments[1]!);
    segments.splice(1, 1);
    const forms = [
      file("raw.bin", bytes),
      file("hex.txt", hex),
      file("rows.jsonl", JSON.stringify({ hex })),
      file("packets.pcap", pcap(segments)),
    ];
    const results = [];
    for (const path of forms) {
      results.push((await sinotrack(["record", path, "--name", "a", "--source", "s"])).out);
    }
    expect(new Set(results).size).toBe(1);
    expect(parseVectors(results[0]!).map(({ id }) => id)).toEqual([
      "a-001-v1",
      "a-002-binary",
      "a-003-htbt",
    ]);
  });

  it("records a real capture with lost segments as it records the stream", async () => {
    const captures = new URL("captures/", import.meta.url);
    const sent = JSON.parse(readFileSync(new URL("sent.json", captures), "utf8"));
    const known = new Map(
      loadVectors().flatMap(({ vectors }) => vectors.map((v) => [v.id, bytesOf(v)] as const)),
    );
    const hex = (ids: string[]): string =>
      ids.map((id) => Buffer.from(known.get(id)!).toString("hex")).join("");
    // Each datagram is one capture, and a connection is one at its end.
    const raw = [...sent.udp.map((id: string) => hex([id])), hex(sent.tcp)].join("\n");
    const rest = ["--name", "a", "--source", "s"];
    const wanted = await sinotrack(["record", file("raw.hex", raw), ...rest]);
    for (const name of ["loopback.pcap", "loopback.pcapng"]) {
      const { out } = await sinotrack(["record", new URL(name, captures).pathname, ...rest]);
      expect(out).toBe(wanted.out);
    }
    expect(parseVectors(wanted.out)).toHaveLength(10);
  });

  it("records the traffic of simulate, segments lost and sent again, as it records its streams", async () => {
    const captures = new URL("captures/", import.meta.url);
    const sent = readFileSync(new URL("simulated.jsonl", captures), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { device: string; hex: string });
    const streams = [...new Set(sent.map(({ device }) => device))].map((id) =>
      sent.filter(({ device }) => device === id),
    );
    const raw = streams.map((frames) => frames.map(({ hex }) => hex).join("")).join("\n");
    const vectors = async (path: string) => {
      const { out } = await sinotrack(["record", path, "--name", "a", "--source", "s"]);
      // Connections may have begun in a different order than devices, so the numbers in the ids differ.
      return parseVectors(out).map(({ id: _, ...vector }) => JSON.stringify(vector));
    };
    const wanted = await vectors(file("raw.hex", raw));
    const found = await vectors(new URL("simulated.pcap", captures).pathname);
    expect(found.sort()).toEqual(wanted.sort());
    expect(found.length).toBeGreaterThan(20);
  });

  it("records a connection as one vector on request, separators included", async () => {
    const { out } = await sinotrack(["record", "--whole", "--name", "a"], {
      stdin: `${V1}\r\n${SOS}`,
    });
    const [vector, ...others] = parseVectors(out);
    expect(others).toEqual([]);
    expect(vector!.ascii).toBe(`${V1}\r\n${SOS}`);
    expect(vector!.expect).toHaveLength(2);
  });

  it("leaves out known forms on request", async () => {
    const moved = V1.replace("5047.5537", "5047.5999");
    const { out } = await sinotrack(["record", "--distinct"], {
      stdin: V1 + moved + SOS + HEARTBEAT + V1,
    });
    expect(parseVectors(out).map(({ ascii }) => ascii)).toEqual([V1, SOS, HEARTBEAT]);
  });

  it("adds missing vectors, and never overwrites a file", async () => {
    const out = join(folder, "desk.jsonl");
    const first = file("a.txt", V1);
    await sinotrack(["record", first, "-o", out, "--name", "a"]);
    await sinotrack(["check", out, "--accept", "all"]);
    const before = readFileSync(out, "utf8");
    const again = await sinotrack(["record", first, "-o", out]);
    expect([again.code, again.err]).toEqual([
      1,
      `sinotrack: ${out} already exists; add to it with --append\n`,
    ]);
    await sinotrack(["record", file("b.txt", V1 + SOS), "-o", out, "--append", "--name", "a"]);
    const after = readFileSync(out, "utf8");
    expect(after.startsWith(before)).toBe(true);
    expect(parseVectors(after).map(({ id, review }) => [id, review])).toEqual([
      ["a-001-v1", undefined],
      ["a-002-v1", "pending"],
    ]);
  });

  it("anonymises the same with the same seed, and prints a seed that it made up", async () => {
    const one = await sinotrack(["record", "--anonymise", "--seed", "s"], {
      stdin: V1 + HEARTBEAT,
    });
    const two = await sinotrack(["record", "--anonymise", "--seed", "s"], {
      stdin: V1 + HEARTBEAT,
    });
    expect(one.out).toBe(two.out);
    expect(one.out).not.toContain("8160528000");
    expect(one.out).not.toContain("5047.5537");
    const [vector] = parseVectors(one.out);
    expect(vectorBytes(vector!)).toHaveLength(V1.length);
    const other = await sinotrack(["record", "--anonymise"], { stdin: V1 });
    expect(other.err).toMatch(/^anonymised with --seed [\da-f-]{36} /);
    expect(other.out).not.toContain("8160528000");
  });

  it("names no file in anonymised vectors, because its name may be that of a person", async () => {
    const log = file("13800138264 Megan Ryland.log", V1);
    const { out } = await sinotrack(["record", log, "--anonymise", "--seed", "s"]);
    expect(parseVectors(out)[0]).toMatchObject({
      id: "capture-001-v1",
      source: "recorded from capture",
    });
    expect(out).not.toMatch(/13800138264|Megan/i);
    const named = await sinotrack([
      "record",
      log,
      "--anonymise",
      "--name",
      "desk",
      "--source",
      "mine",
    ]);
    expect(parseVectors(named.out)[0]).toMatchObject({ id: "desk-001-v1", source: "mine" });
  });

  it("reports replacements, and frames that no longer decode as before", async () => {
    // A record of 47 bytes: the following JT/T 808 frame shows its length; few other tails look like it.
    const hex =
      "2491679925341011121506242206010206113543980e012090ffffdfffffff330102206e6f697365200391680004537e0200001c00916800837200b300000000000000030158ba9206ca0fd7000400000000211129111705dd7e";
    const bytes = Buffer.from(hex, "hex");
    const seeds = Array.from({ length: 200 }, (_, i) => `s${i}`);
    const isJudged = (seed: string): boolean =>
      createAnonymiser(seed).report(bytes).notJudged.length === 0;
    const good = seeds.find(isJudged)!;
    const bad = seeds.find((seed) => !isJudged(seed))!;
    const log = file("a.hex", hex);
    const out = join(folder, "desk.jsonl");
    const run = (seed: string, ...rest: string[]) =>
      sinotrack(["record", log, "-o", out, "--anonymise", "--seed", seed, ...rest]);
    const refused = await run(bad);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("a.hex, byte 0, 47 bytes: does not decode as before");
    expect(refused.err).toContain("would not decode as before");
    expect(existsSync(out)).toBe(false);
    const judged = await run(good);
    expect([judged.code, judged.out]).toEqual([0, ""]);
    expect(judged.err).toContain("replaced: 2 id, 2 latitude, 2 longitude");
    rmSync(out);
    expect((await run(bad, "--force")).code).toBe(0);
    expect(readFileSync(out, "utf8")).not.toContain("9167992534");
  });

  it("records from the network, each report as it arrives", async () => {
    const out = join(folder, "desk.jsonl");
    const stop = new AbortController();
    const running = start(
      ["record", "--listen", "tcp:0", "-o", out, "--name", "desk", "--distinct"],
      { stop: stop.signal },
    );
    const [, port] = await running.err.until(/listening on tcp 127\.0\.0\.1:(\d+)/);
    const socket = connect(Number(port), "127.0.0.1");
    socket.end(V1 + V1 + HEARTBEAT);
    for (let i = 0; i < 100 && readFileSync(out, "utf8").split("\n").length < 3; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    stop.abort();
    expect(await running.exit).toBe(0);
    expect(parseVectors(readFileSync(out, "utf8")).map(({ id }) => id)).toEqual([
      "desk-001-v1",
      "desk-002-htbt",
    ]);
    expect(running.err.text).toContain("2 vectors recorded, pending");
  });

  it("prints one plain line for bad usage", async () => {
    for (const [argv, line] of [
      [
        ["record", "a", "--listen", "tcp:1"],
        "--listen records from the network and takes no files",
      ],
      [["record", "--append"], "--append needs --output"],
      [["record", "--seed", "x"], "--seed needs --anonymise"],
      [["record", "--anonymise", "--seed", ""], "--seed must not be empty"],
      [["record", "--force"], "--force needs --anonymise"],
      [["record", "--shift-days", "-7"], "--shift-days needs --anonymise"],
      [["record", "--turn-tracks"], "--turn-tracks needs --anonymise"],
    ] as const) {
      const { code, err } = await sinotrack(argv);
      expect([code, err]).toEqual([2, `sinotrack: ${line}\n`]);
    }
    const missing = await sinotrack(["record", join(folder, "none")]);
    expect([missing.code, missing.err]).toEqual([
      1,
      `sinotrack: cannot read ${join(folder, "none")}: no such file\n`,
    ]);
  });
});
