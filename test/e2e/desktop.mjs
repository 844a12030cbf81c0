// `npm run test:desktop`: the suites in a desktop VS Code, which @vscode/test-electron downloads. For
// machines that can reach it; on Linux without a display, run it under xvfb-run. VSCODE_VERSION chooses the
// version.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildSuites } from './buildSuites.mjs';
import { makeHome } from './host/home.mjs';
import { root, suites } from './host/paths.mjs';

execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
await buildSuites();
const home = makeHome();
let code = 1;
try {
  code = await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath: join(suites, 'node/index.js'),
    launchArgs: [
      home.workspace,
      ...['--user-data-dir', home.userData],
      ...['--extensions-dir', home.extensions],
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
    ],
  });
} catch (error) {
  console.error(error);
} finally {
  home.dispose();
}
process.exit(code);
