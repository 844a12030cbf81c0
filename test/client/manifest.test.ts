import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bibliographyLanguages, languages, manuscriptLanguages } from '../../src/base/fileKinds.ts';
import { contextLists } from '../../src/client/languages.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
  };
}

const source = readFileSync('package.json', 'utf8');
const { activationEvents, contributes } = JSON.parse(source) as Manifest;

describe('package.json', () => {
  test('starts the extension for every language', () => {
    expect(activationEvents).toEqual([
      ...[...manuscriptLanguages, ...bibliographyLanguages].map((id) => `onLanguage:${id}`),
      'workspaceContains:.psycite/packs/*.json',
      'workspaceContains:.psycite/glossary.yaml',
    ]);
  });

  test('names the languages that VS Code lacks, with their own file endings', () => {
    for (const { id, extensions } of contributes.languages) {
      const names = languages.find(([, { ids }]) => ids.includes(id))?.[1];
      for (const extension of extensions)
        expect(names?.extensions).toContain(extension.slice(1).toLowerCase());
    }
  });

  test('looks into lists that the client sets, and names no language in a clause', () => {
    const lists = [...source.matchAll(/ in (psycite\.\w+)/g)].map(([, name]) => name);
    expect(new Set(lists)).toEqual(new Set(Object.keys(contextLists)));
    expect(source).not.toMatch(/"when": "[^"]*=~/);
  });
});
