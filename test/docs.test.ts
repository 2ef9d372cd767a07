import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differencesPage, identifyPage, issuesPage, sniffPage } from "../docs/print.ts";
import { commandsPage } from "../docs/print-commands.ts";
import { fillPrinted } from "../docs/print-protocol.ts";

describe("the printed pages are up to date (npm run docs writes them)", () => {
  it.each([
    ["commands.md", commandsPage],
    ["differences-from-traccar.md", differencesPage],
    ["identify.md", identifyPage],
    ["issues.md", issuesPage],
    ["sniff.md", sniffPage],
  ])("docs/%s", async (file, print) => {
    await expect(print()).toMatchFileSnapshot(`../docs/${file}`);
  });

  const protocol = new URL("../docs/protocol/", import.meta.url);
  it.each(readdirSync(protocol))("docs/protocol/%s", async (file) => {
    const page = readFileSync(new URL(file, protocol), "utf8");
    await expect(fillPrinted(page)).toMatchFileSnapshot(`../docs/protocol/${file}`);
  });

  it.each(["alarms", "devices", "recipes", "rows", "rpm"])("docs/guide/%s.md", async (name) => {
    const page = readFileSync(new URL(`../docs/guide/${name}.md`, import.meta.url), "utf8");
    await expect(fillPrinted(page)).toMatchFileSnapshot(`../docs/guide/${name}.md`);
  });

  it("the page of H02 has every text message", () => {
    // The mark for words without a mark of their own.
    expect(readFileSync(new URL("h02.md", protocol), "utf8")).toContain("printed: other-words");
  });
});
