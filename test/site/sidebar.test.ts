/** The navigation of the site. The tests in a browser check that its links resolve in the built site. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { links, TOP } from "../../docs/.vitepress/navigation.ts";
import { searchBoost } from "../../docs/.vitepress/search.ts";
import { API, guideSidebar, pages } from "../../docs/.vitepress/sidebar.ts";

const root = new URL("../../", import.meta.url);
const isOfApi = (link: string): boolean => link.startsWith("/api/");

function json<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, root), "utf8")) as T;
}

it("links to every page once", () => {
  const reached = links([...guideSidebar(), ...TOP.filter(({ text }) => text !== "Guide")]);
  expect(reached.filter((link) => !isOfApi(link)).sort()).toEqual(pages().sort());
  expect(pages()).toEqual(
    expect.arrayContaining([
      "/protocol/",
      "/protocol/h02",
      "/setup-a-tracker",
      "/guide/streams",
      "/playground",
    ]),
  );
});

it("begins at a page that exists", () => {
  expect(pages()).toEqual(expect.arrayContaining(links(TOP).filter((link) => !isOfApi(link))));
});

it("lists every entry point of the package, as typedoc does", () => {
  const { exports, name } = json<{ name: string; exports: object }>("package.json");
  const entries = Object.keys(exports).filter((entry) => !entry.endsWith(".json"));
  expect(API.map(([, text]) => text)).toEqual(entries.map((entry) => entry.replace(".", name)));

  const { entryPoints } = json<{ entryPoints: string[] }>("docs/typedoc.json");
  const folders = entryPoints.map((file) => /^\.\.\/src\/(.+?)(?:\/index)?\.ts$/.exec(file)?.[1]);
  expect(API.map(([folder]) => folder)).toEqual(folders);
});

it("the search ranks the guide before functions, and functions before types", () => {
  const ids = [
    "/base/guide/messages.html#positions-to-store",
    "/base/guide/commands",
    "/base/commands#cutfuel",
    "/base/protocol/h02#_3-status-word",
    "/base/api/index/functions/decode#example",
    "/base/api/index/interfaces/Position#speedkmh",
  ];
  expect(ids.map(searchBoost)).toEqual([6, 6, 1, 1, 0.5, 0.1]);
});
