import { corporateHeads } from '../../manuscript/authorYear/words.ts';
import { sectionsNamed } from '../../manuscript/sections.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import { type Beside, besideOf, shortWords } from './beside.ts';
import { hintsOfBlocks, introduced } from './hints.ts';
import {
  abbreviationSection,
  type Definition,
  type Occurrence,
  type Unit,
} from './manuscriptAbbreviations.ts';

/** What a document says of abbreviations besides the definitions of the file itself. */
export class Explanations {
  readonly #manuscript: Manuscript;
  readonly #keys: ReadonlySet<string>;
  /** Parts of short forms that are defined, and words of their long forms. */
  readonly #parts: ReadonlySet<string>;
  #explained: ReadonlySet<string> | undefined;
  readonly #beside: Beside;
  readonly #before: Beside;
  /** Whether the document has other files. */
  readonly isBook: boolean;
  #words: ReadonlySet<string> | undefined;

  constructor(
    manuscript: Manuscript,
    definitions: readonly Definition[],
    beside: readonly Manuscript[],
    before: readonly Manuscript[],
  ) {
    this.isBook = beside.length > 0;
    this.#before = besideOf(before);
    this.#manuscript = manuscript;
    this.#keys = new Set(definitions.map(({ key }) => key));
    // A chapter may say the same again: each long form is cut into words once.
    const longs = new Map(definitions.map((definition) => [definition.longKey, definition]));
    // "PFC" beside "mPFC", "TDCS" at the head of a sentence beside "tDCS".
    this.#parts = new Set(
      [...longs.values()].flatMap(({ key, long }) => [
        ...key.split('-'),
        key.replace(/^[a-z]{1,2}(?=[A-Z]{2})/, ''),
        key.toUpperCase(),
        ...wordsOf(long),
      ]),
    );
    this.#beside = besideOf(beside);
  }

  /** Whether an earlier file of the document uses a word: if it has to be spelled out, then there. */
  isSaidBefore(word: string): boolean {
    return this.#before.uses(word);
  }

  /** Whether another file of the document spells a short form out. */
  explainsElsewhere(key: string): boolean {
    return this.#beside.explains(key);
  }

  /** "ROC" where this part, or another file, has spelled AUROC out: its words are among those. */
  explainsLonger(key: string, definitions: readonly Definition[], unit: Unit): boolean {
    const isLonger = (one: string) => one !== key && key.length > 2 && one.endsWith(key);
    return (
      definitions.some((one) => one.unit === unit && isLonger(one.key)) || this.#beside.explainsOne(isLonger)
    );
  }

  /** Whether a use is explained where it stands: "CNN: the convolutional neural network is …". */
  explainsAt({ key, start, end, block }: Occurrence): boolean {
    const { text, blocks } = this.#manuscript;
    // "a high (HR) or a low (LR) familial risk", "a mean absolute error (MAE: 0.01)"
    if (
      text[start - 1] === '(' &&
      /^ ?[):=]/.test(text.slice(end, end + 2)) &&
      hintsOfBlocks.get(blocks[block]!.body).has(key)
    )
      return true;
    const behind = /^ ?[=:] ((?:\p{L}+[ -]){1,4})/u.exec(text.slice(end, end + 60))?.[1];
    const words = behind?.toLowerCase().split(/[ -]/) ?? [];
    return words.some((word) => word.startsWith(key.charAt(0).toLowerCase()));
  }

  /**
   * Whether a reader can tell what a word means that has no definition of its own: from another file, a list
   * of abbreviations, a bracket behind words that hold its letters, or as a part of what is explained ("NMDA"
   * beside "NMDA receptor (NMDA-R)", "GABA-A" beside "GABA").
   */
  explains(word: string): boolean {
    if (this.#beside.explains(word)) return true;
    // "DCMS" is written for the plural of DCM.
    if (/[A-Z]{2}S$/.test(word) && this.#defines(word.slice(0, -1))) return true;
    const [stem] = word.split('-', 1);
    if (this.#parts.has(word) || this.#defines(stem!)) return true;
    this.#explained ??= this.#findExplained();
    return this.#explained.has(word);
  }

  /** Whether a word begins a bracket behind words, as introductions do. */
  introduces(word: string): boolean {
    this.#explained ??= this.#findExplained();
    return this.#explained.has(introduced(word));
  }

  #defines(word: string): boolean {
    return this.#keys.has(word) || this.#beside.explains(word);
  }

  /**
   * What brackets hint at, and in a section of abbreviations every short form: it is there to be explained.
   */
  #findExplained(): ReadonlySet<string> {
    const { blocks } = this.#manuscript;
    const explained = new Set<string>();
    for (const hints of hintsOfBlocks.of(blocks)) for (const hint of hints) explained.add(hint);
    for (const section of sectionsNamed(this.#manuscript, abbreviationSection)) {
      for (const { start, body } of blocks)
        if (section.start <= start && start < section.end)
          for (const word of shortWords.get(body)) explained.add(word);
    }
    return explained;
  }

  /**
   * Whether a short form is worth introducing though this file does not use it: another one does, a longer
   * one holds it, or it is the name of an institution.
   */
  isUseful({ key, long, start, end, longSpan }: Definition): boolean {
    // "REWARD (Reduce Research Waste and Reward Diligence)": a word that is used here, with a gloss.
    if (start < longSpan.start) return true;
    // "repetition time [TR] = 2 s", "cycle threshold (Ct) value": the symbol of a value.
    const behind = this.#manuscript.text.slice(end, end + 60);
    if (/^[\])}]{1,3} ?(?:[=<>≤≥]|values?\b)/.test(behind)) return true;
    // The symbol of a gene: "lamin A (*LMNA*) gene".
    if (/^[*_})]{1,3} gene/.test(behind)) return true;
    if (nameOfThing.test(behind)) return true;
    if (this.#beside.uses(key) || isInstitution(long) || instrument.test(long) || /[+±]/.test(key))
      return true;
    this.#words ??= new Set(shortWords.of(this.#manuscript.blocks).flatMap((words) => [...words]));
    for (const word of this.#words) if (word.length > key.length && isPartOf(key, word)) return true;
    return false;
  }
}

const wordsOf = (long: string): readonly string[] => long.split(/[^\p{L}\p{N}-]+/u);

/** "SVD" in "SVDEn", "MRI" in "fMRI"; not "ADE" in "SHADES". */
const isPartOf = (key: string, word: string): boolean =>
  key.length > 2 &&
  ((word.startsWith(key) && /^[A-Z]?[a-z]/.test(word.slice(key.length))) ||
    (word.endsWith(key) && /^[a-z]{1,3}$/.test(word.slice(0, -key.length))));

/**
 * "Eating Attitudes Test (EAT)": a measure is looked for by its short form, which papers give with it, and so
 * are atlases, tools and guidelines.
 */
const instrument = new RegExp(
  `\\b(?:${[
    'Scales?|Inventory|Questionnaire|Checklist|Index|Test|Battery|Interview|Schedule|Survey|Task|Rating|Scores?',
    'Atlas|Toolbox|Toolkit|Package|Software|Library|Guidelines?|Criteria|Study|Trial|Initiative|Ontology',
  ].join('|')})(?:\\b|$)`,
);

const things = [
  'atlas|toolbox|toolkit|package|software|library|pipeline|repository|platform|vocabulary|ontology|terms',
  'guidelines?|checklist|criteria|study|trial',
].join('|');

/** "(QLT) atlas", "(QLT) is a toolbox", "(QLT, https://…)": what is found by this name. */
const nameOfThing = new RegExp(
  `^s?(?:[)\\]}*_]{1,3} (?:(?:is|was) an? (?:\\p{L}{2,20} )?)?(?:${things})\\b|[;,] ?<?https?:)`,
  'u',
);

const isGermanHead = /(?:gemeinschaft|gesellschaft|ministerium|institut|verband|stiftung)$/;

/** The bodies that publish, and what is named as they are though it writes nothing. */
const isHead = (word: string): boolean =>
  corporateHeads.has(word) ||
  /^(?:banks?|funds?|regist(?:er|ry)|databases?|collaboration|archives?)$/.test(word);

/** "Committee on Tests (COTX)": the name of somebody, which helps whoever knows it. */
function isInstitution(long: string): boolean {
  const words = long.split(/\s+/).filter((word) => word.length > 3);
  const isName = words.every((word) => /^\p{Lu}/u.test(word));
  return isName && words.some((word) => isHead(word.toLowerCase()) || isGermanHead.test(word));
}
