// SPDX-License-Identifier: Apache-2.0
import type { Reason } from '../api/verdict.ts';
import { useWords } from '../messages/use-words.ts';

/** One reason in the reader's language, with its code, and the engine's words where the translation says less. */
export function ReasonLine({ reason }: { readonly reason: Reason }) {
  const { say, sayReason } = useWords();
  const said = sayReason(reason);
  return (
    <div className="wrap-anywhere">
      <span lang={said.language}>{said.text}</span> <code className="text-xs text-stone-600">{reason.code}</code>
      {said.english === undefined ? null : (
        <p lang="en" className="text-sm text-stone-600">
          {said.english}
        </p>
      )}
      {reason.article === undefined ? null : (
        <p className="text-sm text-stone-600">{say('cell.article', { article: reason.article })}</p>
      )}
    </div>
  );
}

/** Every reason of a list, each once. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const once = [...new Map(reasons.map((each) => [`${each.code} ${each.detail}`, each])).entries()];
  return (
    <ul className="space-y-1">
      {once.map(([key, reason]) => (
        <li key={key}>
          <ReasonLine reason={reason} />
        </li>
      ))}
    </ul>
  );
}
