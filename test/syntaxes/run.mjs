// Tests the grammars of syntaxes/ inside VS Code's own Markdown grammar. Ends with `N passed, N failed`: the
// lines of a test file that hold an expectation are its tests.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeServer, root } from '../e2e/host/paths.mjs';
import { setUpServer } from '../e2e/host/setup.mjs';

setUpServer();
const markdown = join(codeServer, 'lib/vscode/extensions/markdown-basics/syntaxes/markdown.tmLanguage.json');
const folder = join(root, 'test/syntaxes');
const tool = join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
const counts = { passed: 0, failed: 0 };
for (const name of readdirSync(folder).filter((file) => /\.test\.(?:md|qmd|Rmd|typ)$/.test(file))) {
  const expectations = readFileSync(join(folder, name), 'utf8').match(/^§ *[\^<]/gm)?.length ?? 0;
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, '-g', markdown, join(folder, name)], {
    cwd: root,
    encoding: 'utf8',
  });
  // Markdown embeds many languages whose grammars are not needed here.
  process.stdout.write((stdout + stderr).replaceAll(/^grammar not found for .*\n/gm, ''));
  const failures = Math.max(status === 0 ? 0 : 1, stdout.match(/^ {2}at \[/gm)?.length ?? 0);
  counts.failed += failures;
  counts.passed += Math.max(0, expectations - failures);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
