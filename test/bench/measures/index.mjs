/** Measures by name that take long: they run where they are named. */
export const longMeasures = {
  soak: () => import('./soak.mjs'),
};

/** The measures by name, in the order of the table. Each gives rows: see support/rows.mjs. */
export const measures = {
  initialize: () => import('./initialize.mjs'),
  indexing: () => import('./indexing.mjs'),
  breakages: () => import('./breakages.mjs'),
  firstCompletion: () => import('./firstCompletion.mjs'),
  requests: () => import('./requests.mjs'),
  bibliographyKeystroke: () => import('./bibliographyKeystroke.mjs'),
  memory: () => import('./memory.mjs'),
  growth: () => import('./growth.mjs'),
  waiting: () => import('./waiting.mjs'),
  manuscriptKeystroke: () => import('./manuscriptKeystroke.mjs'),
  manuscriptCompletion: () => import('./manuscriptCompletion.mjs'),
  zoteroCompletion: () => import('./zoteroCompletion.mjs'),
  terms: () => import('./terms.mjs'),
  import: () => import('./import.mjs'),
  outline: () => import('./outline.mjs'),
  preview: () => import('./preview.mjs'),
  assistants: () => import('./assistants.mjs'),
  closing: () => import('./closing.mjs'),
  outlineSteps: () => import('./outlineSteps.mjs'),
  check: () => import('./check.mjs'),
};
