// A page that is to the outline view what VS Code's webview is: the same policy, the same theme variables, and the
// three functions of `acquireVsCodeApi`. What the view sends is kept for the tests to read.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { root, targets } from '../../../scripts/build/targets.mjs';

const nonce = 'a-nonce-of-the-tests';

/** Of VS Code 1.139, read from its workbench in each of its own themes; only the variables that outline.css uses. */
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

function html(theme) {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Outline</title>
<link rel="stylesheet" href="/theme/${theme}.css">
<link rel="stylesheet" href="/media/outline.css">
<script nonce="${nonce}">${fakeApi}</script>
</head>
<body class="${bodyClasses[theme]}">
<script nonce="${nonce}" src="/dist/webview/outline.js"></script>
</body>
</html>`;
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
  const files = new Map([
    ['/media/outline.css', ['text/css', readFileSync(`${root}/media/outline.css`)]],
    ['/dist/webview/outline.js', ['text/javascript', script]],
    [
      '/dist/webview/codicon.ttf',
      ['font/ttf', readFileSync(`${root}/node_modules/@vscode/codicons/dist/codicon.ttf`)],
    ],
    ...themeNames.flatMap((theme) => [
      [`/${theme}`, ['text/html; charset=utf-8', html(theme)]],
      [`/theme/${theme}.css`, ['text/css', themeSheet(theme)]],
    ]),
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const policy = `default-src 'none'; style-src 'self'; font-src 'self'; script-src 'nonce-${nonce}'`;
    response.writeHead(200, { 'content-type': file[0], 'content-security-policy': policy }).end(file[1]);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    size: script.length,
    close: () => server.close(),
  };
}
