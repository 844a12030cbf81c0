import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bibliographyLanguages, languages, manuscriptLanguages } from '../../src/base/fileKinds.ts';
import { contextLists } from '../../src/client/languages.ts';
import { defaultSeverities } from '../../src/core/problem.ts';
import { shippedStyles } from '../../src/server/formatting/catalogue.ts';

interface Setting {
  readonly anyOf?: readonly {
    readonly enum?: readonly string[];
    readonly enumDescriptions?: readonly string[];
  }[];
  readonly order: number;
  readonly propertyNames?: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
  readonly additionalProperties?: { readonly enum: readonly string[] };
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly configurationDefaults: Readonly<Record<string, unknown>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
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

  test('calls a paper a paper, and not a pack, wherever a person reads', () => {
    const texts = [
      ...source.matchAll(/"(?:title|displayName|description|markdownDescription|userDescription)": "(.*)"/g),
    ];
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.map(([, text]) => text).filter((text) => /\bpacks?\b/i.test(text!))).toEqual([]);
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

  test('knows every check with its severity', () => {
    const severity = contributes.configuration.properties['psycite.diagnostics.severity'];
    const known = Object.entries(defaultSeverities);
    expect(severity?.propertyNames?.enum).toEqual(known.map(([code]) => code));
    expect(severity?.propertyNames?.enumDescriptions).toEqual(
      known.map(([, one]) => `${one} unless changed`),
    );
    expect(severity?.additionalProperties?.enum).toEqual(['off', 'hint', 'information', 'warning', 'error']);
  });

  test('keeps VS Code’s list of words closed in prose, where VS Code does not itself', () => {
    const loud = languages.filter(([, { isQuiet }]) => isQuiet !== true).flatMap(([, { ids }]) => ids);
    expect(contributes.configurationDefaults).toEqual(
      Object.fromEntries(loud.map((id) => [`[${id}]`, { 'editor.wordBasedSuggestions': 'off' }])),
    );
  });

  test.each(['editor/context', 'editor/title'])(
    'offers in %s to cite, to add a reference and to copy as text',
    (menu) => {
      expect(contributes.menus[menu]!.map(({ command }) => command)).toEqual([
        'psycite.insertCitation',
        'psycite.addReference',
        'psycite.copyAsText',
      ]);
    },
  );

  test('lists the shipped styles with their titles, beside any other name and a path', () => {
    const [listed, other] = contributes.configuration.properties['psycite.csl.style']!.anyOf!;
    expect(listed?.enum).toEqual(['', ...shippedStyles.map(({ name }) => name)]);
    expect(listed?.enumDescriptions?.slice(1)).toEqual(shippedStyles.map(({ title }) => title));
    expect(other).toEqual({ type: 'string' });
  });

  test('ships every file and picture that the README leads to', () => {
    const shipped = readFileSync('.vscodeignore', 'utf8').matchAll(/^!(.*)$/gm);
    const patterns = [...shipped].map(([, glob]) => glob!.replaceAll('.', '\\.').replaceAll(/\*+/g, '.*'));
    const isShipped = new RegExp(`^(?:${patterns.join('|')})$`);
    const targets = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)];
    expect(targets.length).toBeGreaterThan(5);
    for (const [, target] of targets) {
      expect(target).toMatch(isShipped);
      expect(existsSync(target!), target).toBe(true);
    }
  });

  test('has its settings in the order of the README', () => {
    const settings = Object.entries(contributes.configuration.properties);
    const inOrder = settings.toSorted(([, a], [, b]) => a.order - b.order).map(([name]) => name);
    const rows = readFileSync('README.md', 'utf8').matchAll(/^\| `(psycite\.[\w.]+)` \|/gm);
    expect(inOrder).toEqual([...rows].map(([, name]) => name));
  });
});
