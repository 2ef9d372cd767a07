import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with a line that any script can read: `N passed, N failed, N skipped`. */
export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      // A file that could not be loaded holds no tests, and must not count as none failed.
      if (module.state() === "failed" && module.errors().length > 0) count.failed++;
    }
    console.log(
      `${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`,
    );
  }
}
