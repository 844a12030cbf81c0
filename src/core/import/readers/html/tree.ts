import { type Token, Tokenizer, TokenizerMode } from 'parse5';
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
const maximalDepth = 256;

const voidElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const rawText = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['textarea', TokenizerMode.RCDATA],
  ['title', TokenizerMode.RCDATA],
]);
const closesParagraph = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul'.split(
    ' ',
  ),
);
/** Which open elements an element ends, and what it does not look beyond. */
const implied = new Map<string, readonly [ends: readonly string[], within: readonly string[]]>([
  ['li', [['li'], ['ul', 'ol', 'menu']]],
  ['dt', [['dt', 'dd'], ['dl']]],
  ['dd', [['dt', 'dd'], ['dl']]],
  ['option', [['option'], ['select']]],
  [
    'tr',
    [
      ['tr', 'td', 'th'],
      ['table', 'tbody', 'thead', 'tfoot'],
    ],
  ],
  [
    'td',
    [
      ['td', 'th'],
      ['tr', 'table'],
    ],
  ],
  [
    'th',
    [
      ['td', 'th'],
      ['tr', 'table'],
    ],
  ],
  ['tbody', [['tbody', 'thead', 'tfoot'], ['table']]],
  ['tfoot', [['tbody', 'thead', 'tfoot'], ['table']]],
]);
const cells = new Set(['td', 'th', 'table', 'caption']);

/**
 * The elements of a page. What browsers do to broken markup costs more than its length where somebody means
 * it to; this reader of parse5's tokens closes what is left open, ignores what closes nothing, and stays
 * linear.
 */
export function* readTree(source: string): Steps<HtmlElement> {
  const builder = new TreeBuilder();
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, builder);
  builder.tokenizer = tokenizer;
  for (let at = 0; at < source.length; at += stepLength) {
    tokenizer.write(source.slice(at, at + stepLength), at + stepLength >= source.length);
    yield at / source.length;
  }
  return builder.finish(source.length);
}

class TreeBuilder {
  tokenizer: Tokenizer | undefined;
  readonly #root = new HtmlElement('#root', undefined, [], { start: 0, end: 0 });
  readonly #open: HtmlElement[] = [this.#root];
  /** Elements that are open beyond the depth that is kept. */
  #beyond = 0;

  onStartTag({ tagName, attrs, selfClosing, location }: Token.TagToken): void {
    const mode = rawText.get(tagName);
    if (mode !== undefined && !selfClosing && this.tokenizer !== undefined) this.tokenizer.state = mode;
    const place = placeOf(location);
    if (closesParagraph.has(tagName)) this.#close('p', place.start, cells);
    const [ends, limits] = implied.get(tagName) ?? [];
    if (ends !== undefined) for (const name of ends) this.#close(name, place.start, new Set(limits));
    const parent = this.#open.at(-1)!;
    const element = new HtmlElement(tagName, parent, attrs, place);
    parent.children.push(element);
    if (selfClosing || voidElements.has(tagName)) return;
    if (this.#open.length < maximalDepth) this.#open.push(element);
    else this.#beyond += 1;
  }

  onEndTag({ tagName, location }: Token.TagToken): void {
    if (this.#beyond > 0) this.#beyond -= 1;
    else this.#close(tagName, placeOf(location).end, cells.has(tagName) ? new Set(['table']) : cells);
  }

  /** Words and the space between them come one by one. */
  onCharacter({ location }: Token.CharacterToken): void {
    const { children } = this.#open.at(-1)!;
    const last = children.at(-1);
    const place = placeOf(location);
    if (last !== undefined && !(last instanceof HtmlElement) && last.end === place.start)
      last.end = place.end;
    else children.push(place);
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

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

const placeOf = (location: Token.Location | null): HtmlText => ({
  start: location?.startOffset ?? 0,
  end: location?.endOffset ?? 0,
});
