import type { DecodeOptions } from "../index.ts";
import type { Timer } from "./timer.ts";

/** How a stream is decoded. */
export interface StreamOptions extends DecodeOptions {
  /**
   * Milliseconds of silence after which a report that is complete comes out, although what follows
   * could still show that it is longer (`$` frames carry no length). 0: only when more bytes or the end
   * come. 200 by default; 0 to 2147483647.
   */
  readonly settleMs?: number;
  /** Measures the silence; for tests. */
  readonly timer?: Timer;
}
