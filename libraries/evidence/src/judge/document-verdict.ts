// SPDX-License-Identifier: Apache-2.0
import type { Finding, Reason } from '../check.ts';
import { isContradiction } from '../checks/document/document.ts';
import { checkProof } from '../checks/document/proof.ts';
import type { Held } from '../evidence-set.ts';
import type { DocumentVerdict } from '../verdict.ts';
import type { Bench } from './bench.ts';
import type { Court } from './create-bench.ts';

/** What became of each presented document, over all places: contradicted anywhere is contradicted. */
export function judgeDocuments(court: Court, benches: readonly Bench[]): readonly DocumentVerdict[] {
  return court.set.presented.map((held) => judgeDocument(held, benches, court));
}

function judgeDocument(held: Held, benches: readonly Bench[], court: Court): DocumentVerdict {
  // What is presented has its file, and what could not be read its fault.
  const file = held.file as string;
  if (held.body === undefined || held.fault?.code === 'NOT_A_CREDENTIAL')
    return { file, link: held.link, standing: 'unread', reasons: [held.fault as Reason] };
  const findings: readonly Finding[] = benches.map((bench) => bench.soundness(held, court.set.question.on));
  const proof = checkProof(held, court.cryptographic(held));
  const contradicted = [...findings, ...(proof === undefined ? [] : [proof])].find(isContradiction);
  if (contradicted !== undefined)
    return { file, link: held.link, standing: 'contradicted', reasons: contradicted.reasons };
  const open = findings.find(({ outcome }) => outcome !== 'passed');
  if (open !== undefined) return { file, link: held.link, standing: 'unsound', reasons: open.reasons };
  return {
    file,
    link: held.link,
    standing: benches.length === 0 ? 'unread' : 'sound',
    reasons: findings[0]?.reasons ?? [],
  };
}
