// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { describeNeed, type FoundLine, type MappedCluster, type MappedNeed, type Where } from './cluster-map.ts';
import { LOOKS } from './picked.ts';

/** Who covers one need of a cluster, what others lack, and the laboratories of the cluster. */
export function NeedDetails({ cluster, need }: { readonly cluster: MappedCluster; readonly need: MappedNeed }) {
  const { say, sayOr } = useWords();
  return (
    <Section id="need" title={`${cluster.name}: ${describeNeed(need, sayOr)}`}>
      <p role="status" data-need={need.outcome}>
        <Badge {...LOOKS[need.outcome]}>{say(`clusters.${need.outcome}`)}</Badge>
      </p>
      <Lines title={say('clusters.by')} lines={need.by} />
      <Lines title={say('clusters.lacking')} lines={need.lacking} />
      {cluster.institutions.length === 0 ? null : (
        <>
          <h3 className="mt-4 font-semibold">{say('clusters.institutions', { cluster: cluster.name })}</h3>
          <ul className="mt-1 space-y-1">
            {cluster.institutions.map((one) => (
              <li key={one.laboratory} className="wrap-anywhere">
                {one.laboratory}: {say('clusters.institution', { covers: one.covers, part: one.inPart })};{' '}
                <HowFar where={one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly FoundLine[] }) {
  const { say, sayOr } = useWords();
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-semibold">{title}</h3>
      <ul className="mt-1 space-y-2">
        {lines.map(({ because, ...one }) => (
          <li
            key={`${one.certificateNumber} ${one.line}`}
            data-line={one.outcome}
            className="border-l-4 border-stone-300 pl-3 wrap-anywhere"
          >
            <strong>{one.laboratory}</strong> · {one.certificateNumber}, {one.line} · <HowFar where={one} />
            {one.best === undefined ? null : ` · ${say('clusters.best', { best: one.best })}`}
            {because.length === 0 ? null : `: ${because.map((it) => sayOr(`clusters.lacks.${it}`, it)).join(', ')}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function HowFar({ where: { places, samePlace, kilometres } }: { readonly where: Where }) {
  const { say, sayOr } = useWords();
  const far = kilometres === undefined ? [] : [say('clusters.far', { km: Math.round(kilometres) })];
  if (places.length === 0 && kilometres === undefined) return <>{say('clusters.nowhere')}</>;
  const near = samePlace ? say('clusters.same-place') : say('clusters.elsewhere');
  return <>{[near, ...places.map((place) => sayOr(`place.${place}`, place)), ...far].join(', ')}</>;
}
