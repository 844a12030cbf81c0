import { afterEach, expect, it } from 'vitest';
import { configureLanguages } from '../../src/client/languageConfigurations.ts';
import { editor } from '../support/vscode.ts';

afterEach(() => {
  editor.reset();
});

it('closes brackets in the languages that PsyCite names', () => {
  configureLanguages('psycite.psycite');
  expect([...editor.configured.keys()]).toEqual(['quarto', 'rmd', 'rsweave', 'typst']);
  expect(editor.configured.get('typst')?.autoClosingPairs).toContainEqual({ open: '(<', close: '>' });
});

it('steps back where another extension configures a language, and not for its own manifest', () => {
  const languages = [{ id: 'quarto', configuration: './language-configuration.json' }, { id: 'rmd' }];
  editor.installed.push(
    { id: 'quarto.quarto', packageJSON: { contributes: { languages } } },
    {
      id: 'psycite.psycite',
      packageJSON: { contributes: { languages: [{ id: 'typst', configuration: 'x' }] } },
    },
    { id: 'odd', packageJSON: { contributes: { languages: { typst: 1 } } } },
    { id: 'none', packageJSON: undefined },
  );
  configureLanguages('psycite.psycite');
  expect([...editor.configured.keys()]).toEqual(['rmd', 'rsweave', 'typst']);
});
