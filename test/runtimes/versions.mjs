/** Where the package is tried, pinned. The one place to change. */

/** The oldest that `engines` admits, and the last of each line after it. */
export const NODE = ["20.19.0", "22.23.3", "24.21.0", "26.10.0"];
export const BUN = "1.4.5";
export const DENO = "2.9.6";

/** Drives the Chromium that is installed (`CHROMIUM` names another), whose version is printed. */
export const PLAYWRIGHT = "1.65.1";

export const TYPESCRIPT = ["5.0.4", "5.4.5", "5.9.3", "6.0.3", "7.0.2"];

/** One that TypeScript 5.0 still reads. */
export const NODE_TYPES = "20.19.25";
