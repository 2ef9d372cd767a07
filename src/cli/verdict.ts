/** The end of a run that reads an input: notes for people, and whether the input could be read. */

import { plural } from "../plural.ts";
import type { InputProblem, ProblemCode } from "../text/piece.ts";
import { Failure } from "./failure.ts";
import type { FrameInput } from "./frame-input.ts";

/** Problems that make a run fail, because a part of the input was not read. */
const FATAL: ReadonlySet<ProblemCode> = new Set([
  "too-long",
  "too-large",
  "damaged",
  "encrypted",
  "several-files",
]);
/** Problems that make it fail if the user named the form of the input, or if nothing else could be read. */
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
 * Writes the notes about an input, and returns its failure, if there is one.
 *
 * @param decoder After its end.
 * @param isChosen Whether the user named the form of the input.
 */
export function verdictOf(
  name: string,
  decoder: Pick<FrameInput, "problems" | "complaint">,
  isChosen: boolean,
  note: (line: string) => void,
): Failure | null {
  const complaint = decoder.complaint();
  const { list: problems, count } = decoder.problems;
  const isStrict = isChosen || complaint !== null;
  const isFatal = ({ code }: InputProblem): boolean =>
    FATAL.has(code) || (isStrict && UNREAD.has(code));
  const notes = problems.filter((problem) => !isFatal(problem) && problem.code !== "masked");
  for (const problem of notes.slice(0, MOST_NOTES)) note(placed(name, problem));
  const more = notes.length - MOST_NOTES + (count - problems.length);
  if (notes.length > MOST_NOTES) note(`${name}: ${more} more like these`);
  const fatal = problems.filter(isFatal);
  const [first] = fatal;
  if (first !== undefined) {
    const others = fatal.length - 1 + (count - problems.length);
    const rest = others === 0 ? "" : ` (and ${plural(others, "other problem")})`;
    return new Failure(`${placed(name, first)}${rest}`);
  }
  const masked = problems.find(({ code }) => code === "masked");
  if (masked !== undefined && complaint === null) note(placed(name, masked));
  return complaint === null ? null : new Failure(`${name}: ${complaint}`);
}

/** Packets and packed files have no lines. */
function placed(name: string, { code, line, text }: InputProblem): string {
  const hasLine = code !== "packets" && code !== "damaged" && code !== "too-large";
  return hasLine ? `${name}:${line}: ${text}` : `${name}: ${text}`;
}
