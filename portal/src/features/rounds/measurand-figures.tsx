// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { RoundCheck, RoundFigures, RoundLine, RoundMeasurand } from './round.ts';

/** Ways in which results themselves gave the value. */
const OF_RESULTS = /^(algorithm-a|q-hampel|median-niqr|median-made|mean)$/;

/** What scores of a measurand rest on; the standard deviation is named by how it was computed. */
export function MeasurandFigures({
  measurand: { unit, sigmaFrom = '', lines = [] },
  figures,
}: {
  readonly measurand: RoundMeasurand;
  readonly figures: RoundFigures;
}) {
  const { say, sayOr } = useWords();
  const { assignedValue, standardUncertainty, method, count, deviation, sigmaPt, sigmaUsed } = figures;
  const { homogeneity, stability } = figures;
  const withUnit = (value: string | undefined) => (value === undefined ? undefined : `${value} ${unit}`);
  const isCounted = OF_RESULTS.test(method) || sigmaFrom === 'results';
  const check = (found: RoundCheck | undefined, id: 'round.homogeneity.found' | 'round.stability.found') => {
    if (found === undefined || typeof found === 'string') return found;
    const { limit, met, clause, items = 0, expandedLimit } = found;
    const of = clause === '7.2.2' ? say('round.of-uncertainty') : clause;
    const said = say(id, { found: found.found, limit, sign: met ? '≤' : '>', clause: of, items, unit });
    return expandedLimit === undefined
      ? said
      : said + say('round.homogeneity.by-chance', { limit: expandedLimit, unit });
  };
  const from = sayOr(`round.sigma-from.${sigmaFrom}`, '');
  const rows = [
    [say('round.assigned'), withUnit(assignedValue)],
    [say('round.assigned-u'), withUnit(standardUncertainty)],
    [say('round.method'), sayOr(`round.method.${method}`, method)],
    // Of a value that was known beforehand no result is in any statistic.
    isCounted
      ? [say('round.count'), String(count)]
      : [say('round.scored'), String(lines.filter(({ verdict }) => verdict !== 'not-scored').length)],
    [sayOr(`round.deviation.${method}`, method), withUnit(deviation)],
    [say('round.sigma'), sigmaPt === undefined || from === '' ? withUnit(sigmaPt) : `${sigmaPt} ${unit}, ${from}`],
    [say('round.sigma-used'), withUnit(sigmaUsed)],
    [say('round.homogeneity'), check(homogeneity, 'round.homogeneity.found')],
    [say('round.stability'), check(stability, 'round.stability.found')],
  ] as const;
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
      {rows.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} className="contents">
            <dt className="text-stone-600">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Says of a line what the provider did with the result and why, and what is remarked of its uncertainty. */
export function useNote(): (line: RoundLine) => string {
  const { say } = useWords();
  return ({ review, remarks = [], note }) =>
    [
      ...(note === undefined ? [] : [note]),
      ...(review === undefined ? [] : [`${say(`round.ground.${review.ground}`)}: ${review.because}`]),
      ...remarks.map(({ remark, expandedUncertainty: U = '', coverageFactor: k = '' }) =>
        say(`round.remark.${remark}`, { U, k }),
      ),
    ].join('; ');
}
