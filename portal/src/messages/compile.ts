// SPDX-License-Identifier: Apache-2.0

/** message = *( text / "{" name "}" ), as the list of tokens that lingui takes for a compiled message. */
export function compileMessage(message: string): (string | [string])[] {
  return message
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? [part.slice(1, -1)] : part));
}

/** Names of the values that a message speaks of, in the order of the alphabet. */
export function valueNames(message: string): readonly string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
}
