/** vitest, which runs the generators, replaces it by the modules that fit, or with `query` by their text. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query?: "?raw"; readonly import?: "default" },
  ): unknown;
}
