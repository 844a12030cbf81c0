import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Project {
  readonly files?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
  readonly compilerOptions?: { readonly composite?: boolean; readonly noEmit?: boolean };
}

const read = (file: string): Project => JSON.parse(readFileSync(file, 'utf8')) as Project;

test('tsconfig.json knows every folder that is checked, so that an editor finds what uses a name of core', () => {
  const folders = [...readdirSync('src').map((name) => `src/${name}`), 'test', 'scripts'];
  const { files, references } = read('tsconfig.json');
  expect(files).toEqual([]);
  expect(references?.map(({ path }) => path).sort()).toEqual(
    folders.filter((folder) => existsSync(`${folder}/tsconfig.json`)).sort(),
  );
});

test('each folder can be looked into from another one', () => {
  expect(read('tsconfig.base.json').compilerOptions).toMatchObject({ composite: true });
  for (const { path } of read('tsconfig.json').references ?? [])
    expect(read(`${path}/tsconfig.json`).compilerOptions, path).not.toHaveProperty('composite');
});
