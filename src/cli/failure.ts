/**
 * The failures of a run. All errors for the user are of this class, so that `run` can print them as one plain line without
 * a stack trace.
 */

export class Failure extends Error {
  /** 1: the input or the output is at fault. 2: the command line is. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** The reader of the output has closed it, as `head` does. The run ends without an error. */
export class OutputClosed extends Error {
  constructor() {
    super("the reader closed the output");
    this.name = "OutputClosed";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a directory",
  EMFILE: "too many open files",
  ENOSPC: "no space left on device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EROFS: "the file system is read-only",
  EIO: "input/output error",
  ECONNRESET: "reset by the device",
  ECONNREFUSED: "connection refused",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  ETIMEDOUT: "timed out",
  EADDRINUSE: "address already in use",
  EADDRNOTAVAIL: "no such address on this machine",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the name lookup failed",
};

/** Describes an error of the operating system in words. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error);
  if (code !== undefined && Object.hasOwn(REASONS, code)) return REASONS[code] as string;
  // Node puts the call and the path after the first comma; the caller has named the file already.
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[A-Z_]+: /, "").split(/[\r\n,]/, 1)[0] as string;
}

/** @throws Failure if the work takes longer. */
export function within<T>(milliseconds: number, why: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure(why)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** @throws Failure with the action that failed, and the reason. */
export async function orFailure<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`cannot ${what}: ${reasonOf(error)}`);
  }
}

/** The code (`ENOENT` …) of an error of the operating system, if it is one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
