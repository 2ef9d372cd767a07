import { describe, expect, it } from "vitest";
import { generatedFiles } from "../build/readers.ts";

// Alone in its file: what prints must not need what is printed.
describe("generated files", () => {
  it.each([...generatedFiles()])(
    "%s is what its rows say (npm run generate)",
    async (path, text) => {
      await expect(text).toMatchFileSnapshot(`../${path}`);
    },
  );
});
