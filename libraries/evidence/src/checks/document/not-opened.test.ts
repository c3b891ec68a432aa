// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import type { NotOpenedLeaf } from '../../logs/followed-logs.ts';
import { runVerify } from '../../run-verify.ts';
import { rules } from '../../testing/rules.ts';
import { draft, leadResult } from '../../testing/drafts.ts';
import { sign } from '../../testing/parties.ts';
import { logOptions } from '../../testing/test-log.ts';
import {
  cellOf,
  CUT,
  makeWorld,
  QUESTION,
  READ,
  type SoundStatements,
  verdictOn,
  withSubject,
  type WorldChanges,
} from '../../testing/world.ts';

const LOG = 'log.test.touchstone.example/2026';

/** Leaves that nobody opens about one statement of the world. */
function hidden(
  which: (sound: SoundStatements) => string,
  leaves: readonly NotOpenedLeaf[] = [{ log: LOG, index: 7 }],
): Pick<WorldChanges, 'logs'> {
  return {
    logs: async (sound) => {
      const id = READ(which(sound)).statement?.id;
      return { options: logOptions([], { notOpened: (statement) => (statement.id === id ? leaves : []) }) };
    },
  };
}
const codesOf = (cell: ReturnType<typeof cellOf>) =>
  cell.checks.filter(({ outcome }) => outcome !== 'passed').flatMap(({ reasons }) => reasons.map(({ code }) => code));
const textOf = (name: string) => (sound: SoundStatements) => (sound.all.get(name) as { text: string }).text;

describe('a leaf that nobody opens', () => {
  it('about the report keeps the cell from being proved, and says where to ask', async () => {
    expect(cellOf(await verdictOn({})).verdict).toBe('proved');
    const cell = cellOf(await verdictOn(hidden(({ report }) => report.text)));
    expect([cell.verdict, codesOf(cell)]).toEqual(['unknown', ['LOG_LEAF_NOT_OPENED']]);
    expect(cell.toSettle.map(({ code }) => code)).toEqual(['SETTLE_LOG_LEAF']);
    const [said] = cell.checks.flatMap(({ reasons }) => reasons.filter(({ code }) => code === 'LOG_LEAF_NOT_OPENED'));
    expect(said?.values).toMatchObject({ log: LOG, entries: '7' });
  });

  it.each(['laboratory', 'arrangement', 'acceptance'])('about what the report rests on does too: %s', async (name) => {
    const cell = cellOf(await verdictOn(hidden(textOf(name))));
    expect([cell.verdict, codesOf(cell)]).toEqual(['unknown', ['LOG_LEAF_NOT_OPENED']]);
  });

  it('about something else, or about a withdrawal itself, changes nothing', async () => {
    expect(cellOf(await verdictOn(hidden(textOf('policy')))).verdict).toBe('proved');
    const { sound } = await makeWorld();
    const { statement, digest } = READ(sound.report.text);
    const { id, issuer } = statement as { id: string; issuer: string };
    const change = await sign(
      draft('laboratory', 'StatusChange', 'change', {
        ...{ id, changes: { id, issuer, digest }, status: 'withdrawn', from: '2026-11-15T00:00:00Z', reason: 'r' },
      }),
    );
    const about = { logs: hidden(() => change.text).logs, stored: [change.text] };
    const cell = cellOf(await verdictOn(about as WorldChanges));
    const codes = codesOf({ ...cell, checks: cell.trials[0]?.checks ?? [] });
    expect([cell.verdict, codes[0], codes.includes('LOG_LEAF_NOT_OPENED')]).toEqual(['unknown', 'WITHDRAWN', false]);
  });

  it('takes no weight from a result above the limit', async () => {
    const above = {
      change: { report: withSubject({ results: [leadResult({ quantity: { value: '0.9', unit: 'mg/kg' } })] }) },
    };
    expect(cellOf(await verdictOn(above)).verdict).toBe('refuted');
    expect(cellOf(await verdictOn({ ...above, ...hidden(({ report }) => report.text) })).verdict).toBe('refuted');
  });

  it('is named five times at most, and without its number where no leaves are at hand', async () => {
    const valuesOf = async (leaves: readonly NotOpenedLeaf[]) => {
      const cell = cellOf(await verdictOn(hidden(({ report }) => report.text, leaves)));
      return cell.checks.flatMap(({ reasons }) => reasons).find(({ code }) => code === 'LOG_LEAF_NOT_OPENED')?.values;
    };
    const many = [1, 2, 3, 4, 5, 6].map((index) => ({ log: LOG, index }));
    expect((await valuesOf(many))?.entries).toBe('1, 2, 3, 4, 5, …');
    expect(await valuesOf([{ log: LOG }, { log: 'b.example' }])).toMatchObject({
      log: `${LOG}, b.example`,
      entries: '?',
    });
  });

  it('stands in the chain of a document that is looked at by itself', async () => {
    const { source, sound } = await makeWorld();
    const notOpened = (statement: { readonly id: string }) =>
      statement.id === READ(sound.report.text).statement?.id ? [{ log: LOG, index: 7 }] : [];
    const verified = await runVerify({ file: 'f.json', text: sound.report.text }, QUESTION, {
      ...{ source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT },
      logs: logOptions([], { notOpened }),
    });
    const last = verified.places[0]?.checks.filter(({ outcome }) => outcome === 'undetermined') ?? [];
    expect(last.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain('LOG_LEAF_NOT_OPENED');
  });
});
