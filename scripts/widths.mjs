// Fails where a comment or a line of Markdown is wider than the formatter lets code be (biome.json,
// `lineWidth`).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build/targets.mjs';

const { lineWidth } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')).formatter;

/** Texts that are read by programs as they are. */
const exempt = /^(?:THIRD_PARTY_NOTICES\.md|test\/(?:fixtures|labelled|syntaxes)\/)/;

const wide = filesIn('')
  .filter((path) => /\.(?:md|[mc]?[jt]sx?)$/.test(path) && !exempt.test(path))
  .flatMap((path) => {
    const isMarkdown = path.endsWith('.md');
    let inFence = false;
    return readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        if (isMarkdown && /^\s*(?:```|~~~)/.test(line)) inFence = !inFence;
        if ([...line].length <= lineWidth || inFence) return [];
        // A table and a picture cannot be broken, nor can an address.
        const isBroken = isMarkdown ? !/^\s*(?:\||!\[|<)|\S{80}/.test(line) : isComment(line);
        return isBroken ? [`${path}:${index + 1}: ${[...line].length} characters`] : [];
      });
  });
console.log(
  wide.length === 0 ? `No comment and no line of Markdown is wider than ${lineWidth}.` : wide.join('\n'),
);
process.exit(wide.length === 0 ? 0 : 1);

/** The files of the project, as paths from its folder: nothing that is installed or built. */
function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return /^(?:node_modules|dist|out|coverage|shots|\..+)$/.test(entry.name) ? [] : filesIn(path);
  });
}

/** A line that is nothing but comment, and can be broken. */
function isComment(line) {
  return /^\s*(?:\/?\*\*?|\/\/) /.test(line) && !/\S{80}|eslint-|biome-ignore/.test(line);
}
