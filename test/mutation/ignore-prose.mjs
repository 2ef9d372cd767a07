/**
 * Excludes texts for people from mutation. No test should pin every word of a sentence, and pages printed from the code
 * (test/docs.test.ts) check them anyway.
 */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Properties of the tables that hold a sentence, or a mark beside it. */
const SENTENCES = new Set([
  "about",
  "note",
  "source",
  "danger",
  "confirmation",
  "firmware",
  "confidence",
]);

/** The index of `expected`, a text for people, among the arguments of functions that make an issue. */
const EXPECTED = new Map([
  ["report", 4],
  ["obdIssue", 4],
  ["note", 4],
  ["select", 2],
]);

/** @param {import("@babel/core").Node} property */
function isSentence(property) {
  return property.type === "ObjectProperty" && SENTENCES.has(property.key.name);
}

/** @param {import("@babel/core").NodePath} path */
function reason(path) {
  if (
    path.isObjectExpression() &&
    path.node.properties.length > 0 &&
    path.node.properties.every(isSentence)
  )
    return "text for people: all that the object holds";
  if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
  const { parent, parentPath, node } = path;
  if (parentPath.isObjectProperty({ value: node }) && SENTENCES.has(parent.key.name)) {
    return `text for people: ${parent.key.name}`;
  }
  if (
    parentPath.isCallExpression() &&
    parent.arguments[EXPECTED.get(parent.callee.property?.name ?? parent.callee.name)] === node
  ) {
    return "text for people: what an issue expected";
  }
  // A row of ISSUES is [severity, meaning].
  if (parentPath.isArrayExpression() && parent.elements[1] === node) {
    const table = path.findParent((above) => above.isVariableDeclarator());
    if (table?.node.id.name === "ISSUES") return "text for people: meaning of an issue";
  }
  return undefined;
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "prose", { shouldIgnore: reason }),
];
