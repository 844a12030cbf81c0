import { expect, test } from 'vitest';
import { resolvedAuthorYears } from '../../src/core/workspace/authorYear.ts';
import { memoryWorkspace } from '../support/workspace.ts';

const bib = `@article{zebra, author={Berg, Bo}, title={Zebra work}, year={2017}}
@article{apple, author={Berg, Bo}, title={Apple work}, year={2017}}`;

async function resolved(text: string): Promise<readonly string[]> {
  const uri = 'file:///w/m.md';
  const workspace = memoryWorkspace(
    new Map([
      [uri, text],
      ['file:///w/refs.bib', bib],
    ]),
  );
  workspace.setFolders(['file:///w']);
  await workspace.settleWorkspace();
  workspace.open(uri, 'markdown', 1, text);
  await workspace.settleAll(uri);
  const found = resolvedAuthorYears(workspace.snapshot(), uri);
  workspace.dispose();
  return found.map(
    ({ mention, basis, works }) => `${mention.year} ${basis} ${works.map(({ id }) => id).join()}`,
  );
}

const head = '---\nbibliography: refs.bib\n---\n\nAs (Berg, 2017a) and (Berg, 2017b) say.\n\n';

test('a typed list of references tells which work the letter behind a year means, where the title stands there', async () => {
  const list = '# References\n\nBerg, B. (2017a). *Apple work*. J.\n\nBerg, B. (2017b). Zebra work. J.\n';
  expect(await resolved(head + list)).toEqual(['2017a exact apple', '2017b exact zebra']);
});

test('it stays ambiguous where the list does not say it', async () => {
  expect(await resolved(head)).toEqual(['2017a ambiguous zebra,apple', '2017b ambiguous zebra,apple']);
  const list = '# References\n\nBerg, B. (2017a). Another title. J.\n';
  expect((await resolved(head + list))[0]).toBe('2017a ambiguous zebra,apple');
});
