// SPDX-License-Identifier: Apache-2.0
import type { Reason } from '../../api/verdict.ts';
import { ReasonLine } from '../../components/reason-line.tsx';
import { useWords } from '../../messages/use-words.ts';

/** What the own list says otherwise of what a signed paper rests on since it was signed: to look at, and no finding. */
export function SinceSigned({ marks }: { readonly marks: readonly Reason[] }) {
  const { say } = useWords();
  return (
    <div data-since-signed={marks.length} className="mt-2">
      <p className="text-sm text-stone-600">{say(marks.length === 0 ? 'gate.since.none' : 'gate.since.lead')}</p>
      <ul className="mt-2 space-y-2">
        {marks.map((each) => (
          <li
            key={`${each.code} ${each.detail}`}
            data-indicator={each.code}
            className="border-l-4 border-dashed border-slate-500 pl-3"
          >
            <ReasonLine reason={each} />
          </li>
        ))}
      </ul>
    </div>
  );
}
