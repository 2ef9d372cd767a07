/** The navigation of the site: every page of `docs/` is in it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Item {
  readonly text: string;
  readonly link?: string;
  readonly items?: Item[];
}

const docs = new URL("../", import.meta.url);

/** In the order in which a newcomer needs them. */
const GUIDE: Item = {
  text: "Guide",
  items: [
    { text: "Quick start", link: "/guide/getting-started" },
    { text: "Which device do I have?", link: "/guide/devices" },
    { text: "Set up a tracker", link: "/setup-a-tracker" },
    { text: "Build a collector", link: "/guide/sessions" },
    { text: "Messages and trust", link: "/guide/messages" },
    { text: "Alarms and status", link: "/guide/alarms" },
    { text: "Commands, safely", link: "/guide/commands" },
    { text: "Engine data and texts", link: "/guide/obd-and-sms" },
    { text: "Will mine report RPM?", link: "/guide/rpm" },
    { text: "Recipes", link: "/guide/recipes" },
    { text: "Troubleshooting", link: "/guide/troubleshooting" },
    { text: "Coming from Traccar, flespi, split", link: "/guide/coming-from" },
  ],
};

const REFERENCE: Item = {
  text: "Reference",
  items: [
    { text: "The message model", link: "/guide/model" },
    { text: "Issues", link: "/guide/issues" },
    { text: "Every issue", link: "/issues" },
    { text: "Every command", link: "/commands" },
    { text: "Streams and frames", link: "/guide/streams" },
    { text: "Command line", link: "/guide/command-line" },
    { text: "I have a log", link: "/guide/i-have-a-log" },
    { text: "Captures as tests", link: "/regression" },
    { text: "Privacy of captures", link: "/privacy" },
    { text: "Security", link: "/guide/security" },
    { text: "Your own firmware", link: "/guide/your-firmware" },
    { text: "Wireshark", link: "/guide/wireshark" },
    { text: "Kaitai Struct", link: "/guide/kaitai" },
    { text: "Test a decoder of your own", link: "/guide/conformance" },
    { text: "Test vectors", link: "/vectors" },
  ],
};

const PROTOCOL: Item = {
  text: "The protocol",
  items: [
    { text: "How to read it", link: "/protocol/" },
    { text: "H02", link: "/protocol/h02" },
    { text: "JT/T 808", link: "/protocol/jt808" },
    { text: "JT/T 808: tables", link: "/protocol/jt808-tables" },
    { text: "OBD", link: "/protocol/obd" },
    { text: "Which firmware is this?", link: "/identify" },
    { text: "Whose bytes are these?", link: "/sniff" },
    { text: "Differences from Traccar", link: "/differences-from-traccar" },
    { text: "Sources", link: "/sources" },
  ],
};

/** Linked from the navigation at the top of every page. */
export const TOP: readonly Item[] = [
  { text: "Guide", link: "/guide/getting-started" },
  { text: "API", link: "/api/index/" },
  { text: "Playground", link: "/playground" },
  { text: "Commands", link: "/command-builder" },
];

/** The links of the pages that people wrote or the tests print: `/guide/streams`. The home page is none. */
export function pages(): string[] {
  return ["", "guide/", "protocol/"].flatMap((folder) =>
    readdirSync(new URL(folder, docs))
      .filter((file) => file.endsWith(".md") && `${folder}${file}` !== "index.md")
      .map((file) => `/${folder}${file === "index.md" ? "" : file.slice(0, -3)}`)
      .sort(),
  );
}

export function links(items: readonly Item[]): string[] {
  return items.flatMap(({ link, items: below }) => [
    ...(link === undefined ? [] : [link]),
    ...links(below ?? []),
  ]);
}

/** What has no better place, by its heading. */
function project(): Item {
  const named = new Set(links([GUIDE, REFERENCE, PROTOCOL, ...TOP]));
  return {
    text: "The project",
    items: pages()
      .filter((page) => !named.has(page))
      .map((link) => ({ text: headingOf(link), link })),
  };
}

function headingOf(link: string): string {
  const text = readFileSync(new URL(`.${link}.md`, docs), "utf8");
  const heading = /^# (.+)$/m.exec(text)?.[1];
  if (heading === undefined) throw new Error(`docs${link}.md has no heading`);
  return heading;
}

export function guideSidebar(): Item[] {
  const rest = project();
  return [GUIDE, REFERENCE, PROTOCOL, ...(rest.items?.length === 0 ? [] : [rest])];
}

/** By the entry points of docs/typedoc.json: the folder that typedoc writes, and what people import. */
export const API: readonly (readonly [folder: string, name: string])[] = [
  ["index", "sinotrack-protocol"],
  ["export", "sinotrack-protocol/export"],
  ["gbk", "sinotrack-protocol/gbk"],
  ["kaitai", "sinotrack-protocol/kaitai"],
  ["protocol", "sinotrack-protocol/layout"],
  ["obd", "sinotrack-protocol/obd"],
  ["session", "sinotrack-protocol/session"],
  ["sms", "sinotrack-protocol/sms"],
  ["stream", "sinotrack-protocol/stream"],
  ["text", "sinotrack-protocol/text"],
  ["vectors", "sinotrack-protocol/vectors"],
  ["wireshark", "sinotrack-protocol/wireshark"],
];

/** The functions and classes, of which typedoc wrote pages. The types are on the page of each entry point. */
export function apiSidebar(): Item[] {
  return API.map(([folder, text]) => ({
    text,
    link: `/api/${folder}/`,
    items: ["functions", "classes"].flatMap((group) => {
      const place = new URL(`api/${folder}/${group}/`, docs);
      const files = existsSync(place) ? readdirSync(place) : [];
      return files
        .map((file) => file.replace(/\.md$/, ""))
        .sort()
        .map((name) => ({ text: name, link: `/api/${folder}/${group}/${name}` }));
    }),
  }));
}
