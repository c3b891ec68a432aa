// SPDX-License-Identifier: Apache-2.0
import { formatAge } from '../../components/format-age.ts';
import { MarkIcon } from '../../components/marks.tsx';
import { TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { jointOf, type PolicyNode } from './policy.ts';

/**
 * The policy as it is written: groups within groups, between them AND or OR, at the ends the witnesses, each with what it
 * has signed and how long ago. Beside each other at a desk, below each other on a phone.
 */
export function PolicyDrawing({ tree, now }: { readonly tree: PolicyNode; readonly now: Date }) {
  const { say } = useWords();
  return (
    <figure className="mt-3" data-testid="policy">
      <figcaption className="text-sm text-stone-600">{say('logs.policy')}</figcaption>
      <ul className="mt-2">
        <Drawn node={tree} now={now} depth={0} />
      </ul>
    </figure>
  );
}

function Drawn({ node, now, depth }: { readonly node: PolicyNode; readonly now: Date; readonly depth: number }) {
  const { say, sayOr, language } = useWords();
  const { name, met, at, group } = node;
  const tone = met ? TONES.proved : TONES.unknown;
  const age = at === undefined ? undefined : formatAge(at, now, language);
  const said = met ? (age ?? say('logs.policy.signed')) : say('logs.policy.lacking');
  return (
    <li data-policy={name} data-met={met} className={`min-w-0 flex-1 rounded-md border-2 p-2 ${tone}`}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <MarkIcon mark={met ? 'passed' : 'unknown'} className="size-5" />
        <strong className="wrap-anywhere">{sayOr(`logs.group.${name}`, name)}</strong>
        {group === undefined || group.members.length === 1 ? null : (
          <span className="text-sm">{needOf(group, say)}</span>
        )}
        <span className="text-sm">{said}</span>
      </p>
      {group === undefined ? null : (
        <ul className={`mt-2 flex flex-col gap-2 ${depth === 0 ? 'lg:flex-row lg:items-stretch' : ''}`}>
          {group.members.map((member, index) => (
            <Joined key={member.name} joint={index === 0 ? undefined : jointOf(group)} isRow={depth === 0}>
              <Drawn node={member} now={now} depth={depth + 1} />
            </Joined>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A member behind the word that joins it to the one before. */
function Joined({
  joint,
  isRow,
  children,
}: {
  readonly joint: ReturnType<typeof jointOf> | undefined;
  readonly isRow: boolean;
  readonly children: React.ReactNode;
}) {
  const { say } = useWords();
  return (
    <>
      {joint === undefined ? null : (
        <li
          aria-hidden="true"
          className={`self-center rounded-full border border-stone-400 bg-white px-2 text-sm font-semibold text-stone-900 ${isRow ? '' : 'leading-5'}`}
        >
          {joint === 'all' ? say('logs.policy.and') : joint === 'any' ? say('logs.policy.or') : '+'}
        </li>
      )}
      {children}
    </>
  );
}

function needOf(group: NonNullable<PolicyNode['group']>, say: ReturnType<typeof useWords>['say']): string {
  const of = group.members.length;
  const joint = jointOf(group);
  if (joint === 'some') return say('logs.policy.some', { count: group.threshold, of });
  return say(`logs.policy.${joint}`, { of });
}
