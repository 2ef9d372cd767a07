/**
 * The layers of src/: each imports only from those before it, and the rooms of one layer do not know each other.
 * Imports of types count. `npm run layers` checks it.
 *
 * What breaks it today stands in .dependency-cruiser-known-violations.json. That list only becomes shorter:
 * `npx depcruise-baseline src` writes it anew.
 */
const FOUNDATION = [
  // Generated tables import nothing, so the splitter can use them.
  ["bytes", "issue", "argument", "generated/[a-z0-9-]+-table"],
  ["kind"],
  ["layout"],
  ["model"],
];
const LAYERS = [
  ...FOUNDATION,
  ["frame"],
  ["generated"],
  ["h02/status"],
  ["h02/text", "h02/dollar", "jt808"],
  // Its frames hold those of H02.
  ["pengaoda"],
  ["parse"],
  ["decode", "explain"],
  ["command"],
  ["sms", "variant", "anonymise"],
  ["index"],
  // So late because its table of PIDs does not travel with the core; below, that it needs only the foundation.
  ["obd"],
  ["protocol"],
  ["session"],
  ["stream", "text", "vectors", "export"],
  ["cli"],
];

/** A room is a folder or a file. */
const pathOf = (rooms) => `^src/(${rooms.join("|")})(?:/|\\.ts$)`;

const onlyFrom = (rooms, layers) => ({
  name: "layers",
  comment: "Imports from a room of the same layer or of a later one: see .dependency-cruiser.mjs.",
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
    {
      name: "room",
      comment: "Stands in no room of a layer: see .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: "^src/", pathNot: LAYERS.map(pathOf) },
      to: {},
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: { tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
};
