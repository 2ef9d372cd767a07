/**
 * The device that tests the listeners of Bun and Deno: it sends a text frame in two pieces, then a
 * `$` report that only a silence releases, and then closes.
 *
 *     bun  test/runtimes/listen-bun.mjs  [module]
 *     deno run --allow-net --allow-read test/runtimes/listen-deno.mjs [module]
 *
 * `module`: what to import `sinotrack-protocol/stream` from; this clone's build by default.
 */
export const DEFAULT_MODULE = new URL("../../dist/stream.js", import.meta.url).href;

export const TEXT = new TextEncoder().encode(
  "*HQ,8160528000,V1,102411,A,5047.5537,N,01507.0267,E,009.98,333,051024,FFFFFFFF#",
);
/** 45 bytes, of which the first 32 could also be a report. */
export const BINARY = Uint8Array.from(
  "24410077314221532131081504575970060744893206000000fffffbfdff0015060000002c02dc0c000000001f".match(
    /../g,
  ),
  (digits) => Number.parseInt(digits, 16),
);

/** Collects the messages of the listener; `seen(n)` waits for n of them. */
export class Rows {
  rows = [];
  #waiting = new Set();

  add({ command, deviceId, latitude, frame }) {
    this.rows.push([command, deviceId, latitude?.toFixed(5), frame.bytes.length].join(" "));
    for (const check of this.#waiting) check();
  }

  seen(count) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`saw ${JSON.stringify(this.rows)}`)), 5000);
      const check = () => {
        if (this.rows.length < count) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }
}

/** `device` has `send(bytes)` and `close()`. `closed` is fulfilled when the listener has seen the end. */
export async function tryListener(name, { rows, device, closed }) {
  await device.send(TEXT.subarray(0, 33));
  await device.send(TEXT.subarray(33));
  await rows.seen(1);
  await device.send(BINARY);
  // The connection stays open: only the silence releases this one.
  await rows.seen(2);
  await device.send(TEXT.subarray(0, 9));
  await device.close();
  await closed;
  const found = JSON.stringify(rows.rows);
  // 50°47.5537' and 4°57.5970'; the rest is 9 bytes of noise.
  const wanted = JSON.stringify(["V1 8160528000 50.79256 79", "$ 4100773142 4.95995 45", "   9"]);
  if (found !== wanted) throw new Error(`${name}: ${found}, not ${wanted}`);
  console.log(`${name}: 1 passed, 0 failed`);
}
