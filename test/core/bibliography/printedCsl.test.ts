import { expect, it } from 'vitest';
import { parseListed } from '../../support/bibliography.ts';

it('CSL-YAML keeps its Markdown as the tags of CSL, with the signs that Pandoc makes', () => {
  const yaml = [
    'references:',
    '- id: a',
    '  title: "The *in vivo* **effect** of H~2~O, x^2^ -- and [fMRI]{.nocase}..."',
    '  URL: https://x.org/a--b',
  ].join('\n');
  expect(parseListed('csl-yaml', yaml).printed?.(0)).toEqual({
    id: 'a',
    type: 'document',
    title:
      'The <i>in vivo</i> <b>effect</b> of H<sub>2</sub>O, x<sup>2</sup> – and <span class="nocase">fMRI</span>…',
    URL: 'https://x.org/a--b',
  });
});

it('CSL-JSON keeps the tags of CSL and no others', () => {
  const json = JSON.stringify([
    { id: 'a', title: '<p>The <em>in vivo</em>  <i>way</i> of <sc>x</sc>, p<0.05 <jats:b>b</jats:b></p>' },
  ]);
  const bibliography = parseListed('csl-json', json);
  expect(bibliography.printed?.(0).title).toBe(
    'The <i>in vivo</i> <i>way</i> of <span style="font-variant: small-caps;">x</span>, p<0.05 b',
  );
  expect(bibliography.reference(0).title).toBe('The in vivo way of x, p<0.05 b');
});

it('other formats are printed as they are', () => {
  const ris = 'TY  - JOUR\nTI  - The Brain\nER  - \n';
  const bibliography = parseListed('ris', ris);
  expect(bibliography.printed?.(0)).toEqual(bibliography.reference(0));
});
