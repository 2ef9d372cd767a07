/** `sinotrack check`: checks that vectors still decode to the accepted messages. */
import { type Command, Option } from "commander";
import { decode } from "../index.ts";
import { plural } from "../plural.ts";
import { checkVectors, type VectorResult } from "../vectors/check.ts";
import type { Vector } from "../vectors/vector.ts";
import { type FileReport, REPORTERS, type Reporter, summary } from "./check-report.ts";
import { Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { collect } from "./option-values.ts";
import { printAll } from "./output.ts";
import { withLocks } from "./replace-file.ts";
import { findSources } from "./sources.ts";
import { say } from "./text.ts";
import { readVectorFiles, rewriteVectors, type VectorFile } from "./vector-files.ts";

interface CheckOptions {
  readonly update?: true;
  readonly accept?: readonly string[];
  readonly strict?: true;
  readonly reporter: Reporter;
}

const EXAMPLES = `
Examples:
  sinotrack check vectors                       every *.jsonl in a folder
  sinotrack check vectors --reporter junit      for CI
  sinotrack check vectors --accept desk-001-v8  after you reviewed it
  sinotrack check vectors --update              accept the messages decoded now

Exit codes: 0 as expected, 1 something changed or bad input, 2 bad usage.
Pending vectors, which nobody has accepted yet, are counted and named; with
--strict the check fails on them.`;

export function addCheck(program: Command, io: Io): void {
  program
    .command("check")
    .description("Check that vectors still decode to the accepted messages.")
    .argument("<path...>", "files of vectors; a directory for its *.jsonl files")
    .option("-u, --update", "accept the messages decoded now")
    .option(
      "-a, --accept <id>",
      "accept this pending vector (repeatable); all accepts every one",
      collect,
    )
    .option("--strict", "fail on pending vectors too")
    .addOption(
      new Option("-r, --reporter <reporter>", "form of the output")
        .choices(Object.keys(REPORTERS))
        .default("text"),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      await check(paths, options, io);
    });
}

async function check(paths: readonly string[], options: CheckOptions, io: Io): Promise<void> {
  const isEdit = options.update !== undefined || options.accept !== undefined;
  const sources = isEdit ? await findSources(paths, () => io.stdin) : [];
  const written = sources.filter(({ isLive }) => !isLive).map(({ name }) => name);
  await withLocks(written, () => checkFiles(paths, options, io));
}

async function checkFiles(paths: readonly string[], options: CheckOptions, io: Io): Promise<void> {
  let files = await readVectorFiles(paths, () => io.stdin);
  const empty = files.filter(({ vectors }) => vectors.length === 0).map(({ name }) => name);
  if (empty.length > 0) {
    throw new Failure(
      `${empty.join(", ")}: no vectors; make some from a capture with: sinotrack record`,
    );
  }
  let reports = files.map(reportOf);
  const edit = editor(options, reports);
  if (edit !== null) {
    for (const [i, file] of files.entries()) await apply(file, reports[i] as FileReport, edit, io);
    files = await readVectorFiles(paths, () => io.stdin);
    reports = files.map(reportOf);
  }
  await printAll(io.stdout, [REPORTERS[options.reporter](reports)]);
  const isChanged = reports.some(({ report }) => report.changed.length > 0);
  const isPending = reports.some(({ report }) => report.pending.length > 0);
  if (isChanged || (options.strict && isPending)) throw new Failure(summary(reports));
}

function reportOf({ name, vectors }: VectorFile): FileReport {
  return { file: name, report: checkVectors(vectors, (bytes) => decode(bytes)) };
}

/** Returns the vector to write in place of another, or the same one. */
type Edit = (result: VectorResult) => Vector;

function editor(options: CheckOptions, reports: readonly FileReport[]): Edit | null {
  const { update, accept } = options;
  if (update === undefined && accept === undefined) return null;
  const accepted = new Set(accept);
  const pending = new Set(reports.flatMap(({ report }) => report.pending));
  for (const id of accepted) {
    if (id !== "all" && !pending.has(id)) throw new Failure(`no pending vector ${id}`);
  }
  const isAccepted = ({ id, review }: Vector): boolean =>
    review === "pending" && (accepted.has(id) || accepted.has("all"));
  for (const { report } of reports) {
    for (const { vector } of update ? [] : report.changed) {
      // A person accepts the messages that were shown, so they must be the decoded ones.
      if (isAccepted(vector))
        throw new Failure(`${vector.id} has changed; run check --update first`);
    }
  }
  return ({ vector, differences, received }) => {
    const isUpdated = update === true && differences.length > 0;
    if (!isUpdated && !isAccepted(vector)) return vector;
    const { review, ...rest } = vector;
    return {
      ...rest,
      ...(review === undefined || isAccepted(vector) ? {} : { review }),
      ...(isUpdated ? { expect: received } : {}),
    };
  };
}

async function apply(file: VectorFile, { report }: FileReport, edit: Edit, io: Io): Promise<void> {
  const edited = new Map(
    report.results
      .map((result) => [result.vector, edit(result)] as const)
      .filter(([before, after]) => before !== after),
  );
  if (edited.size === 0) return;
  if (file.isStdin) throw new Failure("the standard input cannot be rewritten; name the file", 2);
  await rewriteVectors(file, edited);
  say(io, `${file.name}: ${plural(edited.size, "vector")} rewritten`);
}
