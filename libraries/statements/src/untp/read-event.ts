// SPDX-License-Identifier: Apache-2.0
import { childAt, childrenAt, type Foreign, instantAt, nameGap, present, requiredTextAt, textsAt } from './foreign.ts';
import { readLinks, readNamed, readObject, readParties } from './read-names.ts';
import type { UntpEvent, UntpObject } from './reading.ts';

interface EventMembers {
  readonly from: string;
  readonly to: string;
  readonly facilities: readonly string[];
}

// A moved or modified thing is the same before and after.
const EVENTS: Readonly<Record<UntpEvent['event'], EventMembers>> = {
  MakeEvent: { from: 'inputProduct', to: 'outputProduct', facilities: ['madeAtFacility'] },
  MoveEvent: { from: 'movedProduct', to: 'movedProduct', facilities: ['fromFacility', 'toFacility'] },
  ModifyEvent: { from: 'modifiedProduct', to: 'modifiedProduct', facilities: ['modifiedAtFacility'] },
};

/** UNTP 0.7.0, LifecycleEvent: what became of what; an event of no known type, or of two, is named and passed over. */
export function readEvent(of: Foreign): readonly UntpEvent[] {
  const types = textsAt(of, 'type');
  const [event, ...others] = (Object.keys(EVENTS) as UntpEvent['event'][]).filter((name) => types.includes(name));
  if (event === undefined || others.length > 0) {
    const message = `must be one of ${Object.keys(EVENTS).join(', ')}`;
    nameGap(of, { code: 'BAD_MEMBER', grade: 'unreadable', message }, 'type');
    return [];
  }
  const { from, to, facilities } = EVENTS[event];
  const name = requiredTextAt(of, 'name');
  const at = present(of, 'eventDate') ? instantAt(of, 'eventDate') : undefined;
  const before = readEventObjects(of, from);
  return [
    {
      event,
      ...(name === undefined ? {} : { name }),
      ...(at === undefined ? {} : { at }),
      from: before,
      to: to === from ? before : readEventObjects(of, to),
      facilities: facilities.flatMap((member) => readNamed(childAt(of, member)) ?? []),
      parties: readParties(of),
      evidence: readLinks(of, 'relatedDocument'),
    },
  ];
}

function readEventObjects(of: Foreign, member: string): readonly UntpObject[] {
  return childrenAt(of, member).flatMap((entry) => {
    const product = childAt(entry, 'product');
    return product === undefined ? [] : (readObject(product) ?? []);
  });
}
