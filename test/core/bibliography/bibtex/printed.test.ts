import { describe, expect, it } from 'vitest';
import { parseBibtex } from '../../../../src/core/bibliography/bibtex/index.ts';
import { unmarked } from '../../../../src/core/bibliography/unmarked.ts';
import type { Reference } from '../../../../src/core/index.ts';

const printed = (fields: string, type = 'article'): Reference =>
  parseBibtex(`@${type}{x, ${fields}}`).printed(0);
const title = (source: string, more = ''): unknown => printed(`title = {${source}}${more}`).title;

describe('titles as a CSL style takes them', () => {
  it.each([
    ['Effects of Ketamine on Mood', 'Effects of ketamine on mood'],
    ['{NMDA} Receptors and EEG in {Parkinson} Disease', 'NMDA receptors and EEG in Parkinson disease'],
    [
      'the Brain: A Study of Sleep. More to Say? Yes and No',
      'The brain: A study of sleep. More to say? Yes and no',
    ],
    ['A Study of Depression: Results', 'A study of depression: results'],
    ['{{A Title: All Stays}}', 'A Title: All Stays'],
    ['R{\\"o}ntgen Rays and {\\"U}bung', 'Röntgen rays and Übung'],
    [
      'On {fMRI} and the {dorsal Stream}',
      'On <span class="nocase">fMRI</span> and the <span class="nocase">dorsal Stream</span>',
    ],
    [
      'Growth of \\emph{Homo Sapiens} and {\\em In Vitro} Work',
      'Growth of <i>homo sapiens</i> and <i>In Vitro</i> work',
    ],
    [
      '{D$_2$} Receptors, 5-HT\\textsubscript{2A} and $\\alpha$-Amino',
      'D<sub>2</sub> receptors, 5-HT<sub>2A</sub> and <span class="nocase">α</span>-amino',
    ],
    ["The ``New Way'' of It", 'The "new way" of it'],
    [
      'An \\textsc{Acronym} and \\textbf{Bold} Words',
      'An <span style="font-variant: small-caps;">Acronym</span> and <b>bold</b> words',
    ],
    ['Unclosed {Braces and \\emph{Marks', 'Unclosed <span class="nocase">Braces and <i>Marks</i></span>'],
    ['', undefined],
  ])('%s', (source, text) => {
    expect(title(source)).toBe(text);
  });

  it('keep their capitals in other languages, and as they were for a style that speaks one', () => {
    expect(title('Die Traumdeutung der Nacht', ', langid = {ngerman}')).toBe('Die Traumdeutung der Nacht');
    const english = printed('title = {On the Brain}, journal = {Journal of Sleep}');
    expect(english).toMatchObject({ title: 'On the brain', 'container-title': 'Journal of Sleep' });
    expect(english.asWritten).toEqual({ title: 'On the Brain' });
    expect(printed('title = {On it}').asWritten).toBeUndefined();
  });

  it('have a short form up to a colon that no braces hold, or where a subtitle follows', () => {
    expect(printed('title = {Ketamine: A Review}')['title-short']).toBe('Ketamine');
    expect(printed('title = {{Ketamine: A Review}}')['title-short']).toBeUndefined();
    expect(printed('title = {The Brain}, subtitle = {A Way}', 'book')).toMatchObject({
      title: 'The brain: A way',
      'title-short': 'The brain',
    });
  });

  it('are those of the whole for a volume, and containers are sentences too', () => {
    expect(printed('title = {Loss}, maintitle = {Attachment and Loss}', 'book').title).toBe(
      'Attachment and loss',
    );
    expect(printed('title = {A}, booktitle = {Handbook of Sleep}', 'incollection')['container-title']).toBe(
      'Handbook of sleep',
    );
  });
});

describe('the other fields of a printed reference', () => {
  it('have names whose particles drop, unless the entry keeps them', () => {
    const dropped = printed('author = {van der Kolk, Bessel and {aan het Rot}, Marije}').author;
    expect(dropped).toEqual([
      { family: 'Kolk', given: 'Bessel', 'dropping-particle': 'van der', 'parse-names': 0 },
      { family: 'aan het Rot', given: 'Marije', 'parse-names': 0 },
    ]);
    const kept = printed('author = {van der Kolk, Bessel}, options = {useprefix=true}').author;
    expect(kept?.[0]).toMatchObject({ 'non-dropping-particle': 'van der' });
  });

  it.each([
    ['pubstate = {inpress}', { status: 'in press' }],
    [
      'publisher = {Wiley and Sons}, location = {Oslo and Rome}',
      { publisher: 'Wiley; Sons', 'publisher-place': 'Oslo; Rome' },
    ],
    ['school = {Yale}, howpublished = {Print}', { publisher: 'Yale; Print' }],
    ['langid = {british}', { language: 'en-GB' }],
  ])('%s', (fields, variables) => {
    expect(printed(fields, 'book')).toMatchObject(variables);
  });

  it('are plain again in what is no list of references', () => {
    const reference = printed('title = {"Nothing" in \\emph{the Brain}}');
    expect(unmarked(reference)).toEqual({
      id: 'x',
      type: 'article-journal',
      title: '"Nothing" in the brain',
    });
  });
});
