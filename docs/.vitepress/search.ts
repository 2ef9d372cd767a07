/**
 * How much more a page counts in the search: people look for how something is done, then for the function, and rarely
 * for a type.
 *
 * @param id The page and the heading: `/base/guide/messages#positions-to-store`.
 */
export function searchBoost(id: string): number {
  if (/\/api\/\w+\/(?:functions|classes)\//.test(id)) return 0.5;
  if (id.includes("/api/")) return 0.1;
  return /\/(?:guide\/|setup-a-tracker)/.test(id) ? 2 : 1;
}
