// SPDX-License-Identifier: Apache-2.0
import type { RequirementView } from '../../api/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';

const CERTAINTY: Readonly<Record<RequirementView['certainty'], { readonly tone: Tone; readonly mark: Mark }>> = {
  read: { tone: 'quiet', mark: 'passed' },
  secondary: { tone: 'unknown', mark: 'skipped' },
  recalled: { tone: 'broken', mark: 'open' },
};

/** The rule itself: what it asks, where it is written, and how sure we are of it. */
export function RequirementCard({ requirement }: { readonly requirement: RequirementView }) {
  const { say, sayOr } = useWords();
  const { text, instrument, provision, basis, source, certainty, legalForce, id } = requirement;
  return (
    <article className="rounded-md border border-stone-300 bg-white p-3">
      <p className="text-lg font-semibold">{text}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        <Badge {...CERTAINTY[certainty]}>{say(`certainty.${certainty}`)}</Badge>
        <Badge tone={legalForce === 'binding' ? 'quiet' : 'broken'}>{say(`force.${legalForce}`)}</Badge>
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm wrap-anywhere">
        <dt className="text-stone-600">{say('cell.instrument')}</dt>
        <dd lang="en">{instrument}</dd>
        <dt className="text-stone-600">{say('cell.provision')}</dt>
        <dd>{provision === '' ? say('cell.provision.none') : provision}</dd>
        {basis === undefined ? null : (
          <>
            <dt className="text-stone-600">{say('cell.basis')}</dt>
            <dd>{sayOr(`basis.${basis}`, basis)}</dd>
          </>
        )}
        <dt className="text-stone-600">{say('cell.source')}</dt>
        <dd>{isWebAddress(source) ? <SourceLink href={source} /> : (source ?? say('cell.source.none'))}</dd>
      </dl>
      <p className="mt-2 text-xs text-stone-600">
        <code>{id}</code>
      </p>
    </article>
  );
}

function SourceLink({ href }: { readonly href: string }) {
  return (
    <a href={href} rel="noreferrer noopener" target="_blank" className="text-blue-800 underline">
      {href}
    </a>
  );
}

/** Data from outside becomes a link only when it is an address of the web, never a script. */
function isWebAddress(source: string | undefined): source is string {
  return source !== undefined && /^https?:\/\//i.test(source);
}
