import { describe, expect, it } from 'vitest';
import { keysOf, parseListed } from '../support/bibliography.ts';

describe('hostile tagged files', () => {
  it.each([
    ['records that never end', 'TY  - JOUR\nAU  - A, B\n'.repeat(20_000)],
    ['one record of 200,000 lines', `TY  - JOUR\n${'AU  - A, B\n'.repeat(200_000)}ER  - \n`],
    ['a continuation of 200,000 lines', `TY  - JOUR\nAB  - x\n${'more\n'.repeat(200_000)}ER  - \n`],
    ['blanks', `TY  - JOUR\nTI  - ${' '.repeat(60_000)}x${' '.repeat(60_000)}\nER  - \n`],
    ['NUL bytes', 'TY  - JOUR\nID  - a\u0000b\nER  - \n'],
    ['a DOI of 100,000 characters', `TY  - JOUR\nDO  - 10.1016/${'x'.repeat(100_000)}\nER  - \n`],
    ['commas', `TY  - JOUR\nAU  - ${','.repeat(100_000)}\nER  - \n`],
    ['ampersands', `TY  - JOUR\nTI  - ${'&#'.repeat(100_000)}\nER  - \n`],
    ['less-than signs', `TY  - JOUR\nTI  - ${'<i '.repeat(100_000)}\nER  - \n`],
  ])('RIS: %s', (_, text) => {
    const bibliography = parseListed('ris', text);
    expect(bibliography.size).toBeGreaterThan(0);
    expect(bibliography.problems.length).toBeLessThanOrEqual(1001);
    expect(bibliography.reference(0).id).toBe(bibliography.entry(0).key);
  });

  it('gives keys no power', () => {
    const bibliography = parseListed(
      'ris',
      'TY  - JOUR\nID  - __proto__\nER  - \nTY  - JOUR\nID  - constructor\nER  - \n',
    );
    expect(keysOf(bibliography)).toEqual(['__proto__', 'constructor']);
    expect(bibliography.indexesOf('toString')).toEqual([]);
  });

  // Looking for the other kind of line break from every line would take minutes here.
  it.each(['\n', '\r', '\r\n'])('reads 400,000 lines broken with %j', (lineBreak) => {
    const record = ['TY  - JOUR', 'AU  - A, B', 'PY  - 2000', 'ER  - ', ''].join(lineBreak);
    expect(parseListed('ris', record.repeat(100_000)).size).toBe(100_000);
  });
});
