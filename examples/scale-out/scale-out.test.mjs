import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, hasNatsServer, run } from "./run.mjs";

const skip = hasNatsServer() ? false : "nats-server is not installed";

test("lost and duplicate frames are found", () => {
  assert.deepEqual(compare(["a", "a", "b"], ["a", "b"]), {
    sent: 3,
    stored: 2,
    lost: 1,
    double: 0,
  });
  assert.deepEqual(compare(["a", "b"], ["a", "b", "b"]), {
    sent: 2,
    stored: 3,
    lost: 0,
    double: 1,
  });
  assert.deepEqual(compare(["a"], ["c"]), { sent: 1, stored: 1, lost: 1, double: 1 });
});

test("no frame is lost or duplicated when a decoder is killed", {
  skip,
}, async (t) => {
  const result = await run({ devices: 40, seconds: 60, log: (line) => t.diagnostic(line) });
  assert.ok(result.sent > 200, `${result.sent} sent`);
  assert.equal(result.stored, result.sent);
  assert.equal(result.lost, 0);
  assert.equal(result.double, 0);
  // The killed decoder held some frames; otherwise the test shows nothing.
  assert.ok(result.deliveredAgain > 0);
  assert.equal(result.publishedAgain.wasDropped, true);
});
