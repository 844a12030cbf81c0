// Writes THIRD_PARTY_NOTICES.md from what the last build put into dist/: every package with its licence in
// full.
//
//     node scripts/notices.mjs           writes the file
//     node scripts/notices.mjs --check   fails where the file does not fit the build
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build/targets.mjs';

const target = join(root, 'THIRD_PARTY_NOTICES.md');
const notices = [introduction(), citeprocNotice(), stylesNotice(), ...packages().map(packageNotice)].join(
  '\n',
);
if (!process.argv.includes('--check')) {
  writeFileSync(target, notices);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== notices) {
  console.error('THIRD_PARTY_NOTICES.md does not fit what is built: run `npm run notices`.');
  process.exit(1);
}

/** Packages that the build took anything from, by name. */
function packages() {
  const { outputs } = JSON.parse(readFileSync(join(root, 'dist/sizes.json'), 'utf8'));
  const folders = new Set(['node_modules/@vscode/codicons']); // its font is copied
  for (const { inputs } of Object.values(outputs)) {
    for (const path of Object.keys(inputs)) {
      const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path);
      if (found !== null) folders.add(found[0]);
    }
  }
  const read = (folder) => ({
    folder,
    ...JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  });
  const byName = new Map([...folders].map(read).map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.keys()].sort().map((name) => byName.get(name));
}

function packageNotice({ folder, name, version, license, homepage }) {
  const source = homepage ?? `https://www.npmjs.com/package/${name}`;
  const texts = readdirSync(join(root, folder))
    .filter((file) => /^licen[cs]e/i.test(file))
    .map((file) =>
      readFileSync(join(root, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  const text = texts.length > 0 ? texts.join('\n\n') : 'The package carries no licence text of its own.';
  return `## ${name} ${version}\n\n${license} · ${source}\n\n~~~text\n${text}\n~~~\n`;
}

function introduction() {
  return `# Third-party notices

PsyCite is under the MIT licence (LICENSE). What it ships holds the work of others, listed here with their licences.
This file is made by \`npm run notices\` from what is built; do not edit it by hand.
`;
}

function citeprocNotice() {
  return `## citeproc-js

Formatted references are made by citeproc-js, copyright 2009-2019 Frank Bennett, which is offered under the Common
Public Attribution License 1.0 or the GNU Affero General Public License 3. PsyCite includes it, unmodified but
minified, under the Common Public Attribution License 1.0 (<https://opensource.org/license/cpal-1-0>), in two files of
its own: \`dist/server/formatting/node.js\` and \`dist/server/formatting/web.js\`. Its source is the npm package citeproc
in the version named below, and <https://github.com/Juris-M/citeproc-js>. The licence of the rest of PsyCite is not
affected.
`;
}

function stylesNotice() {
  const folder = join(root, 'src/server/formatting/styles');
  const titles = readdirSync(folder)
    .filter((file) => file.endsWith('.csl'))
    .map((file) => [
      file,
      /<title>([^<]*)<\/title>/.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '',
    ]);
  const rows = titles.map(([file, title]) => `| \`${file}\` | ${title.replaceAll('&amp;', '&')} |`);
  return `## Citation styles and locales

The styles and locales that these two files hold come unchanged from the Citation Style Language project,
<https://citationstyles.org/>, under the Creative Commons Attribution-ShareAlike 3.0 Unported licence
(<https://creativecommons.org/licenses/by-sa/3.0/>). Authors and contributors are named in each of them:
\`src/server/formatting/styles/\` and \`src/server/formatting/locales/\` of the source.

| style | title |
| --- | --- |
${rows.join('\n')}
`;
}
