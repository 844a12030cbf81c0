import { clean } from '../base/plainText.ts';

/** A message for the person, on stderr: stdout holds results alone. */
export const say = (message: string): void => {
  process.stderr.write(`psycite: ${clean(message)}\n`);
};
