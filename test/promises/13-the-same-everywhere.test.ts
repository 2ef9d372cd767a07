/**
 * Promise 13: the same results everywhere. This file tests a realm with nothing but the language, and bytes of another
 * realm. `npm run package` tests the packed tarball by import and by require, `npm run test:runtimes` on all runtimes.
 *
 * Broken once by hand: in bytes.ts, `instanceof Uint8Array` alone, which is false for bytes of another realm: failed.
 */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { expect, it } from "vitest";
import * as api from "../../src/index.ts";
import { answers } from "./answers.ts";
import { bundle } from "./bundle.ts";
import { SAMPLES } from "./inputs.ts";

it("a realm without any platform gives the same results", async () => {
  const context = createContext(Object.create(null));
  const code = readFileSync(await bundle("test/promises/realm.ts", "iife", "realm"), "utf8");
  runInContext(code, context);
  context["inputs"] = JSON.stringify(SAMPLES.map((bytes) => [...bytes]));
  const own = runInContext(
    "JSON.stringify(realm.answers(realm.api, JSON.parse(inputs).map((all) => new Uint8Array(all))))",
    context,
  );
  expect(JSON.parse(own)).toEqual(answers(api, SAMPLES));

  // Bytes of this realm are foreign there.
  context["foreign"] = SAMPLES;
  const foreign = runInContext("JSON.stringify(realm.answers(realm.api, foreign))", context);
  expect(JSON.parse(foreign)).toEqual(answers(api, SAMPLES));
});
