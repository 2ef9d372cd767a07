/**
 * Prints the reference pages whose tables come from the source, so that a fact stands in one place.
 * `npm run docs` writes them; the tests fail when a page is not what is printed here.
 */
import { ISSUES } from "../src/index.ts";

/** docs/issues.md */
export function issuesPage(): string {
  const rows = Object.entries(ISSUES).map(
    ([code, [severity, meaning]]) => `| \`${code}\` | ${severity} | ${meaning} |`,
  );
  return `# Issues

Decoding never throws for what is on the wire. What could not be read, or could only be read with an
assumption, is in the \`issues\` of the message:

| property | meaning |
|---|---|
| \`code\` | one of the codes below; a code never changes its meaning |
| \`severity\` | \`error\`: a value was lost, its property is \`null\` or its bytes are kept raw. \`warning\`: there is a value, or a reason for \`null\`, that you should know about. \`info\`: a quirk of form, the value is certain |
| \`field\` | the property of the message that it is about; \`frame\` for the frame as a whole |
| \`offset\`, \`length\` | the bytes, counted from the start of the frame; a length of 0 where something is missing |
| \`received\` | those bytes: as text in a text frame, else as hexadecimal digits |
| \`expected\` | what belongs there, for people |

| code | severity | meaning |
|---|---|---|
${rows.join("\n")}

(This page is printed from \`src/issue.ts\` by \`npm run docs\`.)
`;
}
