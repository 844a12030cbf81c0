import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { annotations } from '../../../src/core/index.ts';
import { root } from '../../support/server.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

/*
 * Lines that cite the works of a made-up bibliography in every form that the labelled folder's README names.
 * A line is right where each citation in it is resolved to its work, or said to be ambiguous with that work
 * among those named, and nothing else is resolved. None may name another work.
 */

const read = (name: string): string =>
  readFileSync(new URL(`../../labelled/author-year/${name}`, import.meta.url), 'utf8');

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

function labelled(line: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let text = '';
  let at = 0;
  for (const { 0: whole, 1: key, 2: cited, index } of line.matchAll(/⟦([^|⟦⟧]+)\|([^⟦⟧]*)⟧/gu)) {
    text += line.slice(at, index);
    marks.push({ start: text.length, end: text.length + cited!.length, key: key!.replace('?', '') });
    text += cited!;
    at = index + whole.length;
  }
  return { text: text + line.slice(at), marks };
}

const frontMatter = '---\nbibliography: made.bib\n---\n\n';
const isSure = (basis: string | undefined): boolean => basis === 'exact' || basis === 'first-author-year';

describe('the variations of author-year citations', () => {
  const lines = read('cases.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '));

  it('are resolved to the work they name, or said to be ambiguous, and never to another', async () => {
    const workspace = memoryWorkspace(new Map([[`${root}/made.bib`, read('made.bib')]]));
    await workspace.useFolders([root]);
    const wrong: string[] = [];
    const missed: string[] = [];
    for (const [index, line] of lines.entries()) {
      const { text, marks } = labelled(line);
      const uri = `${root}/line${index}.md`;
      workspace.open(uri, 'markdown', 0, `${frontMatter}${text}\n`);
      await workspace.settleAll(uri);
      const found = annotations(workspace.snapshot(), uri)!.mentions.map(({ start, end, basis, ids }) => ({
        start: start - frontMatter.length,
        end: end - frontMatter.length,
        basis,
        ids: ids ?? [],
      }));
      workspace.close(uri);
      const named = ({ key, start, end }: Mark) =>
        found.some(
          (one) =>
            one.start === start && one.end === end && one.basis !== 'unresolved' && one.ids.includes(key),
        );
      const isOther = found.some(
        ({ start, end, basis, ids }) =>
          isSure(basis) &&
          !marks.some((mark) => mark.key === ids[0] && mark.start <= end && start <= mark.end),
      );
      if (isOther) wrong.push(line);
      else if (!marks.every(named)) missed.push(line);
      else if (marks.length === 0 && found.some(({ basis }) => basis !== 'unresolved')) missed.push(line);
    }
    workspace.dispose();
    expect(lines.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
    expect(1 - missed.length / lines.length, missed.join('\n')).toBeGreaterThanOrEqual(0.97);
  });
});
