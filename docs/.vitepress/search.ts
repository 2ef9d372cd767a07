import { GUIDE, links } from "./navigation.ts";

const GUIDE_PAGES = links([GUIDE]);

/**
 * How much more a page counts in the search: people look for how something is done, then for what there is, then for
 * the function, and rarely for a type. The guide says a word once where a table of the protocol has it in every row.
 *
 * @param id The page and the heading: `/base/guide/messages.html#positions-to-store`.
 */
export function searchBoost(id: string): number {
  const page = id.replace(/(?:\.html)?(?:#.*)?$/, "");
  if (GUIDE_PAGES.some((link) => page.endsWith(link))) return 6;
  if (/\/api\/\w+\/(?:functions|classes)\//.test(page)) return 0.5;
  return page.includes("/api/") ? 0.1 : 1;
}
