/** Tables that few programs need are made when they are first asked for: each one made on import delays every start. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
