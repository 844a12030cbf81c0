import { describe, expect, it } from 'vitest';
import {
  bars,
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
