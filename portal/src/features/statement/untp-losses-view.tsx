// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { LossLine } from './untp-losses.ts';

/** What the statement says and a UNTP credential made of it would not, by field. */
export function UntpLossesView({ losses }: { readonly losses: readonly LossLine[] }) {
  const { say } = useWords();
  return (
    <>
      <p className="text-stone-600">{say('statement.untp.lead')}</p>
      <details className="mt-3">
        <summary className="flex min-h-11 items-center underline">{say('statement.untp.show')}</summary>
        <ul className="mt-2 space-y-1 text-sm">
          {losses.map(({ path, reason, count }) => (
            <li key={`${path} ${reason}`} className="wrap-anywhere">
              <code>{path}</code>
              {count > 1 ? ` × ${count}` : null}
              <span lang="en" className="text-stone-600">
                {' '}
                {reason}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
