// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import {
  commitmentOf,
  encodeOpening,
  encodePartyOpening,
  type PartyDisclosure,
  parsePartyOpening,
  type Statement,
  subjectKey,
  subjectsOf,
} from '@touchstone/statements';
import { encodeBase64, formatTlogProof, parseTlogProof, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { PROMISE_HEADER } from '../../logs/promise-lines.ts';
import { logOf, logOptions, ORIGIN, receiptFor } from '../../testing/test-log.ts';
import {
  cellOf,
  makeWorld,
  READ,
  shortly,
  type SoundStatements,
  verdictOn,
  withPart,
  type WorldChanges,
  type WorldLogs,
} from '../../testing/world.ts';

const REQUIRED = { policy: withPart('logs', { required: true }) };

async function said(changes: WorldChanges): Promise<[string, string]> {
  const cell = cellOf(await verdictOn(changes));
  return [cell.verdict, shortly(cell.trials[0], 'document')];
}

describe('a promise of a log', () => {
  /** The report on record, promised by a log until then. */
  const promised = (mergeBy: string, more: Pick<WorldLogs, 'options'> = { options: logOptions([logOf([])]) }) => {
    const changes: WorldChanges = {
      logs: async ({ report }) => {
        const salt = new Uint8Array(32).fill(5);
        const commitment = commitmentOf(
          (message) => nodeLogSuite.sha256(message),
          salt,
          READ(report.text).digest as Digest,
        );
        const lines = [PROMISE_HEADER, encodeBase64(commitment), ORIGIN, '2026-11-22T11:00:00Z', mergeBy, ''];
        const note = await signNote(lines.join('\n'), [logOf([]).signer]);
        return { promises: new Map([[report.text, { note, opening: encodeOpening(salt) }]]), ...more };
      },
    };
    return changes;
  };
  /** The same, once the report is on record: the world is made before the promise is. */
  const recorded = async (changes: WorldChanges): Promise<WorldChanges> => {
    const { sound } = await makeWorld(changes);
    return { ...changes, stored: [sound.report.text] };
  };

  it('says that the document is promised and not shown yet, visibly, until its time has come', async () => {
    const changes = await recorded(promised('2026-11-22T13:00:00Z'));
    const cell = cellOf(await verdictOn(changes));
    expect([cell.verdict, shortly(cell.trials[0], 'document')]).toEqual(['proved', 'passed: LOG_PROMISED']);
    expect(cell.caveats.find(({ code }) => code === 'LOG_PROMISED')?.values).toEqual({
      ...{ log: ORIGIN, promised: '2026-11-22T11:00:00Z', mergeBy: '2026-11-22T13:00:00Z', seconds: '7200' },
    });
    expect(await said({ ...changes, change: REQUIRED })).toEqual(['unknown', 'undetermined: LOG_PROMISED']);
  });

  it('is a finding against the log once it is overdue, and never one against the document', async () => {
    const changes = await recorded(promised('2026-11-22T11:30:00Z'));
    const cell = cellOf(await verdictOn(changes));
    expect([cell.verdict, shortly(cell.trials[0], 'document')]).toEqual(['proved', 'passed: LOG_PROMISE_OVERDUE']);
    expect(cell.caveats.map(({ code }) => code)).toContain('LOG_PROMISE_OVERDUE');
    expect(await said({ ...changes, change: REQUIRED })).toEqual(['unknown', 'undetermined: LOG_PROMISE_OVERDUE']);
  });

  it('says nothing where no policy of the place is at hand', async () => {
    const changes = await recorded(promised('2026-11-22T11:30:00Z', {}));
    expect(await said(changes)).toEqual(['proved', 'passed: LOG_NOT_EVALUATED']);
  });

  it('is judged without a policy of the place by a key that came with it', async () => {
    const none = { options: { ...logOptions([logOf([])]), policies: [] } };
    const changes = await recorded(promised('2026-11-22T11:30:00Z', none));
    expect((await said(changes))[1]).not.toContain('LOG_PROMISE');
    const withKey: WorldChanges = {
      ...changes,
      async logs(sound) {
        const { promises, ...more } = await (changes.logs as NonNullable<WorldChanges['logs']>)(sound);
        const keys = [logOf([]).signer.key];
        return { ...more, promises: new Map([...(promises ?? [])].map(([text, each]) => [text, { ...each, keys }])) };
      },
    };
    expect((await said(withKey))[1]).toContain('LOG_PROMISE_OVERDUE');
  });
});

describe('a receipt about a person whose key is blinded', () => {
  const secret = new Uint8Array(32).fill(9);
  const sha256 = (message: Uint8Array) => nodeLogSuite.sha256(message);

  /** The report in a log that keeps its first party blinded; its receipt discloses what `disclose` gives. */
  const blinded = (disclose: (party: string, key: Uint8Array) => readonly PartyDisclosure[]) => ({
    logs: async ({ report }: SoundStatements) => {
      const { statement, digest } = READ(report.text);
      const subjects = subjectsOf(statement as Statement);
      const [party = ''] = subjects.parties;
      const log = logOf([]);
      log.entries.pop();
      const secretOf = (name: string) => (name === party ? secret : undefined);
      log.add({ text: report.text, statement: statement as Statement, digest: digest as Digest }, { secretOf });
      log.close(log.map());
      const plain = parseTlogProof(await receiptFor(log, 0));
      const { salt } = parsePartyOpening(plain.extra ?? new Uint8Array());
      const key = subjectKey(sha256, { party, thing: subjects.thing }, secret);
      const receipt = formatTlogProof({ ...plain, extra: encodePartyOpening({ salt, parties: disclose(party, key) }) });
      return { receipts: new Map([[report.text, receipt]]), options: logOptions([log]) };
    },
  });

  it('proves it to the person, with the secret', async () => {
    expect(await said(blinded((party) => [{ party, secret }]))).toEqual(['proved', 'passed: LOG_INCLUDED']);
  });

  it('proves to others that it is in the log, and says what it does not prove', async () => {
    const cell = cellOf(await verdictOn(blinded((party, key) => [{ party, key }])));
    expect(shortly(cell.trials[0], 'document')).toBe('passed: LOG_INCLUDED LOG_KEY_BLINDED');
    expect(cell.caveats.map(({ code }) => code)).toContain('LOG_KEY_BLINDED');
  });

  it('proves nothing without either, nor with the secret or key of another', async () => {
    const other = new Uint8Array(32).fill(8);
    for (const disclose of [
      () => [],
      (party: string) => [{ party, secret: other }],
      (party: string) => [{ party, key: new Uint8Array(64) }],
      () => [{ party: 'did:web:somebody.example', secret }],
    ]) {
      expect((await said(blinded(disclose)))[1]).toBe('passed: LOG_NOT_INCLUDED');
    }
  });
});
