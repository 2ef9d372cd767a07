/** Vitest, which runs the generators, replaces a call by the matching modules, or with `query` by their text. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query?: "?raw"; readonly import?: "default" },
  ): unknown;
}
