// SPDX-License-Identifier: Apache-2.0
// What is chosen on a page, behind # of its address: reload keeps it, Back takes it back, a link shows it to a colleague.
import { useSyncExternalStore } from 'react';
import { subscribe } from './address.ts';

/** hash = "#" [ name "=" value *( "&" name "=" value ) ]; the value under a name, if it is there and not empty. */
export function choiceIn(hash: string, name: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get(name) || undefined;
}

/** The same address with another value under the name, or without it; what stands under other names stays. */
export function withChoice(hash: string, name: string, value: string | undefined): string {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  if (value === undefined) given.delete(name);
  else given.set(name, value);
  const text = given.toString();
  return text === '' ? '' : `#${text}`;
}

/** A choice of one thing of a page, and how to make it: each is a step that Back takes back. */
export function useChoice(name: string): readonly [string | undefined, (value: string | undefined) => void] {
  const chosen = useSyncExternalStore(subscribe, () => choiceIn(window.location.hash, name));
  return [chosen, (value) => go('pushState', withChoice(window.location.hash, name, value))];
}

const OPENED = 'open';
const openedIn = (hash: string) => (choiceIn(hash, OPENED) ?? '').split(',').filter((each) => each !== '');

/** Whether a part of the page is unfolded, and how to fold it: no step of its own, but there after a reload. */
export function useOpened(name: string): readonly [boolean, (isOpen: boolean) => void] {
  const isOpen = useSyncExternalStore(subscribe, () => openedIn(window.location.hash).includes(name));
  const open = (wanted: boolean) => {
    const { hash } = window.location;
    const others = openedIn(hash).filter((each) => each !== name);
    const opened = wanted ? [...others, name] : others;
    go('replaceState', withChoice(hash, OPENED, opened.length === 0 ? undefined : opened.join(',')));
  };
  return [isOpen, open];
}

function go(how: 'pushState' | 'replaceState', hash: string): void {
  const { pathname, search } = window.location;
  window.history[how](null, '', `${pathname}${search}${hash}`);
  window.dispatchEvent(new Event('popstate'));
}
