import { type Token, Tokenizer } from 'parse5';
import { limits } from '../../limits.ts';
import { type Steps, stepLength } from '../../steps.ts';

/** A run of character data, as a place in the file; its entities are decoded when its text is asked for. */
export interface HtmlText {
  readonly start: number;
  end: number;
}

const noClasses: readonly string[] = [];

/** An element of a page with the place of its tags. */
export class HtmlElement {
  readonly name: string;
  readonly parent: HtmlElement | undefined;
  /** The place of its opening tag. */
  readonly start: number;
  /** Behind its opening tag. */
  readonly contentStart: number;
  end: number;
  readonly children: (HtmlElement | HtmlText)[] = [];
  /** The matchers that were asked about it, and those that it matches: see `matcherOf`. */
  asked = 0;
  matched = 0;
  /** All below it, where it is the page: see `elementsOf`. */
  all: readonly HtmlElement[] | undefined;
  readonly #attributes: readonly Token.Attribute[];
  #classes: readonly string[] | undefined;

  constructor(
    name: string,
    parent: HtmlElement | undefined,
    attributes: readonly Token.Attribute[],
    { start, end }: HtmlText,
  ) {
    this.name = name;
    this.parent = parent;
    this.#attributes = attributes;
    this.start = start;
    this.contentStart = end;
    this.end = end;
  }

  get hasAttributes(): boolean {
    return this.#attributes.length > 0;
  }

  get(attribute: string): string | undefined {
    for (const { name, value } of this.#attributes) if (name === attribute) return value;
    return undefined;
  }

  get classes(): readonly string[] {
    this.#classes ??= this.get('class')?.split(/\s+/u) ?? noClasses;
    return this.#classes;
  }
}

/**
 * Elements below deeper ones are put beside them: no page nests as deep, and a search upwards stays short.
 */
const maxDepth = 256;

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** Elements that hold no markup, and what ends their text. */
const rawText = new Map(
  'script style iframe xmp noembed noframes textarea title'
    .split(' ')
    .map((name) => [name, new RegExp(`</${name}(?=[\\s/>])`, 'giu')] as const),
);
const closesParagraph = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul'.split(
    ' ',
  ),
);
/** Which open elements an element ends, and what it does not look beyond. */
const implied = new Map<string, readonly [ends: readonly string[], within: ReadonlySet<string>]>([
  ['li', [['li'], new Set(['ul', 'ol', 'menu'])]],
  ['dt', [['dt', 'dd'], new Set(['dl'])]],
  ['dd', [['dt', 'dd'], new Set(['dl'])]],
  ['option', [['option'], new Set(['select'])]],
  ['tr', [['tr', 'td', 'th'], new Set(['table', 'tbody', 'thead', 'tfoot'])]],
  ['td', [['td', 'th'], new Set(['tr', 'table'])]],
  ['th', [['td', 'th'], new Set(['tr', 'table'])]],
  ['tbody', [['tbody', 'thead', 'tfoot'], new Set(['table'])]],
  ['tfoot', [['tbody', 'thead', 'tfoot'], new Set(['table'])]],
]);
const cells = new Set(['td', 'th', 'table', 'caption']);
const tablesAlone = new Set(['table']);

/**
 * The elements of a page. What browsers do to broken markup costs more than its length where somebody means
 * it to; this reader of parse5's tokens closes what is left open, ignores what closes nothing, and stays
 * linear. Text is left to nobody: parse5 is given the markup alone, for most of a page is text.
 *
 * @returns undefined where the page has more elements than `limits` allow
 */
export function* readTree(source: string): Steps<HtmlElement | undefined> {
  const builder = new TreeBuilder(source);
  let next = stepLength;
  for (let at = 0; at < source.length; ) {
    const markup = startOfMarkup(source, at);
    builder.text(at, markup);
    at = markup < source.length ? builder.markup(markup) : markup;
    if (builder.elements > limits.elements) return undefined;
    if (at < next) continue;
    next = at + stepLength;
    yield at / source.length;
  }
  return builder.finish(source.length);
}

/** Where a tag or a comment begins; another “<” is text. */
function startOfMarkup(source: string, from: number): number {
  for (let at = source.indexOf('<', from); at >= 0; at = source.indexOf('<', at + 1))
    if (/^<(?:[a-z!?]|\/.)/isu.test(source.slice(at, at + 4))) return at;
  return source.length;
}

/** Behind the first `>` that stands in no quoted value. */
function endOfTag(source: string, from: number): number {
  const marks = />|=\s*(["'])/g;
  for (marks.lastIndex = from; ; ) {
    const quote = marks.exec(source)?.[1];
    if (marks.lastIndex === 0) return source.length;
    if (quote === undefined) return marks.lastIndex;
    const close = source.indexOf(quote, marks.lastIndex);
    if (close < 0) return source.length;
    marks.lastIndex = close + 1;
  }
}

function endOfComment(source: string, start: number): number {
  const isLong = source.startsWith('<!--', start);
  const end = isLong ? /--!?>/g : />/g;
  end.lastIndex = start + 2;
  end.exec(source);
  return end.lastIndex === 0 ? source.length : end.lastIndex;
}

class TreeBuilder {
  readonly #source: string;
  readonly #tokenizer = new Tokenizer({}, this);
  /** Of the markup that is being read. */
  #start = 0;
  #end = 0;
  /** What ends the text of the element that it opens. */
  #raw: RegExp | undefined;
  readonly #root = new HtmlElement('#root', undefined, [], { start: 0, end: 0 });
  readonly #open: HtmlElement[] = [this.#root];
  elements = 0;
  /** Elements that are open beyond the depth that is kept. */
  #beyond = 0;

  constructor(source: string) {
    this.#source = source;
    // It keeps nothing of what it has read: pieces are short, and would be put together again each time.
    this.#tokenizer.preprocessor.bufferWaterline = 0;
  }

  text(start: number, end: number): void {
    if (start >= end) return;
    const { children } = this.#open.at(-1)!;
    const last = children.at(-1);
    if (last !== undefined && !(last instanceof HtmlElement) && last.end === start) last.end = end;
    else children.push({ start, end });
  }

  /** Reads a tag or comment, with the text of an element that holds no markup; gives the place behind it. */
  markup(start: number): number {
    const source = this.#source;
    if (/[!?]/.test(source[start + 1]!)) return endOfComment(source, start);
    this.#start = start;
    this.#end = endOfTag(source, start);
    this.#raw = undefined;
    this.#tokenizer.write(source.slice(start, this.#end), this.#end === source.length);
    const raw = this.#raw as RegExp | undefined;
    if (raw === undefined) return this.#end;
    raw.lastIndex = this.#end;
    const close = raw.exec(source)?.index ?? source.length;
    this.text(this.#end, close);
    return close;
  }

  onStartTag({ tagName, attrs, selfClosing }: Token.TagToken): void {
    if (!selfClosing) this.#raw = rawText.get(tagName);
    const place = { start: this.#start, end: this.#end };
    if (closesParagraph.has(tagName)) this.#close('p', place.start, cells);
    const [ends, limits] = implied.get(tagName) ?? [];
    if (ends !== undefined) for (const name of ends) this.#close(name, place.start, limits!);
    const parent = this.#open.at(-1)!;
    const element = new HtmlElement(tagName, parent, attrs, place);
    parent.children.push(element);
    this.elements += 1;
    if (selfClosing || voidElements.has(tagName)) return;
    if (this.#open.length < maxDepth) this.#open.push(element);
    else this.#beyond += 1;
  }

  onEndTag({ tagName }: Token.TagToken): void {
    if (this.#beyond > 0) this.#beyond -= 1;
    else this.#close(tagName, this.#end, cells.has(tagName) ? tablesAlone : cells);
  }

  // Text is taken as it stands in the file, and these are never asked for it.
  onCharacter(): void {}
  onWhitespaceCharacter(): void {}
  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}

  finish(end: number): HtmlElement {
    for (const element of this.#open) element.end = end;
    return this.#root;
  }

  /** Closes the innermost open element of that name with all in it, unless one of `limits` stands between. */
  #close(name: string, end: number, limits: ReadonlySet<string>): void {
    for (let depth = this.#open.length - 1; depth > 0; depth -= 1) {
      const { name: open } = this.#open[depth]!;
      if (open === name) {
        for (const element of this.#open.splice(depth)) element.end = end;
        return;
      }
      if (limits.has(open)) return;
    }
  }
}
