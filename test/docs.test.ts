import { describe, expect, it } from "vitest";
import {
  differencesPage,
  identifyPage,
  issuesPage,
  messagesPage,
  statusPage,
} from "../docs/print.ts";

describe("the printed pages are up to date (npm run docs writes them)", () => {
  it.each([
    ["differences-from-traccar.md", differencesPage],
    ["identify.md", identifyPage],
    ["issues.md", issuesPage],
    ["messages.md", messagesPage],
    ["status.md", statusPage],
  ])("docs/%s", async (file, print) => {
    await expect(print()).toMatchFileSnapshot(`../docs/${file}`);
  });
});
