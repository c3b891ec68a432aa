// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { type StatementOf, type StatementReference, statementKey } from '@touchstone/statements';
import { FOR_EVER, type Paper } from '../traceability/papers.ts';
import type { Surroundings as Trace } from '../traceability/vouching.ts';
import type { ExaminedReport, SamplingEdition, Surroundings } from './report.ts';

type Named = Pick<StatementReference, 'issuer' | 'id'>;
type Sampled = { readonly sample: NonNullable<ExaminedReport['sample']> };

/** The sampling record that a report names, and what its sampler made of it by a day. */
export function samplingOf(
  { sample }: Sampled,
  { around: { papers }, on }: { readonly around: Trace; readonly on: CalendarDay },
): Pick<Surroundings, 'sampling' | 'samplingEnded'> {
  if (sample.samplingRecord === undefined) return {};
  const held = papers.resolve(sample.samplingRecord);
  if (held === 'missing') return {};
  if (held === 'other-content' || held.statement.kind !== 'SamplingRecord') return { sampling: 'not-here' };
  const { subject: sampling } = held.statement as StatementOf<'SamplingRecord'>;
  const [then, ever] = [papers.statusOn(held, on), papers.statusOn(held, FOR_EVER)];
  const status = then === 'active' ? ever : then;
  return { sampling, ...(status === 'active' ? {} : { samplingEnded: { status, isLater: then === 'active' } }) };
}

const EDITIONS_MAX = 20;

/** The editions that the named sampling record took the place of, by its sampler's own word: the newest first. */
export function samplingBefore({ sample }: Sampled, { papers }: Trace): readonly SamplingEdition[] {
  const before: SamplingEdition[] = [];
  let reference: Named | undefined = sample.samplingRecord;
  while (reference !== undefined && before.length < EDITIONS_MAX) {
    const held = replacedBy(reference, papers);
    if (held === undefined || before.some(({ id }) => id === held.statement.id)) break;
    const { id, issuer, subject } = held.statement;
    before.push({ id, lot: subject.lot.lotNumber, samples: subject.samples.map((one) => one.sample) });
    reference = { id, issuer };
  }
  return before;
}

/** What a record took the place of. */
function replacedBy(reference: Named, papers: Trace['papers']): Paper<'SamplingRecord'> | undefined {
  const [change] = papers
    .near('rests-on', statementKey(reference), ['StatusChange'])
    .filter(
      ({ statement: { issuer, subject } }) =>
        issuer === reference.issuer && subject.status === 'replaced' && subject.replacedBy?.id === reference.id,
    );
  if (change === undefined) return undefined;
  const held = papers.resolve(change.statement.subject.changes);
  return typeof held === 'string' || held.statement.kind !== 'SamplingRecord'
    ? undefined
    : (held as Paper<'SamplingRecord'>);
}
