import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends a run with one plain line, for people and for machines that count; before it, what was skipped and why. */
export class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const skipped = inState('skipped');
    for (const [suite, cases] of Map.groupBy(skipped, suiteName)) {
      process.stdout.write(`not run here: ${suite} (${cases.length})\n`);
    }
    const counts = [`${inState('passed').length} passed`, `${inState('failed').length + broken} failed`];
    if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
    process.stdout.write(`${counts.join(', ')}\n`);
  }
}

/** The outermost suite, whose name says why it is skipped where it is. */
const suiteName = (test: TestCase): string => test.fullName.split(' > ')[0] ?? test.fullName;
