// SPDX-License-Identifier: Apache-2.0
import { parsePlace } from '@touchstone/identifiers';
import type { Coordinates, Site } from '../capability/nearest.ts';
import { smallestUncertaintyAt } from '../capability/smallest-uncertainty.ts';
import type { QuantityText } from '../quantity/quantity.ts';
import type { OfferedCapability } from './laboratories.ts';
import { fault, list, object, text, word } from './read-shape.ts';

const CAPABILITIES_MAX = 100_000;

/** Reads a file of the format touchstone-capabilities/1; throws BAD_INPUT with the place of the first fault. */
export function parseCapabilities(given: unknown): readonly OfferedCapability[] {
  const root = object(given, 'the file');
  if (root.format !== 'touchstone-capabilities/1') throw fault('format', 'touchstone-capabilities/1', root.format);
  const all = list(root.capabilities, 'capabilities');
  if (all.length > CAPABILITIES_MAX) throw fault('capabilities', `at most ${CAPABILITIES_MAX} lines`, all.length);
  return all.map((one, at) => readOffer(one, `capabilities[${at}]`));
}

function readOffer(given: unknown, at: string): OfferedCapability {
  const one = object(given, at);
  return {
    ...{ laboratory: text(one.laboratory, `${at}.laboratory`), line: text(one.line, `${at}.line`) },
    certificateNumber: text(one.certificateNumber, `${at}.certificateNumber`),
    quantity: text(one.quantity, `${at}.quantity`),
    capability: readCapability(one.capability, `${at}.capability`),
    sites: list(one.sites, `${at}.sites`).map((site, index) => readSite(site, `${at}.sites[${index}]`)),
  };
}

function readCapability(given: unknown, at: string): OfferedCapability['capability'] {
  const { range, smallestExpandedUncertainty: least, uncertaintyOver: over } = object(given, at);
  const { from, to } = object(range, `${at}.range`);
  const capability = {
    range: { from: readQuantity(from, `${at}.range.from`), to: readQuantity(to, `${at}.range.to`) },
    smallestExpandedUncertainty: readQuantity(least, `${at}.smallestExpandedUncertainty`),
    ...(over === undefined ? {} : { uncertaintyOver: readLine(over, `${at}.uncertaintyOver`) }),
  };
  try {
    smallestUncertaintyAt(capability, capability.range.to);
  } catch (cause) {
    throw fault(at, `a range with uncertainties that fit it (${(cause as Error).message})`, given);
  }
  return capability;
}

function readLine(given: unknown, at: string) {
  const one = object(given, at);
  const form = word(one.form, ['linear'] as const, `${at}.form`);
  const constant = readQuantity(one.constant, `${at}.constant`);
  return { form, constant, proportional: decimal(one.proportional, `${at}.proportional`) };
}

function readQuantity(given: unknown, at: string): QuantityText {
  const one = object(given, at);
  return { value: decimal(one.value, `${at}.value`), unit: text(one.unit, `${at}.unit`) };
}

function decimal(given: unknown, at: string): string {
  const found = text(given, at);
  if (!/^-?[0-9]{1,40}(\.[0-9]{1,40})?$/.test(found)) throw fault(at, 'a decimal number', given);
  return found;
}

function readSite(given: unknown, at: string): Site {
  const { place, coordinates } = object(given, at);
  return {
    place: parsePlace(text(place, `${at}.place`)),
    ...(coordinates === undefined ? {} : { coordinates: readCoordinates(coordinates, `${at}.coordinates`) }),
  };
}

function readCoordinates(given: unknown, at: string): Coordinates {
  const { latitude, longitude } = object(given, at);
  return { latitude: degrees(latitude, 90, `${at}.latitude`), longitude: degrees(longitude, 180, `${at}.longitude`) };
}

function degrees(given: unknown, most: number, at: string): number {
  if (typeof given !== 'number' || !(Math.abs(given) <= most))
    throw fault(at, `degrees from -${most} to ${most}`, given);
  return given;
}
