// SPDX-License-Identifier: Apache-2.0

/** How many characters are made at once: a call takes only so many arguments. */
const PIECE = 0x8000;

/** A file as text, in base64. RFC 4648, 4. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}
