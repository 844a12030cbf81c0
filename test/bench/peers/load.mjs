import { createRequire } from 'node:module';

/** Loads a package of this folder as a program would: by its `import` entry. */
export const load = (name) => import(name);

/** Loads one that is CommonJS, or a file inside one. */
export const loadCommonJs = createRequire(import.meta.url);
