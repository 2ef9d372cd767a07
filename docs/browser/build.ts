/** Builds the site once before the tests, for a sub-path as on a project page. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { BASE } from "./site.ts";

export default function build(): void {
  // Skips the build to repeat tests on a built site.
  if (process.env["SITE_BUILT"] !== undefined) return;
  const { status, stdout, stderr } = spawnSync("npm", ["run", "build", "--", "--base", BASE], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    encoding: "utf8",
  });
  // npm's warnings are about the machine, not the site.
  const output = `${stdout}${stderr}`.replace(/^npm warn .*$/gm, "");
  if (status !== 0 || /warn|\(!\)/i.test(output)) {
    throw new Error(`the site does not build without warnings:\n${output}`);
  }
}
