/** The command preserves attributes of files that it rewrites, and only one process writes at a time. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sinotrack, start, toHexText, V1 } from "./harness.ts";

let folder: string;
let path: string;
let input: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "replace-"));
  path = join(folder, "desk.jsonl");
  input = join(folder, "log.hex");
  writeFileSync(input, `${toHexText(V1)}\n`);
  await record();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = async (): Promise<void> => {
  expect(await sinotrack(["record", input, "-o", path])).toMatchObject({ code: 0 });
};
const accept = async (file = path): ReturnType<typeof sinotrack> =>
  sinotrack(["check", file, "--accept", "all"]);
const isAccepted = (): boolean => !readFileSync(path, "utf8").includes("pending");
const names = (): string[] => readdirSync(folder).sort();
const lock = (): string => join(folder, ".desk.jsonl.sinotrack-lock");

describe.skipIf(process.platform === "win32")("a rewritten file", () => {
  it("keeps its mode, and its temporary file is private", async () => {
    for (const mode of [0o600, 0o666, 0o640]) {
      rmSync(path);
      await record();
      chmodSync(path, mode);
      expect(await accept()).toMatchObject({ code: 0 });
      expect(statSync(path).mode & 0o777).toBe(mode);
      expect(isAccepted()).toBe(true);
    }
  });

  it("keeps a symbolic link, also a dangling one", async () => {
    const link = join(folder, "link.jsonl");
    symlinkSync("desk.jsonl", link);
    expect(await accept(link)).toMatchObject({ code: 0 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(isAccepted()).toBe(true);
    rmSync(path);
    expect(await sinotrack(["record", input, "-o", link])).toMatchObject({ code: 0 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(isAccepted()).toBe(false);
  });

  it("stays the same file under its hard links", async () => {
    const other = join(folder, "other.jsonl");
    linkSync(path, other);
    expect(await accept()).toMatchObject({ code: 0 });
    expect(statSync(other).ino).toBe(statSync(path).ino);
    expect(readFileSync(other, "utf8")).toBe(readFileSync(path, "utf8"));
    expect(isAccepted()).toBe(true);
  });

  it.skipIf(process.getuid?.() !== 0)("keeps its owner", async () => {
    chownSync(path, 1234, 1235);
    chmodSync(path, 0o600);
    expect(await accept()).toMatchObject({ code: 0 });
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 1235 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("leaves other files of the folder alone", async () => {
    writeFileSync(`${path}.new`, "mine");
    const before = names();
    await accept();
    expect(readFileSync(`${path}.new`, "utf8")).toBe("mine");
    expect(names()).toEqual(before);
  });

  it("does not change on a full disk, and leaves no temporary file", async () => {
    const script = join(folder, "replace.mjs");
    await build({
      stdin: {
        contents: `import { replaceFile } from "./src/cli/replace-file.ts";
          replaceFile(${JSON.stringify(path)}, "x".repeat(1e6)).catch((error) => console.log(error.message));`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile: script,
    });
    const [before, files] = [readFileSync(path, "utf8"), names()];
    // A limit on file sizes acts like a full disk.
    const { stdout } = spawnSync(
      "sh",
      ["-c", `trap '' XFSZ; ulimit -f 8; exec "$0" "$1"`, process.execPath, script],
      { encoding: "utf8" },
    );
    expect(stdout).toBe(`cannot write ${path}: the file would be too large\n`);
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(names()).toEqual(files);
  });
});

describe("two writers", () => {
  it("exclude each other, and nothing is lost", async () => {
    const stop = new AbortController();
    const listening = start(["record", "--listen", "tcp:0", "-o", path, "--append"], {
      stop: stop.signal,
    });
    await listening.err.until(/listening on/);
    const before = readFileSync(path, "utf8");
    const refused = await accept();
    expect(refused.code).toBe(1);
    expect(refused.err).toBe(
      `sinotrack: ${path} is being written by another sinotrack (process ${process.pid}); if not, remove ${lock()}\n`,
    );
    expect(readFileSync(path, "utf8")).toBe(before);
    // Readers are not blocked.
    expect((await sinotrack(["check", path])).code).toBe(0);
    stop.abort();
    await listening.exit;
    expect(await accept()).toMatchObject({ code: 0 });
    expect(names()).toEqual(["desk.jsonl", "log.hex"]);
  });

  it("at the same time are each done or refused", async () => {
    const inputs = Array.from({ length: 5 }, (_, i) => {
      const file = join(folder, `${i}.hex`);
      writeFileSync(file, toHexText(V1.replace("102411", `10241${i + 2}`)));
      return file;
    });
    const results = await Promise.all(
      inputs.map((file) => sinotrack(["record", file, "-o", path, "--append"])),
    );
    const done = results.filter(({ code }) => code === 0).length;
    expect(done).toBeGreaterThan(0);
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(1 + done);
  });

  it("are not locked out by a killed one", async () => {
    const pid = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    writeFileSync(lock(), `${pid} ${hostname()}`);
    expect(await accept()).toMatchObject({ code: 0 });
    writeFileSync(lock(), `${pid} elsewhere`);
    expect((await accept()).err).toContain(`process ${pid}`);
  });
});
