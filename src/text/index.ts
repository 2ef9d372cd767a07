/**
 * Finds captured bytes in server logs, hex dumps, output of programs and files. Pure: it takes bytes or text and returns
 * captured bytes.
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
