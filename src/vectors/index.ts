/**
 * Test vectors of the protocol, and functions to run them in any test runner: the vectors of the project with your decoder,
 * or your captures with the decoder of this package. No I/O.
 *
 * The format is explained in vectors/README.md; its JSON schema is `sinotrack-protocol/vectors/schema.json`.
 *
 * @packageDocumentation
 */
export {
  type Anonymised,
  type Anonymiser,
  type AnonymiserOptions,
  createAnonymiser,
} from "../anonymise/anonymise.ts";
export {
  type CheckReport,
  checkVectors,
  type VectorDecoder,
  type VectorResult,
} from "./check.ts";
export { type CompareOptions, compareMessages, type Difference } from "./compare.ts";
export { loadVectors, vectorFamilies } from "./load.ts";
export { type ParseVectorsOptions, parseVectors } from "./parse.ts";
export { plainMessage } from "./plain.ts";
export { type Recording, type RecordOptions, recordCapture } from "./record.ts";
export {
  formatVector,
  type Json,
  type JsonObject,
  type Vector,
  vectorBytes,
  vectorInput,
} from "./vector.ts";
