// End-to-end tests in a real VS Code.
//
//     node test/e2e/run.mjs                  all routes
//     node test/e2e/run.mjs node web         some: node, web, vsix, ui, ui-web
//     node test/e2e/run.mjs node --fail      with a test that fails on purpose: the exit code must not be 0
//     VERBOSE=1                              the page's console as well
//
// Expects dist/ to be built. Ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { packageExtension } from '../../scripts/package.mjs';
import { buildSuites } from './buildSuites.mjs';
import { setUp } from './host/setup.mjs';
import { runNodeHost, runVsix, runWebHost } from './insideVsCode.mjs';
import { tryAgain, unsteady } from './tryAgain.mjs';
import { runWebWorkbench, runWorkbench } from './ui/workbench.mjs';

const routes = {
  node: { title: 'suites in the Node extension host', run: steadily('node', runNodeHost) },
  web: { title: 'suites in the web extension host', run: steadily('web', runWebHost) },
  vsix: {
    title: 'suites against the installed .vsix',
    run: async (options) => {
      const vsix = await packageExtension();
      return await steadily('vsix', (...all) => runVsix(vsix, ...all))(options);
    },
  },
  ui: { title: 'the workbench, by mouse and keyboard', run: runWorkbench },
  'ui-web': { title: 'the workbench with the web extension host', run: runWebWorkbench },
};

const { values: options, positionals } = parseArgs({
  options: { fail: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = positionals.length > 0 ? positionals : Object.keys(routes);
const unknown = chosen.filter((name) => !Object.hasOwn(routes, name));
if (unknown.length > 0) throw new Error(`There is no route ${unknown.join(', ')}.`);

setUp();
await buildSuites();
const total = { passed: 0, failed: 0 };
for (const name of chosen) {
  const { title, run } = routes[name];
  const began = performance.now();
  console.log(`\n— ${title}`);
  try {
    const { passed, failed } = await run(options);
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    total.failed += 1;
    console.error(error);
  }
  console.log(`  ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
if (unsteady.length > 0) console.log(`Failed and passed when run again: ${unsteady.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

/** A route that runs again where it fails. */
function steadily(name, run) {
  return async (options) => {
    const counts = await run(options).catch((error) => {
      console.error(error);
      return { passed: 0, failed: 1 };
    });
    return counts.failed === 0 ? counts : await tryAgain(name, () => run(options));
  };
}
