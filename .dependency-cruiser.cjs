// The import rules of ARCHITECTURE.md. Each rule names the folder it protects.
const external = 'node_modules|^node:';

/**
 * The folders of core from the lowest to the highest: none imports from one that stands behind it, so that
 * there is no loop of folders.
 */
const layers = [
  'bibliography',
  'manuscript',
  'paper',
  'terms',
  'render',
  'import',
  'services',
  'workspace',
  'features',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'base-imports-nothing',
      severity: 'error',
      from: { path: '^src/base' },
      to: { pathNot: '^src/base' },
    },
    {
      name: 'core-imports-base-and-its-libraries',
      severity: 'error',
      from: { path: '^src/core' },
      to: {
        pathNot:
          '^src/(core|base)|node_modules/(@lezer|yaml|jsonc-parser|saxes|xmlchars|fastest-levenshtein|picomatch|@cfworker|parse5)',
      },
    },
    ...layers.slice(0, -1).map((layer, place) => ({
      name: `core-${layer}-imports-lower-layers`,
      severity: 'error',
      from: { path: `^src/core/${layer}/` },
      to: { path: `^src/core/(${layers.slice(place + 1).join('|')})/` },
    })),
    {
      name: 'core-has-no-other-folders',
      severity: 'error',
      from: { path: `^src/core/(?!(?:${layers.join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'features-do-not-import-one-another',
      severity: 'error',
      from: { path: '^src/core/features/([^/]+)' },
      to: { path: '^src/core/features', pathNot: '^src/core/features/$1' },
    },
    {
      name: 'core-is-reached-through-its-index',
      severity: 'error',
      from: { path: '^src/(?!core)' },
      to: { path: '^src/core', pathNot: '^src/core/(index|importing|asking|previewing)\\.ts$' },
    },
    {
      name: 'protocol-imports-base-and-its-library',
      severity: 'error',
      from: { path: '^src/protocol' },
      to: { pathNot: '^(src/(protocol|base)|node_modules/valibot)' },
    },
    {
      name: 'server-imports',
      severity: 'error',
      from: { path: '^src/server' },
      to: {
        path: '^src',
        pathNot: '^src/(server|core/(index|importing|asking)\\.ts|base|protocol|packs)',
      },
    },
    {
      name: 'only-convert-and-handlers-know-lsp-types',
      severity: 'error',
      from: { path: '^src/(base|core|protocol|client|webview)' },
      to: { path: 'node_modules/vscode-languageserver' },
    },
    {
      name: 'client-imports-protocol-and-what-previews-need',
      severity: 'error',
      from: { path: '^src/client' },
      to: { path: '^src', pathNot: '^src/(client|base|protocol|core/previewing\\.ts)' },
    },
    {
      name: 'webview-imports-protocol',
      severity: 'error',
      from: { path: '^src/webview' },
      to: { path: '^src', pathNot: '^src/(webview|protocol)' },
    },
    {
      name: 'cli-imports',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^src',
        pathNot: '^src/(cli|core/(index|importing|asking)\\.ts|server|base|packs|protocol)',
      },
    },
    {
      name: 'nobody-imports-an-entry',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/cli|/(node|web)\\.ts$' },
      to: { path: '^src/.*/(node|web)\\.ts$' },
    },
    {
      name: 'node-built-ins-only-in-node-entries-and-cli',
      severity: 'error',
      from: { path: '^src', pathNot: '(/node\\.ts$|^src/cli)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: external },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
