/** The help of every subcommand fits a terminal of 80 columns, and shows an example. */
import { expect, it } from "vitest";
import { sinotrack } from "./harness.ts";

const names = async (...path: string[]): Promise<string[]> => {
  const { out } = await sinotrack([...path, "--help"]);
  const list = out.split("\nCommands:\n")[1] ?? "";
  return [...list.split("\n\n")[0]!.matchAll(/^ {2}(\S+)/gm)].map((match) => match[1] as string);
};

it("fits 80 columns, and has an example for each subcommand", async () => {
  const subcommands = (await names()).filter((name) => name !== "help");
  expect(subcommands.length).toBeGreaterThanOrEqual(10);
  const below = [
    ...(await names("command")).map((name) => ["command", name]),
    ...(await names("command", "jt808")).map((name) => ["command", "jt808", name]),
    ...(await names("sms")).map((name) => ["sms", name]),
  ].filter((path) => path.at(-1) !== "help");
  expect(below.length).toBeGreaterThan(80);
  for (const path of [[], ...subcommands.map((name) => [name]), ...below]) {
    const { out } = await sinotrack([...path, "--help"]);
    for (const line of out.split("\n"))
      expect(line.length, `${path.join(" ")}: ${line}`).toBeLessThanOrEqual(80);
    if (path.length === 1) expect(out, path[0]).toContain("\nExamples:\n  ");
  }
}, 30_000);
