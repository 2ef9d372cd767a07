import { describe, expect, it } from "vitest";
import {
  differencesPage,
  identifyPage,
  issuesPage,
  jt808Page,
  messagesPage,
  sniffPage,
  statusPage,
} from "../docs/print.ts";
import { commandsPage } from "../docs/print-commands.ts";

describe("the printed pages are up to date (npm run docs writes them)", () => {
  it.each([
    ["commands.md", commandsPage],
    ["differences-from-traccar.md", differencesPage],
    ["identify.md", identifyPage],
    ["issues.md", issuesPage],
    ["jt808.md", jt808Page],
    ["messages.md", messagesPage],
    ["sniff.md", sniffPage],
    ["status.md", statusPage],
  ])("docs/%s", async (file, print) => {
    await expect(print()).toMatchFileSnapshot(`../docs/${file}`);
  });
});
