#!/usr/bin/env node
import { createRequire } from "node:module";
import packageJson from "../../package.json" with { type: "json" };
import { processIo } from "./io.ts";

const argv = process.argv.slice(2);
if (argv.length === 1 && ["-V", "--version"].includes(argv[0]!)) {
  // Without the program, which takes longer to load than Node.
  process.stdout.on("error", complain).write(`${packageJson.version}\n`);
} else {
  // Commander asks for modules of Node in this way, which a bundle of ES modules does not have.
  globalThis.require ??= createRequire(import.meta.url);
  const { run } = await import("./program.ts");
  process.exitCode = await run(argv, processIo());
}

/** As in the program: a reader that has closed the output is not an error. */
async function complain(error: Error): Promise<void> {
  const { reasonOf, systemCode } = await import("./failure.ts");
  if (systemCode(error) === "EPIPE") return;
  process.exitCode = 1;
  process.stderr.write(`sinotrack: cannot write the output: ${reasonOf(error)}\n`);
}
