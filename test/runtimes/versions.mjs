/** The pinned versions of the runtimes, kept only here. */

/** The oldest version that `engines` allows, and the latest of each later line. */
export const NODE = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"];
export const BUN = "1.4.5";
export const DENO = "2.9.6";

/** Drives the installed Chromium (or the one in `CHROMIUM`), whose version is printed. */
export const PLAYWRIGHT = "1.65.1";

export const TYPESCRIPT = ["5.0.4", "5.4.5", "5.9.3", "6.0.3", "7.0.2"];

/** A version that TypeScript 5.0 can read. */
export const NODE_TYPES = "20.19.25";
