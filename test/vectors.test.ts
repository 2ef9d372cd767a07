import { describe, expect, it } from "vitest";
import { decode } from "../src/index.ts";
import { plain } from "./plain.ts";
import { bytesOf, loadVectors } from "./vectors.ts";

for (const { file, vectors } of loadVectors()) {
  describe(file, () => {
    it.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
      expect(decode(bytesOf(vector)).map(plain)).toEqual(vector.expect);
    });
  });
}
