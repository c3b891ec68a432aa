// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { AskedWitness, LogState } from './logs.ts';

/** What no waiting mends: an operator looks it up and acts. */
const IN_THE_GUIDE: ReadonlySet<string> = new Set([
  ...['FORKED', 'ROLLED_BACK', 'UNCONFIRMED', 'DATABASE_BEHIND', 'CORRUPT'],
  ...['UNKNOWN_FORMAT', 'WRONG_LOG', 'BAD_MARK', 'BAD_SHARDS'],
]);

/** What is in the way of the node's own log: its meaning, the numbers that are known, and where help is. */
export function TroubleOfLog({ code, values }: NonNullable<LogState['trouble']>) {
  const { say } = useWords();
  return (
    <div className="mb-3 border-l-4 border-amber-800 pl-3" data-trouble={code}>
      <p className="font-medium text-amber-900">
        {say(`logs.trouble.${code}`)} <code className="text-sm font-normal">{code}</code>
      </p>
      {'seen' in values && 'here' in values ? <p>{say('logs.trouble.values.seen', values)}</p> : null}
      {'size' in values ? <p>{say('logs.trouble.values.size', values)}</p> : null}
      {'covered' in values && 'last' in values ? <p>{say('logs.trouble.values.covered', values)}</p> : null}
      {'entry' in values ? <p>{say('logs.trouble.values.entry', values)}</p> : null}
      {IN_THE_GUIDE.has(code) ? <p className="text-sm wrap-anywhere">{say('logs.trouble.guide')}</p> : null}
    </div>
  );
}

/** Why a witness has not cosigned; what it or its connection said itself stands below, in English. */
export function TroubleOfWitness({
  trouble,
  troubleKind,
  troubleValues,
}: Pick<AskedWitness, 'trouble' | 'troubleKind' | 'troubleValues'>) {
  const { say } = useWords();
  if (trouble === undefined) return null;
  return (
    <>
      {troubleKind === undefined ? null : (
        <span className="block" data-trouble={troubleKind}>
          {say(`logs.witness.trouble.${troubleKind}`, troubleValues)}
        </span>
      )}
      <span lang="en" className="block text-sm wrap-anywhere text-stone-600">
        {trouble}
      </span>
    </>
  );
}
