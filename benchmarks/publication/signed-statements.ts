// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { digestFromSha256, parseInstant } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { batchMeaning } from '../../server/src/record-keeping/submit-signed.ts';
import type { FileKeyStore } from '../../server/src/signing/file-key-store.ts';
import { ACCOUNT, PARTY } from './party.ts';

const NOW = '2026-01-05T12:00:00Z';

/** Texts of notices about different standards, each signed as its publisher would, elsewhere. */
export async function signedNotices(keys: FileKeyStore, count: number): Promise<string[]> {
  const signer = await keys.signerOf(PARTY, NOW);
  const texts: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const uuid = `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const title = 'Determination of lead in foods by graphite furnace atomic absorption, a demonstration';
    const subject = { id: `urn:uuid:${uuid}`, standard: `GB ${n}-2026`, title, status: 'in-force', from: '2026-01-05' };
    const body = composeBody('StandardNotice', { uuid, issuer: PARTY, validFrom: NOW, subject: subject as never });
    const made = await issueStatement(body as never, signer, { created: parseInstant(NOW), suite: nodeSuite });
    texts.push(new TextDecoder().decode(made.embeddedBytes));
  }
  return texts;
}

/** The body of a request that hands these in, with what its submitter confirms. */
export function batchRequest(texts: readonly string[]): string {
  const whole = createHash('sha256');
  for (const text of texts) whole.update(createHash('sha256').update(text, 'utf8').digest());
  const meaning = batchMeaning(texts.length, digestFromSha256(whole.digest()));
  return JSON.stringify({
    statements: texts.map((statement) => ({ statement })),
    reauthentication: { method: 'password', password: ACCOUNT.password, meaning },
  });
}
