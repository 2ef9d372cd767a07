/** Which tests judge the mutants of a folder of `src/`, which `npm run mutation` names in `MUTATED`. */

/**
 * Tests that see everything: the vectors, read, explained and written again, promises, frames with a truth of their own,
 * what other decoders make of the same, the checks of all arguments, and what is generated from the rows.
 */
const FOR_ALL =
  /^test\/(?:[\w-]+\.test\.|command\/encode-message\.|differential\/|independent\/|misuse\/|vectors\/printed-schema\.|promises\/(?:01|02|03|07|10|12)-)/;
/** The tests of a folder, where they are not in one of its name alone. */
const TESTS_OF = {
  build: /^test\/(?:generated|vectors\/printed-schema)\.test\./,
  anonymise: /^test\/(?:anonymise|promises\/15-)/,
  command: /^test\/(?:command|jt808|message|protocol)\//,
  frame: /^test\/(?:frame\/|jt808\/|message\/(?:frame-object|takes-fast)|promises\/04-)/,
  h02: /^test\/(?:h02|message|kind)\//,
  kind: /^test\/(?:kind|message|jt808)\//,
  layout: /^test\/(?:layout|protocol|message|kind)\//,
  message: /^test\/(?:message\/|vectors\/kit)/,
  model: /^test\/(?:message|frame|protocol)\//,
  pengaoda: /^test\/message\//,
};

/** Whether the test file judges mutants of `folder`. */
export function judges(folder, file) {
  return isOwn(folder, file) || FOR_ALL.test(file);
}

/** Whether it is one of the tests of the folder itself. */
export function isOwn(folder, file) {
  return (TESTS_OF[folder] ?? new RegExp(`^test/${folder}/`)).test(file);
}

/** Whether its tests print the values of all tables. */
export function seesTables(file) {
  return /^test\/(?:generated|vectors\/printed-schema)\.test\./.test(file);
}
