import type { Name } from '../../../bibliography/types.ts';
import type { ListedWork, UnnamedReference } from '../../article.ts';
import { withFullStops } from '../../names.ts';
import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { readRunningReference } from '../text/runningReference.ts';
import { copyXmlText, tidy } from '../xmlText.ts';
import type { JatsAttributes } from './attributes.ts';

const types = new Map([
  ['journal', 'article-journal'],
  ['book', 'book'],
  ['chapter', 'chapter'],
  ['thesis', 'thesis'],
  ['confproc', 'paper-conference'],
  ['report', 'report'],
  ['web', 'webpage'],
  ['webpage', 'webpage'],
  ['gov', 'report'],
]);
const citationElements = new Set(['element-citation', 'mixed-citation', 'nlm-citation', 'citation']);

/** One `ref` of a JATS list: its tagged parts, or the text where nothing is tagged. */
export class JatsCitation {
  readonly #start: number;
  readonly #fields = new Map<string, string>();
  readonly #names: Name[] = [];
  readonly #editors: Name[] = [];
  readonly #printed = new MappedTextBuilder();
  #title: MappedText | undefined;
  #name: { family: string; given?: string; suffix?: string } | undefined;
  #pending: { given?: string; suffix?: string } = {};
  #type: string | undefined;
  #others = false;
  #inEditors = false;
  #citations = 0;
  /** True where the same work stands before it as text without tags. */
  #isTwofold = false;

  constructor(start: number) {
    this.#start = start;
  }

  open(element: string, attributes: JatsAttributes): void {
    if (citationElements.has(element)) {
      if (element === 'element-citation' && this.#citations === 1 && !this.#isTagged()) this.#readTagged();
      else this.#citations += 1;
      this.#type ??= attributes.get('publication-type') ?? attributes.get('citation-type');
    } else if (element === 'etal') this.#others = !this.#inEditors || this.#others;
    else if (element === 'person-group')
      this.#inEditors = /^(?:editor|translator)/.test(attributes.get('person-group-type') ?? '');
    else if (element === 'name') this.#endName();
  }

  close(element: string): void {
    if (element === 'person-group') {
      this.#endName();
      this.#inEditors = false;
    } else if (element === 'name') this.#endName();
  }

  /** Text of the citation as printed, tags dropped. */
  addText(source: string, start: number, end: number, parent: string): void {
    // A note among the works is no citation.
    if (this.#citations > 1 || this.#isTwofold || parent === 'label') return;
    copyXmlText(source, start, end, this.#printed);
  }

  take(element: string, text: MappedText, idType: string): void {
    if (this.#citations !== 1 || text.text === '') return;
    if (element === 'surname') {
      this.#endName();
      this.#name = { family: text.text, ...this.#pending };
      this.#pending = {};
    } else if (element === 'given-names') this.#addToName({ given: withFullStops(text.text) });
    else if (element === 'suffix') this.#addToName({ suffix: text.text });
    else if (element === 'collab') this.#push({ literal: text.text });
    else if (
      element === 'article-title' ||
      ((element === 'data-title' || element === 'chapter-title') && this.#title === undefined)
    )
      this.#title = text;
    else if (element === 'pub-id') this.#fields.set(`id:${idType}`, text.text);
    else if (!this.#fields.has(element)) this.#fields.set(element, text.text);
  }

  finish(end: number): ListedWork {
    this.#endName();
    const printed = tidy(this.#printed.build());
    const place = { start: this.#start, end };
    const isTagged = this.#isTagged();
    if (!isTagged && this.#citations > 0) {
      const read = readRunningReference({ text: printed, ...place });
      if (read !== undefined) return { ...read, ...place };
    }
    const isBook = this.#title === undefined && this.#fields.has('source') && this.#type !== 'journal';
    const title = this.#title?.text ?? (isBook ? this.#fields.get('source') : undefined) ?? '';
    const container = isBook ? undefined : this.#fields.get('source');
    return {
      reference: {
        ...this.#reference(title),
        ...(container === undefined ? {} : { 'container-title': container }),
      },
      asPrinted: isTagged ? {} : { text: printed.text },
      titleText: this.#title,
      ...place,
    };
  }

  #isTagged(): boolean {
    return (
      this.#names.length > 0 ||
      this.#editors.length > 0 ||
      this.#title !== undefined ||
      this.#fields.has('source')
    );
  }

  /** SciELO gives each work twice: as it is printed, then by its parts. */
  #readTagged(): void {
    this.#isTwofold = true;
    this.#fields.clear();
    this.#type = undefined;
  }

  #reference(title: string): UnnamedReference {
    const field = (name: string) => this.#fields.get(name);
    const first = field('fpage');
    const last = field('lpage');
    const page =
      first === undefined
        ? field('elocation-id')
        : last === undefined || last === first
          ? first
          : `${first}-${last}`;
    const year = /^(?<year>\d{4})(?<suffix>[a-z])?$/u.exec(field('year') ?? '')?.groups;
    const identifiers = {
      DOI: matching('id:doi', /^10\.\d{4,9}\/\S+$/),
      PMID: matching('id:pmid', /^\d{1,9}$/),
      PMCID: matching('id:pmcid', /^PMC\d+$/),
    };
    function matching(this: void, name: string, pattern: RegExp): string | undefined {
      const value = field(name);
      return value !== undefined && pattern.test(value) ? value : undefined;
    }
    const isChapter = this.#type === 'book' && this.#title !== undefined && this.#fields.has('source');
    const plain = {
      volume: field('volume'),
      issue: field('issue'),
      page,
      publisher: field('publisher-name'),
      'publisher-place': field('publisher-loc'),
      'year-suffix': year?.['suffix'],
      ...identifiers,
    };
    return {
      type: isChapter ? 'chapter' : (types.get(this.#type ?? 'journal') ?? 'document'),
      title,
      ...(this.#names.length > 0 ? { author: this.#names } : {}),
      ...(this.#editors.length > 0 ? { editor: this.#editors } : {}),
      ...(this.#others ? { othersOmitted: true } : {}),
      ...(year === undefined ? {} : { issued: { 'date-parts': [[Number(year['year'])]] } }),
      ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    };
  }

  #addToName(part: { given?: string; suffix?: string }): void {
    if (this.#name === undefined) this.#pending = { ...this.#pending, ...part };
    else this.#name = { ...this.#name, ...part };
  }

  #endName(): void {
    if (this.#name !== undefined) this.#push(this.#name);
    this.#name = undefined;
    this.#pending = {};
  }

  #push(name: Name): void {
    (this.#inEditors ? this.#editors : this.#names).push(name);
  }
}
