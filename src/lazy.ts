/** Makes a table on first use: tables that few programs need would delay every start if they were made on import. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
