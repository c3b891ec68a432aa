// SPDX-License-Identifier: Apache-2.0
import { type Statement, statementEdges, statementKey } from '@touchstone/statements';
import { reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import { completenessOf } from '../../logs/completeness-of-bench.ts';
import { noneKnown } from '../../completeness/none-known.ts';
import { type DocumentContext, type Part, SOUND } from './document-part.ts';

/**
 * Whether a completeness file that has this very document shows that no log consulted has a change of its status, or
 * a finding against it, and as of when. What it does list is judged with all other changes. Where the place requires
 * logs, a list that is not known wholly leaves the status open; without such a file nothing is said.
 */
export function checkNoChangeKnown(held: Held, statement: Statement, { bench }: DocumentContext): Part {
  const key = statementKey(statement);
  const about = completenessOf(bench).filter(({ verdict }) =>
    verdict.opened.some(({ digest, statement: opened }) => digest === held.digest && statementKey(opened) === key),
  );
  const changes = (other: Statement): boolean =>
    ['StatusChange', 'ReportDefect'].includes(other.kind) &&
    statementEdges(other).some((edge) => edge.relation === 'about-statement' && edge.key === key);
  const words = about.map(({ file, verdict }) => {
    const others = completenessOf(bench).flatMap((other) => (other.verdict === verdict ? [] : [other.verdict]));
    return { file, known: noneKnown(verdict, { isOfSort: changes, thing: key, others }) };
  });
  const none = words.flatMap(({ known }) => (known.outcome === 'none-known' ? [known] : []))[0];
  if (none !== undefined) {
    const values = { asOf: none.asOf, logs: none.logs.join(', ') };
    const detail = `no change of its status is known as of ${values.asOf} to ${values.logs}`;
    return { ...SOUND, reasons: [reason('NO_CHANGE_KNOWN_AS_OF', detail, values)] };
  }
  const open = words.flatMap(({ file, known }) => (known.outcome === 'unknown' ? [{ file, known }] : []))[0];
  if (open === undefined) return SOUND;
  const codes = open.known.because.join(', ');
  const detail = `whether its status was changed is not known wholly by ${open.file}: ${codes}`;
  return {
    outcome: bench.policy.logs.required ? 'undetermined' : 'passed',
    reasons: [reason('STATUS_NOT_KNOWN_WHOLLY', detail, { file: open.file, codes })],
    rests: [],
  };
}
