import { GUIDE, links } from "./navigation.ts";

const GUIDE_PAGES = links([GUIDE]);

/**
 * The weight of a page in the search: people look for instructions first, then for reference pages, then for a
 * function, and rarely for a type. The guide names a term once, while a table of the protocol has it in every row.
 *
 * @param id The page and the heading: `/base/guide/messages.html#positions-to-store`.
 */
export function searchBoost(id: string): number {
  const page = id.replace(/(?:\.html)?(?:#.*)?$/, "");
  if (GUIDE_PAGES.some((link) => page.endsWith(link))) return 6;
  if (/\/api\/\w+\/(?:functions|classes)\//.test(page)) return 0.5;
  return page.includes("/api/") ? 0.1 : 1;
}
