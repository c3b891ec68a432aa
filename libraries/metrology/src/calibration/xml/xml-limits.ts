// SPDX-License-Identifier: Apache-2.0

/** How much XML is read; a certificate with pictures in it stays far below. */
export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
  readonly attributes: number;
  /** Prefixes that may be in scope at once. */
  readonly namespaces: number;
  /** Prefixes in all scopes together: an element that declares one has a scope of its own, with all those around it. */
  readonly scoped: number;
}

/** The limits in force unless a caller gives narrower ones. */
export const XML_LIMITS: XmlLimits = {
  bytes: 20 * 1024 * 1024,
  depth: 100,
  elements: 200_000,
  attributes: 64,
  namespaces: 64,
  scoped: 1_000_000,
};
