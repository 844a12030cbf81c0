import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importPaper } from '../core/importing.ts';
import { Text } from '../core/index.ts';
import { parseCommand, readText, UsageError } from './session.ts';

/** `psycite import FILE [--out PACK.json]`: a private pack of a saved paper, on stdout or in a file; doubts on stderr. */
export async function importFile(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseCommand(args, { out: { type: 'string' } });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('import takes one file.');
  const text = await readText(path);
  const { shippedPacks } = await import('../packs/index.ts');
  const { value, problems, doubts } = importPaper(
    { name: basename(path), text },
    { date: new Date().toISOString().slice(0, 10), packs: shippedPacks },
  );
  if (value === undefined) throw new UsageError(`${path}: ${problems[0]?.message ?? 'this is no paper.'}`);
  const source = Text.of(text);
  for (const { message, start } of doubts) {
    const { line, character } = source.positionAt(start);
    process.stderr.write(`${path}:${line + 1}:${character + 1}: ${message}\n`);
  }
  const json = `${JSON.stringify(value, null, 2)}\n`;
  if (values.out === undefined) process.stdout.write(json);
  else {
    await writeFile(values.out, json).catch((error: unknown) => {
      throw new UsageError(`“${values.out}” cannot be written (${(error as { code?: string }).code}).`);
    });
  }
  return 0;
}
