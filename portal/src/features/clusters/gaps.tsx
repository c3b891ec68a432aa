// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { type ClusterMap, describeNeed, needKey } from './cluster-map.ts';
import { LOOKS } from './picked.ts';

/** What nobody covers whole, and where that is needed. */
export function Gaps({ gaps }: Pick<ClusterMap, 'gaps'>) {
  const { say, sayOr } = useWords();
  return (
    <Section id="gaps" title={say('clusters.gaps')}>
      {gaps.length === 0 ? <p>{say('clusters.gaps.none')}</p> : null}
      <ul className="space-y-2">
        {gaps.map((gap) => (
          <li
            key={`${needKey(gap)} ${gap.outcome}`}
            data-gap={gap.outcome}
            className="flex flex-wrap items-center gap-2"
          >
            <Badge {...LOOKS[gap.outcome]}>{say(`clusters.${gap.outcome}`)}</Badge>
            <span className="wrap-anywhere">
              {say(`clusters.${gap.activity}`)}: {describeNeed(gap, sayOr)}
            </span>
            <span className="text-sm wrap-anywhere text-stone-600">
              {say('clusters.gap.in', { clusters: gap.clusters.join(', ') })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
