import type { Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node';

/** More files than any folder has, so that nearly all tests run. */
const MANY_FILES = 100;

/** Begins a run of all tests with the time that it takes, for people. Ends a run with one plain line, for people and for machines that count; before it, what was skipped and why. */
export class PlainLineReporter implements Reporter {
  onTestRunStart(files: readonly TestSpecification[]): void {
    if (files.length < MANY_FILES) return;
    process.stdout.write(
      'All tests take about five minutes on two cores. For one folder: npm test test/cli\n',
    );
  }

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
