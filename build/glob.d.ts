/** vitest, which runs the generators, replaces it by the modules that fit. */
interface ImportMeta {
  glob(pattern: string, options: { readonly eager: true }): unknown;
}
