// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, WHO } from '../../testing/drafts.ts';
import { sign } from '../../testing/parties.ts';
import { fileAbout, logOf, logOptions } from '../../testing/test-log.ts';
import { cellOf, shortly, verdictOn, type WorldChanges, withPart } from '../../testing/world.ts';
import { LABORATORY, penalty } from '../../testing/supervised.ts';

describe('checkNoChangeKnown()', () => {
  const about = (hide: readonly number[]): Pick<WorldChanges, 'logs'> => ({
    logs: async ({ report }) => {
      const log = logOf([report, await sign(penalty({ party: LABORATORY, measures: [{ measure: 'warning' }] }))]);
      const text = await fileAbout([WHO.laboratory.did], log, { hide });
      return { completeness: [{ file: 'c.json', text }], options: logOptions([log]) };
    },
  });
  const document = async (changes: WorldChanges) => shortly(cellOf(await verdictOn(changes)).trials[0], 'document');

  it('says as of when no change of the status of a logged document is known', async () => {
    expect(await document(about([]))).toBe('passed: NO_CHANGE_KNOWN_AS_OF LOG_NOT_EVALUATED');
  });

  it('takes the list of the issuer of a change from a second file', async () => {
    const beside: Pick<WorldChanges, 'logs'> = {
      logs: async ({ report }) => {
        const log = logOf([report]);
        const files = [WHO.laboratory.did, WHO.stranger.did].map(async (name, at) => ({
          ...{ file: `${at}.json`, text: await fileAbout([name], log) },
        }));
        return { completeness: await Promise.all(files), options: logOptions([log]) };
      },
    };
    expect(await document(beside)).toBe('passed: NO_CHANGE_KNOWN_AS_OF LOG_NOT_EVALUATED');
  });

  it('says nothing of a document that the log does not have', async () => {
    expect(await document(about([0]))).toBe('passed: LOG_NOT_EVALUATED');
  });

  it('is unknown while another leaf is not opened', async () => {
    expect(await document(about([1]))).toBe('passed: STATUS_NOT_KNOWN_WHOLLY LOG_NOT_EVALUATED');
    const required = { change: { policy: withPart('logs', { required: true }) } };
    expect(await document({ ...about([1]), ...required })).toBe(
      'undetermined: STATUS_NOT_KNOWN_WHOLLY LOG_NOT_EVALUATED',
    );
  });

  it('leaves to the status check what the file lists', async () => {
    const revoked: WorldChanges = {
      logs: async ({ report }) => {
        const change = draft('laboratory', 'StatusChange', 'revocation', {
          ...{ id: 'urn:test:revocation', changes: report.reference, status: 'revoked' },
          ...{ from: '2026-11-14T00:00:00Z', reason: 'mixed up' },
        });
        const log = logOf([report, await sign(change)]);
        const text = await fileAbout([WHO.laboratory.did], log);
        return { completeness: [{ file: 'c.json', text }], options: logOptions([log]) };
      },
    };
    expect(await document(revoked)).toMatch(/^failed: REVOKED/);
  });
});
