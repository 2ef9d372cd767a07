import { describe, expect, it } from "vitest";
import { generatedFiles } from "../build/readers.ts";

// In a file of its own: the generators must not depend on their output.
describe("generated files", () => {
  it.each([...generatedFiles()])(
    "%s agrees with its rows (npm run generate)",
    async (path, text) => {
      await expect(text).toMatchFileSnapshot(`../${path}`);
    },
  );
});
