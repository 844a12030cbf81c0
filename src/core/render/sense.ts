import type { Sense } from '../terms/index.ts';
import { escapeMarkdown } from './escape.ts';
import { shortCitation } from './reference.ts';

/** How likely a sense is, in a word or two, and why. */
interface Note {
  readonly mark: string;
  readonly text: string;
}

/**
 * How likely it is that a term is what a text means, and why, as safe Markdown; "" where it is certain.
 * Nobody takes for certain what was only asked for.
 */
export function senseNote(sense: Sense, text: string): string {
  const note = noteOf(sense, text);
  return note === undefined ? '' : `*${note.mark}*: ${escapeMarkdown(note.text, { maximum: 600 })}`;
}

/** The same as plain text, for lists that know no markup. */
export function plainSenseNote(sense: Sense, text: string): string {
  const note = noteOf(sense, text);
  return note === undefined ? '' : `${note.mark}: ${note.text}`;
}

/** Where a sense is from: the paper, or the glossary by its title. */
export const sourceOf = ({ pack: { kind, source } }: Pick<Sense, 'pack'>): string =>
  kind === 'glossary' || kind === 'own' ? (source.title ?? source.id) : shortCitation(source);

function noteOf(sense: Sense, text: string): Note | undefined {
  if (sense.likelihood === 'certain') return undefined;
  const where = sense.pack.kind === 'glossary' ? 'in psychiatry and neuroscience' : `in ${sourceOf(sense)}`;
  const stands = `${where} “${text}” stands for “${sense.term.prefLabel}”`;
  const known = `${where} “${text}” is a term`;
  const others = sense.elsewhere.length === 0 ? '' : ` Elsewhere it may be: ${sense.elsewhere.join(', ')}.`;
  switch (sense.reason) {
    case 'as-written':
      return others === '' ? undefined : { mark: 'Likely', text: `${stands}.${others}` };
    case 'near-name':
      return undefined;
    case 'defined-otherwise':
      return {
        mark: 'Unlikely here',
        text: `this manuscript defines “${text}” as something else; ${stands}.`,
      };
    case 'several-meanings':
      return { mark: 'Possible', text: `${stands}. The manuscript does not define it.${others}` };
    case 'everyday-word':
      return { mark: 'Possible', text: `${known}; it is an everyday word too.` };
    case 'within-phrase':
      return { mark: 'Unlikely here', text: `it is a part of a phrase with a meaning of its own; ${known}.` };
    case 'other-case':
      return { mark: 'Possible', text: `a form of “${sense.label}”, written otherwise.${others}` };
  }
}
