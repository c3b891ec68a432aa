// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** What the part of the address behind # says: a question about an example, and what of its answer is open. */
export interface Address {
  readonly tab?: 'verify' | undefined;
  readonly example?: string | undefined;
  readonly markets?: readonly string[] | undefined;
  readonly on?: string | undefined;
  /** The open cell. */
  readonly cell?: { readonly place: string; readonly topic: string } | undefined;
}

/** hash = "#" [ name "=" value *( "&" name "=" value ) ]; whatever is not understood is left out. */
export function parseAddress(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const [place, ...topic] = (given.get('cell') ?? '').split('~');
  const markets = (given.get('markets') ?? '').split(',').filter((each) => each !== '');
  return {
    ...(given.get('tab') === 'verify' ? { tab: 'verify' } : {}),
    ...pick('example', given.get('example')),
    ...(markets.length === 0 ? {} : { markets }),
    ...pick('on', given.get('on')),
    ...(place === undefined || topic.length === 0 ? {} : { cell: { place, topic: topic.join('~') } }),
  };
}

/** The inverse of parseAddress, with commas and colons left readable. */
export function formatAddress({ tab, example, markets, on, cell }: Address): string {
  const parts = [
    ['tab', tab],
    ['example', example],
    ['markets', markets?.join(',')],
    ['on', on],
    ['cell', cell === undefined ? undefined : `${cell.place}~${cell.topic}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${readable(value)}`]));
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** The address, followed as it changes. */
export function useAddress(): Address {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parseAddress(hash);
}

/** Goes to an address; `replace` leaves no step to come back to. */
export function goTo(address: Address, how: 'push' | 'replace' = 'push'): void {
  const target = `${window.location.pathname}${window.location.search}${formatAddress(address)}`;
  if (how === 'push') window.history.pushState(null, '', target);
  else window.history.replaceState(null, '', target);
  window.dispatchEvent(new Event('popstate'));
}

/** Tells of every change of the part of the address behind #. */
export function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  window.addEventListener('popstate', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
    window.removeEventListener('popstate', changed);
  };
}

function pick<Name extends string>(name: Name, value: string | null): { readonly [N in Name]?: string } {
  return value === null || value === '' ? {} : ({ [name]: value } as { readonly [N in Name]: string });
}

function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(2C|3A|7E)/g, (coded) => decodeURIComponent(coded));
}
