// SPDX-License-Identifier: Apache-2.0
export { groupBy } from './group-by.ts';
export { BASE58_BYTES_MAX, BASE58_CHARACTERS_MAX, decodeBase58btc, encodeBase58btc } from './base58.ts';
export { BASE64URL_CHARACTERS_MAX, decodeBase64url, encodeBase64url } from './base64url.ts';
export type { Brand } from './brand.ts';
export { concatBytes, utf8Bytes } from './bytes.ts';
export {
  addDays,
  addDaysWithinCalendar,
  addMonths,
  type CalendarDay,
  compareDays,
  type DaySpan,
  dayAfter,
  dayBefore,
  dayFromNumber,
  daysBetween,
  isDayWithin,
  numberOfDay,
  parseCalendarDay,
} from './calendar-day.ts';
export {
  addDecimals,
  compareDecimals,
  DECIMAL_DIGITS_MAX,
  type Decimal,
  type DecimalString,
  decimalFromInteger,
  decimalPlaces,
  decimalToNumber,
  formatDecimal,
  isDecimalText,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  parseDecimalString,
  subtractDecimals,
} from './decimal.ts';
export { type Did, type DidUrl, didMethod, parseDid, parseDidUrl } from './did.ts';
export { didKeyMultibase, didKeyVerificationMethod, didWebDocumentUrl, requirePublicDid } from './did-methods.ts';
export { type Digest, digestFromSha256, parseDigest, sha256OfDigest } from './digest.ts';
export { type Gln, type Gtin, parseGln, parseGtin } from './gs1.ts';
export { toHalfWidth } from './half-width.ts';
export { decodeHex, encodeHex } from './hex.ts';
export { IdentifierError, type IdentifierErrorCode } from './identifier-error.ts';
export {
  compareInstants,
  dayOfInstant,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  parseInstant,
  startOfDay,
  startOfNextDay,
} from './instant.ts';
export { type Lei, parseLei } from './lei.ts';
export { type NameFault, nameFaults } from './name-faults.ts';
export { nameKey } from './name-key.ts';
export { isNumberOfPerson, type PersonalNumberKind, personalNumberKind } from './personal-number.ts';
export { type LocalDays, localDaysOf, type Offsets, offsetsOf } from './local-day.ts';
export { type Jurisdiction, jurisdictionOf, type Place, parsePlace, placeCovers } from './place.ts';
export {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  type Rational,
  type RoundingMode,
  rational,
  rationalFromDecimal,
  rationalToDecimal,
  rationalToNumber,
  roundRational,
  subtractRationals,
} from './rational.ts';
export {
  clauseCovers,
  editionCovers,
  formatStandardNumber,
  parseStandardNumber,
  type StandardNumber,
  sameEdition,
  sameStandard,
} from './standard-number.ts';
export {
  inspectUscc,
  parseUscc,
  type Uscc,
  type UsccFinding,
  type UsccInspection,
  type UsccParts,
  usccParts,
} from './uscc.ts';
export { makeUuidV7, parseUuidV7, type UuidV7, uuidV7Milliseconds } from './uuid-v7.ts';
