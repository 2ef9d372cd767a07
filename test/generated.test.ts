import { describe, expect, it } from "vitest";
import { printers } from "../build/readers.ts";

// In a file of its own: the generators must not depend on their output.
describe("generated files", () => {
  it.each([...printers()])("%s agrees with its rows (npm run generate)", async (path, print) => {
    await expect(print()).toMatchFileSnapshot(`../${path}`);
  });
});
