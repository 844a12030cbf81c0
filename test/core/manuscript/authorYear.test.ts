import { describe, expect, it } from 'vitest';
import { mentionsIn, showMention } from '../../support/authorYear.ts';
import { negative, positive } from './authorYearCases.ts';

describe('author-year citations', () => {
  it.each(positive.map(([text, ...works]) => ({ text, works })))(
    'finds $works in $text',
    ({ text, works }) => {
      expect(mentionsIn(text).map(showMention)).toEqual(works);
      expect(mentionsIn(`Before it. ${text} and behind it.`).map(showMention)).toEqual(works);
    },
  );

  it.each(negative)('finds none in %s', (text) => {
    expect(mentionsIn(text).map(showMention)).toEqual([]);
  });
});
