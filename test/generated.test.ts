import { describe, expect, it } from "vitest";
import { commandFiles } from "../build/commands.ts";
import { pidFiles } from "../build/pid-values.ts";
import { generatedFiles } from "../build/readers.ts";

// Alone in its file: what prints must not need what is printed.
describe("what is generated", () => {
  it.each([...generatedFiles(), ...commandFiles(), ...pidFiles()])(
    "%s is what its rows say (npm run generate)",
    async (path, text) => {
      await expect(text).toMatchFileSnapshot(`../${path}`);
    },
  );
});
