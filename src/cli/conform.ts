/** `sinotrack conform`: tests another decoder, a program in any language, with the vectors. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { type Command, Option } from "commander";
import { plural } from "../plural.ts";
import { checkVectors, type VectorResult } from "../vectors/check.ts";
import { type Json, type JsonObject, type Vector, vectorBytes } from "../vectors/vector.ts";
import { junitReport } from "./check-report.ts";
import { Failure, reasonOf, within } from "./failure.ts";
import type { Io } from "./io.ts";
import { toHex } from "./ndjson.ts";
import { collect, wholeNumber } from "./option-values.ts";
import { printAll } from "./output.ts";
import { printableJson } from "./text.ts";

const REPORTERS = { text: table, ndjson: lines, junit } as const;

interface ConformOptions {
  readonly reporter: keyof typeof REPORTERS;
  readonly family?: readonly string[];
  readonly fields?: readonly string[];
  readonly timeout: number;
}

const HELP = `
For each vector, the program reads a line of hexadecimal digits from its
standard input: the bytes of one connection or datagram. It answers with one
line of JSON on its standard output: the list of messages, with the names and
units of this library. Extra properties are ignored, numbers may differ by a
millionth, and issues are compared only if the answer has some.

Examples:
  sinotrack conform -- python3 decoder.py
  sinotrack conform --family v1 --fields latitude,longitude -- ./decoder

right: every value of every message; partly: nothing wrong, but values missing.
Exit codes: 0 nothing wrong, 1 something wrong or no answer, 2 bad usage.`;

export function addConform(program: Command, io: Io): void {
  program
    .command("conform")
    .description("Test a decoder in any language with the vectors.")
    .argument("<program...>", "the program and its arguments, after --")
    .addOption(
      new Option("-r, --reporter <reporter>", "form of the output")
        .choices(Object.keys(REPORTERS))
        .default("text"),
    )
    .option("--family <name>", "only this family of vectors; repeatable", collect)
    .option("--fields <names>", "compare only these properties, comma-separated", (names) =>
      names.split(","),
    )
    .option("--timeout <ms>", "time limit for each answer", wholeNumber(1, 1_000_000), 5000)
    .addHelpText("after", HELP)
    .action(async (argv: readonly string[], options: ConformOptions) => {
      // A megabyte, which no other subcommand has to load.
      const { loadVectors, vectorFamilies } = await import("../vectors/load.ts");
      const families = vectorFamilies();
      const names = options.family ?? families;
      const unknown = names.find((name) => !families.includes(name));
      if (unknown !== undefined)
        throw new Failure(`--family must be one of ${families.join(", ")}, not ${unknown}`, 2);
      const suites = names.map((family) => ({ family, vectors: loadVectors(family) }));
      const answers = await answersOf(
        argv,
        suites.flatMap(({ vectors }) => vectors),
        options.timeout,
      );
      const judged = suites.map(({ family, vectors }) => ({
        family,
        results: judge(vectors, answers, options.fields),
      }));
      await printAll(io.stdout, [REPORTERS[options.reporter](judged)]);
      const wrong = judged.flatMap(({ results }) =>
        results.filter((one) => gradeOf(one) === "wrong"),
      );
      if (wrong.length > 0)
        throw new Failure(`${plural(wrong.length, "vector")} with wrong messages`);
    });
}

/** The answer of the program to each vector: a list of messages, or the reason why there is none. */
async function answersOf(
  [command = "", ...rest]: readonly string[],
  vectors: readonly Vector[],
  timeoutMs: number,
): Promise<ReadonlyMap<Vector, readonly JsonObject[] | Error>> {
  const child = spawn(command, rest, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", (error) =>
      reject(new Failure(`cannot run ${command}: ${reasonOf(error)}`, 2)),
    );
    child.once("close", (code) =>
      reject(new Failure(`${command} ended with ${code} before its last answer`)),
    );
  });
  ended.catch(() => {});
  // `close` reports a program that has ended.
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answers = new Map<Vector, readonly JsonObject[] | Error>();
  try {
    for (const vector of vectors) {
      child.stdin.write(`${toHex(vectorBytes(vector))}\n`);
      const late = `${command} gave no answer to ${vector.id} within ${timeoutMs} ms`;
      const line = await within(timeoutMs, late, Promise.race([lines.next(), ended]));
      // The output may end before the process does.
      answers.set(vector, line.done === true ? await ended : parse(line.value));
    }
  } finally {
    child.kill();
  }
  return answers;
}

function parse(line: string): readonly JsonObject[] | Error {
  try {
    const value = JSON.parse(line) as Json;
    const list = Array.isArray(value) ? value : [value];
    if (list.every((one) => typeof one === "object" && one !== null && !Array.isArray(one)))
      return list as unknown as JsonObject[];
    return new Error("the answer must be a list of objects");
  } catch {
    return new Error(`not JSON: ${line.slice(0, 60)}`);
  }
}

function judge(
  vectors: readonly Vector[],
  answers: ReadonlyMap<Vector, readonly JsonObject[] | Error>,
  only: readonly string[] | undefined,
): readonly VectorResult[] {
  const { results } = checkVectors(
    vectors,
    (_, vector) => {
      const answer = answers.get(vector) ?? [];
      if (answer instanceof Error) throw answer;
      return tolerant(answer as Json, vector.expect as Json) as unknown as JsonObject[];
    },
    only === undefined ? {} : { only },
  );
  return results.map((result) => ({
    ...result,
    differences: result.differences.filter(
      ({ kind, path }) => kind !== "new-field" && !(kind === "lost-field" && path === "issues"),
    ),
  }));
}

/** Ignores differences of arithmetic: a millionth of a degree is a tenth of a metre. */
const TOLERANCE = 1e-6;

/** The received value, with the expected numbers where the difference is within the tolerance. */
function tolerant(received: Json, expected: Json | undefined): Json {
  if (typeof received === "number" && typeof expected === "number")
    return Math.abs(received - expected) <= TOLERANCE ? expected : received;
  if (Array.isArray(received)) {
    const list = Array.isArray(expected) ? expected : [];
    return received.map((one, i) => tolerant(one, list[i]));
  }
  if (typeof received !== "object" || received === null) return received;
  const object = (expected ?? {}) as JsonObject;
  return Object.fromEntries(
    Object.entries(received).map(([key, one]) => [key, tolerant(one as Json, object[key] as Json)]),
  );
}

type Grade = "right" | "partly" | "wrong";

function gradeOf({ differences }: VectorResult): Grade {
  if (differences.length === 0) return "right";
  return differences.every(({ kind }) => kind === "lost-field") ? "partly" : "wrong";
}

interface Judged {
  readonly family: string;
  readonly results: readonly VectorResult[];
}

function lines(judged: readonly Judged[]): string {
  const all = judged.flatMap(({ family, results }) =>
    results.map((result) => {
      const { vector, differences } = result;
      const line = { family, id: vector.id, result: gradeOf(result), differences };
      return `${printableJson(JSON.stringify(line))}\n`;
    }),
  );
  return all.join("");
}

function junit(judged: readonly Judged[]): string {
  return junitReport(
    judged.map(({ family, results }) => {
      const changed = results.filter((result) => gradeOf(result) === "wrong");
      return { file: family, report: { results, changed, pending: [] } };
    }),
  );
}

/** The share of expected values that are right. */
function share(results: readonly VectorResult[]): string {
  let all = 0;
  let lost = 0;
  for (const { vector, differences } of results) {
    const expected = leaves(vector.expect.map(({ issues: _, ...message }) => message));
    all += expected;
    for (const difference of differences) {
      if (difference.kind === "threw") lost += expected;
      else if (difference.expected !== undefined) lost += leaves(difference.expected);
    }
  }
  return all === 0 ? "–" : `${Math.max(0, Math.floor((100 * (all - lost)) / all))} %`;
}

function leaves(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner as Json), 0);
}

function table(judged: readonly Judged[]): string {
  const count = (results: readonly VectorResult[], grade: Grade): string =>
    String(results.filter((result) => gradeOf(result) === grade).length).padStart(7);
  const line = (name: string, results: readonly VectorResult[]): string =>
    `${name.padEnd(16)}${String(results.length).padStart(7)}${count(results, "right")}${count(results, "partly")}${count(results, "wrong")}${share(results).padStart(8)}\n`;
  const all = judged.flatMap(({ results }) => results);
  return [
    "form            vectors  right partly  wrong  values\n",
    ...judged.map(({ family, results }) => line(family, results)),
    line("all", all),
  ].join("");
}
