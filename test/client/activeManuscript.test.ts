import { beforeEach, describe, expect, it } from 'vitest';
import { ActiveManuscript } from '../../src/client/activeManuscript.ts';
import { editor, Uri } from '../support/vscode.ts';

beforeEach(() => {
  editor.reset();
});

const open = (name: string, languageId = 'markdown') =>
  editor.open(Uri.parse(`file:///paper/${name}`), languageId, 'One\nTwo');

describe('the manuscript that the outline is about', () => {
  it('is the one in the active editor, and stays it while something else has the focus', async () => {
    const manuscript = await open('main.md');
    const active = new ActiveManuscript();
    editor.show(manuscript);
    expect([active.document, active.line]).toEqual([manuscript, 1]);
    editor.show(await open('references.bib', 'bibtex'));
    expect(active.document).toBe(manuscript);
    editor.show(undefined);
    expect(active.document).toBe(manuscript);
  });

  it('is none once its tab is closed', async () => {
    const manuscript = await open('main.md');
    const active = new ActiveManuscript();
    editor.show(manuscript);
    manuscript.isClosed = true;
    editor.show(undefined);
    expect(active.document).toBeUndefined();
  });

  it('may be a plain text that the server has an outline for', async () => {
    const page = await open('saved.txt', 'plaintext');
    const active = new ActiveManuscript();
    let changes = 0;
    active.onDidChange(() => {
      changes += 1;
    });
    editor.show(page);
    expect(active.document).toBeUndefined();
    active.reported(page.uri.toString());
    expect([active.document, changes]).toEqual([page, 1]);
  });
});
