// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import type { Mark } from '../../components/marks.tsx';
import { Section } from '../../components/section.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { type InstrumentPlans, NEEDS_WORK, type PlannedInstrument } from './instrument-plan.ts';

/** How a state is drawn: a shape and a word, and colour only beside them. */
const LOOKS: Readonly<Record<PlannedInstrument['state'], { readonly mark: Mark; readonly tone: Tone }>> = {
  'not-to-be-used': { mark: 'refuted', tone: 'refuted' },
  'in-order': { mark: 'passed', tone: 'proved' },
  'due-soon': { mark: 'open', tone: 'broken' },
  overdue: { mark: 'refuted', tone: 'refuted' },
  never: { mark: 'unknown', tone: 'unknown' },
  'not-needed': { mark: 'skipped', tone: 'quiet' },
};

/** Each instrument with what to do, by when, how often, how good and where; the reasons open below it. */
export function PlanTable({
  answer,
  id = 'instruments-plan',
}: {
  readonly answer: InstrumentPlans;
  readonly id?: string;
}) {
  const { say } = useWords();
  const { plans, on, demonstrated } = answer;
  const due = plans.filter(({ state }) => NEEDS_WORK.includes(state)).length;
  return (
    <Section id={id} title={say('instruments.plan', { day: on })}>
      <p>{say('instruments.summary', { count: plans.length, due })}</p>
      {demonstrated ? <p className="mt-1 text-stone-600">{say('instruments.demonstration')}</p> : null}
      <ul className="mt-3 space-y-3">
        {plans.map((plan) => (
          <li key={plan.instrument} className="rounded-md border border-stone-300 bg-white p-3 sm:p-4">
            <PlanCard plan={plan} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PlanCard({ plan }: { readonly plan: PlannedInstrument }) {
  const { say } = useWords();
  const { mark, tone } = LOOKS[plan.state];
  const facts = [
    [say('instruments.what'), plan.actionText],
    [say('instruments.due'), plan.dueOn ?? ''],
    [say('instruments.often'), [plan.interval, plan.method].filter((each) => each !== '').join(', ')],
    [say('instruments.good'), plan.target],
  ].filter(([, value]) => value !== '');
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold wrap-anywhere">
          {plan.instrument} <span className="font-normal">{plan.type}</span>{' '}
          <span className="font-normal text-stone-600">{plan.use}</span>
        </h3>
        <Badge mark={mark} tone={tone}>
          {plan.stateText}
        </Badge>
      </div>
      <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-stone-600">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {plan.where.length === 0 ? null : (
        <>
          <p className="mt-2 text-sm text-stone-600">{say('instruments.where')}</p>
          <ul className="list-disc pl-5">
            {plan.where.map((where) => (
              <li key={where} className="wrap-anywhere">
                {where}
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="mt-2">
        <summary className="flex min-h-11 items-center underline">{say('instruments.why')}</summary>
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {plan.why.map((why) => (
            <li key={why} className="wrap-anywhere">
              {why}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
