// SPDX-License-Identifier: Apache-2.0

/** UTC+08:00: "today" is the day of the three places, whatever the reader's machine is set to. */
const OFFSET_MINUTES = 480;

/**
 * date-time = YYYY-MM-DD SP hh:mm [":" ss] SP "UTC+8"; seconds stand where they are not 0.
 * RFC 3339, 5.6 in; what is no instant comes out as it went in.
 */
export function formatInstant(instant: string): string {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) return instant;
  const shifted = new Date(milliseconds + OFFSET_MINUTES * 60_000).toISOString();
  const [day, time = ''] = shifted.split('T');
  return `${day} ${time.slice(0, time.slice(6, 8) === '00' ? 5 : 8)} UTC+8`;
}
