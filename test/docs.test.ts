import { describe, expect, it } from "vitest";
import { differencesPage, issuesPage, messagesPage, sniffPage, statusPage } from "../docs/print.ts";
import { commandsPage, commandTypes } from "../docs/print-commands.ts";

describe("the printed pages are up to date (npm run docs writes them)", () => {
  it.each([
    ["commands.md", commandsPage],
    ["differences-from-traccar.md", differencesPage],
    ["issues.md", issuesPage],
    ["messages.md", messagesPage],
    ["sniff.md", sniffPage],
    ["status.md", statusPage],
  ])("docs/%s", async (file, print) => {
    await expect(print()).toMatchFileSnapshot(`../docs/${file}`);
  });
  it("src/command/command.ts", async () => {
    await expect(commandTypes()).toMatchFileSnapshot("../src/command/command.ts");
  });
});
