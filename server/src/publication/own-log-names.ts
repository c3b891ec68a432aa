// SPDX-License-Identifier: Apache-2.0
import type { LogSettings } from './log-settings.ts';
import { PublicationError } from './publication-error.ts';

/** Whether a name is that of this node's own log, of any year, or of what it cosigns with. */
export function isOwnLogName(
  name: string,
  { origin, handedLogs }: Pick<LogSettings, 'origin' | 'handedLogs'>,
): boolean {
  // Of yearly logs `origin` is that of one year; the cosigner is named below that of all of them.
  const own = [origin, handedLogs.cosigner.key.name.replace(/\/[^/]*$/, '')];
  return own.some((each) => name === each || name.startsWith(`${each}/`));
}

/**
 * Throws BAD_SETTING where the configuration names a log of the node's own to be followed: what such a log shows would be
 * taken for what was stated here. Asked before anything is begun that would have to be ended again.
 */
export function requireOthersToFollow(settings: LogSettings, node: string): void {
  const own = settings.follow.find(({ key }) => key.name === node || isOwnLogName(key.name, settings));
  if (own === undefined) return;
  const what = own.key.name === node ? 'this very node' : "this node's own log";
  throw new PublicationError(
    'BAD_SETTING',
    `TOUCHSTONE_FOLLOW: ${own.key.name} is ${what}; a followed log has another name`,
    { variable: 'TOUCHSTONE_FOLLOW' },
  );
}
