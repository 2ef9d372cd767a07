/** The files of vectors/ as they are, by name without `.jsonl`; made by build/vector-files.ts. */
declare module "virtual:vector-files" {
  const files: Readonly<Record<string, string>>;
  export default files;
}
