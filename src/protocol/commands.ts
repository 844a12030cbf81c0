/**
 * Commands that answers of the server name. A client that runs them itself says so in its
 * `initializationOptions` (`commands`); to others none of them is sent, but the one that the server runs on
 * `workspace/executeCommand`.
 */
export const addToBibliographyCommand = 'psycite.addToBibliography';
const allowAbbreviationCommand = 'psycite.allowAbbreviation';
export const showReferencesCommand = 'psycite.showReferences';

/** Adds what an undefined key names: the client asks whether its services may be asked. */
const addWorksCommand = 'psycite.addWorks';

/** Searches for the work that an undefined key stands for, and cites what is chosen in its place. */
const searchForKeyCommand = 'psycite.searchForKey';

/** Searches for the work of an author-year citation that nothing resolves, and cites it there. */
export const searchForWorkCommand = 'psycite.searchForWork';

/** Writes an entry for an undefined key, and puts the cursor into its first field. */
const createEntryCommand = 'psycite.createEntry';

export const namedCommands = [
  addToBibliographyCommand,
  addWorksCommand,
  allowAbbreviationCommand,
  createEntryCommand,
  searchForKeyCommand,
  searchForWorkCommand,
  showReferencesCommand,
];
