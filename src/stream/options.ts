import type { DecodeOptions } from "../index.ts";
import type { Timer } from "./timer.ts";

/** Options of a stream. */
export interface StreamOptions extends DecodeOptions {
  /**
   * Milliseconds of silence after which a report that may be complete comes out (`$` frames carry no length, so more bytes
   * could still belong to it). 0: only when more bytes or the end come. 200 by default; 0 to 2147483647.
   */
  readonly settleMs?: number;
  /** Measures the silence; for tests. */
  readonly timer?: Timer;
}
