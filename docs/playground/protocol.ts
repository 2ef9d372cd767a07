/** Requests of the page to the worker, and its answers. */
import type { InputForm, InputFormName } from "../../src/text/index.ts";
import type { Comparison } from "./compare.ts";
import type { ExportFormat } from "./export-formats.ts";
import type { FrameRow } from "./frame-row.ts";
import type { FrameView } from "./frame-view.ts";
import type { Identified } from "./identify-device.ts";
import type { OtherAnswer } from "./other-answer.ts";

/** `id` counts up. Only the answer to the last `read` counts; older ones are dropped. */
export interface ReadRequest {
  readonly kind: "read";
  readonly id: number;
  readonly source: Blob;
  readonly form: InputFormName | "auto";
}

/** Questions about the frames that were read. Places count from 0. */
export interface Questions {
  readonly frame: { readonly place: number };
  /** The frame as a test vector: one line. */
  readonly vector: { readonly place: number };
  readonly compare: { readonly places: readonly [number, number] };
  readonly identify: { readonly device: string | null };
  readonly export: {
    readonly format: ExportFormat;
    /** `null` for all frames. */
    readonly places: readonly number[] | null;
    readonly isAnonymised: boolean;
  };
}

export interface Answers {
  readonly frame: FrameView;
  readonly vector: string;
  readonly compare: Comparison;
  readonly identify: Identified;
  readonly export: Exported;
}

export interface Exported {
  readonly text: string;
  readonly frameCount: number;
  /** How many values were replaced, by kind: `id 12`. Empty without anonymising. */
  readonly replaced: readonly (readonly [kind: string, count: number])[];
  /** Frames left out because no replacement lets them decode as before. */
  readonly notJudged: number;
}

export type QuestionKind = keyof Questions;

export interface QuestionRequest<K extends QuestionKind = QuestionKind> {
  readonly kind: "ask";
  readonly question: K;
  readonly number: number;
  readonly details: Questions[K];
}

export type Request = ReadRequest | QuestionRequest;

export interface ReadResult {
  readonly form: InputForm;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  readonly other: OtherAnswer | null;
  readonly byteCount: number;
}

export type Answer =
  | {
      readonly kind: "rows";
      readonly id: number;
      readonly rows: readonly FrameRow[];
      readonly byteCount: number;
    }
  | { readonly kind: "read"; readonly id: number; readonly result: ReadResult }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | { readonly kind: "answer"; readonly number: number; readonly answer: unknown }
  | { readonly kind: "refused"; readonly number: number; readonly message: string };
