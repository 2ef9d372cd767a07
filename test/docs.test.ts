import { describe, expect, it } from "vitest";
import { issuesPage } from "../docs/print.ts";

describe("the printed pages are up to date (npm run docs writes them)", () => {
  it("docs/issues.md", async () => {
    await expect(issuesPage()).toMatchFileSnapshot("../docs/issues.md");
  });
});
