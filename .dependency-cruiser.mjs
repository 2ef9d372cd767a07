/**
 * The layers of src/. Each layer imports only from the layers before it; the rooms (folders or files) of one layer do not
 * import each other. Imports of types count. Check: `npm run layers`.
 *
 * .dependency-cruiser-known-violations.json lists violations older than the check. The list only shrinks:
 * `npx depcruise-baseline src` writes it again.
 */
const FOUNDATION = [
  ["frozen", "lazy", "plural"],
  // Generated tables import nothing, so the splitter can use them.
  ["bytes", "issue", "argument", "generated/[a-z0-9-]+-table"],
  ["kind"],
  ["layout"],
  ["model"],
];
export const LAYERS = [
  ...FOUNDATION,
  // Functions on messages.
  ["message"],
  ["frame"],
  // Called by the generated readers.
  ["jt808/header", "jt808/item", "jt808/status"],
  ["generated"],
  ["h02/status"],
  ["h02/text", "h02/dollar", "jt808"],
  // Its frames contain H02 frames.
  ["pengaoda"],
  ["parse"],
  ["decode", "explain"],
  ["command"],
  ["sms", "variant", "anonymise"],
  ["index"],
  // They need only the foundation (see below), but are listed here so that the core cannot bundle their tables.
  ["obd", "gbk"],
  ["protocol"],
  ["session"],
  ["stream", "text", "vectors", "export", "wireshark", "kaitai"],
  ["cli"],
];

const pathOf = (rooms) => `^src/(${rooms.join("|")})(?:/|\\.ts$)`;

const onlyFrom = (rooms, layers) => ({
  name: "layers",
  comment: "Imports from the same layer or a later one: see .dependency-cruiser.mjs.",
  severity: "error",
  from: { path: pathOf(rooms) },
  to: {
    path: "^(src|bench|build|docs|test)/",
    pathNot: [pathOf(["$1"]), ...layers.map(pathOf)],
  },
});

export default {
  forbidden: [
    ...LAYERS.map((rooms, index) => onlyFrom(rooms, LAYERS.slice(0, index))),
    onlyFrom(["obd"], FOUNDATION),
    onlyFrom(["gbk"], FOUNDATION.slice(0, 2)),
    {
      name: "room",
      comment: "Belongs to no layer: see .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^src/", pathNot: LAYERS.map(pathOf) },
      to: {},
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
};
