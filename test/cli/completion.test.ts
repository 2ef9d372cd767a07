import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sinotrack } from "./harness.ts";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "sinotrack-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the script to a file. */
async function file(shell: string): Promise<string> {
  const path = join(folder, shell);
  writeFileSync(path, await script(shell));
  return path;
}

async function script(shell: string): Promise<string> {
  const { code, out } = await sinotrack(["completion", shell]);
  expect(code).toBe(0);
  return out;
}

/** The words that bash offers after these. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const run = `${await script("bash")}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sinotrack; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync("bash", ["-c", run, "bash", "sinotrack", ...words], {
    encoding: "utf8",
  });
  return out.split("\n").filter((line) => line !== "");
}

describe.skipIf(!has("bash"))("completion in bash", () => {
  it("offers subcommands, at every level", async () => {
    expect(await offered("de")).toEqual(["decode"]);
    expect(await offered("")).toEqual(expect.arrayContaining(["decode", "simulate", "completion"]));
    expect(await offered("command", "sos")).toEqual(["sos-numbers"]);
    expect(await offered("command", "jt808", "lock")).toEqual(["lock-doors"]);
  });

  it("offers options, and their choices", async () => {
    expect(await offered("decode", "--form")).toEqual(["--format"]);
    expect(await offered("decode", "-f", "g")).toEqual(["geojson", "gpx"]);
    expect(await offered("decode", "--live", "--format", "nd")).toEqual(["ndjson"]);
    expect(await offered("completion", "")).toEqual(
      expect.arrayContaining(["bash", "zsh", "fish"]),
    );
  });

  it("leaves files to the shell", async () => {
    expect(await offered("decode", "capture.b")).toEqual([]);
  });
});

describe.each(["zsh", "fish"])("completion in %s", (shell) => {
  it.skipIf(!has(shell))("is a script that the shell can parse", async () => {
    expect(spawnSync(shell, ["-n", await file(shell)])).toMatchObject({ status: 0 });
  });

  it("names every subcommand", async () => {
    const text = await script(shell);
    for (const name of ["decode", "command", "jt808", "interval", "--frame"])
      expect(text).toContain(name.replace("--", shell === "fish" ? "-l " : "--"));
  });
});

it.skipIf(!has("fish"))("offers the choices of an option in fish", async () => {
  const run = `source ${await file("fish")}; complete -C "sinotrack decode -f nd"`;
  expect(execFileSync("fish", ["-c", run], { encoding: "utf8" })).toMatch(/^ndjson\b/);
});

it("prints one plain line for an unknown shell", async () => {
  const { code, err } = await sinotrack(["completion", "tcsh"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^sinotrack: [^\n]*bash, zsh, fish[^\n]*\n$/);
});
