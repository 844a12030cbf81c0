/**
 * Commands that answers of the server name. A client that runs them itself says so in its `initializationOptions`
 * (`commands`); to others none of them is sent, but the one that the server runs on `workspace/executeCommand`.
 */
export const addToBibliographyCommand = 'psycite.addToBibliography';
const allowAbbreviationCommand = 'psycite.allowAbbreviation';
export const showReferencesCommand = 'psycite.showReferences';

/** Adds what an undefined key names: the client asks whether its services may be asked. */
const addWorksCommand = 'psycite.addWorks';

export const namedCommands = [
  addToBibliographyCommand,
  addWorksCommand,
  allowAbbreviationCommand,
  showReferencesCommand,
];
