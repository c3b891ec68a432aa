// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { mapKeysOf, subjectKey } from '@touchstone/statements';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { LoggedStatements } from '../testing/logged.ts';
import { COMPLETENESS_LIMITS } from './completeness-file.ts';
import { makeCompletenessFile } from './make-completeness-file.ts';
import { LAB, ORIGIN, sha256, AT, show, sampleLog, codeOf } from '../testing/shown-by-logs.ts';

describe('makeCompletenessFile()', () => {
  it('refuses a map that is not that of the tree, a log without one, and leaves that the map does not count', async () => {
    const { log } = sampleLog();
    const early = log.map(() => []);
    const map = log.map();
    log.close(map);
    await log.checkpoint();
    expect(await codeOf(show(log, { map: early }))).toBe('MAP_DIFFERS');
    const checkpoint = await log.checkpoint();
    const parts = { subject: { names: [{ name: LAB }] }, openingOf: () => undefined };
    const at = { read: log.read, checkpoint, map: { source: log.store, root: map } };
    for (const leaves of [[], [0], [0, 1]]) {
      const made = makeCompletenessFile(suite, { ...parts, logs: [{ ...at, leavesOf: () => leaves }] });
      expect(await codeOf(made)).toBe('LIST_DIFFERS');
    }
    const ended = [{ log: 'other.example/log', until: AT as Instant }];
    const indexed = await makeCompletenessFile(suite, { ...parts, ended, logs: [{ ...at, leavesOf: () => [0, 2] }] });
    expect(indexed.ended).toEqual(ended);
    expect(indexed.logs[0]?.leaves.map(({ index }) => index)).toEqual([0, 2]);
    const inventing = sampleLog().log;
    const unheard = inventing.map((entry, index) =>
      index === 1 ? [...mapKeysOf(entry), subjectKey(sha256, { party: LAB, thing: 'x y' })] : mapKeysOf(entry),
    );
    inventing.close(unheard);
    await inventing.checkpoint();
    expect(await codeOf(show(inventing, { map: unheard }))).toBe('LIST_DIFFERS');
    const bare = sampleLog().log;
    expect(await codeOf(show(bare, { map: bare.map() }))).toBe('NO_INDEX_ROOT');
    const strange = sampleLog().log;
    const strangeMap = strange.map();
    strange.close(strangeMap, { mapFnId: new Uint8Array(32) });
    expect(await codeOf(show(strange, { map: strangeMap }))).toBe('UNKNOWN_MAP_FN');
  });
});

describe('makeCompletenessFile(), of a party with very many statements', () => {
  it('says that they are more than a file may have', async () => {
    const log = new LoggedStatements(ORIGIN);
    const subjectKeys = [subjectKey(sha256, { party: LAB, thing: 'x y' })];
    const commitment = new Uint8Array(32);
    for (let made = 0; made <= COMPLETENESS_LIMITS.leaves; made += 1) {
      log.addLeaf({ type: 'statement', subjectKeys, commitment });
    }
    const every = [...log.entries.keys()];
    const map = log.map(() => subjectKeys);
    log.close(map);
    const made = makeCompletenessFile(suite, {
      subject: { names: [{ name: LAB }] },
      logs: [
        {
          ...{ read: log.read, checkpoint: await log.checkpoint(), map: { source: log.store, root: map } },
          leavesOf: () => every,
        },
      ],
      openingOf: () => undefined,
    });
    expect(await codeOf(made)).toBe('TOO_LARGE');
  });
});
