import { expect, test } from 'vitest';
import { Session } from '../support/sessions.ts';

/*
 * Random sessions: whatever was typed, closed, switched, written, set and cancelled, the server says what a
 * fresh one says of the same texts. `SESSION_EDITS=100000` makes it as long as that; `SESSION_SEED` begins
 * elsewhere.
 */
const edits = Number(process.env['SESSION_EDITS'] ?? 600);
const seed = Number(process.env['SESSION_SEED'] ?? 20_261_129);
/** Edits of one session, and between two looks at what the server says. */
const perSession = 2_000;
const perLook = Number(process.env['SESSION_LOOK'] ?? 200);

test('a server says what a fresh one says, whatever the session', { timeout: 36_000_000 }, async () => {
  let done = 0;
  for (let number = 0; done < edits; number += 1) {
    const session = new Session(seed + number);
    await session.start();
    try {
      while (session.edits < perSession && done + session.edits < edits) {
        const until = session.edits + perLook;
        while (session.edits < until) await session.step();
        const differences = await session.differences();
        const story = `seed ${seed + number}, ${session.edits} edits\n${session.log.slice(-12).join('\n')}`;
        expect(differences.slice(0, 3), `${differences.length} differences; ${story}`).toEqual([]);
      }
    } finally {
      done += session.edits;
      await session.stop();
    }
  }
});
