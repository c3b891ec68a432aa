// SPDX-License-Identifier: Apache-2.0

const texts = new WeakMap<object, string>();

/**
 * An answer as JSON, which is what is kept for a repeated request and what is sent: an answer about a thousand statements
 * is worth writing once. What was given is not to be changed afterwards.
 */
export function jsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
