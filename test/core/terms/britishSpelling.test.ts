import { expect, it } from 'vitest';
import { complete, diagnostics, type Settings, senses } from '../../../src/core/index.ts';
import { inBritish, spellingFor } from '../../../src/core/terms/britishSpelling.ts';
import { syntaxOf } from '../../../src/core/workspace/language.ts';
import { defaultSettings } from '../../../src/core/workspace/settings.ts';
import { Store } from '../../../src/core/workspace/store.ts';
import { shippedPacks } from '../../../src/packs/index.ts';
import { hoverCard } from '../../support/asking.ts';
import { parseByName } from '../../support/terms.ts';

it.each([
  ['behavioral activation', 'behavioural activation'],
  ['randomized, generalized, depersonalization', 'randomised, generalised, depersonalisation'],
  ['subanesthetic anesthesia', 'subanaesthetic anaesthesia'],
  ['gray matter, fibers, tumor necrosis factor', 'grey matter, fibres, tumour necrosis factor'],
  ['hemodynamic, leukemia, ischemic, hyperglycemia', 'haemodynamic, leukaemia, ischaemic, hyperglycaemia'],
  ['estrogen and estradiol; an edema', 'oestrogen and oestradiol; an oedema'],
  ['labeled, modeling, signaling, remodeling', 'labelled, modelling, signalling, remodelling'],
  ['analyzed with an analyzer', 'analysed with an analyser'],
  ['Behavior is learned. Behavior fades.', 'Behaviour is learned. Behaviour fades.'],
])('%s is %s', (american, british) => {
  expect(inBritish(american)).toBe(british);
});

it.each([
  'effect size, sized, resized, seized, a prize',
  'neuron, homeostasis, hemisphere, systemic, epidemic, academic',
  'colorant, humoral, laboratory, tumorigenic, literature',
  'Center for Epidemiologic Studies, Generalized Anxiety Disorder 7-item scale',
  'program, license, practice',
])('stays: %s', (text) => {
  expect(inBritish(text)).toBe(text);
});

it('follows the setting, else the manuscript, else America', () => {
  const of = (name: string, text: string) => spellingFor('auto', parseByName(name, text));
  expect(spellingFor('auto')).toBe('en-US');
  expect(of('a.md', 'Text.')).toBe('en-US');
  expect(of('a.md', '---\nlang: en-GB\n---\n')).toBe('en-GB');
  expect(of('a.md', '---\nlang: en-AU\n---\n')).toBe('en-GB');
  expect(of('a.md', '---\nlang: en\n---\n')).toBe('en-US');
  expect(of('a.md', '---\nlang: de-DE\n---\n')).toBe('en-US');
  expect(of('a.tex', '\\usepackage[ngerman,british]{babel}')).toBe('en-GB');
  expect(of('a.tex', '\\usepackage[main=british,ngerman]{babel}')).toBe('en-GB');
  expect(of('a.tex', '\\usepackage[british, american]{babel}')).toBe('en-US');
  expect(of('a.typ', '#set text(size: 11pt, lang: "en", region: "gb")')).toBe('en-GB');
  expect(of('a.typ', '#text(lang: "en", region: "gb")[Quoted]')).toBe('en-US');
  expect(spellingFor('en-US', parseByName('a.md', '---\nlang: en-GB\n---\n'))).toBe('en-US');
});

const british = '---\nlang: en-GB\n---\n';

function asked(source: string, settings: Partial<Settings> = {}) {
  const uri = 'file:///w/paper.md';
  const store = new Store();
  store.setPacks(shippedPacks);
  store.setSettings({ ...defaultSettings, ...settings });
  store.openManuscript(uri, syntaxOf(uri, undefined, source)!, 1, source.replace('$0', ''));
  return { snapshot: store.snapshot(), uri, offset: source.indexOf('$0') };
}

const labels = (source: string, settings?: Partial<Settings>): readonly string[] => {
  const { snapshot, uri, offset } = asked(source, settings);
  return complete(snapshot, uri, offset, { asked: true }).items.map(({ label }) => label);
};

it('is shown on the card, whichever is written', () => {
  for (const written of ['behavioral', 'behavioural']) {
    expect(hoverCard(`${british}With ${written} acti$0vation.`)).toContain('**behavioural activation**');
    expect(hoverCard(`With ${written} acti$0vation.`)).toContain('**behavioral activation**');
  }
});

it('is completed as it is typed', () => {
  expect(labels(`${british}With behaviou$0`)).toContain('behavioural activation');
  expect(labels('With behavio$0')).toContain('behavioral activation');
  expect(labels('With behaviou$0', { language: 'en-GB' })).toContain('behavioural activation');
});

it('is what a check says to write', () => {
  const source = `${british}Ketamine and depression: an RCT of ketamine. The RCT was small.\n`;
  const { snapshot, uri } = asked(source);
  const messages = diagnostics(snapshot, uri).map(({ message }) => message);
  expect(messages.join('\n')).toContain('“randomised controlled trial (RCT)”');
});

it('is what is found for whoever asks', () => {
  const { snapshot, uri } = asked(british);
  const [first] = senses(snapshot, 'dissociative anesthetic', { uri });
  expect(first?.label).toBe('dissociative anaesthetic');
  expect(first?.card).toContain('**dissociative anaesthetic**');
});

it('the packs that ship are American throughout', () => {
  const british =
    /behaviour|colour|tumour|[^c]fibre|centre|anaesth|haemo|oestr|[bd]elling|gnall|isation|neighbour|ised\b/;
  const exempt = /raised|exercised|revised|supervised|advised|compromised|comprised|promised|devised/;
  const found = shippedPacks.flatMap(({ terms }) =>
    terms.flatMap(({ prefLabel, definition = '' }) =>
      `${prefLabel} ${definition}`.split(' ').filter((word) => british.test(word) && !exempt.test(word)),
    ),
  );
  expect(found).toEqual([]);
});
