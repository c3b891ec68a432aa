// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { PageTitle } from '../../components/page-title.tsx';
import { Pick } from '../../components/pick.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CapabilitySection } from './capability-section.tsx';
import { GaugeSection } from './gauge-section.tsx';

const STUDIES = ['capability', 'gauge'] as const;
const CONFIDENCES = ['0.90', '0.95', '0.99'] as const;

/** How well a process keeps to its limits, and how much of what varies is the gauge; nothing leaves the browser. */
export function StudiesPage() {
  const { say } = useWords();
  const [study, setStudy] = useState<(typeof STUDIES)[number]>('capability');
  const [confidence, setConfidence] = useState<(typeof CONFIDENCES)[number]>('0.95');
  return (
    <>
      <PageTitle title={say('study.title')}>{say('study.lead')}</PageTitle>
      <div className="mt-4 grid max-w-2xl gap-3 sm:grid-cols-2 print:hidden">
        <Pick
          label={say('study.which')}
          value={study}
          options={STUDIES}
          nameOf={(each) => say(`study.${each}`)}
          onPick={setStudy}
        />
        <Pick
          label={say('study.confidence')}
          value={confidence}
          options={CONFIDENCES}
          nameOf={(each) => `${Number(each) * 100} %`}
          onPick={setConfidence}
        />
      </div>
      {study === 'capability' ? (
        <CapabilitySection confidence={Number(confidence)} />
      ) : (
        <GaugeSection confidence={Number(confidence)} />
      )}
    </>
  );
}
