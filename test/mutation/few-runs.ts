/** fast-check as the tests import it under mutation: the same inputs for each mutant, and few of them. */
import fc from "fast-check";

const MOST = 30;

function assert<T>(property: fc.IProperty<T>, { numRuns = MOST } = {}): void {
  fc.assert(property, { numRuns: Math.min(numRuns, MOST), seed: 1, endOnFailure: true });
}

export default { ...fc, assert };
