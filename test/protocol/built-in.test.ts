/** A protocol without custom forms behaves as the library. */
import { describe, expect, it } from "vitest";
import { decode, explain, parseFrame, splitFrames } from "../../src/index.ts";
import { createDecoder, createProtocol, h02, jt808, pengaoda } from "../../src/protocol/index.ts";
import { plain } from "../plain.ts";
import { bytesOf, loadVectors } from "../vectors.ts";
import { ACME_FORMS } from "./acme.ts";

const mine = createProtocol();
/** Without its items, because some vectors contain such items. */
const ACME = createProtocol({ ...ACME_FORMS, jt808Items: [] });
const small = createDecoder({ forms: [jt808, pengaoda, h02] });

describe.each(loadVectors())("$file", ({ vectors }) => {
  it("is read and explained as without a protocol, whatever is added", () => {
    for (const vector of vectors) {
      const { options = {} } = vector as { options?: object };
      const bytes = bytesOf(vector);
      const wanted = decode(bytes, options).map(plain);
      expect(mine.decode(bytes, options).map(plain), vector.id).toEqual(wanted);
      expect(small.decode(bytes, options).map(plain), vector.id).toEqual(wanted);
      expect(ACME.decode(bytes, options).map(plain), vector.id).toEqual(wanted);
      expect(ACME.explain(bytes, options), vector.id).toEqual(explain(bytes, options));
      for (const frame of splitFrames(bytes, { ...options, end: true }).frames) {
        expect(mine.parseFrame(frame, options), vector.id).toEqual(parseFrame(frame, options));
      }
    }
  });
});
