// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { FileDrop } from '../../components/file-drop.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
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
          <a href={templateUrl(language)} download className="inline-flex min-h-11 items-center underline">
            {say('clusters.template')}
          </a>
        </p>
        <SignedIn>
          {({ login, roles }) =>
            roles.includes('cluster-editor') ? (
              <HandIn key={login} onKept={() => void start(undefined)} />
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
        <a href={workbookUrl(language)} download className="inline-flex min-h-11 items-center underline">
          {say('clusters.workbook')}
        </a>
      </p>
      {cluster === undefined || need === undefined ? null : <NeedDetails cluster={cluster} need={need} />}
      <Gaps gaps={map.gaps} />
    </>
  );
}

function HandIn({ onKept }: { readonly onKept: () => void }) {
  const { say } = useWords();
  const { run, start } = useRun<File, true>(handInClusters);
  const kept = useEffectEvent(onKept);
  useEffect(() => {
    if (run.state === 'answered') kept();
  }, [run.state]);
  const hand = (file: File | undefined) => {
    if (file !== undefined) void start(file);
  };
  return (
    <div className="mt-3">
      <FileDrop
        label={say('clusters.drop')}
        hint={say('clusters.drop.hint')}
        choose={say('clusters.choose')}
        multiple={false}
        onFiles={([file]) => hand(file)}
        onDrop={(transfer) => hand(transfer.files[0])}
      />
      <p role="status" className="mt-2">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' ? say('clusters.kept') : null}
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </div>
  );
}
