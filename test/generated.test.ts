import { describe, expect, it } from "vitest";
import { commandFiles } from "../build/commands.ts";
import { generatedFiles } from "../build/readers.ts";

// Alone in its file: what prints must not need what is printed.
describe("what is generated", () => {
  it.each([...generatedFiles(), ...commandFiles()])(
    "%s is what its rows say (npm run generate)",
    async (path, text) => {
      await expect(text).toMatchFileSnapshot(`../${path}`);
    },
  );
});
