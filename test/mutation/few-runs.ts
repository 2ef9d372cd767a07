/** fast-check for tests under mutation: few inputs, the same for each mutant. */
import fc from "fast-check";

const MOST = 30;

function assert<T>(property: fc.IProperty<T>, { numRuns = MOST } = {}): void {
  fc.assert(property, { numRuns: Math.min(numRuns, MOST), seed: 1, endOnFailure: true });
}

export default { ...fc, assert };
