import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citationSpans, printedHtml, printedText } from '../../src/core/previewing.ts';
import type { FormattedManuscript } from '../../src/protocol/requests.ts';
import { assertLinear } from '../support/assertLinear.ts';
import { Previewed, preview } from '../support/preview.ts';

/** Every element of some HTML as a browser reads it, with its attributes. */
function elements(html: string): { name: string; attributes: Record<string, string> }[] {
  const out: { name: string; attributes: Record<string, string> }[] = [];
  const queue: unknown[] = [parseFragment(html)];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const { nodeName, attrs, childNodes } = node as {
      nodeName: string;
      attrs?: { name: string; value: string }[];
      childNodes?: unknown[];
    };
    if (!nodeName.startsWith('#'))
      out.push({
        name: nodeName,
        attributes: Object.fromEntries((attrs ?? []).map(({ name, value }) => [name, value])),
      });
    queue.push(...(childNodes ?? []));
  }
  return out;
}

/** Linear in the size of what `make` gives to `read`. */
function linear(make: (size: number) => string, read: (text: string) => unknown): void {
  assertLinear((size) => {
    const text = make(size);
    return () => void read(text);
  });
}

const allowed = new Set(['i', 'b', 'sup', 'sub', 'span', 'div', 'a']);
const ours = new Set([...allowed, 'p', 'strong', 'section', 'hr', 'ol', 'li', 'h1']);

function expectSafe(html: string, names: ReadonlySet<string>): void {
  for (const { name, attributes } of elements(html)) {
    expect(names).toContain(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      expect(['class', 'id', 'href', 'title', 'role', 'aria-label']).toContain(attribute);
      if (attribute === 'href') expect(value).toMatch(/^(?:https?:\/\/|#)/);
    }
  }
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<i onclick="alert(1)">x</i>',
  '<span style="background:url(https://evil.example)">x</span>',
  '<div class="csl-entry" onmouseover="x">',
  '</div></section><iframe src="//evil.example">',
  '&lt;script&gt;&#60;script&#62;',
  'https://evil.example/"onmouseover="alert(1)',
  '<b><i></b></i>',
  '<!-- --><style>*{}</style>',
  '</i></i></i>',
  'javascript:alert(1) https://a@evil.example/ data:text/html,x',
];

describe('a processor’s HTML', () => {
  it.each(hostile)('%s', (text) => {
    for (const links of [false, true]) expectSafe(printedHtml(text, { links }), allowed);
  });

  it('of any pieces holds what is on the list alone, and closes it', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '"',
          '&',
          '/',
          'i',
          '<i>',
          '</i>',
          '<b>',
          '</b>',
          '<span style="font-variant:small-caps;">',
        ),
        fc.constantFrom(
          '</span>',
          '<div class="csl-entry">',
          '</div>',
          ' href=',
          'https://x.org/',
          '&#60;',
          '&amp;',
          ';',
          ...hostile,
        ),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const html = printedHtml(parts.join(''), { links: true });
        expectSafe(html, allowed);
        // What follows stands outside of all that was opened.
        expect(elements(`${html}<hr>`).filter(({ name }) => name === 'hr')).toHaveLength(1);
        expect((html.match(/<[a-z]/g) ?? []).length).toBe((html.match(/<\//g) ?? []).length);
      }),
      { numRuns: 300 },
    );
  });

  it('shows what is no markup as text', () => {
    expect(printedText(printedHtml('a <script>b</script> &#60;i&#62; & "c"'))).toBe(
      'a <script>b</script> <i> & "c"',
    );
  });

  it('is read in linear time', () => {
    const read = (html: string) => printedHtml(html, { links: true });
    linear((size) => '<i'.repeat(size), read);
    linear((size) => '<i>'.repeat(size), read);
    linear((size) => 'https://'.repeat(size), read);
    linear((size) => `https://x.org/${'.'.repeat(size)}`, read);
    linear((size) => '<'.repeat(size), printedText);
  });
});

describe('a hostile bibliography in the preview', () => {
  const bib = hostile
    .map(
      (text, index) =>
        `@article{k${index}, author = {{${text.replaceAll(/[{}]/g, '')}}}, title = {${text}}, journal = {${text}}, year = 2000, url = {${text}}}`,
    )
    .join('\n');
  let previewed: Previewed;
  beforeAll(async () => {
    previewed = await Previewed.start({ 'refs.bib': bib });
  });
  afterAll(() => previewed.stop());

  it('stays text', async () => {
    const cited = hostile.map((_, index) => `[see <b> @k${index}, p. "3]`).join(' ');
    const html = await previewed.html(
      `---\nbibliography: refs.bib\nreference-section-title: "<script>"\n---\n${cited} [@no"<x>]\n`,
    );
    // Of the manuscript itself VS Code shows HTML as it is written; here there is none outside of citations.
    expectSafe(html, ours);
    expect(html).toContain('&lt;script&gt;');
  });
});

it('an answer of any shape is escaped in every place', () => {
  const evil = '"><img src=x onerror=alert(1)>';
  const formatted: FormattedManuscript = {
    style: evil,
    locale: evil,
    form: 'author-date',
    citations: [
      {
        start: 0,
        end: 3,
        source: '@a1',
        parts: [{ html: evil, references: [0, 7], authors: evil }],
        undefined: [{ key: evil, message: evil }],
      },
    ],
    references: [{ key: evil, html: evil, number: 1, card: evil, lacks: [evil] }],
    list: { title: evil, listed: true, linked: true },
    message: '',
  };
  expectSafe(preview('A @a1 b', formatted), ours);
  expectSafe(preview('A @a1 b', { ...formatted, form: 'note' }), ours);
  expectSafe(preview('A @a1 b', { ...formatted, form: 'number', message: evil }), ours);
});

it('citations and places for references are found in linear time', () => {
  linear((size) => '[@a'.repeat(size), citationSpans);
  linear(
    (size) => '::: {#refs}\n'.repeat(size / 10),
    (text) => preview(text, undefined),
  );
  linear(
    (size) => '[@a] '.repeat(size / 10),
    (text) => preview(text, undefined),
  );
});
