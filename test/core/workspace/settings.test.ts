import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSettings, readSettings, severityOf } from '../../../src/core/workspace/settings.ts';

test('nothing, and what is no section, gives the defaults', () => {
  for (const raw of [undefined, null, {}, [], 'x', 7]) expect(readSettings(raw)).toEqual(defaultSettings);
});

test('every setting is read', () => {
  const settings = readSettings({
    bibliographies: { user: ['/home/a.bib'], workspace: ['b.bib'] },
    diagnostics: { severity: { 'citation-undefined': 'hint' } },
    typst: { citationFunctions: ['#citet'] },
    latex: { citationCommands: ['mycite'] },
    packs: { enabled: ['abdallah2018'], showRecalled: true },
    language: 'en-GB',
    terms: { completion: false },
    abbreviations: { allow: ['DNA'], minimumUses: 0 },
    hover: { abstract: true },
    inlayHints: { enabled: true },
    codeLens: { enabled: false },
    csl: { style: 'apa' },
    services: { doi: 'https://proxy.example/', zotero: 'http://localhost:1' },
    // Another name of the same, which goes before it.
    zotero: { connected: true, url: 'http://localhost:5000', collection: ' Thesis ' },
  });
  expect(settings).toEqual({
    userBibliographies: ['/home/a.bib'],
    workspaceBibliographies: ['b.bib'],
    severity: new Map([['citation-undefined', 'hint']]),
    typstCitationFunctions: ['citet'],
    latexCitationCommands: ['mycite'],
    enabledPacks: ['abdallah2018'],
    showRecalled: true,
    language: 'en-GB',
    termCompletion: 'off',
    allowedAbbreviations: ['DNA'],
    minimumAbbreviationUses: 0,
    hoverAbstract: true,
    inlayHints: true,
    codeLens: false,
    cslStyle: 'apa',
    services: new Map([
      ['doi', 'https://proxy.example'],
      ['zotero', 'http://localhost:5000'],
    ]),
    zoteroConnected: true,
    zoteroCollection: 'Thesis',
  });
});

test('a plain list of bibliographies is the workspace’s: it opens nothing outside', () => {
  const { userBibliographies, workspaceBibliographies } = readSettings({ bibliographies: ['/etc/passwd'] });
  expect(userBibliographies).toEqual([]);
  expect(workspaceBibliographies).toEqual(['/etc/passwd']);
});

test('an empty list of packs means all', () => {
  expect(readSettings({ packs: { enabled: [] } }).enabledPacks).toBeNull();
});

test('severities by unknown codes or names are left out', () => {
  const raw = JSON.parse(
    '{"diagnostics":{"severity":{"__proto__":"error","constructor":"off","bib-syntax":"loud","bib-unused-entry":"off"}}}',
  ) as unknown;
  const settings = readSettings(raw);
  expect([...settings.severity]).toEqual([['bib-unused-entry', 'off']]);
  expect(severityOf(settings, 'bib-syntax')).toBe('error');
  expect(severityOf(settings, 'bib-unused-entry')).toBe('off');
});

test('of any value, each setting has its own type', () => {
  const name = fc.constantFrom(
    ...[
      'bibliographies',
      'user',
      'workspace',
      'diagnostics',
      'severity',
      'packs',
      'enabled',
      'abbreviations',
      'allow',
    ],
    ...['minimumUses', 'terms', 'completion', 'latex', 'citationCommands', 'csl', 'style', '__proto__'],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.anything({ maxDepth: 1 }), fc.dictionary(name, tie('value'))),
  }));
  const shape = (settings: object): string[] =>
    Object.values(settings).map((one) => (one === null || Array.isArray(one) ? 'list' : typeof one));
  fc.assert(
    fc.property(value, (raw) => {
      const settings = readSettings(raw);
      expect(shape(settings)).toEqual(shape(defaultSettings));
      expect(settings.minimumAbbreviationUses).toBeGreaterThanOrEqual(0);
      for (const list of [
        settings.userBibliographies,
        settings.allowedAbbreviations,
        settings.enabledPacks ?? [],
      ])
        for (const item of list) expect(typeof item).toBe('string');
    }),
  );
});

test.each([
  [true, 'inline'],
  [false, 'off'],
  ['list', 'list'],
  ['popup', 'inline'],
  [undefined, 'inline'],
])('terms.completion %j is %s', (completion, mode) => {
  expect(readSettings({ terms: { completion } }).termCompletion).toBe(mode);
});
