import { expect, it } from "vitest";
import { usePages, violations } from "./pages.ts";

const openPage = usePages();

it.each([
  "index.html",
  "guide/streams.html",
  "protocol/h02.html",
  "api/index/functions/decode.html",
])("axe finds nothing on %s", async (path) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await openPage(path, { colorScheme });
    expect(await violations(page)).toEqual([]);
  }
});
