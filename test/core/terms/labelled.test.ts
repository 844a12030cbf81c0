import { describe, expect, it } from 'vitest';
import {
  bars,
  controlText,
  differences,
  kinds,
  labelledManuscripts,
  report,
  score,
  total,
} from '../../labelled/score.mjs';
import { annotate, parseByName } from '../../support/terms.ts';

describe('the labelled manuscripts', () => {
  const manuscripts = labelledManuscripts();
  const scores = manuscripts.map((one) => score(one, annotate(parseByName(one.name, one.text))));

  it('are twelve or more', () => {
    expect(manuscripts.length).toBeGreaterThanOrEqual(12);
  });

  it.each(kinds)('%s are above the bars', (kind) => {
    const { precision, recall } = total(scores, kind);
    const lines = scores.flatMap((one, index) => differences(manuscripts[index]!, one));
    expect(precision, [report(scores), ...lines].join('\n')).toBeGreaterThanOrEqual(bars[kind].precision);
    expect(recall, [report(scores), ...lines].join('\n')).toBeGreaterThanOrEqual(bars[kind].recall);
  });
});

describe('the control text', () => {
  it('is five thousand words of ordinary English without one term', () => {
    const text = controlText();
    expect(text.split(/\s+/).length).toBeGreaterThan(5000);
    const { terms } = annotate(parseByName('control.md', text));
    expect(terms.map((term) => text.slice(term.start, term.end))).toEqual([]);
  });

  it('would be found wanting without its guards: every trap stands in it', () => {
    for (const trap of [
      ' or ',
      ' OR ',
      ' pd ',
      'May',
      'depression',
      'masking',
      'replication',
      'remission',
      'stress on',
      'PET',
    ]) {
      expect(controlText()).toContain(trap);
    }
  });
});
