import { describe, expect, it } from "vitest";
import { generatedFiles } from "../build/readers.ts";

describe("generated readers", () => {
  it.each([...generatedFiles()])(
    "%s is what its rows say (npm run generate)",
    async (path, text) => {
      await expect(text).toMatchFileSnapshot(`../${path}`);
    },
  );
});
