/** A message for the person, on stderr: stdout holds results alone. */
export const say = (message: string): void => {
  process.stderr.write(`psycite: ${message}\n`);
};
