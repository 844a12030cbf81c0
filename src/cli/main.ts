import { version } from '../../package.json';
import { say } from './say.ts';

const usage = `Usage:
  psycite lsp --stdio                                   start the language server
  psycite mcp --stdio [--root DIR]                      give assistants the library (Model Context Protocol)
  psycite check FILE|FOLDER|PATTERN… [--format text|json|github|sarif] [--explain]
                [--fail-on error|warning|information|hint] [--online [--search] [--service NAME=URL]…]
                                                        what is wrong in manuscripts and bibliographies; --online:
                                                        retractions, references that lead nowhere or to another work;
                                                        sends identifiers, and titles only with --search
  psycite add IDENTIFIER|FILE|-… --to BIBLIOGRAPHY [--allow-retracted] [--service NAME=URL]…
                                                        add works by DOI, PMID, PMCID, arXiv, ISBN, or from references
  psycite annotate FILE [--format json]                 everything PsyCite sees in a manuscript, as JSON
  psycite format FILE [--style NAME|FILE.csl] [--locale L] [--to text|html|markdown|json]
                                                        the list of references of a manuscript
  psycite export MANUSCRIPT --format bibtex|biblatex|ris|csl-json|csl-yaml|hayagriva|nbib [--to FILE]
                 [--short-journals]
                                                        exactly the works that a manuscript cites
  psycite import FILE|FOLDER… [--article N] [--out PACK.json|FOLDER]
                                                        make the data of saved papers, for yourself; a record (.nbib,
                                                        .ris, .bib …) beside a paper completes it
  psycite check-pack PACK.json                          check a paper’s data against the schema and the contributor rules
  psycite zotero status|search WORDS|export KEY… [--limit N] [--service zotero=URL]
                                                        the works of the Zotero that runs here, as JSON

  psycite --version

--root DIR: check, annotate and format take DIR for the workspace instead of the current folder. A file that they read
may be a part of a document whose root lies in it.

Services that a command asks (add, check --online): doi.org, Crossref, DataCite, PubMed, PMC, Europe PMC, arXiv, Open Library. --service puts
another address in the place of one: doi crossref datacite pubmed idconv europepmc arxiv openlibrary zotero zotero-web csl-styles.

Exit codes: 0 done and nothing found, 1 not found or problems found (check: at least a warning, or what --fail-on names),
2 wrong use, unreadable input, output that cannot be written, or a service that did not answer (check --online: also where
whether a work was retracted cannot be known for another reason; what was found is printed all the same).
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
    case 'add':
    case 'check':
    case 'annotate':
    case 'format':
    case 'export':
    case 'import':
    case 'check-pack':
    case 'zotero':
      return (await import('./commands.ts')).commands[command](rest);
    case '--version':
      process.stdout.write(`${version}\n`);
      return 0;
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

/**
 * A reader that has seen enough closes the pipe (`psycite check … | head`): nothing is to be said of that.
 * Output that cannot be written otherwise, as on a full disk, is a failure, whatever the command found.
 */
function outputFailed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.exitCode = 2;
  process.stderr.write(`psycite: the output cannot be written (${error.code ?? error.message}).\n`);
}

const [command] = process.argv.slice(2);
if (command !== 'lsp') {
  process.stdout.on('error', outputFailed);
  process.stderr.on('error', () => undefined); // there is nowhere left to say it
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
