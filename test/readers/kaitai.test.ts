/** Kaitai Struct reads the values of `decode`, for every frame of the vectors whose message has no error. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "../../src/index.ts";
import { kaitaiStruct } from "../../src/kaitai/index.ts";
import type { Values } from "../../src/kind/row.ts";
import {
  bytesIn,
  type Comparison,
  compare,
  joined,
  keptIn,
  noItem,
  ofPosition,
} from "./compare.ts";
import { type VectorFrame, vectorFrames } from "./frames.ts";
import { languages, type Read, readerOf, sources } from "./kaitai.ts";

const DOLLAR = await readerOf(kaitaiStruct("dollar"));
const JT808 = await readerOf(kaitaiStruct("jt808"));

/** Messages whose body the file describes; of all others it describes the header. */
const BODIES = new Set(["0x0200", "0x0201", "0x0500", "0x0704"]);

/** The bytes between the flags. */
function contents({ bytes, message }: VectorFrame): Uint8Array {
  const from = bytes[0] === 0x7e ? 1 : 0;
  const inner = Buffer.from(bytes.subarray(from, -1));
  if (message.issues.some(({ code }) => code === "unescaped")) return inner;
  return Buffer.from(
    inner.toString("latin1").replaceAll("}\x02", "~").replaceAll("}\x01", "}"),
    "latin1",
  );
}

function compareRecord(bytes: Uint8Array, message: Message): Comparison {
  const read = DOLLAR(bytes);
  const { tail = {}, head } = read as { head: Read; tail?: Read };
  const extension = tail["extension"] as Read | undefined;
  // Bytes that no tail reads.
  const raw = bytesIn(read["tail"]);
  return compare(joined(head, tail, extension), message, [
    ...keptIn(tail),
    ...(extension instanceof Uint8Array
      ? [extension.subarray(0, 1), extension.subarray(1)]
      : keptIn(extension ?? {})),
    ...bytesIn(tail["behind"]),
    ...raw,
  ]);
}

function compareMessage(bytes: Uint8Array, message: Message): Comparison {
  const read = JT808(bytes);
  const body = (read["body"] ?? {}) as Read;
  if (!BODIES.has(message.command) || message.type === "unknown") {
    const { command, deviceId, serialNumber, jt808 } = message as Values;
    const { version, part, encryption, protocolVersion } = jt808 ?? {};
    const header = { version, part, encryption, protocolVersion };
    return compare(read, { command, deviceId, serialNumber, jt808: header }, null);
  }
  const { positions, ...own } = message as Values;
  const result = compare(joined(read, ofPosition(body)), own, noItem(body));
  const records = (body["positions"] ?? []) as Read[];
  for (const [i, position] of ((positions ?? []) as Values[]).entries()) {
    const record = (records[i]?.["position"] ?? {}) as Read;
    const inner = compare(ofPosition(record), position, noItem(record));
    result.wrong.push(...inner.wrong.map((text) => `positions[${i}] ${text}`));
    result.equal += inner.equal;
  }
  return result;
}

interface Form {
  readonly found: VectorFrame;
  readonly name: "dollar" | "jt808";
  readonly bytes: Uint8Array;
}

/** The reader for each frame. */
function forms(): Form[] {
  return vectorFrames().flatMap((found): Form[] => {
    const { bytes, message } = found;
    const { format } = message.frame;
    if (message.type !== "unknown" && ["binary", "mileage", "picture"].includes(format))
      return [{ found, name: "dollar", bytes }];
    const inner = contents(found);
    if (format !== "escaped" || inner[0] === 0x2a) return [];
    // The checksum belongs to the flags.
    if (inner[0] === 0x24) return [{ found, name: "dollar", bytes: inner.subarray(0, -1) }];
    // Locks have a different header.
    const isHeader = !message.command.startsWith("0x55") && inner.length > 12;
    return isHeader ? [{ found, name: "jt808", bytes: inner }] : [];
  });
}

it("reads the values of decode in every vector without an error", () => {
  const counts = { records: 0, positions: 0, headers: 0, values: 0 };
  const wrong: string[] = [];
  for (const { found, name, bytes } of forms()) {
    const { id, message } = found;
    const result =
      name === "dollar" ? compareRecord(bytes, message) : compareMessage(bytes, message);
    if (name === "dollar") counts.records++;
    else counts[BODIES.has(message.command) ? "positions" : "headers"]++;
    counts.values += result.equal;
    wrong.push(...result.wrong.map((text) => `${id} ${text}`));
  }
  console.log(
    `Kaitai Struct: ${counts.records} records, ${counts.positions} positions and ${counts.headers} other headers of JT/T 808, ${counts.values} values compared, ${wrong.length} different`,
  );
  expect(wrong.slice(0, 50)).toEqual([]);
  expect(counts.records).toBeGreaterThan(160);
  expect(counts.positions).toBeGreaterThan(80);
  expect(counts.values).toBeGreaterThan(7400);
});

// Debian's package (python3-kaitaistruct), or one from a virtual environment.
const python = ["python3", "/usr/bin/python3"].find(
  (one) => spawnSync(one, ["-c", "import kaitaistruct"]).status === 0,
);

describe.skipIf(python === undefined)("in Python", () => {
  const folder = mkdtempSync(join(tmpdir(), "sinotrack-kaitai-"));
  beforeAll(async () => {
    for (const name of ["dollar", "jt808"] as const) {
      for (const [file, source] of Object.entries(await sources("python", kaitaiStruct(name))))
        writeFileSync(join(folder, file), source);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (script: string, input = ""): string => {
    const { stdout, stderr } = spawnSync(python!, [script, folder], {
      input,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe("");
    return stdout;
  };

  it("reads the same values", () => {
    const all = forms();
    const input = all.map(({ name, bytes }) => `${name} ${Buffer.from(bytes).toString("hex")}\n`);
    const script = new URL("kaitai.py", import.meta.url).pathname;
    const lines = run(script, input.join("")).trim().split("\n");
    const wrong = all.filter(({ name, bytes }, i) => {
      const read = name === "dollar" ? DOLLAR(bytes) : JT808(bytes);
      return !isDeepStrictEqual(JSON.parse(lines[i] ?? "{}"), asPython(read));
    });
    console.log(`Kaitai Struct in Python: ${all.length} frames, ${wrong.length} different`);
    expect(wrong.map(({ found }) => found.id)).toEqual([]);
  });

  it("the page shows the right output", () => {
    const page = readFileSync(new URL("../../docs/guide/kaitai.md", import.meta.url), "utf8");
    const [, code, printed] = /```python\n(.*?)```\n+```text\n(.*?)```/s.exec(page)!;
    const script = join(folder, "page.py");
    // Debian's runtime: see kaitai.py.
    writeFileSync(script, `import kaitaistruct\nkaitaistruct.API_VERSION = (0, 11)\n${code}`);
    expect(run(script)).toBe(printed);
  });
});

function asPython(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(asPython);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.startsWith("_raw_"))
      .map(([name, one]) => [name, asPython(one)]),
  );
}

it("compiles for every language", async () => {
  for (const language of languages.filter((name) => !["graphviz", "html"].includes(name))) {
    for (const name of ["dollar", "jt808"] as const)
      expect(Object.keys(await sources(language, kaitaiStruct(name))), language).not.toEqual([]);
  }
});

it("has no other file", () => {
  expect(() => kaitaiStruct("text" as "dollar")).toThrow(RangeError);
});
