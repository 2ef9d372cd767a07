/** What is handed out to every caller must not change under the others. */

/** Freezes a table with all that is in it; bytes cannot be frozen. */
export function frozen<T>(table: T): T {
  if (typeof table !== "object" || table === null || ArrayBuffer.isView(table)) return table;
  if (Object.isFrozen(table)) return table;
  Object.freeze(table);
  for (const value of Object.values(table)) frozen(value);
  return table;
}
