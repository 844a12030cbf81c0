import { failed, saidBy, statusFailure } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';

/** A style of the CSL repository, which may take its rules from another. */
export type DownloadedStyle =
  | { readonly kind: 'style'; readonly name: string; readonly text: string }
  | { readonly kind: 'none'; readonly message: string }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/** Bytes; the longest style has 70,000. */
const maxStyleSize = 1_000_000;
const folder = '/citation-style-language/styles/master/';

/**
 * The style of a name, of an address of the repository or of a journal's title, as the repository names it.
 */
export async function downloadStyle(network: Network, wanted: string): Promise<DownloadedStyle> {
  const name = nameOf(wanted);
  if (name === '')
    return {
      kind: 'none',
      message: 'Name a style as the CSL repository does, for example “journal-of-sleep-research”.',
    };
  for (const path of [`${folder}${name}.csl`, `${folder}dependent/${name}.csl`]) {
    const answer = await network.ask({ service: 'csl-styles', path, limit: maxStyleSize });
    if (answer.kind === 'failed') return answer;
    if (answer.status === 404) continue;
    if (answer.status !== 200) return statusFailure('csl-styles', answer);
    return isStyle(answer.text)
      ? { kind: 'style', name, text: answer.text }
      : failed('csl-styles', { kind: 'unreadable', wanted: 'a citation style', said: saidBy(answer.text) });
  }
  return { kind: 'none', message: `The CSL repository has no style “${name}”.` };
}

/** A page has styles too, of another kind. */
const isStyle = (text: string): boolean =>
  /<(?:\w{1,20}:)?style[\s>]/.test(text) && !/<(?:!DOCTYPE\s+html|html)\b/i.test(text.slice(0, 2_000));

const maxNameLength = 200;

const nameOf = (wanted: string): string =>
  wanted
    .trim()
    .slice(0, 1_000)
    .replace(/^https?:\/\/[^?#]*\//i, '')
    .replace(/\.csl$/i, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, maxNameLength);
