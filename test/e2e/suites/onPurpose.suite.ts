import { workspace } from 'vscode';

// `node test/e2e/run.mjs node --fail` sets this: proof that a failing assertion fails the run.
suite('the runner', () => {
  test('fails where a test fails', () => {
    if (workspace.getConfiguration('psycite').get('e2e.fail') === true)
      throw new Error('This failure is on purpose.');
  });
});
