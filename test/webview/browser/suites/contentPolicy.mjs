// What got into the page all the same must stay without effect: each way is tried, and must be refused by
// name.
import assert from 'node:assert/strict';
import { sample } from '../sample.mjs';

/** In the page: what each attempt does, and the directive that must refuse it. */
const attempts = {
  'a script without the nonce': [
    'script-src-elem',
    () => add('script', { textContent: 'window.__pwned = 1' }),
  ],
  'a script with another nonce': [
    'script-src-elem',
    () => add('script', { nonce: 'a'.repeat(32), textContent: 'window.__pwned = 1' }),
  ],
  'a script from the page’s own origin': [
    'script-src-elem',
    () => add('script', { src: '/dist/webview/outline.js' }),
  ],
  'an event handler in markup': [
    'script-src-attr',
    () => {
      document.body.insertAdjacentHTML('beforeend', '<p onclick="window.__pwned = 1"></p>');
      document.body.lastElementChild.click();
    },
  ],
  // Later, for what the test itself evaluates is let through.
  'code from text': ['script-src', () => setTimeout(() => new Function('window.__pwned = 1')())],
  'an inline style': ['style-src-elem', () => add('style', { textContent: 'body { color: red }' })],
  'a style in markup': [
    'style-src-attr',
    () => document.body.insertAdjacentHTML('beforeend', '<p style="color: red"></p>'),
  ],
  'an image': ['img-src', () => add('img', { src: '/media/outline.css' })],
  'a connection': ['connect-src', () => fetch('/media/outline.css').catch(() => undefined)],
  'a frame': ['frame-src', () => add('iframe', { src: '/dark' })],
  'a worker': [
    'worker-src',
    () => {
      try {
        new Worker('/dist/webview/outline.js');
      } catch {}
    },
  ],
  'another base for addresses': ['base-uri', () => add('base', { href: 'https://example.org/' })],
  'a form': [
    'form-action',
    () => {
      const form = add('form', { action: '/elsewhere', method: 'post' });
      form.submit();
    },
  ],
};

/** For the page: makes an element and puts it in. */
const add = `(name, members) => document.body.appendChild(Object.assign(document.createElement(name), members))`;

export const contentPolicy = [
  ...Object.entries(attempts).map(([name, [directive, attempt]]) => ({
    name: `${name} is refused`,
    async run(view) {
      await view.show(sample());
      const policy = await view.page
        .locator('meta[http-equiv=Content-Security-Policy]')
        .getAttribute('content');
      assert.match(policy, /^default-src 'none'; /);
      await view.page.evaluate(`{ const add = ${add}; (${attempt})(); }`);
      await view.page.waitForFunction(() => window.violations.length > 0);
      const refused = await view.refused();
      assert.ok(
        refused.some((each) => each.startsWith(`${directive} `)),
        `${directive} should refuse it: ${refused.join()}`,
      );
      assert.equal(await view.page.evaluate(() => window.__pwned), undefined);
    },
  })),
  {
    name: 'each page has a nonce of its own, of 128 bits',
    async run(view) {
      const nonces = new Set();
      for (let times = 0; times < 5; times++) {
        await view.page.reload();
        const policy = await view.page
          .locator('meta[http-equiv=Content-Security-Policy]')
          .getAttribute('content');
        nonces.add(/'nonce-([0-9a-f]{32})'/.exec(policy)[1]);
      }
      assert.equal(nonces.size, 5);
    },
  },
];
