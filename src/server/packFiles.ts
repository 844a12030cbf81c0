import { fileName, normaliseUri, type PaperPack, type Problem, readPack, Text } from '../core/index.ts';

/** Larger packs are refused unread. Bytes. */
export const packLimit = 20_000_000;

export const isPackUri = (uri: string): boolean => /\/\.psycite\/packs\/[^/]+\.json$/.test(normaliseUri(uri));

interface PackFile {
  readonly text: Text;
  readonly problems: readonly Problem[];
  /** Undefined where the file is no pack at all. */
  readonly pack: PaperPack | undefined;
}

/** The packs that ship, and those of the workspace as their files hold them. */
export class PackFiles {
  readonly #files = new Map<string, PackFile>();
  #shipped: readonly PaperPack[] = [];
  #tell: () => void = () => undefined;
  /** Resolves when the packs that ship are there. */
  readonly whenShipped = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  ship(packs: readonly PaperPack[]): void {
    this.#shipped = packs;
    this.#tell();
  }

  /** The packs to use: of several with one id the last counts, so that a workspace can have its own of a paper. */
  get packs(): readonly PaperPack[] {
    const all = [...this.#shipped, ...[...this.#files.values()].flatMap(({ pack }) => pack ?? [])];
    return [...new Map(all.map((pack) => [pack.id, pack])).values()];
  }

  get shipped(): readonly PaperPack[] {
    return this.#shipped;
  }

  uris(): string[] {
    return [...this.#files.keys()];
  }

  text(uri: string): Text | undefined {
    return this.#files.get(uri)?.text;
  }

  /** The file of the workspace that holds the pack of this id. */
  uriOf(id: string): string | undefined {
    return [...this.#files].findLast(([, { pack }]) => pack?.id === id)?.[0];
  }

  /** What is wrong with a file; also that it is not used, for another one has its id and counts. */
  problems(uri: string): readonly Problem[] {
    const file = this.#files.get(uri);
    if (file === undefined) return [];
    const counts = file.pack && this.uriOf(file.pack.id);
    return counts === undefined || counts === uri ? file.problems : [idTaken(file, counts), ...file.problems];
  }

  /** Validates a file's text and takes it in. */
  read(uri: string, text: string): void {
    const { value, problems } = readPack(text);
    this.#files.set(uri, { text: Text.of(text), problems, pack: value });
  }

  /** A file that is not read, and why not. */
  refuse(uri: string, reason: string): void {
    const message = `This pack is not read: ${reason}.`;
    this.#files.set(uri, {
      text: Text.of(''),
      problems: [{ code: 'pack-syntax', start: 0, end: 0, message }],
      pack: undefined,
    });
  }

  /** The text of an open file after a keystroke; it is validated once things are quiet. */
  edit(uri: string, text: Text): void {
    const file = this.#files.get(uri);
    if (file !== undefined) this.#files.set(uri, { ...file, text });
  }

  forget(uri: string): void {
    this.#files.delete(uri);
  }
}

function idTaken({ text, pack }: PackFile, counts: string): Problem {
  const id = JSON.stringify(pack!.id);
  const whole = text.toString();
  const at = /"id"\s*:\s*/.exec(whole.slice(0, 10_000));
  const start = at && whole.startsWith(id, at.index + at[0].length) ? at.index + at[0].length : 0;
  return {
    code: 'pack-rule',
    start,
    end: start === 0 ? Math.min(1, whole.length) : start + id.length,
    message: `“${fileName(counts)}” holds a pack with the same id, and that one is used. Give one of them another id.`,
  };
}
