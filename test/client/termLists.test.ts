import { describe, expect, it } from 'vitest';
import { isPlainWord, opensByItself } from '../../src/client/termLists.ts';

const offered = (typed: string, ...labels: string[]) =>
  labels.map((label) => ({ label, typed, isTerm: true }));

describe('a list that opens by itself', () => {
  it.each([
    ['NMD', 'N-methyl-D-aspartate receptor (NMDAR)'],
    ['nmd', 'NMDAR'],
    ['synap', 'synaptic connectivity'],
    ['Synap', 'Synaptic connectivity'],
    ['Bri', 'Brief Psychiatric Rating Scale'],
    ['brief psy', 'Brief Psychiatric Rating Scale'],
  ])('opens behind %s for “%s”', (typed, label) => {
    expect(opensByItself(offered(typed, label))).toBe(true);
  });

  it.each([
    ['bri', 'Brief Psychiatric Rating Scale'],
    ['brief', 'Brief Psychiatric Rating Scale (BPRS)'],
  ])('does not open behind the word %s for the name “%s”', (typed, label) => {
    expect(opensByItself(offered(typed, label))).toBe(false);
  });

  it('opens where one of the terms is no name', () => {
    expect(opensByItself(offered('clin', 'Clinical Global Impression', 'clinical trial'))).toBe(true);
  });

  it('does not open for nothing, or where something else is offered too', () => {
    expect(opensByItself([])).toBe(false);
    const [term] = offered('NMD', 'NMDAR');
    expect(opensByItself([term!, { label: 'nmd2000', typed: 'NMD', isTerm: false }])).toBe(false);
  });
});

describe('a plain word', () => {
  it.each([
    ['synaptic', ['synaptic connectivity'], true],
    ['NMDA', ['NMDA receptor'], true],
    ['NMD', ['NMDAR'], false],
    ['NMD', [], false],
  ])('%s before %j: %j', (typed, labels, wanted) => {
    expect(isPlainWord(offered(typed, ...labels))).toBe(wanted);
  });
});
