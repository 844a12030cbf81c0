import type { AuthorYearToken } from './tokens.ts';
import {
  corporateHeads,
  corporateLinks,
  corporateShortNames,
  isCalendarWord,
  isCommonWord,
  isFunctionWord,
  isNeverSurname,
  isPlace,
  particles,
} from './words.ts';

/*
 * Reads the authors before a year, from right to left: the year is what can be found, and names end where
 * anything stands that no list of names holds. Bounded, so that a text of nothing but years stays linear.
 */

export interface Authors {
  /** The index of the first token that belongs to them. */
  readonly first: number;
  readonly surnames: readonly string[];
  readonly etAl: boolean;
  /** The initials printed with each name, `AG` of "A. G. Meyer"; empty where there are none. */
  readonly initials?: readonly string[];
  /** Words of the same name, or of the same list of names, stand before them. */
  readonly isCut?: boolean;
  /** Nothing but a work of that name and year tells that this is a citation: "IPCC, 2013". */
  readonly isDoubtful?: boolean;
  /** Other names that the text may hold, the longest run first. */
  readonly readings?: readonly NamesFrom[];
}

/** Names that begin at the token `first`. */
export interface NamesFrom {
  readonly first: number;
  readonly surnames: readonly string[];
  readonly initials?: readonly string[];
}

interface FoundAuthors extends Authors {
  readonly isCorporate?: boolean;
}

interface NameAt {
  readonly first: number;
  readonly surname: string;
  readonly initials: string;
  /** Whether it is known to be a person: it has initials or a particle. */
  readonly certain: boolean;
}

const maxNames = 25;
/** More tokens than the name of an institution holds. */
const maxLength = 24;
const conjunctions: ReadonlySet<string> = new Set(['and', '&', 'und', 'et', 'y', 'e']);
const others: ReadonlySet<string> = new Set(
  'colleagues coworkers co-workers associates others collaborators coauthors co-authors'.split(' '),
);
/** What opens a sentence before a name that is none of the authors: "In Basel, …", "Following Kant, …". */
const opener =
  /^(?:In|At|From|By|For|With|Since|After|Of|Across|Within|Throughout|Outside|Near|Around|Following|Unlike|Like|Before|During|Under|Over|Beyond|Among|Between|Against|Until|Despite|Besides)$/;
const adverb = /^\p{Lu}\p{Ll}{4,}ly$/u;

/** Lower case without accents or a possessive: how the word lists are written. */
function plain(word: string): string {
  const bare = ascii.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '');
  return (bare.endsWith("'s") ? bare.slice(0, -2) : bare).toLowerCase();
}

const ascii = /^[\0-\x7f]*$/;

/**
 * The authors whose last token stands before `end`, none of them before `floor`.
 * @param narrative whether the year is in brackets behind them, so that a sentence stands before them.
 */
export function authorsBefore(
  tokens: readonly AuthorYearToken[],
  end: number,
  floor: number,
  narrative: boolean,
): Authors | undefined {
  return new NameReader(tokens, floor, narrative).read(end - 1);
}

class NameReader {
  readonly #tokens: readonly AuthorYearToken[];
  readonly #floor: number;
  readonly #narrative: boolean;
  /** Whether names take the capitalised words before them: "Abdel Rahman". */
  #isWide = false;

  constructor(tokens: readonly AuthorYearToken[], floor: number, narrative: boolean) {
    this.#tokens = tokens;
    this.#floor = floor;
    this.#narrative = narrative;
  }

  #text(index: number): string {
    return index >= this.#floor ? (this.#tokens[index]?.text ?? '') : '';
  }

  #word(index: number): string {
    return index >= this.#floor && this.#tokens[index]?.kind === 'word' ? this.#tokens[index].text : '';
  }

  read(last: number): Authors | undefined {
    const authors = this.#read(last);
    if (!authors) return undefined;
    if (!this.#goesOnBefore(authors)) {
      const readings = [...this.#withoutShortForm(authors, last), ...this.#withoutPlaces(authors, last)];
      return readings.length === 0 ? authors : { ...authors, readings };
    }
    this.#isWide = true;
    const wide = this.#read(last);
    this.#isWide = false;
    const people = wide && wide.first < authors.first ? [wide] : [];
    const readings = [...people, ...people.flatMap((one) => this.#withoutShortForm(one, last))];
    if (authors.isCorporate) readings.push(...this.#peopleBefore(authors));
    if (!authors.etAl) readings.push(...this.#institutions(authors.first, last));
    return { ...authors, isCut: true, readings };
  }

  /** Whether the token before the authors is a part of their names, as "Core" is in "R Core Team". */
  #goesOnBefore({ first, surnames, etAl, isCorporate }: FoundAuthors): boolean {
    const before = this.#text(first - 1);
    const isAlone = !etAl && surnames.length === 1;
    if (before === ',') {
      if (this.#narrative || !isAlone) return false;
      return this.#isNamePart(first - 2) && !isShortForm(this.#word(first - 2));
    }
    if (before === '.') return isInitial(this.#word(first - 2)) && !this.#tokens[first - 1]!.spaced;
    if (conjunctions.has(before.toLowerCase())) return this.#isNamePart(first - 2);
    if (isCorporate && /^(?:with|without|for|of|on|in|to|the|from|by)$/i.test(before)) {
      if (conjunctions.has(this.#text(first - 2).toLowerCase())) return this.#isNamePart(first - 3);
      return this.#isNamePart(first - 2);
    }
    if (isAlone && /^(?:of|for|on)$/.test(before)) return this.#isNameOf(first - 2);
    const kind = first - 1 >= this.#floor ? this.#tokens[first - 1]?.kind : undefined;
    if (kind === 'group') return !this.#narrative && this.#isNamePart(first - 2);
    if (kind === 'number' || kind === 'year')
      return this.#isNamePart(first - 2) || (this.#text(first - 2) === '-' && this.#isNamePart(first - 3));
    return this.#isNamePart(first - 1);
  }

  /**
   * "Journal of Medicine", "Act on Medicine": before "of", a word with a capital that no sentence gives it.
   * "Results of Kim (2006)" are his.
   */
  #isNameOf(index: number): boolean {
    if (!this.#isNamePart(index)) return false;
    const isOpening = this.#narrative && this.#startsSentence(index - 1);
    return !isOpening || isCommonWord(plain(this.#word(index)));
  }

  #isNamePart(index: number): boolean {
    const word = this.#word(index);
    return /\p{Lu}/u.test(word) && !isFunctionWord(plain(word)) && !adverb.test(word);
  }

  /** "RSQ, Nolen-Hoeksema & Morrow": the names behind what is no surname but a measure's short form. */
  #withoutShortForm({ first, surnames, initials }: NamesFrom, last: number): readonly NamesFrom[] {
    if (surnames.length < 2 || !isShortForm(surnames[0]!)) return [];
    const next = this.#behindCommas(1, first, last);
    return next === undefined ? [] : [{ first: next, ...namesFrom(1, surnames, initials) }];
  }

  /** "In Austria, and Switzerland, Hartford and Ross": the names behind those of places. */
  #withoutPlaces({ first, surnames, initials, etAl }: Authors, last: number): readonly NamesFrom[] {
    const count = surnames.findIndex((surname) => !isPlace(plain(surname)));
    if (!this.#narrative || etAl || count < 1) return [];
    const next = this.#behindCommas(count, first, last);
    return next === undefined ? [] : [{ first: next, ...namesFrom(count, surnames, initials) }];
  }

  /**
   * The token behind so many commas from `first` on; none for names that "and" alone joins: "Florida and
   * Browdy".
   */
  #behindCommas(count: number, first: number, last: number): number | undefined {
    let commas = 0;
    for (let index = first; index < last; index++) {
      if (this.#text(index) === ',') commas++;
      if (commas === count) return index + 1;
    }
    return undefined;
  }

  /** "Alba & The MOOD Network": people who are named before an institution. */
  #peopleBefore({ first, surnames }: Authors): readonly NamesFrom[] {
    const joined = this.#joinedBefore(/^the$/i.test(this.#text(first - 1)) ? first - 1 : first, false);
    if (!joined) return [];
    const names = [joined.name];
    this.#listBefore(names, joined.serialComma);
    return [{ first: names[0]!.first, surnames: [...names.map(({ surname }) => surname), ...surnames] }];
  }

  /**
   * Every run of words from a capital to `last`, the longest first: one of them may be an institution's name.
   */
  #institutions(before: number, last: number): readonly NamesFrom[] {
    const found: NamesFrom[] = [];
    for (let index = before - 1; index >= this.#floor && last - index < maxLength; index--) {
      if (/^[;:!?]$/.test(this.#text(index)) || this.#tokens[index]?.kind === 'barrier') break;
      if (/\p{Lu}/u.test(this.#word(index)))
        found.unshift({ first: index, surnames: [this.#whole(index, last)] });
    }
    return found;
  }

  #whole(first: number, last: number): string {
    const name = this.#tokens.slice(first, last + 1).filter(({ kind }) => kind !== 'group');
    return name.map(({ text, spaced }, index) => (index > 0 && spaced ? ` ${text}` : text)).join('');
  }

  #read(last: number): FoundAuthors | undefined {
    const { index, etAl, serial } = this.#withoutEtAl(last);
    if (!etAl) {
      const corporate = this.#corporate(index);
      if (corporate) return corporate;
    }
    const name = this.#name(index);
    if (!name) return undefined;
    const names = [name];
    const joined = this.#joinedBefore(name.first, etAl);
    let listed = this.#isWide && !this.#narrative;
    listed ||= etAl && (serial || !this.#narrative || this.#startsSentence(name.first - 3));
    let serialComma = serial;
    if (joined) {
      names.unshift(joined.name);
      listed = true;
      serialComma = joined.serialComma;
    }
    if (listed) this.#listBefore(names, serialComma);
    const isDoubtful = !etAl && this.#isDoubtfulPair(names);
    if (!isDoubtful && !this.#plausible(names, etAl)) return undefined;
    const initials = names.map((one) => one.initials);
    return {
      first: names[0]!.first,
      surnames: names.map(({ surname }) => surname),
      etAl,
      ...(initials.some((one) => one !== '') && { initials }),
      ...(isDoubtful && { isDoubtful }),
    };
  }

  /** "Do & Minbashian", "May and Lee": a word of the language beside a name may be a name too. */
  #isDoubtfulPair([first, second, ...more]: readonly NameAt[]): boolean {
    if (first === undefined || second === undefined || more.length > 0 || first.certain) return false;
    const [word, other] = [plain(first.surname), plain(second.surname)];
    return isFunctionWord(word) && !isNeverSurname(other) && !isCommonWord(other);
  }

  /** Steps over "et al.", "and colleagues" and a possessive, with the comma that may stand before. */
  #withoutEtAl(last: number): { index: number; etAl: boolean; serial: boolean } {
    let index = last;
    if (this.#text(index) === 's' && /^['’]$/.test(this.#text(index - 1))) index -= 2;
    // "Haas’ (2015)"
    else if (/^['’]$/.test(this.#text(index)) && /s$/.test(this.#word(index - 1))) index -= 1;
    if (others.has(this.#word(index).toLowerCase()) && /^(?:and|&)$/.test(this.#text(index - 1))) {
      const serial = this.#text(index - 2) === ',';
      return { index: index - (serial ? 3 : 2), etAl: true, serial };
    }
    let at = index;
    if (this.#text(at) === '.') at--;
    if (!/^al(?:ii|'s)?$/i.test(this.#word(at))) return { index, etAl: false, serial: false };
    at--;
    if (this.#text(at) === '.') at--;
    if (this.#word(at).toLowerCase() !== 'et') return { index, etAl: false, serial: false };
    at--;
    const serial = this.#text(at) === ',';
    return { index: serial ? at - 1 : at, etAl: true, serial };
  }

  /** The name before "and" or "&". */
  #joinedBefore(first: number, etAl: boolean): { name: NameAt; serialComma: boolean } | undefined {
    if (etAl && !this.#isWide) return undefined;
    if (!conjunctions.has(this.#text(first - 1).toLowerCase())) return undefined;
    const serialComma = this.#text(first - 2) === ',';
    const name = this.#name(first - (serialComma ? 3 : 2));
    return name && { name, serialComma };
  }

  /** Names that commas separate, before those already read. */
  #listBefore(names: NameAt[], serialComma: boolean): void {
    while (names.length < maxNames) {
      const first = names[0]!.first;
      if (this.#text(first - 1) !== ',') return;
      const name = this.#name(first - 2);
      if (!name || isNeverSurname(plain(name.surname)) || adverb.test(name.surname)) return;
      // "In Basel, Smith and Jones (2000)": a place, unless the list goes on with a comma before its "and".
      let place = name.first - 1;
      while (this.#isNamePart(place)) place--;
      const before = this.#word(place);
      if (this.#narrative && !serialComma && opener.test(before)) return;
      names.unshift(name);
    }
  }

  #startsSentence(index: number): boolean {
    return (
      index < this.#floor || /^[.!?;:]$/.test(this.#text(index)) || this.#tokens[index]?.kind === 'barrier'
    );
  }

  /**
   * One name that ends at `index`: "van der Kolk", "Krystal, J. H.", "J. H. Krystal", "Berman RM", "King,
   * Jr.".
   */
  #name(index: number): NameAt | undefined {
    let at = this.#beforeSuffix(index);
    let certain = false;
    const before = this.#beforeInitials(at);
    let initials = this.#letters(before + 1, at);
    if (before < at) {
      at = this.#text(before) === ',' ? before - 1 : before;
      certain = true;
    } else if (
      /^\p{Lu}{1,3}$/u.test(this.#word(at)) &&
      isSurname(this.#word(at - 1)) &&
      this.#tokens[at]?.spaced
    ) {
      initials = this.#word(at);
      at--;
      certain = true;
    }
    const word = this.#word(at);
    if (!isSurname(word)) return undefined;
    let first = at;
    for (let length = this.#particle(first); length > 0; length = this.#particle(first)) {
      first -= length;
      certain = true;
    }
    if (this.#isWide) {
      for (let count = 0; count < 4; count++) {
        if (this.#isSurnamePart(first - 1) || isCalendarWord(plain(this.#word(first - 1)))) first--;
        else if (this.#text(first - 1) === '.' && isInitial(this.#word(first - 2))) first -= 2;
        else break;
      }
      if (first < at) certain = true;
    }
    if (this.#word(first) === 'y' && isSurname(this.#word(first - 1))) first--;
    const surname = this.#surname(first, at);
    const given = this.#beforeInitials(first - 1) + 1;
    if (given < first && this.#ownsInitials(given, first)) {
      initials = this.#letters(given, first);
      first = given;
      certain = true;
    }
    return { first, surname, initials, certain };
  }

  /** The capitals of the initials from `start` up to `end`. */
  #letters(start: number, end: number): string {
    let letters = '';
    for (let index = start; index < end; index++) letters += this.#word(index).replace(/-/g, '');
    return letters;
  }

  #isSurnamePart(index: number): boolean {
    const word = this.#word(index);
    return isSurname(word) && !isNeverSurname(plain(word)) && !adverb.test(word);
  }

  /**
   * How many tokens the particle before `index` is: one, two for the `St.` of "St. John", none where none is
   * there.
   */
  #particle(index: number): number {
    if (!this.#tokens[index]?.spaced) return 0;
    if (this.#text(index - 1) === '.' && /^Ste?$/.test(this.#word(index - 2))) return 2;
    const word = this.#word(index - 1);
    return particles.has(word.toLowerCase()) && (word === word.toLowerCase() || word.length > 1) ? 1 : 0;
  }

  /**
   * "C. Smith" may end a sentence with "vitamin C.": two initials, or one where a name must begin, are
   * initials.
   */
  #ownsInitials(given: number, first: number): boolean {
    if (first - given > 2) return true;
    const before = this.#text(given - 1);
    return before === '' || before === ',' || before === ';' || conjunctions.has(before.toLowerCase());
  }

  #surname(first: number, last: number): string {
    let surname = '';
    for (let index = first; index <= last; index++) {
      surname += (index > first && this.#tokens[index]!.spaced ? ' ' : '') + this.#text(index);
    }
    return surname.replace(/'s$/, '');
  }

  /** The index before "Jr.", "Sr.", "III", which a comma may separate. */
  #beforeSuffix(index: number): number {
    const word = this.#text(index) === '.' ? index - 1 : index;
    if (!/^(?:Jr|Sr|II|III|IV)$/.test(this.#word(word))) return index;
    return this.#text(word - 1) === ',' ? word - 2 : word - 1;
  }

  /** The index before the initials that end at `index`, each a capital with a dot. */
  #beforeInitials(index: number): number {
    let at = index;
    for (let count = 0; count < 4; count++) {
      if (this.#text(at) !== '.' || !/^\p{Lu}(?:-\p{Lu})?$/u.test(this.#word(at - 1))) break;
      at -= 2;
      if (this.#text(at) === '-') at--;
    }
    return at;
  }

  /** "World Health Organization", "WHO", with "[WHO]" between it and the year. */
  #corporate(last: number): FoundAuthors | undefined {
    const end = this.#tokens[last]?.kind === 'group' ? last - 1 : last;
    const short = this.#word(end);
    if (corporateShortNames.has(short)) return { first: end, surnames: [short], etAl: false };
    if (/^[A-Z]{3,12}$/.test(short) && !this.#isSurnamePart(end - 1) && this.#text(end - 1) !== '-')
      return { first: end, surnames: [short], etAl: false, isDoubtful: true };
    let first = end + 1;
    let hasHead = false;
    let capitals = 0;
    for (let index = end; index >= this.#floor && end - index < 12; index--) {
      const word = this.#text(index);
      if (corporateLinks.has(word) && index < end) continue;
      if (!/^\p{Lu}/u.test(this.#word(index)) || corporateLinks.has(word.toLowerCase())) break;
      if (isNeverSurname(plain(word)) && !corporateHeads.has(plain(word))) {
        if (index === end) return undefined;
        // "CALM Study Group": the study is a part of the name, which does not begin with it.
        if (isFunctionWord(plain(word))) break;
        continue;
      }
      hasHead ||= corporateHeads.has(plain(word));
      capitals++;
      first = index;
    }
    if (!hasHead || capitals < 2) return undefined;
    return { first, surnames: [this.#surname(first, end)], etAl: false, isCorporate: true };
  }

  /** Whether these words are names of people, by how many there are and what they are. */
  #plausible(names: readonly NameAt[], etAl: boolean): boolean {
    const words = names.map(({ surname }) => plain(surname));
    if (etAl) return words.slice(0, -1).every((word) => !isNeverSurname(word));
    if (words.some((word, index) => isNeverSurname(word) && !names[index]!.certain)) return false;
    if (names.length > 1) return !words.every((word) => isCommonWord(word));
    const { surname, certain, first } = names[0]!;
    if (certain) return !isCommonWord(words[0]!) || this.#text(first).length === 1;
    const head = /^([a-z]+)-(?:[ivx]+|[a-z]|\p{N}.*)$/u.exec(words[0]!)?.[1];
    if (head !== undefined && (isNeverSurname(head) || isCommonWord(head))) return false;
    return !isCommonWord(words[0]!) && /\p{Ll}/u.test(surname) && surname.length > 1;
  }
}

const namesFrom = (count: number, surnames: readonly string[], initials: readonly string[] | undefined) => ({
  surnames: surnames.slice(count),
  ...(initials && { initials: initials.slice(count) }),
});

/**
 * The short form of a measure or a product: "RSQ", "BDI-II-NL"; not that of an institution that is cited so.
 */
const isShortForm = (word: string): boolean =>
  /^\p{Lu}[\p{Lu}\p{N}]*(?:-[\p{Lu}\p{N}]+)*$/u.test(word) &&
  word.length > 1 &&
  !corporateShortNames.has(word);

const isInitial = (word: string): boolean => /^\p{Lu}$/u.test(word);

/** A capital with more letters behind it: "McEwen", "O'Brien", "d'Errico", "Al-Shahi". */
function isSurname(word: string): boolean {
  if (!/^(?:d'|l'|al-|el-|t')?\p{Lu}['-]?\p{L}/u.test(word) || word === 'Jr' || word === 'Sr') return false;
  // "NeuroImage", "PeerJ" are no people; "McEwen" and "LeDoux" are.
  const camel = /^(\p{Lu}\p{Ll}+)\p{Lu}/u.exec(word)?.[1];
  return camel === undefined || joinedPrefix.test(camel);
}

/** What surnames join to a second capital. */
const joinedPrefix =
  /^(?:Mc|Mac|De|Di|Da|Du|Le|La|Lo|Van|Vande|Vander|Vanden|Von|Fitz|Saint|Ste?|Al|El|Abu|Ben|Bar|Del|Della|Des|Dos|Das|San|Santa|Ter|Ten|Ver|Ap|Mid|Ash)$/;
