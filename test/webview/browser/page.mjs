// The very page that the extension gives to VS Code's webview, with what the webview adds to it: theme
// variables and the three functions of `acquireVsCodeApi`. What the view sends is kept for the tests to read.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { root, targets } from '../../../scripts/build/targets.mjs';

/**
 * Of VS Code 1.139, read from its workbench in each of its own themes; only the variables that outline.css
 * uses.
 */
const themes = JSON.parse(readFileSync(new URL('./themes.json', import.meta.url), 'utf8'));
export const themeNames = Object.keys(themes);

const bodyClasses = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high-contrast': 'vscode-high-contrast',
  'high-contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};

/** The view as it ships: the target of the build, minified. */
async function bundle() {
  const target = targets.find(({ output }) => output === 'dist/webview/outline.js');
  const { outputFiles } = await build({
    ...target.options,
    entryPoints: [target.input],
    minify: true,
    write: false,
  });
  return Buffer.from(outputFiles[0].contents);
}

const fakeApi = `
  window.sent = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => { sent.push(message); },
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
`;

/** The function that makes the page, from the client's source. */
async function loadOutlinePage() {
  const entry = `${root}/src/client/outlinePage.ts`;
  const { outputFiles } = await build({ entryPoints: [entry], format: 'esm', write: false });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).outlinePage;
}

function html(outlinePage, theme) {
  const page = outlinePage({
    cspSource: "'self'",
    script: '/dist/webview/outline.js',
    stylesheet: '/media/outline.css',
  });
  const nonce = /nonce-([^']+)'/.exec(page)[1];
  return page
    .replace('<link', `<link rel="stylesheet" href="/theme/${theme}.css"><link`)
    .replace('<body>', `<body class="${bodyClasses[theme]}"><script nonce="${nonce}">${fakeApi}</script>`);
}

/** What VS Code sets on every webview: the variables, and a body with a padding that the view has to undo. */
function themeSheet(theme) {
  const variables = Object.entries(themes[theme]).map(([name, value]) => `${name}: ${value};`);
  return `:root { --vscode-font-family: "Segoe WPC", "Segoe UI", "Open Sans", "DejaVu Sans", sans-serif; --vscode-font-size: 13px; --vscode-font-weight: normal; ${variables.join(' ')} }
    html { background: var(--vscode-sideBar-background); color-scheme: ${theme.includes('light') ? 'light' : 'dark'}; }
    body { padding: 0 20px; overscroll-behavior-x: none; }`;
}

/** @returns {Promise<{origin: string, size: number, close: () => void}>} `size` is the bundle's, in bytes */
export async function servePages() {
  const script = await bundle();
  const outlinePage = await loadOutlinePage();
  const files = new Map([
    ['/media/outline.css', ['text/css', readFileSync(`${root}/media/outline.css`)]],
    ['/dist/webview/outline.js', ['text/javascript', script]],
    [
      '/dist/webview/codicon.ttf',
      ['font/ttf', readFileSync(`${root}/node_modules/@vscode/codicons/dist/codicon.ttf`)],
    ],
    ...themeNames.map((theme) => [`/theme/${theme}.css`, ['text/css', themeSheet(theme)]]),
  ]);
  const server = createServer((request, response) => {
    const theme = themeNames.find((name) => request.url === `/${name}`);
    // A page is made anew each time, as the extension makes it.
    const [type, content] =
      theme === undefined
        ? (files.get(request.url) ?? [])
        : ['text/html; charset=utf-8', html(outlinePage, theme)];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    size: script.length,
    close: () => server.close(),
  };
}
