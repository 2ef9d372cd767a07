import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeCapture } from "./make-capture.mjs";
import { decodeFolder } from "./pool.mjs";

const folder = mkdtempSync(join(tmpdir(), "parallel-"));
let frames;
before(async () => {
  frames = await makeCapture(folder, { devices: 9, megabytes: 1 });
});
after(() => rmSync(folder, { recursive: true }));

test("any number of threads finds every frame that was written, and the same in them", async () => {
  const { total: one } = await decodeFolder(folder, 1);
  assert.equal(one.messages, frames);
  assert.equal(one.issues, 0);
  assert.equal(one.byType.noise, undefined);
  assert.ok(one.bytes > 1e6);
  for (const threads of [2, 3, 12]) {
    const { total, seconds } = await decodeFolder(folder, threads);
    assert.deepEqual(total, one);
    assert.ok(seconds > 0);
  }
});

test("a file that cannot be read fails the whole", async () => {
  const other = mkdtempSync(join(tmpdir(), "parallel-"));
  try {
    mkdirSync(join(other, "no-file"));
    await assert.rejects(decodeFolder(other, 2), { code: "EISDIR" });
  } finally {
    rmSync(other, { recursive: true });
  }
});
