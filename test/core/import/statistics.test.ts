import { describe, expect, it } from 'vitest';
import { findStatistics } from '../../../src/core/import/build/statistics.ts';

const told = (text: string) =>
  findStatistics(text).map(({ label, value, unit = '', interval, level, p }) =>
    [
      label,
      value === undefined ? '' : `${value}${unit}`,
      interval && `${level}% ${interval.min}..${interval.max}`,
      p && `p ${p}`,
    ]
      .filter(Boolean)
      .join(' '),
  );

describe('statistics of a text', () => {
  it.each([
    ['More responded (OR = 2.15, 95% CI 1.20 to 3.86; P = .01).', ['OR 2.15 95% 1.2..3.86', 'p p = 0.01']],
    [
      'The odds ratio was 0.75 (95% confidence interval 0.60–0.94, p<0.001).',
      ['OR 0.75 95% 0.6..0.94 p < 0.001'],
    ],
    ['An adjusted hazard ratio of 1·4 (99% CI 1·1, 1·8).', ['HR 1.4 99% 1.1..1.8']],
    [
      'Scores fell (Cohen’s d = −0.62), Hedges’ g=0.4, SMD: 0.31 and d = 0.8.',
      ['d -0.62', 'g 0.4', 'SMD 0.31', 'd 0.8'],
    ],
    [
      'Of those on ketamine (n = 24), 64% responded and 30.5 % of patients remitted.',
      ['n 24', 'response rate 64%', 'remission rate 30.5%'],
    ],
    ['The response rate was 54%, with N=1,204 in all.', ['response rate 54%', 'n 1204']],
    ['The groups differed (p = 0.03).', ['p p = 0.03']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    'In group d 0.5 mg was given, or 2.5 mg, and the OR 3 nurses worked.',
    'Section 3.1 and a 95% CI; version d 1.2; OR 2 of them; 150% responded.',
    'The mean was 3.4 and the response was 0.5.',
  ])('none in: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('have their place, with the interval', () => {
    const text = 'Overall, RR 1.8 (95% CI 1.1 to 2.9).';
    const [found] = findStatistics(text);
    expect(text.slice(found!.start, found!.end)).toBe('RR 1.8 (95% CI 1.1 to 2.9');
  });
});
