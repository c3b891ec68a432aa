// SPDX-License-Identifier: Apache-2.0

/** Anything that JSON text can say. RFC 8259, section 3. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [member: string]: JsonValue;
}

/** True for a JSON object: neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON list. */
export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** The values of a member that may be written once or as a list; an absent member has none. */
export function listOf(value: JsonValue | undefined): JsonArray {
  return value === undefined ? [] : isJsonArray(value) ? value : [value];
}
