import { describe, expect, it } from 'vitest';
import { berman, fakeFormatter, realFormatter } from '../support/formatting.ts';

const flush = () => new Promise((resolve) => setImmediate(resolve));

describe('styles', () => {
  const formatter = realFormatter();

  it.each([
    [
      'apa',
      'Berman, R. M., & Cappiello, A. (2000). Antidepressant effects of ketamine in depressed patients. Biological Psychiatry, 47(4), 351–354. https://doi.org/10.1016/S0006-3223(99)00230-9',
    ],
    [
      'vancouver',
      'Berman RM, Cappiello A. Antidepressant effects of ketamine in depressed patients. Biological Psychiatry. 2000 Feb 15;47(4):351–4.',
    ],
    [
      'ama',
      'Berman RM, Cappiello A. Antidepressant effects of ketamine in depressed patients. Biological Psychiatry. 2000;47(4):351-354. doi:10.1016/S0006-3223(99)00230-9',
    ],
  ])('formats in %s without a number', async (style, text) => {
    expect(await formatter.format(berman, style)).toBe(text);
  });

  it.each([
    ['apa', 1, /^Berman, R\. M\., et al\. \(2000\)\. Anti/],
    ['apa', 2, /^Berman, R\. M\., Cappiello, A\., et al\. \(2000\)\. Anti/],
    ['vancouver', 1, /^Berman RM et al\. Anti/],
    ['vancouver', 2, /^Berman RM, Cappiello A, et al\. Anti/],
    ['ama', 2, /^Berman RM, Cappiello A, et al\. Anti/],
  ])('prints “and others” as et al., in %s behind %i', async (style, shown, start) => {
    const { author } = berman;
    const others = { ...berman, author: author!.slice(0, shown), othersOmitted: true };
    expect(await formatter.format(others, style)).toMatch(start);
  });

  it.each(['text', 'html', 'markdown'] as const)(
    'leaves no “&” before that et al., as %s',
    async (output) => {
      const references = [1, 2].map((shown) => ({
        ...berman,
        id: `shown${shown}`,
        author: berman.author!.slice(0, shown),
        othersOmitted: true,
      }));
      const request = { references, clusters: [], style: 'apa', locale: '', output };
      const printed = await formatter.formatDocument(request);
      const texts = 'entries' in printed ? printed.entries.map(({ text }) => text) : [];
      expect(texts.map((text) => text.slice(text.indexOf('Berman'), text.indexOf(' (2000)')))).toEqual([
        'Berman, R. M., Cappiello, A., et al.',
        'Berman, R. M., et al.',
      ]);
    },
  );

  it.each([
    ['vancouver', { family: 'Zarate', given: 'Carlos A.', suffix: 'Jr.' }, /^Zarate CA Jr\. Anti/],
    ['vancouver', { family: 'Zarate', given: 'Carlos A.', suffix: 'Jr' }, /^Zarate CA Jr\. Anti/],
    ['apa', { family: 'Costa', given: 'Jr', suffix: 'Paul T' }, /^Costa, J\., Paul T\. \(2000\)/],
    ['vancouver', { family: 'Cheng', given: 'Peng-fei' }, /^Cheng P\. Anti/],
    ['chicago-author-date', { family: 'Cheng', given: 'Peng-fei' }, /^Cheng, Peng-fei\. 2000/],
    ['vancouver', { family: 'Hsieh', given: 'Po-Jang' }, /^Hsieh PJ\. Anti/],
  ])('prints a name in %s as it is written: %j', async (style, name, start) => {
    expect(await formatter.format({ ...berman, author: [name] }, style)).toMatch(start);
  });

  it('keeps the suffix of a name without a full stop', async () => {
    const author = [{ family: 'Zarate', given: 'Carlos A.', suffix: 'Jr' }, ...berman.author!];
    expect(await formatter.format({ ...berman, author }, 'vancouver')).toMatch(/^Zarate CA Jr, Berman RM/);
    const dotted = [{ ...author[0]!, suffix: 'Jr.' }, ...berman.author!];
    expect(await formatter.format({ ...berman, author: dotted }, 'vancouver')).toMatch(/^Zarate CA Jr\., B/);
  });

  it('prints et al. once where the style leaves names out itself', async () => {
    const author = Array.from({ length: 9 }, (_, index) => ({ family: `Name${index}`, given: 'A.' }));
    const text = await formatter.format({ ...berman, author, othersOmitted: true }, 'vancouver');
    expect(text).toMatch(/^Name0 A, .*Name5 A, et al\. Anti/);
    expect(text!.match(/et al/g)).toHaveLength(1);
  });

  it('numbers a bibliography where the style does, and sorts it where the style does', async () => {
    const zarate = { ...berman, id: 'z', author: [{ family: 'Zarate' }] };
    const inAma = await formatter.formatBibliography([zarate, berman], 'ama');
    expect(inAma?.map((text) => text.slice(0, 9))).toEqual(['1. Zarate', '2. Berman']);
    const inApa = await formatter.formatBibliography([zarate, berman], 'apa');
    expect(inApa?.map((text) => text.slice(0, 6))).toEqual(['Berman', 'Zarate']);
  });

  it('speaks the language asked for where it has it', async () => {
    const noDate = { id: 'x', type: 'book', title: 'T', author: [{ family: 'A' }] };
    expect(await formatter.format(noDate, 'apa', 'de-AT')).toContain('o. J.');
    expect(await formatter.format(noDate, 'apa', 'xx')).toContain('n.d.');
  });

  it('takes a style as text', async () => {
    const style = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>T</title><id>t</id></info>
      <citation><layout><text variable="title"/></layout></citation>
      <bibliography><layout><text variable="title" prefix="«" suffix="»"/></layout></bibliography></style>`;
    expect(await formatter.format(berman, style)).toBe(`«${berman.title}»`);
  });

  it.each([
    ['an unknown name', 'no-such-style'],
    ['no XML', '<<<<'],
    [
      'a style without a bibliography',
      '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/><citation><layout/></citation></style>',
    ],
    [
      'a dependent style',
      '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><link href="x" rel="independent-parent"/></info></style>',
    ],
    ['a very long style', `<style>${' '.repeat(1_000_001)}</style>`],
  ])('gives nothing for %s', async (_, style) => {
    expect(await formatter.format(berman, style)).toBeUndefined();
    expect(await formatter.format(berman, 'ama')).toContain('Berman RM');
  });

  it('survives ids and values that objects would trip over', async () => {
    const odd = { ...berman, id: '__proto__', constructor: 'x', issued: { 'date-parts': [[2000, 22]] } };
    expect(await formatter.format(odd, 'ama')).toContain('Berman RM');
    expect(await formatter.format({ id: 'x', type: '' }, 'ama')).toBeDefined();
  });
});

describe('the formatter', () => {
  it('starts a thread at the first request, asks one thing at a time, and answers in order', async () => {
    const { formatter, threads } = fakeFormatter();
    expect(threads).toHaveLength(0);
    const first = formatter.format(berman, 'apa');
    const second = formatter.format({ ...berman, id: 'b' }, 'apa');
    expect(threads[0]!.posted).toHaveLength(1);
    threads[0]!.answer(['one']);
    expect(threads[0]!.posted).toHaveLength(2);
    threads[0]!.answer(['two']);
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
    expect(threads).toHaveLength(1);
  });

  it('has the text for a card once it is warm, and asks once, for what the pointer rests on', async () => {
    const { formatter, threads, pass } = fakeFormatter();
    expect(formatter.formatted({ ...berman, id: 'passed over' }, 'apa')).toBeUndefined();
    expect(formatter.formatted(berman, 'apa')).toBeUndefined();
    expect(formatter.formatted(berman, 'apa')).toBeUndefined();
    expect(threads).toEqual([]);
    pass(1_000);
    expect(formatter.formatted(berman, 'apa')).toBeUndefined();
    pass(1_000);
    expect(threads[0]!.posted).toHaveLength(1);
    threads[0]!.answer(['one']);
    await flush();
    expect(formatter.formatted(berman, 'apa')).toBe('one');
    expect(formatter.formatted(berman, 'ama')).toBeUndefined();
    expect(formatter.formatted({ ...berman, volume: '48' }, 'apa')).toBeUndefined();
  });

  it('gives up on a request that hangs, and goes on with the next in another thread', async () => {
    const { formatter, threads, pass } = fakeFormatter();
    const hanging = formatter.format(berman, '<style>loop</style>');
    const next = formatter.format(berman, 'apa');
    pass(60_000);
    expect(await hanging).toBeUndefined();
    expect(threads[0]!.stopped).toBe(true);
    threads[1]!.answer(['one']);
    expect(await next).toBe('one');
  });

  it('has patience with a long document', async () => {
    const { formatter, threads, pass } = fakeFormatter();
    const references = Array.from({ length: 2_000 }, (_, index) => ({ ...berman, id: `${index}` }));
    const document = formatter.formatDocument({ references, clusters: [], style: 'apa', locale: '' });
    pass(200_000);
    expect(threads[0]!.stopped).toBe(false);
    pass(240_000);
    expect(await document).toEqual({ problem: 'takes too long' });
  });

  it('does not start threads for ever', async () => {
    const { formatter, threads } = fakeFormatter();
    const answers = Array.from({ length: 10 }, (_, index) =>
      formatter.format({ ...berman, id: `${index}` }, 'apa'),
    );
    for (let index = 0; index < 3; index += 1) threads[index]!.fail();
    expect(await Promise.all(answers)).toEqual(Array(10).fill(undefined));
    expect(await formatter.format(berman, 'apa')).toBeUndefined();
    expect(threads).toHaveLength(3);
  });

  it('ignores what a stopped thread still says', async () => {
    const { formatter, threads, pass } = fakeFormatter();
    const first = formatter.format(berman, 'apa');
    pass(60_000);
    expect(await first).toBeUndefined();
    const second = formatter.format(berman, 'apa');
    threads[0]!.answer(['late']);
    threads[1]!.answer(['right']);
    expect(await second).toBe('right');
  });

  it('stops an idle thread and starts another when needed', async () => {
    const { formatter, threads, pass } = fakeFormatter();
    const first = formatter.format(berman, 'apa');
    threads[0]!.answer(['one']);
    await first;
    pass(600_000);
    expect(threads[0]!.stopped).toBe(true);
    const second = formatter.format(berman, 'ama');
    threads[1]!.answer(['two']);
    expect(await second).toBe('two');
  });
});
