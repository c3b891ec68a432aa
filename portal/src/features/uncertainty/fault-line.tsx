// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { Fault, FaultCode } from './find-faults.ts';

/** Faults by the field where they are; two of one field are told one after the other. */
export type FaultsAt = (at: string) => readonly Fault[];

/** Faults of which the library says more than the page: where, and what would be right. */
const TOLD_BY_LIBRARY: ReadonlySet<FaultCode> = new Set([
  ...(['BAD_EXPRESSION', 'BAD_MODEL', 'BAD_UNIT'] as const),
  ...(['BAD_READINGS', 'NOT_POSITIVE_SEMIDEFINITE', 'CORRELATED_INPUTS'] as const),
]);

/** What is wrong with a field, in the reader's language, and the library's own sentence where it says more. */
export function FaultLines({ id, faults }: { readonly id: string; readonly faults: readonly Fault[] }) {
  const { say } = useWords();
  if (faults.length === 0) return null;
  return (
    <div id={id} role="alert" className="mt-1 text-sm text-rose-900">
      {faults.map(({ code, detail, data }) => (
        <p key={`${code} ${detail}`} data-fault={code} className="wrap-anywhere">
          <strong>
            {say(`budget.fault.${code}`, {
              given: data.given ?? '',
              place: (data.position ?? 0) + 1,
              known: data.suggestions?.join(', ') ?? '',
            })}
          </strong>{' '}
          {detail === '' || !TOLD_BY_LIBRARY.has(code) ? null : (
            <span lang="en" className="text-stone-600">
              {detail}
            </span>
          )}
        </p>
      ))}
    </div>
  );
}
