import { finished } from '../base/steps.ts';
import {
  type AddedWork,
  addWorks,
  type Identifier,
  identifierText,
  isTakenBack,
  knownWorksOf,
  lookedUpTexts,
  lookUp,
  type Notice,
  noticeText,
  othersText,
  parseIdentifier,
  readWorks,
  type Submitted,
  unansweredText,
} from '../core/asking.ts';
import {
  type BibliographyFormat,
  detectFormat,
  type Network,
  parseBibliographyInSteps,
  type Reference,
} from '../core/index.ts';
import { decodeText } from '../server/decode.ts';
import { createNodeHost } from '../server/hosts/node.ts';
import { timeFor } from '../server/network/network.ts';
import { commandNetwork, serviceOption } from './network.ts';
import { say } from './say.ts';
import { parseCommand, readBytes, UsageError } from './session.ts';
import { writeWhole } from './writeWhole.ts';

/** One work that was asked for: found, there already, or not to be had. */
type Wanted =
  | { readonly kind: 'work'; readonly reference: Reference; readonly notices: readonly Notice[] }
  | { readonly kind: 'known'; readonly key: string }
  | { readonly kind: 'missing' };

interface Target {
  readonly path: string;
  readonly format: BibliographyFormat;
  readonly text: string;
}

/** An argument, and the works or identifiers that it is or holds. */
interface Named {
  readonly name: string;
  readonly read: Submitted;
}

/**
 * `psycite add IDENTIFIER|FILE|-… --to BIBLIOGRAPHY`: prints the key of each work, one a line. Exit code 1
 * where one was not found or not taken, 2 where a service did not answer or a word is no identifier; the
 * others are added all the same.
 */
export async function add(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, {
    to: { type: 'string' },
    'allow-retracted': { type: 'boolean', default: false },
    ...serviceOption,
  });
  if (positionals.length === 0)
    throw new UsageError(
      'add takes identifiers (DOI, PMID, PMCID, arXiv, ISBN), files of references, or “-”.',
    );
  if (values.to === undefined)
    throw new UsageError('add needs the bibliography to write to: --to references.bib');
  const host = createNodeHost();
  const target = await openTarget(values.to);
  const { submitted, isMisused } = await submittedByAll(positionals);
  const count = submitted.reduce(
    (sum, { read }) => sum + (read.kind === 'identifiers' ? read.identifiers.length : 0),
    0,
  );
  const network = await commandNetwork(host, values.service, timeFor(count));
  const adding = new Adding(network, target, values['allow-retracted']);
  for (const { name, read } of submitted) await adding.take(name, read);
  const code = await adding.write(count);
  return isMisused ? 2 : code;
}

/** One wrong word does not keep the others from being added; where all are wrong it is the whole answer. */
async function submittedByAll(texts: readonly string[]) {
  const submitted: Named[] = [];
  const wrong: UsageError[] = [];
  for (const text of texts)
    try {
      submitted.push(await submittedBy(text));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong.push(error);
    }
  const last = wrong.at(-1);
  if (last !== undefined && submitted.length === 0) {
    for (const { message } of wrong.slice(0, -1)) say(message);
    throw last;
  }
  for (const { message } of wrong) say(`${message} The others are added without it.`);
  let isMisused = wrong.length > 0;
  for (const { read } of submitted)
    if (read.kind === 'identifiers' && read.others.length > 0) {
      say(othersText(read.others));
      isMisused = true;
    }
  return { submitted, isMisused };
}

/** The works or identifiers of an argument: an identifier, a file, or standard input. */
async function submittedBy(text: string): Promise<Named> {
  const identifier = parseIdentifier(text);
  if (identifier !== undefined)
    return { name: text, read: { kind: 'identifiers', identifiers: [identifier], others: [] } };
  const isInput = text === '-';
  const bytes = isInput ? await standardInput() : await readBytes(text);
  if (bytes === undefined)
    throw new UsageError(`“${text}” is no identifier that PsyCite knows, and no file.`);
  const name = isInput ? 'standard input' : text;
  const read = readWorks(isInput ? '' : text, decodeText(bytes));
  if (read === undefined)
    throw new UsageError(
      `${name} holds neither references (BibTeX, RIS, NBIB, ENW, CSL) nor identifiers, one a line.`,
    );
  if (read.kind === 'works' && read.works.length === 0)
    throw new UsageError(`${name} holds no reference that can be read.`);
  return { name, read };
}

class Adding {
  readonly #wanted: Wanted[] = [];
  readonly #known: ReturnType<typeof knownWorksOf>;
  readonly #keyOf: (index: number) => string;
  #hasProblem = false;
  readonly #unanswered: Identifier[] = [];
  readonly #told = new Set<string>();

  constructor(
    readonly network: Network,
    readonly target: Target,
    readonly allowsRetracted: boolean,
  ) {
    const bibliography = finished(parseBibliographyInSteps(target.format, target.text));
    this.#known = knownWorksOf(bibliography);
    this.#keyOf = (index) => bibliography.entry(index).key;
  }

  async take(name: string, read: Submitted): Promise<void> {
    if (read.kind === 'identifiers') {
      for (const one of read.identifiers) await this.#identifier(one);
      return;
    }
    for (const { message } of read.problems) say(`${name}: ${message}`);
    for (const { key, reference, notices } of read.works)
      this.#work(reference, notices, `“${key}” of ${name}`);
  }

  async #identifier(identifier: Identifier): Promise<void> {
    const index = this.#known.byIdentifier(identifier.kind, identifier.id);
    if (index !== undefined) {
      this.#wanted.push({ kind: 'known', key: this.#keyOf(index) });
      return;
    }
    const lookedUp = await lookUp(this.network, identifier);
    for (const text of lookedUpTexts(lookedUp, identifier, this.#told)) say(text);
    const { found } = lookedUp;
    if (found.kind === 'record')
      this.#work(found.record.reference, found.record.notices, identifierText(identifier));
    else if (found.kind === 'unknown') this.#unanswered.push(identifier);
    else this.#hasProblem = true;
  }

  #work(reference: Reference, notices: readonly Notice[], name: string): void {
    if ((reference.title ?? '') === '') {
      this.#problem(`${name} has no title, and is not added. Give it one.`);
      return;
    }
    const [worst] = notices;
    const isRetracted = worst !== undefined && isTakenBack(worst) && !this.allowsRetracted;
    if (isRetracted && this.#known.find(reference) === undefined) {
      this.#problem(
        `${name} ${noticeText(worst)}, and is not added. Add it all the same with --allow-retracted.`,
      );
      return;
    }
    if (worst !== undefined) say(`${name} ${noticeText(worst)}.`);
    this.#wanted.push({ kind: 'work', reference, notices });
  }

  #problem(message: string): void {
    say(message);
    this.#hasProblem = true;
  }

  /**
   * Adds to the file as it is now: others may have written to it while the services were asked. Of several
   * identifiers those without an answer are named.
   */
  async write(identifiers: number): Promise<number> {
    if (identifiers > 1 && this.#unanswered.length > 0) say(unansweredText(this.#unanswered));
    const { path } = this.target;
    const { format, text } = await openTarget(path);
    const references = this.#wanted.flatMap((one) => (one.kind === 'work' ? [one.reference] : []));
    const added = addWorks(format, text, references);
    if (added.kind === 'refused') throw new UsageError(`nothing was added to “${path}”: ${added.reason}.`);
    if (added.text !== text) await writeWhole(path, added.text);
    let place = 0;
    const works = this.#wanted.map((one): AddedWork => {
      if (one.kind === 'known') return { key: one.key, isKnown: true };
      return added.works[place++]!;
    });
    for (const { key, isKnown } of works) {
      if (isKnown) say(`“${key}” is in ${path} already.`);
      process.stdout.write(`${key}\n`);
    }
    return this.#unanswered.length > 0 ? 2 : this.#hasProblem ? 1 : 0;
  }
}

/** The bibliography that is written to; a file that is not there is an empty one. */
async function openTarget(path: string): Promise<Target> {
  const bytes = await readBytes(path);
  const text = bytes === undefined ? '' : utf8(path, bytes);
  const format = detectFormat(path, text);
  if (format !== undefined) return { path, format, text };
  throw new UsageError(
    `“${path}” is no bibliography that PsyCite writes; the name ends in .bib, .json, .yaml, .ris, .nbib or .enw.`,
  );
}

function utf8(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `“${path}” is not UTF-8, and letters of it would be lost. Convert it to UTF-8 first.`,
    );
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxInputSize)
      throw new UsageError(`standard input holds more than ${maxInputSize / 1_000_000} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const maxInputSize = 50_000_000;
