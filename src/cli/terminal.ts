/** Properties of the output terminal. */
import type { Io } from "./io.ts";

/** Width of a table in a pipe or a file, as in most terminals. */
export const PIPE_WIDTH = 120;

/** Whether to print in colour. `isWanted` is false with --no-color. */
export function hasColor(isWanted: boolean, { env, stdout }: Io): boolean {
  if (!isWanted || (env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return stdout.isTTY === true && env["TERM"] !== "dumb";
}
