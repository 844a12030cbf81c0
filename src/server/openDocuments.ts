import { formats } from '../base/fileKinds.ts';
import {
  type BibliographyFormat,
  detectFormat,
  fileName,
  type Syntax,
  syntaxOf,
  type Text,
} from '../core/index.ts';
import { isPackUri } from './packStore.ts';

/** What PsyCite does with a file. */
export type FileKind =
  | { readonly kind: 'manuscript'; readonly syntax: Syntax }
  | { readonly kind: 'pack' }
  | { readonly kind: 'bibliography'; readonly format: BibliographyFormat }
  /** Plain text that is no page of a pack, as far as is known. */
  | { readonly kind: 'plain'; readonly version: number; readonly text: Text };

/** VS Code's language of files that have none. */
const plainText = 'plaintext';
/** Characters at the start of a file that tell its format where its name does not. */
const looked = 4096;

/**
 * What the client has open, and what each of it is: told once, from the client's language, the name and the
 * text.
 */
export class OpenDocuments {
  readonly #kinds = new Map<string, FileKind | undefined>();
  /** The client's names of their languages. */
  readonly #languages = new Map<string, string>();

  get uris(): Iterable<string> {
    return this.#kinds.keys();
  }

  has(uri: string): boolean {
    return this.#kinds.has(uri);
  }

  kind(uri: string): FileKind | undefined {
    return this.#kinds.get(uri);
  }

  open(uri: string, languageId: string, version: number, text: Text): FileKind | undefined {
    const kind = kindOf(uri, languageId, version, text);
    this.#kinds.set(uri, kind);
    this.#languages.set(uri, languageId);
    return kind;
  }

  /**
   * The format of a list of references or a plain text after an edit, none where it is plain text: a YAML may
   * be of another format than before, and a text file become a list of references or cease to be one.
   */
  reconsider(uri: string, version: number, text: Text): BibliographyFormat | undefined {
    const kind = kindOf(uri, this.#languages.get(uri) ?? '', version, text);
    const before = this.#kinds.get(uri);
    const [now] = [kind, before].filter((one) => one?.kind === 'bibliography' || one?.kind === 'plain');
    if (now !== undefined) this.#kinds.set(uri, now);
    return now?.kind === 'bibliography' ? now.format : undefined;
  }

  /** Of a plain text: it was edited, or turned out to be a page. */
  set(uri: string, kind: FileKind): void {
    this.#kinds.set(uri, kind);
  }

  close(uri: string): FileKind | undefined {
    const kind = this.#kinds.get(uri);
    this.#kinds.delete(uri);
    this.#languages.delete(uri);
    return kind;
  }
}

function kindOf(uri: string, languageId: string, version: number, text: Text): FileKind | undefined {
  const syntax = syntaxOf(uri, languageId, text.toString());
  if (syntax !== undefined) return { kind: 'manuscript', syntax };
  if (isPackUri(uri)) return { kind: 'pack' };
  const ofLanguage = formats.find(([, { ids = [] }]) => ids.includes(languageId))?.[0];
  const format = ofLanguage ?? detectFormat(fileName(uri), text.slice(0, looked));
  if (format !== undefined) return { kind: 'bibliography', format };
  return languageId === plainText ? { kind: 'plain', version, text } : undefined;
}
