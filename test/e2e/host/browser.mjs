// Headless Chromium with a page for VS Code's workbench.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { hostModules } from './paths.mjs';

/** Only loopback resolves: whatever reaches for the network fails at once and is counted. */
const onlyLoopback =
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost';

/** @param {ReturnType<import('./home.mjs').makeHome>} home */
export async function openBrowser(home) {
  const { chromium } = createRequire(join(hostModules, 'any.js'))('playwright-core');
  const { executablePath, env } = findChromium();
  const context = await chromium.launchPersistentContext(home.profile, {
    executablePath,
    env: { ...process.env, ...env },
    headless: true,
    viewport: { width: 1400, height: 900 },
    // A person is asked for these once.
    permissions: ['clipboard-read', 'clipboard-write'],
    chromiumSandbox: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      onlyLoopback,
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  if (process.env.VERBOSE)
    page.on('console', (message) => console.log('  page:', message.type(), message.text()));
  return { context, page, external: externalRequests(context), close: () => context.close() };
}

/** Addresses outside this machine that the page asked for. */
function externalRequests(context) {
  const found = new Set();
  const local = /^(?:127\.0\.0\.1|localhost|.*\.localhost)$/;
  context.on('request', (request) => {
    const { protocol, hostname, origin, pathname } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && !local.test(hostname)) found.add(origin + pathname);
  });
  return found;
}
