/**
 * Reports of the public API of each entry point, from the built types. They are kept here, so that the diff of a change
 * shows its effect on the API. Compares the reports; `--update` writes them. Needs the build.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";

const isUpdate = process.argv.includes("--update");
const root = fileURLToPath(new URL("..", import.meta.url));
const packageJson = join(root, "package.json");
const { exports } = JSON.parse(readFileSync(packageJson, "utf8"));
const temporary = mkdtempSync(join(tmpdir(), "sinotrack-api-"));
const SILENT = { default: { logLevel: "none" } };

let hasFailed = false;
try {
  for (const [entry, conditions] of Object.entries(exports)) {
    const types = conditions.import?.types;
    if (types === undefined) continue;
    const name = entry === "." ? "index" : entry.slice(2);
    if (!report(name, types)) hasFailed = true;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
if (hasFailed) process.exitCode = 1;

/** Writes or compares a report; returns whether it is up to date. */
function report(name, types) {
  const configObject = {
    projectFolder: root,
    mainEntryPointFilePath: join(root, types),
    compiler: {
      overrideTsconfig: {
        extends: join(root, "src/stream/tsconfig.json"),
        compilerOptions: { skipLibCheck: true },
        include: [join(root, types)],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: name,
      reportFolder: join(root, ".api"),
      reportTempFolder: temporary,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: "lf",
    messages: {
      compilerMessageReporting: { default: { logLevel: "error" } },
      extractorMessageReporting: SILENT,
      tsdocMessageReporting: SILENT,
    },
  };
  const extractorConfig = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: undefined,
    packageJsonFullPath: packageJson,
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(extractorConfig, {
    localBuild: isUpdate,
    messageCallback: (message) => {
      // The version of TypeScript, and advice to copy files.
      if (message.messageId.startsWith("console-")) message.handled = true;
    },
  });
  if (apiReportChanged && !isUpdate) {
    console.error(`.api/${name}.api.md: the public API differs. If that is meant: npm run api`);
  }
  return errorCount === 0 && (isUpdate || !apiReportChanged);
}
