// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { HandFields } from './hand-fields.tsx';
import {
  addProvided,
  type ProvidedResult,
  type Provider,
  type ProviderReport,
  type ProviderResult,
  requestProviders,
  requestReports,
  requestResults,
} from './provided.ts';
import { NO_RESULT, resultOf } from './typed-result.ts';

const WAYS = ['here', 'elsewhere'] as const;

/** A result of another laboratory into a draft: chosen from a report on record here, or typed from one that is not. */
export function ProvidedForm({
  stream,
  taken,
  party,
  onRecorded,
}: {
  readonly stream: string;
  /** Names that results of the draft have already. */
  readonly taken: readonly string[];
  readonly party: string;
  readonly onRecorded: () => void;
}) {
  const { say } = useWords();
  const [way, setWay] = useState<(typeof WAYS)[number]>('here');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState(NO_RESULT);
  const [chosen, setChosen] = useState<Omit<ProvidedResult, 'name'>>();
  const isTaken = taken.includes(name.trim());
  const wanted = () => {
    if (isTaken) return undefined;
    if (way === 'elsewhere') return { stream, ...resultOf(name.trim(), typed) };
    return chosen === undefined ? undefined : { stream, name: name.trim(), ...chosen };
  };
  return (
    <>
      <div className="max-w-md">
        <Pick
          label={say('provided.way')}
          value={way}
          options={WAYS}
          nameOf={(word) => say(`provided.way.${word}`)}
          onPick={setWay}
        />
      </div>
      {way === 'here' ? <Search party={party} onChosen={setChosen} /> : null}
      <ActForm name="provided" asked={wanted} act={addProvided} onDone={onRecorded} submit={say('provided.add')}>
        {way === 'elsewhere' ? <HandFields typed={typed} onChange={(more) => setTyped({ ...typed, ...more })} /> : null}
        <div>
          <TextInput name="name" label={say('provided.name')} value={name} required maxLength={200} onValue={setName} />
          {isTaken ? (
            <p role="alert" className="mt-1 text-sm font-medium text-rose-900">
              {say('provided.name.taken', { name: name.trim() })}
            </p>
          ) : null}
          {way === 'here' && chosen === undefined ? (
            <p className="mt-1 text-sm text-stone-600">{say('provided.choose')}</p>
          ) : null}
        </div>
      </ActForm>
    </>
  );
}

/** Laboratory, report and result, each found by the one before. */
function Search({
  party,
  onChosen,
}: {
  readonly party: string;
  readonly onChosen: (chosen: Omit<ProvidedResult, 'name'> | undefined) => void;
}) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<{ provider?: Provider; report?: ProviderReport; result?: string }>({});
  const providers = useRun<string, readonly Provider[]>(requestProviders);
  const reports = useRun<string, readonly ProviderReport[]>(requestReports);
  const results = useRun<ProviderReport, readonly ProviderResult[]>(requestResults);
  const found = providers.run.state === 'answered' ? providers.run.answer.filter(({ id }) => id !== party) : undefined;
  const theirs = picked.provider !== undefined && reports.run.state === 'answered' ? reports.run.answer : undefined;
  const stated = picked.report !== undefined && results.run.state === 'answered' ? results.run.answer : undefined;
  const choose = (result: string) => {
    const one = stated?.find((each) => each.result === result);
    const { provider, report } = picked;
    setPicked({ ...picked, result });
    if (one === undefined || provider === undefined || report === undefined) return onChosen(undefined);
    const { id, issuer, digest, number: reportNumber } = report;
    const { underScope, members } = one;
    onChosen({ obtainedBy: { provider, reportNumber, report: { id, issuer, digest }, result, underScope }, members });
  };
  return (
    <div className="my-3 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4" data-search="provider">
      <form
        className="flex flex-wrap items-end gap-3 sm:col-span-full"
        onSubmit={(event) => {
          event.preventDefault();
          onChosen(undefined);
          setPicked({});
          void providers.start(typed.trim());
        }}
      >
        <TextInput label={say('provided.search')} value={typed} required maxLength={200} onValue={setTyped} />
        <Button type="submit">{say('provided.find')}</Button>
      </form>
      {found === undefined || found.length === 0 ? null : (
        <Pick
          label={say('provided.provider')}
          value={picked.provider?.id ?? ''}
          options={['', ...found.map(({ id }) => id)]}
          nameOf={(id) => found.find((each) => each.id === id)?.name ?? say('provided.pick')}
          onPick={(id) => {
            const provider = found.find((each) => each.id === id);
            onChosen(undefined);
            setPicked(provider === undefined ? {} : { provider });
            if (provider !== undefined) void reports.start(provider.id);
          }}
        />
      )}
      {theirs === undefined || theirs.length === 0 ? null : (
        <Pick
          label={say('provided.report')}
          value={picked.report?.id ?? ''}
          options={['', ...theirs.map(({ id }) => id)]}
          nameOf={(id) => {
            const one = theirs.find((each) => each.id === id);
            return one === undefined ? say('provided.pick') : `${one.number} (${one.issuedAt.slice(0, 10)})`;
          }}
          onPick={(id) => {
            const report = theirs.find((each) => each.id === id);
            const { provider } = picked;
            onChosen(undefined);
            setPicked({ ...(provider === undefined ? {} : { provider }), ...(report === undefined ? {} : { report }) });
            if (report !== undefined) void results.start(report);
          }}
        />
      )}
      {stated === undefined || stated.length === 0 ? null : (
        <Pick
          label={say('provided.result')}
          value={picked.result ?? ''}
          options={['', ...stated.map(({ result }) => result)]}
          nameOf={(result) => {
            const one = stated.find((each) => each.result === result);
            return one === undefined ? say('provided.pick') : `${one.result}: ${one.shown}`;
          }}
          onPick={choose}
        />
      )}
      <p role="status" className="text-sm wrap-anywhere text-stone-600 sm:col-span-full">
        {stated?.find(({ result }) => result === picked.result)?.shown}
        {found?.length === 0 ? say('provided.none') : null}
        {theirs?.length === 0 ? say('provided.no-reports') : null}
        {stated?.length === 0 ? say('provided.no-results') : null}
      </p>
      {[providers.run, reports.run, results.run].map((run, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed questions
        run.state === 'failed' ? <ProblemView key={index} problem={run.problem} /> : null,
      )}
    </div>
  );
}
