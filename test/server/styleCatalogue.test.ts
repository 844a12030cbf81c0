import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { journalStyles, knownStyle, shippedStyles } from '../../src/server/formatting/catalogue.ts';
import { dependenceOf, faultOfStyle } from '../../src/server/formatting/checkStyle.ts';
import { styleFiles } from '../../src/server/formatting/styleFiles.ts';
import { styleOfFile } from '../../src/server/styles.ts';

const folder = fileURLToPath(new URL('../../src/server/formatting/', import.meta.url));
const names = shippedStyles.map(({ name }) => name);

describe('the catalogue of styles', () => {
  it('names each file of the folder once', () => {
    const files = readdirSync(`${folder}styles`).flatMap((file) => /^(.*)\.csl$/.exec(file)?.[1] ?? []);
    expect([...names].sort()).toEqual(files.sort());
    expect([...styleFiles.keys()].sort()).toEqual(files);
    expect(files.length).toBeGreaterThanOrEqual(25);
  });

  it('gives each style its own text, sound, under the licence that the folder names', () => {
    for (const [name, text] of styleFiles) {
      expect(text).toContain(`<id>http://www.zotero.org/styles/${name}</id>`);
      expect(text).toContain('http://creativecommons.org/licenses/by-sa/3.0/');
      expect({ name, fault: faultOfStyle(text), dependence: dependenceOf(text) }).toEqual({ name });
    }
  });

  it('has the licence beside the files, and eight locales with theirs', () => {
    expect(readFileSync(`${folder}styles/LICENSE`, 'utf8')).toContain('Attribution-ShareAlike 3.0');
    const locales = readdirSync(`${folder}locales`);
    expect(locales).toHaveLength(8);
    for (const file of locales)
      expect(readFileSync(`${folder}locales/${file}`, 'utf8')).toContain('/licenses/by-sa/3.0/');
  });

  it('calls no two styles by one name', () => {
    const all = shippedStyles.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(all.filter((name) => knownStyle(name) === undefined)).toEqual([]);
    for (const { name, title } of shippedStyles) expect(knownStyle(title)).toMatchObject({ name, title });
  });

  it('knows journals by their titles, each with the style that it prints in', () => {
    const journals = [...journalStyles()];
    expect(journals.length).toBeGreaterThan(500);
    expect(journals.filter(({ name }) => !names.includes(name))).toEqual([]);
    expect(knownStyle('Schizophrenia Research')).toEqual({
      name: 'elsevier-harvard',
      title: 'Schizophrenia Research',
      locale: '',
    });
    expect(knownStyle('evidence-based-mental-health')).toMatchObject({ name: 'bmj', locale: 'en-US' });
  });

  it.each([
    ['AMA', 'american-medical-association'],
    ['apa.csl', 'apa'],
    ['http://www.zotero.org/styles/neuron', 'cell'],
    ['https://www.zotero.org/styles/the-lancet', 'the-lancet'],
    ['The Lancet', 'the-lancet'],
    ['Brain, Behavior, & Immunity', 'elsevier-harvard'],
    ['Harvard (Cite Them Right)', 'harvard-cite-them-right'],
    ['mla', 'modern-language-association'],
    ['nlm', 'vancouver'],
    ['jama', 'american-medical-association'],
    ['constructor', undefined],
    ['', undefined],
    ['<style/>', undefined],
    ['a'.repeat(10_000), undefined],
  ])('takes %s for %s', (wanted, name) => {
    expect(knownStyle(wanted)?.name).toBe(name);
  });
});

const head = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">';
const style = (...lines: readonly string[]): string => [head, ...lines, '</style>'].join('\n');
const citing = '<citation><layout><text macro="m0"/></layout></citation>';

describe('the check of a style', () => {
  it.each([
    ['broken XML', style('<citation>', '<layout>', '</citation>'), 4, 'it is no XML'],
    ['what is no XML at all', 'a: b', 1, 'it is no XML'],
    ['nothing', '', 1, 'it is no XML'],
    ['another kind of XML', '<svg/>', 1, 'it is no style but “svg”'],
    ['no citations', style('<bibliography/>'), 1, 'it says nothing about citations'],
    ['a missing macro', style('<info/>', citing), 3, 'there is no macro “m0”'],
    [
      'a macro that calls itself',
      style('<macro name="m0">', '<group><text macro="m0"/></group>', '</macro>', citing),
      3,
      'the macro “m0” calls itself',
    ],
    [
      'macros in a ring',
      style(
        '<macro name="m0"><text macro="m1"/></macro>',
        '<macro name="m1">',
        '<text macro="m0"/></macro>',
        citing,
      ),
      4,
      'the macro “m0” calls itself',
    ],
    [
      'macros that multiply',
      style(
        ...Array.from({ length: 20 }, (_, index) => {
          const call = `<text macro="m${index + 1}"/>`;
          return `<macro name="m${index}">${call.repeat(9)}</macro>`;
        }),
        '<macro name="m20"/>',
        citing,
      ),
      17,
      'its macros call one another too often',
    ],
    [
      'entities that multiply',
      `<!DOCTYPE style [<!ENTITY a "&b;&b;">]>\n${style(citing)}`,
      1,
      'it has a DOCTYPE',
    ],
    ['elements without end', style('<group>'.repeat(10_000)), 2, 'its elements are nested too deeply'],
    ['very much', style('<citation/>', ' '.repeat(1_000_001)), 1, 'it is too long'],
  ])('refuses %s', (_, text, line, message) => {
    const fault = faultOfStyle(text);
    expect(fault?.line).toBe(line);
    expect(fault?.message).toContain(message);
  });

  it('takes a macro that is called in many places, and one that nothing calls', () => {
    const calls = '<text macro="m0"/>'.repeat(50);
    const text = style(
      '<macro name="m0"/>',
      '<macro name="m1"><text macro="gone"/></macro>',
      `<citation>${calls}</citation>`,
    );
    expect(faultOfStyle(text)).toBeUndefined();
  });
});

describe('a style that takes its rules from another', () => {
  const dependent = (parent: string, attributes = ''): string => `<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" ${attributes}>
  <info><title>Own</title>
    <link href="http://www.zotero.org/styles/own" rel="self"/>
    <link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/>
  </info>
</style>`;
  const nothing = () => Promise.resolve(undefined);

  it('has those of a shipped one, and a language of its own', async () => {
    expect(await styleOfFile('own.csl', dependent('apa', 'default-locale="en-GB"'), nothing)).toEqual({
      name: 'own.csl',
      source: 'apa',
      locale: 'en-GB',
    });
  });

  it('has those of a file beside it', async () => {
    const beside = (file: string) => Promise.resolve(file === 'other-one.csl' ? '<style/>' : undefined);
    expect(await styleOfFile('own.csl', dependent('other-one'), beside)).toEqual({
      name: 'own.csl',
      source: '<style/>',
      locale: '',
    });
  });

  it('says which is missing', async () => {
    const { problem } = (await styleOfFile('own.csl', dependent('other-one'), nothing)) as {
      problem: string;
    };
    expect(problem).toContain('“other-one”; put other-one.csl beside it');
  });

  it('is none with rules of its own', () => {
    expect(dependenceOf(dependent('apa').replace('</style>', '<citation/></style>'))).toBeUndefined();
    expect(dependenceOf('<style><info><link rel="independent-parent"/></info></style>')).toBeUndefined();
  });
});
