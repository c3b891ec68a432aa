// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import type { Mark } from '../../components/marks.tsx';
import { ReasonList } from '../../components/reason-line.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { LimitOutcome, LimitRow, OwnStandardCheck, ResultOutcome } from './own-standard.ts';

interface Look {
  readonly mark: Mark;
  readonly tone: Tone;
}
const UNKNOWN: Look = { mark: 'unknown', tone: 'unknown' };
const LIMIT_LOOKS: Readonly<Record<LimitOutcome, Look>> = {
  equal: { mark: 'passed', tone: 'proved' },
  stricter: { mark: 'passed', tone: 'proved' },
  weaker: { mark: 'refuted', tone: 'refuted' },
  'not-in-standard': { mark: 'skipped', tone: 'quiet' },
  'no-row': UNKNOWN,
  incomparable: UNKNOWN,
  undetermined: UNKNOWN,
};
const RESULT_LOOKS: Readonly<Record<ResultOutcome, Look>> = {
  meets: { mark: 'passed', tone: 'proved' },
  'does-not-meet': { mark: 'refuted', tone: 'refuted' },
  inconclusive: UNKNOWN,
};
const WHOLE_LOOKS: Readonly<
  Record<OwnStandardCheck['limits']['outcome'] | OwnStandardCheck['results']['outcome'], Look>
> = {
  weaker: LIMIT_LOOKS.weaker,
  'not-weaker': LIMIT_LOOKS.equal,
  unknown: UNKNOWN,
  'above-own-limit': RESULT_LOOKS['does-not-meet'],
  'none-above': RESULT_LOOKS.meets,
  none: { mark: 'skipped', tone: 'quiet' },
};

/** Each limit of the firm beside that of the law; a row that is only recalled says that nothing follows from it. */
export function LimitTable({ check }: { readonly check: OwnStandardCheck }) {
  const { say, sayOr } = useWords();
  const { outcome, coverageComplete, rows } = check.limits;
  const title = say('own-standards.against-law', { place: sayOr(`place.${check.place}`, check.place), on: check.on });
  return (
    <>
      <h4 className="mt-6 mb-2 flex flex-wrap items-center gap-2 font-semibold">
        {title} <Badge {...WHOLE_LOOKS[outcome]}>{say(`own-standards.limits.${outcome}`)}</Badge>
      </h4>
      {coverageComplete ? null : <p className="mb-2 text-sm text-stone-600">{say('own-standards.not-whole')}</p>}
      {rows.length === 0 ? <p>{say('own-standards.no-rows')}</p> : null}
      <DataTable
        caption={title}
        headings={(['substance', 'own', 'law', 'outcome'] as const).map((name) => say(`own-standards.column.${name}`))}
        rows={rows.map((row, index) => ({
          key: `${index} ${row.substance}`,
          cells: [
            sayOr(`substance.${row.substance}`, row.substance),
            <Limit key="own" limit={row.own} />,
            <Limit key="law" limit={row.mandatory} />,
            <LimitOutcomeOf key="outcome" row={row} />,
          ],
        }))}
      />
    </>
  );
}

function Limit({ limit }: { readonly limit: LimitRow['own'] }) {
  const { say, sayOr } = useWords();
  if (limit === undefined) return '—';
  const { basis, instrument, provision, certainty } = limit;
  return (
    <>
      <strong>{sayOr(`limit.${limit.limit}`, limit.limit)}</strong>{' '}
      <span className="text-stone-600">{sayOr(`basis.${basis}`, basis)}</span>
      {instrument === undefined ? null : (
        <span className="block text-stone-600">
          {[instrument, provision].filter((part) => part !== undefined && part !== '').join(', ')}
        </span>
      )}
      {certainty === undefined || certainty === 'read' ? null : (
        <span className="block text-stone-600">{say(`certainty.${certainty}`)}</span>
      )}
    </>
  );
}

function LimitOutcomeOf({ row }: { readonly row: LimitRow }) {
  const { say } = useWords();
  const { outcome, factor, decides, settledBy } = row;
  return (
    <>
      <Badge {...LIMIT_LOOKS[outcome]}>{say(`own-standards.limit.${outcome}`)}</Badge>
      {factor === undefined || outcome === 'equal' ? null : (
        <span className="block text-sm text-stone-600">{say('own-standards.factor', { factor })}</span>
      )}
      {decides ? null : <span className="block text-sm text-stone-600">{say('own-standards.decides-nothing')}</span>}
      {settledBy.map((each) => (
        <span key={each} lang="en" className="block text-sm text-stone-600">
          {each}
        </span>
      ))}
    </>
  );
}

/** Each result on record that speaks of a limit of the firm, whichever way it came out. */
export function ResultTable({ check }: { readonly check: OwnStandardCheck }) {
  const { say, sayOr } = useWords();
  const { outcome, isWhole, items, withoutResult } = check.results;
  const title = say('own-standards.against-results');
  return (
    <>
      <h4 className="mt-6 mb-2 flex flex-wrap items-center gap-2 font-semibold">
        {title} <Badge {...WHOLE_LOOKS[outcome]}>{say(`own-standards.results.${outcome}`)}</Badge>
      </h4>
      {isWhole ? null : <p className="mb-2 text-sm text-stone-600">{say('own-standards.results.cut')}</p>}
      {items.length === 0 ? null : (
        <DataTable
          caption={title}
          headings={(['report', 'substance', 'tested', 'outcome'] as const).map((name) =>
            say(`own-standards.column.${name}`),
          )}
          rows={items.map((item) => ({
            key: `${item.id} ${item.result} ${item.substance}`,
            cells: [
              <a key="report" className="underline" href={statementPage(item)}>
                {item.report}
                <span className="block text-sm font-normal text-stone-600">{item.laboratory}</span>
              </a>,
              sayOr(`substance.${item.substance}`, item.substance),
              item.testedOn,
              <div key="outcome">
                <Badge {...RESULT_LOOKS[item.outcome]}>{say(`own-standards.result.${item.outcome}`)}</Badge>
                <ReasonList reasons={item.reasons} />
              </div>,
            ],
          }))}
        />
      )}
      {withoutResult.length === 0 ? null : (
        <p className="mt-2 text-sm text-stone-600">
          {say('own-standards.without-result', {
            substances: withoutResult.map((each) => sayOr(`substance.${each}`, each)).join(', '),
          })}
        </p>
      )}
    </>
  );
}
