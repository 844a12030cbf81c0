import { loadCore } from '../support/core.mjs';
import { manuscript, syntaxes } from '../support/manuscripts.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { median, time } from '../support/statistics.mjs';

/**
 * Keys typed one after the other at one place; the garbage of what came before is collected ahead of each
 * such burst.
 */
const burst = 5;

/**
 * One character typed into a manuscript of 500 KB with 2,000 mentions: the parse after it, and a parse from
 * scratch. Keys come in bursts, as people type: a collection of all garbage before each key also throws away
 * what the engine has compiled, which no typing does. For the same reason the second of two parses from
 * scratch counts.
 */
export default function manuscriptKeystroke({ folder, rounds }) {
  const { parseManuscript } = loadCore(folder);
  return syntaxes.map((syntax) => {
    let { text } = manuscript(syntax);
    let parsed = parseManuscript(syntax, text);
    const mentions = parsed.blocks.reduce((sum, { body }) => sum + body.mentions.length, 0);
    const times = { edit: [], scratch: [] };
    const bursts = rounds * 4;
    for (let round = -4; round < bursts; round += 1) {
      const place = text.indexOf('the', Math.floor((text.length * (round + 4.5)) / (bursts + 5)));
      globalThis.gc();
      for (let key = 0; key < burst; key += 1) {
        const at = place + key;
        text = `${text.slice(0, at)}x${text.slice(at)}`;
        text.charCodeAt(0);
        const edits = [{ start: at, end: at, text: 'x' }];
        const edited = time(() => {
          parsed = parseManuscript(syntax, text, undefined, { manuscript: parsed, edits });
        });
        if (round >= 0) times.edit.push(edited);
      }
      globalThis.gc();
      parseManuscript(syntax, text);
      const scratch = time(() => parseManuscript(syntax, text));
      if (round >= 0) times.scratch.push(scratch);
    }
    const [edit, scratch] = [median(times.edit), median(times.scratch)];
    const detail = `${milliseconds(edit)}, from scratch ${milliseconds(scratch)}; ${Math.round(text.length / 1000)} kB, ${mentions} mentions`;
    return held(
      4,
      `one keystroke in a manuscript: ${syntax}`,
      edit / scratch,
      '× from scratch',
      1 / 20,
      detail,
    );
  });
}
