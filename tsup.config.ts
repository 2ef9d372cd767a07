import { defineConfig, type Options } from "tsup";
import { esbuildConstants } from "./build/constants.ts";
import { writeImportTypes } from "./build/import-types.ts";
import { esbuildLean } from "./build/lean.ts";
import { esbuildNotices } from "./build/notices.ts";
import { esbuildSharedCore } from "./build/shared-core.ts";
import { esbuildSharedVectorFiles, writeSharedVectorFiles } from "./build/vector-files.ts";

const ENTRIES = {
  index: "src/index.ts",
  export: "src/export/index.ts",
  gbk: "src/gbk/index.ts",
  kaitai: "src/kaitai/index.ts",
  layout: "src/protocol/index.ts",
  obd: "src/obd/index.ts",
  session: "src/session/index.ts",
  sms: "src/sms/index.ts",
  stream: "src/stream/index.ts",
  text: "src/text/index.ts",
  vectors: "src/vectors/index.ts",
  wireshark: "src/wireshark/index.ts",
};

/**
 * Parts of the root that programs import alone. As entry points they become chunks that a bundler can drop
 * (`sideEffects`). In one large chunk it would keep every layout, because their top-level calls might have side
 * effects.
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

const shared: Options = {
  // Its web streams need more types than the core.
  tsconfig: "src/stream/tsconfig.json",
  // Otherwise the entry points would contain copies of the same classes.
  splitting: true,
};
/** For `require`, and for Node, which loads a few small files faster than many readable ones. */
const node: Options = {
  ...shared,
  outDir: "dist/node",
  platform: "node",
  target: "node20",
  minify: true,
  esbuildPlugins: [
    esbuildSharedVectorFiles("../vector-files.json"),
    esbuildSharedCore,
    esbuildConstants,
    esbuildNotices,
  ],
};

export default defineConfig([
  {
    ...shared,
    entry: { ...ENTRIES, ...PARTS },
    format: "esm",
    esbuildPlugins: [
      esbuildSharedVectorFiles("./vector-files.json"),
      esbuildLean,
      esbuildConstants,
      esbuildNotices,
    ],
    clean: true,
    onSuccess: async () => {
      writeImportTypes(Object.keys(ENTRIES));
      writeSharedVectorFiles();
    },
  },
  {
    ...node,
    entry: { ...ENTRIES, cli: "src/cli/main.ts", "cli-worker": "src/cli/batch-worker.ts" },
    format: "esm",
  },
  {
    ...node,
    entry: ENTRIES,
    format: "cjs",
    dts: true,
    // For `require`, tsup splits with Sucrase, which breaks minified code (`return_nullishCoalesce(…)`).
    esbuildOptions: (options) => {
      options.supported = { "nullish-coalescing": false, "optional-chain": false };
    },
  },
]);
