import { pdfEngines, tools } from './tools.ts';

/** The machine, as far as programs are looked for on it. */
export interface Machine {
  /** The variable PATH. */
  readonly path: string;
  readonly isWindows: boolean;
  /** The user's folder; empty where there is none. */
  readonly home: string;
  /** True for a file. */
  exists(path: string): Promise<boolean>;
}

/** Folders that a window started from a desktop often does not have in its PATH. */
const usual = ['/usr/local/bin', '/opt/homebrew/bin', '/Library/TeX/texbin', '/opt/quarto/bin'];
const usualAtHome = ['.local/bin', '.cargo/bin', 'bin'];

/** More folders than this are not looked through. */
const maxFolders = 200;

/**
 * The programs that export a manuscript, by name, with their paths. `configured` holds the paths that the
 * user's settings give: such a one is believed, and a program of that name is not looked for elsewhere.
 */
export async function findPrograms(
  machine: Machine,
  configured: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Set([...tools.map(({ program }) => program), ...pdfEngines]);
  const folders = foldersOf(machine);
  const found = await Promise.all(
    [...names].map(
      async (name) => [name, configured.get(name) ?? (await find(machine, folders, name))] as const,
    ),
  );
  return new Map(found.flatMap(([name, path]) => (path === undefined ? [] : [[name, path] as const])));
}

function foldersOf({ path, isWindows, home }: Machine): readonly string[] {
  const own = path
    .split(isWindows ? ';' : ':')
    .filter((folder) => folder !== '' && isAbsolute(folder, isWindows));
  const more = isWindows
    ? []
    : [...usual, ...(home === '' ? [] : usualAtHome.map((folder) => `${home}/${folder}`))];
  return [...new Set([...own, ...more])].slice(0, maxFolders);
}

/** A folder relative to wherever the editor was started could hold anything. */
const isAbsolute = (folder: string, isWindows: boolean): boolean =>
  isWindows ? /^(?:[a-z]:)?[\\/]/i.test(folder) : folder.startsWith('/');

async function find(machine: Machine, folders: readonly string[], name: string): Promise<string | undefined> {
  const separator = machine.isWindows ? '\\' : '/';
  const file = machine.isWindows ? `${name}.exe` : name;
  for (const folder of folders) {
    const path = folder.endsWith(separator) ? folder + file : folder + separator + file;
    if (await machine.exists(path)) return path;
  }
  return undefined;
}
