/**
 * Captures in whatever people have them in: logs of servers, hex dumps, what programs print, files. Pure: bytes or text
 * in, captured bytes out.
 *
 * @packageDocumentation
 */
export { INPUT_FORMS, type InputForm, type InputFormName } from "./form.ts";
export { type InputOptions, InputReader, readInput } from "./input-reader.ts";
export {
  type CapturedPiece,
  type Direction,
  type InputProblem,
  PROBLEMS as INPUT_PROBLEMS,
  type ProblemCode as InputProblemCode,
} from "./piece.ts";
