import type { Name, Reference } from '../../../bibliography/types.ts';
import type { UnnamedReference } from '../../article.ts';
import { limits } from '../../limits.ts';
import { groupOf, nameSuffix, withFullStops } from '../../names.ts';
import type { MappedText } from '../text/mappedText.ts';
import type { JatsAttributes } from './attributes.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What `front` says of the article: title, authors, dates, identifiers, keywords. */
export class JatsFront {
  readonly keywords: string[] = [];
  titleText: MappedText | undefined;
  readonly #fields = new Map<string, string>();
  readonly #dates = new Map<string, number[]>();
  readonly #authors: Name[] = [];
  #name: { family?: string; given?: string; suffix?: string } | undefined;
  /** Whether people are listed who make up a group. */
  #isOfMembers = false;
  #date: { readonly kind: string; readonly parts: number[] } | undefined;

  open(element: string, attributes: JatsAttributes): void {
    if (element === 'contrib')
      this.#name =
        !this.#isOfMembers && /^(?:author)?$/.test(attributes.get('contrib-type') ?? '') ? {} : undefined;
    else if (element === 'contrib-group')
      this.#isOfMembers = attributes.get('content-type') === 'collab-list';
    else if (element === 'pub-date')
      this.#date = { kind: attributes.get('pub-type') ?? attributes.get('date-type') ?? '', parts: [] };
  }

  close(element: string): void {
    if (element === 'contrib' && this.#name !== undefined) {
      if (this.#name.family !== undefined) this.#authors.push(this.#name);
      this.#name = undefined;
    } else if (element === 'pub-date' && this.#date !== undefined) {
      this.#dates.set(this.#date.kind, this.#date.parts);
      this.#date = undefined;
    }
  }

  /** Takes the text of an element within `article-meta`; false where it says nothing of the article. */
  take(element: string, text: MappedText, parent: string, idType: string): boolean {
    if (this.#date !== undefined) this.#addDatePart(element, text.text);
    else if (this.#name !== undefined) this.#addNamePart(element, text.text);
    else if (parent === 'title-group' && element === 'article-title') this.titleText ??= text;
    else if (element === 'kwd') {
      if (this.keywords.length < limits.keywords) this.keywords.push(text.text);
    } else if (parent === 'article-meta')
      this.#fields.set(element === 'article-id' ? `id:${idType}` : element, text.text);
    else return false;
    return true;
  }

  setJournal(title: string): void {
    this.#fields.set('container-title', title);
  }

  setShortJournal(title: string): void {
    this.#fields.set('container-title-short', title);
  }

  reference(): UnnamedReference {
    const field = (name: string) => this.#fields.get(name);
    const pages =
      [field('fpage'), field('lpage')].filter((one) => one !== undefined).join('-') || field('elocation-id');
    const date = ['ppub', 'collection', 'pub', 'epub-ppub', 'epub', ...this.#dates.keys()]
      .map((kind) => this.#dates.get(kind))
      .find((parts) => parts?.[0] !== undefined);
    const doi = field('id:doi');
    const pmid = field('id:pmid');
    const pmcid = (field('id:pmcid') ?? field('id:pmc'))?.replace(/^(?=\d)/, 'PMC');
    const source: Partial<Reference> & { type: string } = {
      type: 'article-journal',
      title: this.titleText?.text ?? '',
      ...(this.#authors.length > 0 ? { author: this.#authors } : {}),
      ...fieldOf('container-title', field('container-title')),
      ...fieldOf('container-title-short', field('container-title-short')),
      ...fieldOf('volume', field('volume')),
      ...fieldOf('issue', field('issue')),
      ...fieldOf('page', pages),
      ...(date === undefined ? {} : { issued: { 'date-parts': [upToGap(date)] } }),
      ...fieldOf('DOI', doi !== undefined && /^10\.\d{4,9}\/\S+$/.test(doi) ? doi : undefined),
      ...fieldOf('URL', doi === undefined ? undefined : `https://doi.org/${doi}`),
      ...fieldOf('PMID', pmid !== undefined && /^\d{1,9}$/.test(pmid) ? pmid : undefined),
      ...fieldOf('PMCID', pmcid !== undefined && /^PMC\d+$/.test(pmcid) ? pmcid : undefined),
    };
    return source;
  }

  #addDatePart(element: string, text: string): void {
    const place = ['year', 'month', 'day'].indexOf(element);
    const month = element === 'month' ? months.indexOf(text.slice(0, 3).toLowerCase()) + 1 : 0;
    const value = Number(text) || month;
    if (place >= 0 && this.#date !== undefined && Number.isInteger(value) && value > 0)
      this.#date.parts[place] = value;
  }

  #addNamePart(element: string, text: string): void {
    if (this.#name === undefined || text === '') return;
    if (element === 'surname') this.#addFamily(text);
    else if (element === 'given-names') this.#name.given ??= withFullStops(text);
    else if (element === 'suffix') this.#name.suffix ??= text;
    else if (element === 'collab') this.#authors.push(groupOf(text));
  }

  /** Some write what stands behind a family name into it. */
  #addFamily(text: string): void {
    if (this.#name === undefined || this.#name.family !== undefined) return;
    const ending = nameSuffix.exec(text);
    this.#name.family = text.slice(0, ending?.index);
    const suffix = ending?.groups?.['suffix'];
    if (suffix !== undefined) this.#name.suffix = suffix;
  }
}

const fieldOf = (name: string, value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined || value === '' ? {} : { [name]: value };

/** A date's parts to the first that is missing: a day without a month says nothing. */
function upToGap(parts: readonly (number | undefined)[]): number[] {
  const whole: number[] = [];
  for (const part of [parts[0], parts[1], parts[2]]) {
    if (part === undefined) break;
    whole.push(part);
  }
  return whole;
}
