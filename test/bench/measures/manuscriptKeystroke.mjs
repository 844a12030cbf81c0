import { loadCore } from '../support/core.mjs';
import { manuscript, syntaxes } from '../support/manuscripts.mjs';
import { held, milliseconds } from '../support/rows.mjs';
import { median, time } from '../support/statistics.mjs';

/** One character typed into a manuscript of 500 KB with 2,000 mentions: the parse after it, and a parse from scratch. */
export default function manuscriptKeystroke({ folder, rounds }) {
  const { parseManuscript } = loadCore(folder);
  return syntaxes.map((syntax) => {
    let { text } = manuscript(syntax);
    let parsed = parseManuscript(syntax, text);
    const mentions = parsed.blocks.reduce((sum, { body }) => sum + body.mentions.length, 0);
    const times = { edit: [], scratch: [] };
    const keystrokes = rounds * 4;
    for (let round = -4; round < keystrokes; round += 1) {
      const at = text.indexOf('the', Math.floor((text.length * (round + 4.5)) / (keystrokes + 5)));
      const edit = { start: at, end: at, text: 'x' };
      text = `${text.slice(0, at)}x${text.slice(at)}`;
      text.charCodeAt(0);
      globalThis.gc();
      const edited = time(() => {
        parsed = parseManuscript(syntax, text, undefined, { manuscript: parsed, edits: [edit] });
      });
      globalThis.gc();
      const scratch = round % 2 === 0 ? time(() => parseManuscript(syntax, text)) : undefined;
      if (round < 0) continue;
      times.edit.push(edited);
      if (scratch !== undefined) times.scratch.push(scratch);
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
