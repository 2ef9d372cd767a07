import { defineConfig } from "vitepress";
import { TOP } from "./navigation.ts";
import { manifestLink, writeServiceWorker } from "./offline/offline.ts";
import { withPolicy } from "./policy.ts";
import { apiSidebar, guideSidebar } from "./sidebar.ts";

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3451b2"/><path d="M16 5v22M6.5 10.5l19 11M6.5 21.500l19-11" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>';

/** Rewrites links out of `docs/`, and links of the included page into it, for the site. */
const MOVED: readonly (readonly [path: RegExp, link: string])[] = [
  [/^\.\.\/vectors\/README\.md/, "./vectors.md"],
  [/^\.\.\/docs\//, "./"],
];

function githubAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
    .replaceAll(" ", "-");
}

export default defineConfig({
  title: "sinotrack-protocol",
  description: "Decodes and encodes the H02 protocol of SinoTrack GPS trackers.",
  lang: "en",
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  srcExclude: ["api/index.md"],
  // The playground promises that it fetches nothing after it has loaded.
  router: { prefetchLinks: false },
  themeConfig: {
    nav: TOP.map(({ text, link = "" }) => ({ text, link })),
    sidebar: { "/api/": apiSidebar(), "/": guideSidebar() },
    search: { provider: "local" },
    outline: { level: [2, 3] },
  },
  // Of the code themes, the ones whose colours all reach the WCAG AA contrast.
  markdown: {
    // Anchors of headings are those of GitHub.
    anchor: { slugify: githubAnchor },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(md) {
      // An empty corner of a table is no heading.
      md.core.ruler.push("empty-corners", ({ tokens }) => {
        for (const [i, { type }] of tokens.entries()) {
          const [head, text, end] = tokens.slice(i, i + 3);
          if (type !== "th_open" || text?.content !== "") continue;
          if (head !== undefined && end !== undefined) head.tag = end.tag = "td";
        }
      });
      md.core.ruler.push("moved-links", ({ tokens }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.attrGet("href");
          const moved = MOVED.find(([path]) => href !== null && path.test(href));
          if (href !== null && moved) token.attrSet("href", href.replace(...moved));
        }
      });
    },
  },
  transformHtml: (html) => withPolicy(html),
  transformHead: ({ page, siteData }) => manifestLink(page, siteData.base),
  buildEnd: ({ outDir, site }) => writeServiceWorker(outDir, site.base),
  // For older browsers esbuild would turn the library's private fields into WeakMaps, and reading would take 17 times
  // as long. The largest chunk is the search index, which is fetched on the first search.
  vite: { worker: { format: "es" }, build: { target: "es2022", chunkSizeWarningLimit: 2000 } },
});
