// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { DownloadLink } from '../../components/download-link.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { HandInList } from '../session/hand-in-list.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { type ClusterMap, handInClusters, requestClusterMap, templateUrl, workbookUrl } from './cluster-map.ts';
import { Gaps } from './gaps.tsx';
import { Matrix } from './matrix.tsx';
import { NeedDetails } from './need-details.tsx';
import { addressOf, pickedIn } from './picked.ts';

/** Clusters against laboratories: who can do what each needs, and what nobody can. */
export function ClustersPage() {
  const { say, language } = useWords();
  const { run, start } = useRun<undefined, ClusterMap>(requestClusterMap);
  const look = useEffectEvent(() => void start(undefined));
  useEffect(() => look(), []);
  return (
    <>
      <PageTitle title={say('clusters.title')}>{say('clusters.lead')}</PageTitle>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start(undefined)} /> : null}
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {run.state === 'answered' ? <Mapped map={run.answer} /> : null}
      <Section id="hand-in" title={say('clusters.hand-in')}>
        <p>
          <DownloadLink href={templateUrl(language)}>{say('clusters.template')}</DownloadLink>
        </p>
        <SignedIn>
          {({ login, roles }) =>
            roles.includes('cluster-editor') ? (
              <div className="mt-3">
                <HandInList key={login} of="clusters" handIn={handInClusters} onKept={() => void start(undefined)} />
              </div>
            ) : (
              <p className="mt-3" data-testid="no-planner">
                {say('clusters.not-yours')}
              </p>
            )
          }
        </SignedIn>
      </Section>
    </>
  );
}

function Mapped({ map }: { readonly map: ClusterMap }) {
  const { say, language } = useWords();
  const [chosen, choose] = useChoice('need');
  const picked = chosen === undefined ? undefined : pickedIn(map.clusters, chosen);
  if (map.clusters.length === 0) return <p className="mt-4">{say('clusters.none')}</p>;
  const cluster = picked === undefined ? undefined : map.clusters[picked.cluster];
  const need = picked === undefined ? undefined : cluster?.needs[picked.need];
  return (
    <>
      {map.complete ? null : <p className="mt-4 font-medium">{say('clusters.partial')}</p>}
      <Section id="matrix" title={say('clusters.matrix')} aside={<span className="text-stone-600">{map.on}</span>}>
        <Matrix map={map} picked={picked} onPick={(next) => choose(addressOf(map.clusters, next))} />
      </Section>
      <p className="mt-3 print:hidden">
        <DownloadLink href={workbookUrl(language)}>{say('clusters.workbook')}</DownloadLink>
      </p>
      {cluster === undefined || need === undefined ? null : <NeedDetails cluster={cluster} need={need} />}
      <Gaps gaps={map.gaps} />
    </>
  );
}
