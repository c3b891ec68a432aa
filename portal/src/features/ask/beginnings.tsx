// SPDX-License-Identifier: Apache-2.0
import { formatAddress } from '../../app/address.ts';
import { useWords } from '../../messages/use-words.ts';
import type { Examples } from './use-examples.ts';

/** What to begin with, as far as the server brings it: one that holds, one in transition, one that was changed. */
const BEGINNINGS = ['wolfberry-leaf', 'tuna', 'wolfberry-leaf-tampered'];

/** Before anything was asked: what to do, and three answers that are one press away. */
export function Beginnings({ examples }: { readonly examples: Examples }) {
  const { say, sayOr } = useWords();
  const known = examples.state === 'ready' ? examples.examples : [];
  const shown = BEGINNINGS.flatMap((folder) => known.find((each) => each.folder === folder) ?? []);
  return (
    <div className="mt-6 text-stone-600">
      <p>{say('answer.empty')}</p>
      {shown.length === 0 ? null : (
        <>
          <p className="mt-2">{say('answer.begin')}</p>
          <ul className="mt-2 grid gap-3 md:grid-cols-3">
            {shown.map(({ folder, title, markets, on }) => (
              <li key={folder}>
                <a
                  href={formatAddress({ example: folder, markets, on })}
                  className="flex h-full min-h-11 items-center rounded-md border border-stone-400 bg-white p-3 text-stone-900 underline hover:bg-stone-100"
                >
                  {sayOr(`example.${folder}`, title)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
