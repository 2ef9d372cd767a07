/** A progress line on the terminal for a long file. */
import type { Writable } from "node:stream";

const MIB = 1024 * 1024;

/** Smaller files are done before a progress line helps. */
export const LONG_FILE: number = 8 * MIB;

/** Milliseconds between updates: often enough to look alive, rare enough to cost nothing. */
const INTERVAL = 100;

/** Back to the first column, and clear to the end of the line. */
const CLEAR = "\r\x1b[K";

export interface Progress {
  update(bytes: number, frames: number): void;
  clear(): void;
}

export function showProgress(stream: Writable, size: number): Progress {
  const start = performance.now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(bytes, frames): void {
      const now = performance.now();
      if (now - drawnAt < INTERVAL) return;
      drawnAt = now;
      const percent = Math.min(100, Math.floor((bytes / size) * 100));
      const seconds = (now - start) / 1000;
      const rate = seconds > 0 ? Math.round(frames / seconds) : 0;
      const done = `${(bytes / MIB).toFixed(1)} of ${(size / MIB).toFixed(1)} MiB`;
      stream.write(`${CLEAR}${done}  ${percent} %  ${rate} frames/s`);
    },
    clear: () => void stream.write(CLEAR),
  };
}
