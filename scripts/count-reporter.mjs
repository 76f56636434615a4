import { writeFileSync } from 'node:fs';

/** A vitest reporter that writes what it counted to the file named by LICET_TEST_COUNTS. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const withState = (state) => tests.filter((test) => test.result().state === state).length;
    writeFileSync(
      process.env['LICET_TEST_COUNTS'],
      JSON.stringify({
        passed: withState('passed'),
        failed: withState('failed') + modules.filter(isBroken).length + unhandledErrors.length,
        skipped: withState('skipped'),
      }),
    );
  }
}

/** A file that failed although no test in it did: it could not be loaded, or a hook threw. */
function isBroken(module) {
  return module.state() === 'failed' && [...module.children.allTests('failed')].length === 0;
}
