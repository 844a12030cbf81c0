import type { Span } from '../../base/span.ts';
import type { Reference } from '../bibliography/types.ts';
import type { Problem } from '../problem.ts';
import type { PackTerm, PaperPack } from './types.ts';

/** Where a part of a pack stands: the item (a term, a reference …) and the way from it. */
export type Locate = (item: unknown, ...path: readonly (string | number)[]) => Span;

const nowhere: Locate = () => ({ start: 0, end: 0 });

/**
 * The rules of docs/packs.md that a schema cannot say, as `pack-rule` problems. A pack that breaks them still
 * works: what points nowhere is not shown, and a circle of wider terms is walked once.
 */
export function checkRules(pack: PaperPack, locate: Locate = nowhere): Problem[] {
  const checker = new RuleChecker(pack, locate);
  checker.uniqueIds();
  checker.idsExist();
  checker.relations();
  checker.labels();
  checker.shortForms();
  checker.definitions();
  checker.references();
  checker.counts();
  return checker.problems;
}

class RuleChecker {
  readonly problems: Problem[] = [];
  readonly #pack: PaperPack;
  readonly #locate: Locate;
  readonly #terms: ReadonlyMap<string, PackTerm>;

  constructor(pack: PaperPack, locate: Locate) {
    this.#pack = pack;
    this.#locate = locate;
    this.#terms = new Map(pack.terms.map((term) => [term.id, term]));
  }

  uniqueIds(): void {
    const { source, references, terms, sections, citations } = this.#pack;
    for (const [kind, items] of Object.entries({
      work: [source, ...references],
      term: terms,
      section: sections,
      citation: citations,
    })) {
      const seen = new Set<string>();
      for (const item of items) {
        if (seen.has(item.id))
          this.#report(
            `Two ${kind}s have the id “${item.id}”. Rename one; until then the first counts.`,
            item,
            'id',
          );
        seen.add(item.id);
      }
    }
  }

  /** Rule 1. */
  idsExist(): void {
    const { source, references, terms, sections, citations, abbreviations, facts = [] } = this.#pack;
    const known = {
      term: this.#terms,
      work: new Set([source.id, ...references.map((reference) => reference.id)]),
      section: new Set(sections.map((section) => section.id)),
    };
    const check = (
      kind: keyof typeof known,
      id: string | undefined,
      item: unknown,
      ...path: (string | number)[]
    ) => {
      if (id === undefined || known[kind].has(id)) return;
      this.#report(
        `This file has no ${kind} with the id “${clip(id)}”. Correct the id, or add the ${kind}.`,
        item,
        ...path,
      );
    };
    const checkAll = (
      kind: keyof typeof known,
      item: object,
      property: string,
      ids: readonly string[] = [],
    ) => {
      for (const [index, id] of ids.entries()) check(kind, id, item, property, index);
    };
    for (const term of terms) {
      checkAll('term', term, 'broader', term.broader);
      checkAll('term', term, 'related', term.related);
      checkAll('section', term, 'sections', term.sections);
      checkAll('work', term, 'supportedBy', term.supportedBy);
    }
    for (const citation of citations) {
      check('section', citation.section, citation, 'section');
      check('work', citation.work, citation, 'work');
    }
    for (const abbreviation of abbreviations) {
      check('section', abbreviation.definedIn, abbreviation, 'definedIn');
      check('term', abbreviation.term, abbreviation, 'term');
    }
    for (const fact of facts) {
      check('section', fact.section, fact, 'section');
      checkAll('work', fact, 'supports', fact.supports);
    }
  }

  /**
   * Rule 2, and what else SKOS says of relations: no circles of wider terms, no pair both wider and related.
   */
  relations(): void {
    const related = new Map(this.#pack.terms.map((term) => [term.id, new Set(term.related)]));
    for (const term of this.#pack.terms) {
      for (const [index, id] of (term.related ?? []).entries()) {
        const back = related.get(id);
        if (id === term.id)
          this.#report('A term is not related to itself. Remove this id.', term, 'related', index);
        else if (back !== undefined && !back.has(term.id))
          this.#report(
            `“${id}” does not name “${term.id}” in turn. Add it there, for “related” goes both ways.`,
            term,
            'related',
            index,
          );
        if (term.broader?.includes(id) || this.#terms.get(id)?.broader?.includes(term.id))
          this.#report(
            `“${id}” is both wider (or narrower) and related. Keep one of the two.`,
            term,
            'related',
            index,
          );
      }
    }
    for (const term of termsInCircles(this.#pack.terms))
      this.#report(
        `“${term.id}” is wider than itself: following “broader” leads back to it. Remove one of the links.`,
        term,
        'broader',
      );
  }

  /** Rule 3, and labels are plain text. */
  labels(): void {
    const seen = new Map<string, string>();
    const names = new Map<string, string>();
    const own = this.#pack.terms.map(({ id, prefLabel }): [string, string] => [prefLabel, id]);
    const others = this.#pack.terms.flatMap(({ id, altLabel = [] }) =>
      altLabel.map((label): [string, string] => [label, id]),
    );
    for (const [label, id] of [...own, ...others]) {
      const key = label.toLowerCase();
      if (!names.has(key)) names.set(key, id);
    }
    for (const term of this.#pack.terms) {
      const other = seen.get(term.prefLabel);
      if (other !== undefined)
        this.#report(`The term “${other}” has the same label. Give one of them another.`, term, 'prefLabel');
      seen.set(term.prefLabel, term.id);
      for (const [index, label] of (term.altLabel ?? []).entries()) {
        const owner = names.get(label.toLowerCase());
        if (owner !== undefined && owner !== term.id)
          this.#report(
            `“${label}” is also a label of “${owner}”. Keep it at one term: what is wider, narrower or the opposite is no synonym.`,
            term,
            'altLabel',
            index,
          );
      }
      const labels = {
        prefLabel: [term.prefLabel],
        shortForms: term.shortForms,
        altLabel: term.altLabel,
        hiddenLabel: term.hiddenLabel,
        definition: [term.definition ?? ''],
      };
      for (const [property, texts = []] of Object.entries(labels)) {
        if (texts.some(holdsMarkup))
          this.#report(
            'This holds markup, a link or a control character, and will be shown as plain text. Remove it.',
            term,
            property,
          );
        if (texts.some((text) => text.trim() === '') && property !== 'definition')
          this.#report('A label is empty. Remove it.', term, property);
      }
    }
  }

  /** Rule 4. A paper may print one abbreviation for two things: what was found in it is left as it is. */
  shortForms(): void {
    const owners = new Map<string, PackTerm>();
    for (const term of this.#pack.terms) {
      for (const [index, short] of (term.shortForms ?? []).entries()) {
        const owner = owners.get(short);
        if (owner !== undefined && owner !== term && !this.#isImported)
          this.#report(
            `“${short}” also stands for “${owner.prefLabel}”. Keep it at one term.`,
            term,
            'shortForms',
            index,
          );
        owners.set(short, owner ?? term);
      }
    }
    const longs = new Map<string, { long: string; definedIn: string | undefined }>();
    for (const abbreviation of this.#pack.abbreviations) {
      const { short, long, definedIn } = abbreviation;
      if (long === undefined) continue;
      const other = longs.get(short);
      if (
        other !== undefined &&
        other.long !== long &&
        !this.#isImported &&
        (definedIn === undefined || other.definedIn === definedIn)
      )
        this.#report(
          `“${short}” is also expanded as “${other.long}”. Say in which section each holds (“definedIn”).`,
          abbreviation,
          'long',
        );
      longs.set(short, { long, definedIn });
    }
  }

  /** Rule 5, but for the overlap with the paper's text, which needs the text: `sharedRuns`. */
  definitions(): void {
    for (const term of this.#pack.terms) {
      const definition = term.definition ?? '';
      const words = wordsOf(definition).length;
      if (words > 60)
        this.#report(`The definition has ${words} words. Shorten it to 60.`, term, 'definition');
      const sentences = definition.match(/[.!?](?=\s+\p{Lu}|\s*$)/gu)?.length ?? 0;
      if (sentences > 3)
        this.#report(`The definition has ${sentences} sentences. Shorten it to three.`, term, 'definition');
    }
  }

  /** Rules 6 and 7. The list of a paper that was imported may print works without a title. */
  references(): void {
    for (const reference of [this.#pack.source, ...this.#pack.references]) {
      const name = `“${reference.id}”`;
      const isSource = reference === this.#pack.source;
      if ((reference.title ?? '') === '' && (isSource || !this.#isImported))
        this.#report(`${name} has no title. Add it.`, reference, 'id');
      if (
        reference.issued?.['date-parts']?.[0]?.[0] === undefined &&
        !isSource &&
        !hasNote(reference, /year|date|press/i)
      )
        this.#report(
          `${name} has no year. Add “issued”, or say in custom.notes why there is none.`,
          reference,
          'id',
        );
      if ((reference.author ?? reference.editor ?? []).length === 0 && !hasNote(reference, /author/i))
        this.#report(
          `${name} has no author. Add one, or say in custom.notes why there is none.`,
          reference,
          'id',
        );
      if (reference.DOI === undefined) continue;
      const mark = markOf(reference, 'DOI');
      if (mark !== 'page' && mark !== 'verified')
        this.#report(
          `The DOI of ${name} is not marked as printed or checked. Set custom.verification.fields.DOI to "page" or "verified", or remove it.`,
          reference,
          'DOI',
        );
    }
  }

  /** Rule 8. */
  counts(): void {
    const counts = this.#pack.counts ?? {};
    const roles = { references: 'listed-reference', citedBy: 'cited-by' };
    for (const [name, role] of Object.entries(roles)) {
      const stated = counts[`${name}Stated`];
      const shown = counts[`${name}Shown`];
      const held = this.#pack.references.filter((reference) => customOf(reference)['role'] === role).length;
      if (shown !== undefined && stated !== undefined && shown > stated)
        this.#report(
          `More are shown (${shown}) than the page states (${stated}). Correct one of the counts.`,
          this.#pack,
          'counts',
          `${name}Shown`,
        );
      if (shown !== undefined && shown !== held)
        this.#report(
          `${shown} are said to be shown, but the file holds ${held} with the role “${role}”. Correct the count, or the roles.`,
          this.#pack,
          'counts',
          `${name}Shown`,
        );
    }
  }

  get #isImported(): boolean {
    return this.#pack.origin !== undefined;
  }

  #report(message: string, item: unknown, ...path: (string | number)[]): void {
    this.problems.push({ code: 'pack-rule', ...this.#locate(item, ...path), message });
  }
}

/**
 * Definitions that share a run of eight words or more with the paper: rule 5. The text is the reader's own
 * copy and goes nowhere.
 */
export function sharedRuns(pack: PaperPack, paperText: string, locate: Locate = nowhere): Problem[] {
  const length = 8;
  const runs = (text: string) => {
    const words = wordsOf(text);
    return words
      .slice(0, Math.max(0, words.length - length + 1))
      .map((_, at) => words.slice(at, at + length).join(' '));
  };
  const paper = new Set(runs(paperText));
  return pack.terms.flatMap((term) => {
    const shared = runs(term.definition ?? '').find((run) => paper.has(run));
    if (shared === undefined) return [];
    const message = `The paper has these words too: “${shared}”. Say it in your own words.`;
    return [{ code: 'pack-rule' as const, ...locate(term, 'definition'), message }];
  });
}

/** How far a field of a pack's work was checked, where the pack says so. */
export function markOf(reference: Reference, field: string): unknown {
  const verification = customOf(reference)['verification'];
  const fields = isRecord(verification) ? verification['fields'] : undefined;
  return isRecord(fields) && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** What a pack says of a work beyond CSL-JSON (its one place for extensions, `custom`). */
export const customOf = (reference: Reference): Readonly<Record<string, unknown>> =>
  isRecord(reference['custom']) ? reference['custom'] : {};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hasNote(reference: Reference, about: RegExp): boolean {
  const notes = customOf(reference)['notes'];
  return Array.isArray(notes) && notes.some((note) => typeof note === 'string' && about.test(note));
}

/**
 * Terms from which `broader` leads back to themselves. What has nothing wider, or nothing narrower, is in no
 * circle: taking it away again and again leaves the circles (and what lies between two of them).
 */
function termsInCircles(terms: readonly PackTerm[]): PackTerm[] {
  const wider = new Map(terms.map((term) => [term.id, term.broader ?? []]));
  const narrower = new Map<string, string[]>(terms.map((term) => [term.id, []]));
  for (const term of terms) for (const id of wider.get(term.id) ?? []) narrower.get(id)?.push(term.id);
  const left = new Set(wider.keys());
  const peel = (
    out: ReadonlyMap<string, readonly string[]>,
    into: ReadonlyMap<string, readonly string[]>,
  ) => {
    const count = new Map(
      [...left].map((id) => [id, (out.get(id) ?? []).filter((other) => left.has(other)).length]),
    );
    const ends = [...left].filter((id) => count.get(id) === 0);
    for (let id = ends.pop(); id !== undefined; id = ends.pop()) {
      left.delete(id);
      for (const other of into.get(id) ?? []) {
        if (!left.has(other)) continue;
        const rest = (count.get(other) ?? 0) - 1;
        count.set(other, rest);
        if (rest === 0) ends.push(other);
      }
    }
  };
  peel(wider, narrower);
  peel(narrower, wider);
  return terms.filter((term) => left.has(term.id));
}

const holdsMarkup = (text: string): boolean =>
  /<[a-z!/]|\]\(|\b(?:command|javascript|vscode):|[\u0000-\u001f\u007f-\u009f]/i.test(text);

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

const clip = (id: string): string => (id.length > 60 ? `${id.slice(0, 60)}…` : id);
