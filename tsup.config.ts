import { defineConfig } from "tsup";
import { esbuildLean } from "./build/lean.ts";
import { esbuildNotices } from "./build/notices.ts";
import { esbuildVectorFiles } from "./build/vector-files.ts";

const ENTRIES = {
  index: "src/index.ts",
  export: "src/export/index.ts",
  gbk: "src/gbk/index.ts",
  layout: "src/protocol/index.ts",
  obd: "src/obd/index.ts",
  session: "src/session/index.ts",
  sms: "src/sms/index.ts",
  stream: "src/stream/index.ts",
  text: "src/text/index.ts",
  vectors: "src/vectors/index.ts",
};

/**
 * What people import alone. An entry of its own gives a chunk of its own, which a bundler drops whole (`sideEffects`):
 * in one large chunk it keeps every layout, as their top-level calls might do something.
 */
const PARTS = {
  "part/split": "src/frame/split.ts",
  "part/sniff": "src/frame/sniff.ts",
  "part/status": "src/model/status.ts",
  "part/parse": "src/parse.ts",
  "part/explain": "src/explain.ts",
  "part/encode-message": "src/command/encode-message.ts",
  "part/encode-command": "src/command/encode-command.ts",
  "part/reply": "src/command/reply.ts",
  "part/forms-h02": "src/protocol/forms/h02.ts",
  "part/forms-pengaoda": "src/protocol/forms/pengaoda.ts",
  "part/forms-jt808": "src/protocol/forms/jt808.ts",
  "part/kinds": "src/protocol/kinds.ts",
  "part/create-decoder": "src/protocol/decoder.ts",
  "part/create-protocol": "src/protocol/protocol.ts",
  "part/decode-obd": "src/obd/decode.ts",
  "part/encode-pid": "src/obd/encode.ts",
  "part/read-obd": "src/obd/read.ts",
  "part/format-sms": "src/sms/format.ts",
  "part/parse-sms": "src/sms/parse.ts",
};

export default defineConfig([
  {
    entry: { ...ENTRIES, ...PARTS },
    esbuildPlugins: [esbuildVectorFiles, esbuildLean, esbuildNotices],
    format: ["esm", "cjs"],
    dts: { entry: ENTRIES },
    // Its web streams need more types than the core has.
    tsconfig: "src/stream/tsconfig.json",
    clean: true,
    // Without it the CJS entry points carry copies of the same classes.
    splitting: true,
  },
  // The command line bundles the small libraries that it uses, so that the package has no
  // dependency at run time.
  {
    entry: { cli: "src/cli/main.ts" },
    format: ["esm"],
    platform: "node",
    target: "node20",
    esbuildPlugins: [esbuildNotices],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  },
]);
