import type { TextEdit } from '../../base/edit.ts';
import type { Text } from '../../base/text.ts';
import { parseManuscript } from '../manuscript/index.ts';
import type { Manuscript, ManuscriptOptions, PreviousParse, Syntax } from '../manuscript/types.ts';
import { syntaxAfter } from './language.ts';

/**
 * One manuscript at one version, open or read from disk. Immutable; parsed when first asked for, from the
 * last parse and the edits since, so that a burst of keystrokes costs one small re-parse.
 */
export class ManuscriptFile {
  readonly kind = 'manuscript';
  readonly uri: string;
  readonly syntax: Syntax;
  /** The client's version of the document; null for a file that is not open. */
  readonly version: number | null;
  readonly text: Text;
  readonly options: ManuscriptOptions;
  #manuscript: Manuscript | undefined;
  #previous: PreviousParse | undefined;

  constructor(
    uri: string,
    syntax: Syntax,
    version: number | null,
    text: Text,
    options: ManuscriptOptions,
    previous?: PreviousParse,
  ) {
    this.uri = uri;
    this.syntax = syntax;
    this.version = version;
    this.text = text;
    this.options = options;
    this.#previous = previous;
  }

  get manuscript(): Manuscript {
    if (this.#manuscript === undefined) {
      this.#manuscript = parseManuscript(this.syntax, this.text.toString(), this.options, this.#previous);
      this.#previous = undefined;
    }
    return this.#manuscript;
  }

  /** The file after `edits`, each of which is against the text that the ones before it left. */
  edited(version: number, edits: readonly TextEdit[]): ManuscriptFile {
    let text = this.text;
    for (const edit of edits) text = text.replace(edit);
    const syntax = syntaxAfter(this.syntax, text, edits);
    if (syntax !== this.syntax) return new ManuscriptFile(this.uri, syntax, version, text, this.options);
    const previous =
      this.#manuscript !== undefined
        ? { manuscript: this.#manuscript, edits }
        : this.#previous && {
            manuscript: this.#previous.manuscript,
            edits: [...this.#previous.edits, ...edits],
          };
    return new ManuscriptFile(this.uri, this.syntax, version, text, this.options, previous);
  }

  withOptions(options: ManuscriptOptions): ManuscriptFile {
    return new ManuscriptFile(this.uri, this.syntax, this.version, this.text, options);
  }
}
