import { describe, expect, it } from 'vitest';
import { keysOf, parseListed, problemCodes } from '../support/bibliography.ts';

const bomb = [
  '- id: bomb',
  '  a: &a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
    (name, index) => `  ${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`,
  ),
  '  title: *h',
  '- id: next',
  '  title: fine',
].join('\n');

describe('hostile CSL-YAML', () => {
  it('does not expand an alias bomb', () => {
    const bibliography = parseListed('csl-yaml', bomb);
    expect(keysOf(bibliography)).toEqual(['bomb', 'next']);
    expect(JSON.stringify(bibliography.reference(0)).length).toBeLessThan(100_000);
    expect(bibliography.reference(1).title).toBe('fine');
  });

  it('does not follow an alias into itself', () => {
    const bibliography = parseListed('csl-yaml', '- id: a\n  author: &x [*x, {family: B}]\n');
    expect(bibliography.reference(0).id).toBe('a');
  });

  it.each([
    ['quotation marks', '"'],
    ['anchors', '&a '],
    ['flow lists', '['],
    ['flow maps', '{a: '],
    ['keys', '? '],
  ])('leaves out an item of 100,000 %s', (_, part) => {
    const bibliography = parseListed('csl-yaml', `- id: a\n  title: ${part.repeat(100_000)}\n- id: b\n`);
    expect(keysOf(bibliography)).toEqual(['b']);
    expect(problemCodes(bibliography)).toEqual(['bib-syntax']);
  });

  it.each([
    ['dashes', `- id: a\n- ${'- '.repeat(50_000)}\n- id: b\n`],
    [
      'steps of indentation',
      `- id: a\n${Array.from({ length: 400 }, (_, step) => `${' '.repeat(step + 2)}k:`).join('\n')}\n- id: b\n`,
    ],
    ['blanks', `- id: a\n  title: ${' '.repeat(60_000)}x\n- id: b\n`],
  ])('reads on behind %s', (_, text) => {
    expect(keysOf(parseListed('csl-yaml', text)).at(-1)).toBe('b');
  });

  it('gives keys of maps no power', () => {
    const bibliography = parseListed(
      'csl-yaml',
      '- id: __proto__\n  __proto__: {title: x}\n- id: constructor\n',
    );
    expect(bibliography.indexesOf('__proto__')).toEqual([0]);
    expect(bibliography.indexesOf('toString')).toEqual([]);
    expect(bibliography.reference(0).title).toBeUndefined();
  });
});
