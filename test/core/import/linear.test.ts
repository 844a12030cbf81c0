import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { assertLinear } from '../../support/assertLinear.ts';
import { packOf } from '../../support/importing.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url), 'utf8');

/** The fixture with the part between two marks repeated. */
const repeated = (text: string, from: string, to: string) => {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  return (size: number) => () =>
    void packOf(text.slice(0, start) + text.slice(start, end).repeat(size) + text.slice(end));
};

describe('an import takes time in proportion to the file', () => {
  const page = fixture('full-text.txt');
  const jats = fixture('article.jats.xml');
  it.each([
    ['the sections of a page', repeated(page, '1. Introduction', 'Declaration of competing')],
    ['the references of a page', repeated(page, 'Dupont et al., 2014\n', 'Cited by (14)')],
    ['one paragraph', repeated(page, 'Whether the loss', 'Here we (1)')],
    ['the sections of JATS', repeated(jats, '    <sec sec-type="intro"', '  </body>')],
    ['the references of JATS', repeated(jats, '      <ref id="bib1"', '    </ref-list>')],
  ])('%s', (_, make) => {
    assertLinear(make, { smallest: 20, doublings: 3 });
  });

  const pieces = ['[', '](', '*', '<', '(', '(ABC) ', '0.5 mg ', 'Smith, ', '&', '. A'];
  it.each(pieces)('many %j', { timeout: 120_000 }, (piece) => {
    const text = page.replace('Whether the loss', (words) => `${'\u0001'}${words}`);
    const at = text.indexOf('\u0001');
    assertLinear((size) => () => void packOf(text.slice(0, at) + piece.repeat(size) + text.slice(at + 1)), {
      smallest: 1_000,
    });
  });
});
