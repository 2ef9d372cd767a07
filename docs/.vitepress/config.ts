import { existsSync, readdirSync } from "node:fs";
import { type DefaultTheme, defineConfig } from "vitepress";

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3451b2"/><path d="M16 5v22M6.5 10.5l19 11M6.5 21.500l19-11" stroke="#fff" stroke-width="4" stroke-linecap="round"/></svg>';

const api = new URL("../api/", import.meta.url);

/** The functions and classes, of which typedoc wrote pages. The types are on the page of each entry point. */
function apiSidebar(): DefaultTheme.SidebarItem[] {
  const entries = [
    ["index", "sinotrack-protocol"],
    ["obd", "sinotrack-protocol/obd"],
    ["sms", "sinotrack-protocol/sms"],
    ["stream", "sinotrack-protocol/stream"],
  ] as const;
  return entries.map(([folder, text]) => ({
    text,
    link: `/api/${folder}/`,
    items: ["functions", "classes"].flatMap((group) => {
      const place = new URL(`${folder}/${group}/`, api);
      const files = existsSync(place) ? readdirSync(place) : [];
      return files
        .map((file) => file.replace(/\.md$/, ""))
        .sort()
        .map((name) => ({ text: name, link: `/api/${folder}/${group}/${name}` }));
    }),
  }));
}

const GUIDE: DefaultTheme.SidebarItem[] = [
  {
    text: "Guide",
    items: [
      { text: "Getting started", link: "/guide/getting-started" },
      { text: "Messages", link: "/guide/messages" },
      { text: "Issues", link: "/guide/issues" },
      { text: "Streams", link: "/guide/streams" },
      { text: "Commands", link: "/guide/commands" },
      { text: "Engine data and texts", link: "/guide/obd-and-sms" },
      { text: "Command line", link: "/guide/command-line" },
    ],
  },
  {
    text: "The protocol",
    items: [
      { text: "Fields of every message", link: "/messages" },
      { text: "The status word", link: "/status" },
      { text: "Every command", link: "/commands" },
      { text: "Every issue", link: "/issues" },
      { text: "Whose bytes are these?", link: "/sniff" },
      { text: "Differences from Traccar", link: "/differences-from-traccar" },
      { text: "Sources", link: "/sources" },
      { text: "Performance", link: "/performance" },
    ],
  },
];

export default defineConfig({
  title: "sinotrack-protocol",
  description: "Decodes and encodes the H02 protocol of SinoTrack GPS trackers.",
  lang: "en",
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  srcExclude: ["api/index.md"],
  // The playground promises that nothing is fetched once it is there.
  router: { prefetchLinks: false },
  themeConfig: {
    nav: [
      { text: "Guide", link: "/guide/getting-started" },
      { text: "API", link: "/api/index/" },
      { text: "Playground", link: "/playground" },
    ],
    sidebar: { "/api/": apiSidebar(), "/": GUIDE },
    search: { provider: "local" },
    outline: { level: [2, 3] },
  },
  // The largest chunk is the index of the search, which is fetched when somebody searches.
  // Of the themes for code, those whose colours all reach the contrast of WCAG AA.
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  vite: { worker: { format: "es" }, build: { chunkSizeWarningLimit: 2000 } },
});
