const usage = `Usage:
  psycite lsp --stdio                                   start the language server
  psycite mcp --stdio [--root DIR]                      give assistants the library (Model Context Protocol)
  psycite check FILE… [--format text|json|github|sarif] [--explain]
  psycite annotate FILE [--format json]                 everything PsyCite sees in a manuscript, as JSON
  psycite format FILE [--style NAME|FILE.csl] [--locale L] [--to text|html|markdown|json]
                                                        the list of references of a manuscript
  psycite export MANUSCRIPT --format bibtex|biblatex|ris|csl-json|csl-yaml|hayagriva|nbib [--to FILE]
                                                        exactly the works that a manuscript cites
  psycite import FILE [--out PACK.json]                 make a private paper pack from a saved paper
  psycite check-pack PACK.json                          check a pack against the schema and the contributor rules
  psycite zotero status|search WORDS|export KEY… [--limit N] [--service zotero=URL]
                                                        the works of the Zotero that runs here, as JSON

--root DIR: check, annotate and format take DIR for the workspace instead of the current folder. A file that they read
may be a part of a document whose root lies in it.

Exit codes: 0 nothing found, 1 problems found, 2 wrong use or unreadable input.
`;

/** Runs one command; the answer is the exit code. Results go to stdout, messages to stderr. */
async function main([command, ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'lsp':
      // The server reads its transport from the arguments (`--stdio`), and ends the process itself.
      await import('../server/node.ts');
      return new Promise<never>(() => undefined);
    case 'mcp':
      return (await import('./mcp/serve.ts')).mcp(rest);
    case 'check':
    case 'annotate':
    case 'format':
    case 'export':
    case 'import':
    case 'check-pack':
    case 'zotero':
      return (await import('./commands.ts')).commands[command](rest);
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(usage);
      return 0;
    default:
      process.stderr.write(
        command === undefined ? usage : `psycite: there is no command “${command}”.\n${usage}`,
      );
      return 2;
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`psycite: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
