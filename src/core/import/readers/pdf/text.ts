import { isAbstractLabel, isLegendStart, knownHeading, withoutNumber } from '../../headings.ts';
import { type Steps, stepLength } from '../../steps.ts';
import { type Line, readingOrder } from './columns.ts';
import type { PdfDocument } from './document.ts';
import { splitEntries } from './entries.ts';
import { withDrawnLetters } from './fontLetters.ts';
import { withoutFurniture } from './furniture.ts';
import { beginsParagraph, escaped, joinLines, Vocabulary, withAccents } from './paragraphs.ts';
import { type Row, type Run, rowsOf } from './rows.ts';
import { knownRunIn, runInHeading } from './runIn.ts';
import { closedUp, headingWeight, isForeign, isItalic, type Setting, settingOf } from './style.ts';
import { findTitle } from './title.ts';

/** The lines of a PDF in the order of reading. */
function* linesOf(
  document: PdfDocument,
): Steps<{ readonly lines: readonly Line[]; readonly heads: readonly string[] }> {
  const rows: (readonly Row[])[] = [];
  let cost = 0;
  for (const [number, page] of document.pages.entries()) {
    rows.push(rowsOf(document, page, number));
    cost += page.items.length * 40;
    if (cost < stepLength) continue;
    cost = 0;
    yield (number / document.pages.length) * 0.5;
  }
  const lines: Line[] = [];
  const gutters: number[] = [];
  const { kept: all, heads } = withoutFurniture(document.pages, rows);
  for (const [number, kept] of all.entries()) {
    lines.push(...readingOrder(kept, document.pages[number]!.width, gutters));
    yield 0.5 + (number / document.pages.length) * 0.5;
  }
  return { lines, heads };
}

/**
 * A PDF's paper as a text with Markdown's headings, one paragraph or work of the list a line, and raised
 * numbers marked: what the reader of saved pages reads.
 */
export function* pdfText(given: PdfDocument): Steps<string> {
  const document = withDrawnLetters(given);
  const { lines, heads } = yield* linesOf(document);
  const setting = settingOf(lines);
  const writer = new TextWriter(lines, setting);
  writer.write(findTitle(lines, document.info, setting.body), heads);
  return writer.text();
}

const hasMark = ({ runs }: Line): boolean => runs.some(({ rise }) => rise === 'raised');
/** Whether several words of a line bear raised marks. */
const isMarked = ({ runs, text }: Line): boolean =>
  text.includes(',') && runs.filter(({ rise }) => rise === 'raised').length > 1;

/**
 * Whether a line begins in the type of the full line above it, which is not the text's, and goes on in
 * another.
 */
function endsWithin(line: Line | undefined, above: Line, { leading, font }: Setting): boolean {
  if (line === undefined || line.column !== above.column || line.page !== above.page) return false;
  const last = above.runs.findLast(isWritten);
  const runs = line.runs.filter(isWritten);
  const [first] = runs;
  if (last === undefined || first === undefined || first.font !== last.font || first.font === font)
    return false;
  const isFull = above.x1 > above.left + (above.right - above.left) * 0.9;
  const isCut = runs.some((run) => run.font !== first.font);
  return isFull && isCut && line.y - above.y < leading * 1.2 && /[.:]\s*$/u.test(first.text);
}

const isWritten = ({ rise, text }: Run): boolean => rise === undefined && /[\p{L}\d]/u.test(text);

/** Ids of headings of what stands behind the text. */
const backMatter = new Set('abbreviations ack coi funding contributions data ethics supplement'.split(' '));

class TextWriter {
  readonly #blocks: string[] = [];
  readonly #lines: readonly Line[];
  readonly #setting: Setting;
  readonly #vocabulary: Vocabulary;
  #paragraph: Line[] = [];
  #legend: Line[] = [];
  #references: Line[] | undefined;
  #inFront = true;
  #titleTop: Line | undefined;
  /** The part behind the text that is open. */
  #back: string | undefined;
  /** True behind the first heading that is not the abstract's. */
  #inText = false;
  /** Where the heading of the list of references stands among the blocks. */
  #listAt: number | undefined;

  constructor(lines: readonly Line[], setting: Setting) {
    this.#lines = lines;
    this.#setting = setting;
    this.#vocabulary = new Vocabulary(lines);
  }

  write(title: readonly Line[], heads: readonly string[]): void {
    const titled = new Set(title);
    this.#titleTop = title[0];
    if (title.length > 0) this.#blocks.push(`# ${joinLines(title, this.#vocabulary)}`);
    // A running head may name the journal.
    this.#blocks.push(...heads);
    for (let index = 0; index < this.#lines.length; index += 1) {
      const line = this.#lines[index]!;
      if (titled.has(line)) continue;
      const heading = this.#headingAt(index);
      if (heading.length > 0) {
        this.#head(heading);
        index += heading.length - 1;
      } else this.#take(line, index);
    }
    this.#endReferences();
    this.#flush();
  }

  text(): string {
    return `${this.#blocks.join('\n\n')}\n`;
  }

  /** The lines of a heading that begins here; none where none does. */
  #headingAt(index: number): readonly Line[] {
    const lines = this.#lines;
    const line = lines[index]!;
    const weight = headingWeight(line, lines[index - 1], lines[index + 1], this.#setting);
    // Among authors and affiliations, and in the list of references, names alone count that all articles
    // share.
    if (weight === 0 || this.#isAboveTitle(line)) return [];
    const opens = !this.#inFront || /^1\.?\s+\p{Lu}/u.test(line.text);
    if (weight === 1 && (!opens || this.#references !== undefined)) return [];
    const heading = [line];
    for (let next = index + 1; weight === 1 && next < lines.length && heading.length < 4; next += 1) {
      if (!this.#goesOn(lines[next]!, heading.at(-1)!)) break;
      heading.push(lines[next]!);
    }
    // A heading that goes on in its line's next and ends before the text there begins a paragraph.
    if (weight === 1 && endsWithin(lines[index + heading.length], heading.at(-1)!, this.#setting)) return [];
    // So many lines in one type are a text in that type.
    return heading.length < 4 && (weight === 2 || this.#opensText(heading, lines[index + heading.length]))
      ? heading
      : [];
  }

  /** What kind of article it is stands above the title in the words of headings. */
  #isAboveTitle({ page, y }: Line): boolean {
    return this.#titleTop !== undefined && page === this.#titleTop.page && y < this.#titleTop.y;
  }

  /** What only its font makes a heading has the paper's own text below it, or another heading. */
  #opensText(heading: readonly Line[], below: Line | undefined): boolean {
    const [first] = heading;
    const { body } = this.#setting;
    if (first === undefined || first.bold || isItalic(first) || first.size > body * 1.08) return true;
    const text = heading.map((line) => line.text).join(' ');
    if (!/^[\p{Lu}\d]/u.test(text) || /[.:;?!] \p{L}/u.test(withoutNumber(text)) || text.endsWith('?'))
      return false;
    if (below === undefined || below.column !== first.column) return false;
    if (isForeign(below, this.#setting))
      return below.runs[0]?.font !== first.runs[0]?.font && (below.bold || isItalic(below));
    return Math.abs(below.size - body) < 0.4;
  }

  /** Whether a heading goes on in a line: set alike, close below, and the line above it is full. */
  #goesOn(line: Line, above: Line): boolean {
    const { body, leading } = this.#setting;
    const alike =
      Math.abs(line.size - above.size) < 0.3 &&
      line.bold === above.bold &&
      isItalic(line) === isItalic(above);
    const marked = line.bold || isItalic(line) || line.size > body * 1.08 || isForeign(line, this.#setting);
    const close =
      line.column === above.column && line.page === above.page && line.y - above.y < leading * 1.4;
    return alike && marked && close && above.x1 > above.left + (above.right - above.left) * 0.6;
  }

  #head(lines: readonly Line[]): void {
    this.#flush();
    const text = closedUp(joinLines(lines, this.#vocabulary));
    const title = withoutNumber(text).replace(/[:.]$/u, '');
    const known = knownHeading(title);
    if (this.#references !== undefined && known?.secType === 'ref-list') return;
    this.#endReferences();
    this.#inFront = false;
    this.#inText =
      known?.secType !== 'abstract' && (this.#inText || !isAbstractLabel(title) || known !== undefined);
    this.#back = known !== undefined && backMatter.has(known.id) ? known.id : undefined;
    if (known?.secType === 'ref-list') {
      this.#references = [];
      this.#listAt = this.#blocks.length;
    }
    this.#blocks.push(`## ${text.replace(/[:.]$/u, '')}`);
  }

  #take(line: Line, index: number): void {
    if (isLegendStart(line.text) && this.#opensLegend(line, index)) {
      this.#endLegend();
      this.#legend = [line];
      return;
    }
    if (this.#legend.length > 0) {
      const last = this.#legend.at(-1)!;
      const goesOn =
        line.page === last.page &&
        line.column === last.column &&
        line.y - last.y < this.#setting.leading * 1.5 &&
        Math.abs(line.size - last.size) < 0.6 &&
        this.#legend.length < 40;
      if (goesOn) {
        this.#legend.push(line);
        return;
      }
      this.#endLegend();
    }
    if (this.#references !== undefined) {
      this.#references.push(line);
      return;
    }
    if (this.#back === 'abbreviations' && this.#takeAbbreviation(line)) return;
    const part = this.#inText ? knownRunIn(line)?.id : undefined;
    if (part !== undefined && backMatter.has(part)) {
      this.#flush();
      this.#back = part;
    }
    // What stands behind the text is often set smaller.
    if (!this.#inFront && this.#back === undefined && this.#isAside(line)) return;
    const before = this.#paragraph.at(-1);
    const begins =
      before !== undefined &&
      (this.#inFront ? this.#changes(line, before) : beginsParagraph(line, before, this.#setting));
    if (begins) this.#flush();
    this.#paragraph.push(line);
  }

  /** "BDI: Beck Depression Inventory" or the two in columns: each a paragraph of a list. */
  #takeAbbreviation({ text }: Line): boolean {
    const found = /^(?<short>\p{L}[\p{L}\d./+-]{1,14})(?:\s?[:=–—]\s+|\s{2,})(?<long>\p{L}.*)$/u.exec(
      text,
    )?.groups;
    if (found === undefined || !/\p{Lu}/u.test(found['short'] ?? '') || text.includes(';')) return false;
    this.#flush();
    this.#blocks.push(escaped(`${found['short']}: ${withAccents(found['long'] ?? '')}`));
    return true;
  }

  /** Among the front's lines a new part begins where the type or the distance changes. */
  #changes(line: Line, before: Line): boolean {
    const alike =
      Math.abs(line.size - before.size) <= 0.4 && line.bold === before.bold && line.page === before.page;
    // A sentence goes on, and a list of authors with the marks of their affiliations.
    if (alike && /^\p{Ll}/u.test(line.text) && before.text.length > 60 && !/[.!?:;]$/u.test(before.text))
      return false;
    if (
      alike &&
      line.column === before.column &&
      line.y - before.y < line.size * 2.2 &&
      hasMark(line) &&
      isMarked(before)
    )
      return false;
    return (
      line.page !== before.page ||
      line.column !== before.column ||
      Math.abs(line.size - before.size) > 0.4 ||
      line.bold !== before.bold ||
      line.y - before.y > Math.max(this.#setting.leading * 1.25, line.size * 1.5)
    );
  }

  #opensLegend(line: Line, index: number): boolean {
    const before = this.#lines[index - 1];
    if (before === undefined || before.page !== line.page || before.column !== line.column)
      return line.size < this.#setting.body * 0.97 || line.runs[0]?.bold === true;
    const apart = line.y - before.y > this.#setting.leading * 1.3;
    return apart || Math.abs(line.size - before.size) > 0.4 || line.runs[0]?.bold === true;
  }

  /** Notes, and cells of tables: smaller than the text, or words with gaps between them. */
  #isAside({ size, text }: Line): boolean {
    if (size < this.#setting.body * 0.88) return true;
    return (text.match(/\S {2,}\S/gu)?.length ?? 0) >= 2 && size < this.#setting.body * 0.97;
  }

  #flush(): void {
    this.#endLegend();
    const lines = this.#paragraph;
    this.#paragraph = [];
    if (lines.length === 0) return;
    // The parts of an abstract are none of the text.
    const found = this.#inText ? runInHeading(lines, this.#setting) : undefined;
    if (found !== undefined)
      this.#blocks.push(`## ${joinLines(found.heading, this.#vocabulary).replace(/[:.]$/u, '')}`);
    this.#blocks.push(joinLines(found?.rest ?? lines, this.#vocabulary));
  }

  #endLegend(): void {
    // A legend among the references belongs to the text above them.
    if (this.#legend.length > 0)
      this.#blocks.splice(this.#listAt ?? this.#blocks.length, 0, joinLines(this.#legend, this.#vocabulary));
    this.#legend = [];
  }

  #endReferences(): void {
    if (this.#references === undefined) return;
    for (const entry of splitEntries(this.#references, this.#setting))
      this.#blocks.push(joinLines(entry, this.#vocabulary));
    this.#references = undefined;
    this.#listAt = undefined;
  }
}
