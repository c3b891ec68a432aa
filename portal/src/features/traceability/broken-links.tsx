// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { PlaceAndDay, type PlaceOnDay } from '../ask/place-and-day.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { type BrokenLink, type BrokenLinks, type BrokenQuestion, type RunOut, requestBroken } from './broken.ts';
import { traceabilityPage } from './graph.ts';
import { LinkDetails } from './link-details.tsx';

const PLACES = ['CN', 'CN-GD', 'HK', 'MO'] as const;

/** The broken links of everything public in a place, each with what would cure it. */
export function BrokenLinksOf({ today }: { readonly today: string }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<PlaceOnDay>({ place: 'CN', on: today });
  const { run, start } = useRun<BrokenQuestion, BrokenLinks>(requestBroken);
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void start(asked);
        }}
      >
        <PlaceAndDay
          asked={asked}
          places={PLACES}
          labels={{ place: say('trace.place'), on: say('trace.on') }}
          required
          onAsked={setAsked}
        />
        <Button type="submit">{say('trace.broken.list')}</Button>
      </form>
      <div role="status" className="mt-3">
        {run.state === 'running' ? <p className="text-stone-600">{say('trace.loading')}</p> : null}
        {run.state === 'answered' ? (
          <p className="font-medium" data-testid="broken-count">
            {say('trace.broken.count', { broken: run.answer.items.length, examined: run.answer.examined })}
          </p>
        ) : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
      {run.state === 'answered' ? <BrokenList links={run.answer.items} /> : null}
      {run.state === 'answered' && run.answer.next !== undefined ? (
        <Button className="mt-3" onClick={() => void start({ ...asked, on: run.answer.on, before: run.answer })}>
          {say('trace.broken.more')}
        </Button>
      ) : null}
    </>
  );
}

function BrokenList({ links }: { readonly links: readonly BrokenLink[] }) {
  const { say, sayOr } = useWords();
  return (
    <ul className="mt-2 grid gap-3 md:grid-cols-2">
      {links.map((link) => (
        <li
          key={`${link.certificate.digest} ${link.to}`}
          data-broken-link
          className="rounded-md border border-stone-300 bg-white p-3"
        >
          <h3 className="mb-2 font-semibold wrap-anywhere">
            <a className="underline" href={traceabilityPage(link.certificate)}>
              {link.thing}
              {link.runOut === undefined ? ` → ${link.above === '' ? say('trace.unnamed') : link.above}` : null}
            </a>
            {link.runOut === undefined ? null : <Over runOut={link.runOut} />}
            <span className="block text-sm font-normal text-stone-600">
              {sayOr(`place.${link.place}`, link.place)} · {link.certificate.number}
            </span>
          </h3>
          <LinkDetails link={link} />
        </li>
      ))}
    </ul>
  );
}

/** Since when nothing holds for a thing: its certificate ran out, or was taken back on a day. */
function Over({ runOut: { until, days, ended } }: { readonly runOut: RunOut }) {
  const { say, sayOr } = useWords();
  return (
    <span className="block text-sm" data-run-out>
      {ended === undefined
        ? say('trace.broken.run-out', { until, days })
        : say('trace.broken.ended', { status: sayOr(`status.${ended.status}`, ended.status), on: ended.on, until })}
    </span>
  );
}
