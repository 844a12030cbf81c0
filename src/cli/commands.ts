import { add } from './add.ts';
import { annotate } from './annotate.ts';
import { check } from './check.ts';
import { checkPack } from './checkPack.ts';
import { exportWorks } from './export.ts';
import { format } from './format.ts';
import { importFile } from './importFile.ts';
import { zotero } from './zotero.ts';

/** The commands that work on files. Loaded apart from `lsp`, which has to be up at once. */
export const commands = {
  add,
  check,
  annotate,
  format,
  export: exportWorks,
  import: importFile,
  'check-pack': checkPack,
  zotero,
} as const;
