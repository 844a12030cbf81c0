import { finished } from '../base/steps.ts';
import {
  type AddedWork,
  addWorks,
  type Identifier,
  identifierText,
  knownWorksOf,
  lookUp,
  type Notice,
  notFoundText,
  noticeText,
  parseIdentifier,
  readWorks,
} from '../core/asking.ts';
import {
  type BibliographyFormat,
  detectFormat,
  failureText,
  type Network,
  parseBibliographyInSteps,
  type Reference,
  type ServiceFailure,
} from '../core/index.ts';
import { decodeText } from '../server/decode.ts';
import { createNodeHost } from '../server/hosts/node.ts';
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

/**
 * `psycite add IDENTIFIER|FILE|-… --to BIBLIOGRAPHY`: prints the key of each work, one a line. Exit code 1
 * where one was not found or not taken, 2 where a service did not answer; the others are added all the same.
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
  const network = await commandNetwork(host, values.service);
  const adding = new Adding(network, await openTarget(values.to), values['allow-retracted']);
  for (const text of positionals) await adding.take(text);
  return adding.write();
}

class Adding {
  readonly #wanted: Wanted[] = [];
  readonly #known: ReturnType<typeof knownWorksOf>;
  readonly #keyOf: (index: number) => string;
  #hasProblem = false;
  #isUnanswered = false;

  constructor(
    readonly network: Network,
    readonly target: Target,
    readonly allowsRetracted: boolean,
  ) {
    const bibliography = finished(parseBibliographyInSteps(target.format, target.text));
    this.#known = knownWorksOf(bibliography);
    this.#keyOf = (index) => bibliography.entry(index).key;
  }

  async take(text: string): Promise<void> {
    const identifier = parseIdentifier(text);
    if (identifier !== undefined) {
      await this.#identifier(identifier);
      return;
    }
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
    if (read.kind === 'identifiers') {
      for (const one of read.identifiers) await this.#identifier(one);
      return;
    }
    if (read.works.length === 0) throw new UsageError(`${name} holds no reference that can be read.`);
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
    const { found, failures } = await lookUp(this.network, identifier);
    for (const failure of failures) say(failureText(failure));
    switch (found.kind) {
      case 'record':
        if (failures.some(isAboutNotices)) say('Whether the work was retracted is not known.');
        this.#work(found.record.reference, found.record.notices, identifierText(identifier));
        return;
      case 'unknown':
        this.#isUnanswered = true;
        return;
      case 'none':
        this.#problem(notFoundText(identifier));
        return;
      case 'refused':
        this.#problem(found.reason);
    }
  }

  #work(reference: Reference, notices: readonly Notice[], name: string): void {
    if ((reference.title ?? '') === '') {
      this.#problem(`${name} has no title, and is not added. Give it one.`);
      return;
    }
    const [worst] = notices;
    const isRetracted = worst?.kind === 'retraction' && !this.allowsRetracted;
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

  /** Adds to the file as it is now: others may have written to it while the services were asked. */
  async write(): Promise<number> {
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
    return this.#isUnanswered ? 2 : this.#hasProblem ? 1 : 0;
  }
}

const isAboutNotices = ({ service }: ServiceFailure): boolean => service === 'crossref';

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
    if (size > largestInput)
      throw new UsageError(`standard input holds more than ${largestInput / 1_000_000} MB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const largestInput = 50_000_000;
