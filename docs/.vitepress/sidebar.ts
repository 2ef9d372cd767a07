/** The navigation of the site: every page of `docs/` is in it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { GUIDE, type Item, links, PROTOCOL, REFERENCE, TOP } from "./navigation.ts";

const docs = new URL("../", import.meta.url);

/** The links of hand-written and printed pages, such as `/guide/streams`, without the home page. */
export function pages(): string[] {
  return ["", "guide/", "protocol/"].flatMap((folder) =>
    readdirSync(new URL(folder, docs))
      .filter((file) => file.endsWith(".md") && `${folder}${file}` !== "index.md")
      .map((file) => `/${folder}${file === "index.md" ? "" : file.slice(0, -3)}`)
      .sort(),
  );
}

/** The pages with no better place, by their headings. */
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

/** By entry point of docs/typedoc.json: the folder that typedoc writes, and the import path. */
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

/** The functions and classes, for which typedoc writes pages. Types are on the page of each entry point. */
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
