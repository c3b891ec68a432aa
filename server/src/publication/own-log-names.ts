// SPDX-License-Identifier: Apache-2.0
import { logNameKey } from '@touchstone/transparency-log';
import type { LogSettings } from './log-settings.ts';
import { PublicationError } from './publication-error.ts';

/** Whether a name is that of this node's own log, of any year, or of what it cosigns with, or may be taken for one of them. */
export function isOwnLogName(
  name: string,
  { origin, handedLogs }: Pick<LogSettings, 'origin' | 'handedLogs'>,
): boolean {
  // Of yearly logs `origin` is that of one year; the cosigner is named below that of all of them.
  const own = [origin, handedLogs.cosigner.key.name.replace(/\/[^/]*$/, '')].map(logNameKey);
  const key = logNameKey(name);
  return own.some((each) => key === each || key.startsWith(`${each}/`));
}

/** Whether a name is that of the node, or may be taken for it. */
export function isNodeName(name: string, node: string): boolean {
  return logNameKey(name) === logNameKey(node);
}

/**
 * Throws BAD_SETTING where the configuration names a log of the node's own to be followed, or one that may be taken for it:
 * what such a log shows would be taken for what was stated here. Asked before anything is begun that would have to be ended
 * again.
 */
export function requireOthersToFollow(settings: LogSettings, node: string): void {
  const own = settings.follow.find(({ key }) => isNodeName(key.name, node) || isOwnLogName(key.name, settings));
  if (own === undefined) return;
  const what = isNodeName(own.key.name, node) ? 'this very node' : "this node's own log";
  throw new PublicationError(
    'BAD_SETTING',
    `TOUCHSTONE_FOLLOW: ${own.key.name} is ${what}, or may be taken for it; a followed log has another name`,
    { variable: 'TOUCHSTONE_FOLLOW' },
  );
}
