// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { localProblem, type Problem, ProblemError } from '../../api/problem.ts';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { DownloadLink } from '../../components/download-link.tsx';
import { OneFileDrop } from '../../components/one-file-drop.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { saveBlob } from '../../components/save-file.ts';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ParetoDrawing } from './pareto-drawing.tsx';
import {
  type Bar,
  type QualityAnswer,
  type QualityAsked,
  qualityTemplateUrl,
  type RankedMode,
  requestQuality,
  requestQualityWorkbook,
} from './quality.ts';

/** Defects and failure modes in, a Pareto chart and a ranking out; nothing is kept. */
export function QualityToolsPage() {
  const { say, language } = useWords();
  const { run, start } = useRun<QualityAsked, QualityAnswer>(requestQuality);
  const [asked, setAsked] = useState<QualityAsked>();
  const compute = (file: File | undefined) => {
    if (file === undefined) return;
    const next = { file, language };
    setAsked(next);
    void start(next);
  };
  return (
    <>
      <PageTitle title={say('quality.title')}>{say('quality.lead')}</PageTitle>
      <p className="mt-2 font-medium" data-testid="not-kept">
        {say('quality.not-kept')}
      </p>
      <p className="mt-2">
        <DownloadLink href={qualityTemplateUrl(language)}>{say('quality.template')}</DownloadLink>
      </p>
      <div className="mt-3">
        <OneFileDrop
          label={say('quality.drop')}
          hint={say('quality.drop.hint')}
          choose={say('clusters.choose')}
          onFile={compute}
        />
      </div>
      <div role="status">{run.state === 'running' ? <p className="mt-3">{say('nav.loading')}</p> : null}</div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => compute(asked?.file)} /> : null}
      {run.state === 'answered' && asked !== undefined ? (
        <>
          <Take asked={{ ...asked, language }} />
          {run.answer.causes.length === 0 ? null : <Pareto bars={run.answer.causes} />}
          {run.answer.failureModes.length === 0 ? null : <Modes modes={run.answer.failureModes} />}
        </>
      ) : null}
    </>
  );
}

function Take({ asked }: { readonly asked: QualityAsked }) {
  const { say } = useWords();
  const [problem, setProblem] = useState<Problem>();
  const take = async () => {
    setProblem(undefined);
    try {
      saveBlob('quality.xlsx', await requestQualityWorkbook(asked));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem : localProblem('ANSWER_NOT_READ', String(error)));
    }
  };
  return (
    <>
      <Button className="mt-4 print:hidden" onClick={() => void take()}>
        {say('quality.take')}
      </Button>
      {problem === undefined ? null : <ProblemView problem={problem} />}
    </>
  );
}

function Pareto({ bars }: { readonly bars: readonly Bar[] }) {
  const { say } = useWords();
  const headings = ['quality.cause', 'quality.count', 'quality.total', 'quality.share', 'quality.added'] as const;
  return (
    <Section id="pareto" title={say('quality.pareto')}>
      <ParetoDrawing bars={bars} />
      <DataTable
        caption={say('quality.pareto')}
        headings={headings.map((id) => say(id))}
        rows={bars.map(({ cause, count, total, share, cumulativeShare, isVital }, at) => ({
          key: cause,
          cells: [
            <span key="cause" className="inline-flex flex-wrap items-center gap-2">
              {at + 1}. {cause}
              {isVital ? <Badge tone="broken">{say('quality.vital')}</Badge> : null}
            </span>,
            ...[String(count), total, share, cumulativeShare],
          ],
        }))}
      />
    </Section>
  );
}

function Modes({ modes }: { readonly modes: readonly RankedMode[] }) {
  const { say } = useWords();
  const headings = [
    ...(['quality.rank', 'quality.item', 'quality.mode', 'quality.effect'] as const),
    ...(['quality.severity', 'quality.occurrence', 'quality.detection', 'quality.rpn'] as const),
  ];
  return (
    <Section id="modes" title={say('quality.modes')}>
      <p className="mb-3 max-w-3xl text-sm text-stone-600">{say('quality.modes.lead')}</p>
      <DataTable
        caption={say('quality.modes')}
        headings={headings.map((id) => say(id))}
        rows={modes.map((each, at) => ({
          key: `${at} ${each.mode}`,
          cells: [
            ...[String(each.rank), each.item, each.mode, each.effect],
            ...[each.severity, each.occurrence, each.detection, each.riskPriorityNumber].map(String),
          ],
        }))}
      />
    </Section>
  );
}
