/** Rewrites files completely or not at all, by one writer at a time, with unchanged mode, owner and links. */
import { randomUUID } from "node:crypto";
import {
  copyFile,
  link,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { Failure, orFailure, systemCode } from "./failure.ts";

/** Writes a temporary file and renames it, so that an error leaves the old file unchanged. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await orFailure(`write ${path}`, async () => {
    const target = await targetOf(path);
    const before = await statOf(target);
    const isSpecial = before !== null && !before.isFile();
    await (isSpecial ? writeFile(target, text) : replace(target, text, before));
  });
}

type Stats = Awaited<ReturnType<typeof stat>>;

async function replace(target: string, text: string, before: Stats | null): Promise<void> {
  const beside = join(dirname(target), `.sinotrack-${randomUUID()}.tmp`);
  const mode = Number(before?.mode ?? 0o666) & 0o7777;
  try {
    const file = await open(beside, "wx", mode);
    let isLike = true;
    try {
      if (before !== null) {
        const { uid, gid } = await file.stat();
        if (uid !== before.uid || gid !== before.gid) {
          await file.chown(Number(before.uid), Number(before.gid)).catch(() => {
            isLike = false;
          });
        }
        // The umask changes the mode of a new file.
        await file.chmod(mode);
      }
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    // A file of another owner, or with several names, would become a different file.
    if (isLike && (before === null || before.nlink === 1)) await rename(beside, target);
    else await copyFile(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
}

/** The file that a symbolic link `path` points to; it may not exist yet. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  const named = await readlink(path).catch(() => null);
  return named === null ? path : resolve(dirname(path), named);
}

async function statOf(path: string): Promise<Stats | null> {
  return stat(path).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return null;
    throw error;
  });
}

/** Runs an action while no other `sinotrack` can write the files. */
export async function withLocks<T>(paths: readonly string[], act: () => Promise<T>): Promise<T> {
  const locks = new Set<string>();
  try {
    for (const path of paths) {
      await orFailure(`write ${path}`, async () => {
        const target = await targetOf(path);
        const lock = join(dirname(target), `.${basename(target)}.sinotrack-lock`);
        if (locks.has(lock) || (await statOf(target))?.isFile() === false) return;
        await acquire(lock, path);
        locks.add(lock);
      });
    }
    return await act();
  } finally {
    for (const lock of locks) await rm(lock, { force: true });
  }
}

async function acquire(lock: string, path: string): Promise<void> {
  const own = `${process.pid} ${hostname()}`;
  for (;;) {
    try {
      await writeFile(lock, own, { flag: "wx" });
      return;
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
    if (!(await breakLock(lock))) {
      const [pid] = (await readFile(lock, "utf8").catch(() => "")).split(" ");
      const who = pid === "" ? "another sinotrack" : `another sinotrack (process ${pid})`;
      throw new Failure(`${path} is being written by ${who}; if not, remove ${lock}`);
    }
  }
}

/** Removes a lock whose process has ended; returns whether it did. */
async function breakLock(lock: string): Promise<boolean> {
  if (!(await isLeft(lock))) return false;
  const aside = `${lock}-${randomUUID()}`;
  await rename(lock, aside).catch(() => {});
  // Another process may have removed it first, and this may be the lock of a new writer.
  const isGone = await isLeft(aside);
  if (!isGone) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
  return isGone;
}

async function isLeft(lock: string): Promise<boolean> {
  const [pid, host] = (await readFile(lock, "utf8").catch(() => "")).split(" ");
  // A lock that is being created is empty.
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return systemCode(error) === "ESRCH";
  }
}
