/** How a run ends that read an input: what people should know, and whether it was read at all. */

import { plural } from "../plural.ts";
import type { InputProblem, ProblemCode } from "../text/piece.ts";
import { Failure } from "./failure.ts";
import type { FrameInput } from "./frame-input.ts";

/** Of these a run fails: a part of the input was not read. */
const FATAL: ReadonlySet<ProblemCode> = new Set([
  "too-long",
  "too-large",
  "damaged",
  "encrypted",
  "several-files",
]);
/** Of these it fails if the user has said what form the input has, or if nothing else was understood. */
const UNREAD: ReadonlySet<ProblemCode> = new Set([
  "odd-digits",
  "not-hex",
  "not-json",
  "no-capture",
  "not-ascii",
]);
/** More notes of a file are only counted. */
const MOST_NOTES = 3;

/**
 * Says what people should know about an input, and gives the failure that it is, if it is one.
 *
 * @param decoder After its end.
 * @param isChosen Whether the user has said what form the input has.
 */
export function verdictOf(
  name: string,
  decoder: Pick<FrameInput, "problems" | "problemCount" | "complaint">,
  isChosen: boolean,
  note: (line: string) => void,
): Failure | null {
  const complaint = decoder.complaint();
  const { problems, problemCount } = decoder;
  const isStrict = isChosen || complaint !== null;
  const isFatal = ({ code }: InputProblem): boolean =>
    FATAL.has(code) || (isStrict && UNREAD.has(code));
  const notes = problems.filter((problem) => !isFatal(problem) && problem.code !== "masked");
  for (const problem of notes.slice(0, MOST_NOTES)) note(placed(name, problem));
  const more = notes.length - MOST_NOTES + (problemCount - problems.length);
  if (notes.length > MOST_NOTES) note(`${name}: ${more} more like these`);
  const fatal = problems.filter(isFatal);
  const [first] = fatal;
  if (first !== undefined) {
    const others = fatal.length - 1 + (problemCount - problems.length);
    const rest = others === 0 ? "" : ` (and ${plural(others, "other problem")})`;
    return new Failure(`${placed(name, first)}${rest}`);
  }
  const masked = problems.find(({ code }) => code === "masked");
  if (masked !== undefined && complaint === null) note(placed(name, masked));
  return complaint === null ? null : new Failure(`${name}: ${complaint}`);
}

/** Of packets and packed files there are no lines. */
function placed(name: string, { code, line, text }: InputProblem): string {
  const hasLine = code !== "packets" && code !== "damaged" && code !== "too-large";
  return hasLine ? `${name}:${line}: ${text}` : `${name}: ${text}`;
}
