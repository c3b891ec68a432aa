// SPDX-License-Identifier: Apache-2.0

/** The words of the page of readings in English. */
export const enReadings = {
  'nav.readings': 'Readings',
  'readings.title': 'What your instruments read, as their devices signed it',
  'readings.lead':
    'A device signs every reading with a key of its own. What it did not sign, and what came in another unit or from the future, was refused and is not here. What is odd is shown, and nothing is mended.',
  'readings.devices': 'Devices',
  'readings.devices.none':
    'No device is registered for your instruments. Whoever keeps them registers one with its key by the interface: POST /api/instrument-devices.',
  'readings.key.holds': 'key holds',
  'readings.key.revoked': 'key revoked on {on}',
  'readings.of': 'Readings of {name}',
  'readings.distrusted':
    'The key was revoked on {on}. What it signed from {from} on is not relied upon. Reason: {reason}',
  'readings.from': 'From',
  'readings.to': 'To',
  'readings.none': 'There is no reading in these days. Leave both days empty to see everything.',
  'readings.cut':
    'There are more readings: these are the first {count} of the span. Narrow the days to see the others.',
  'readings.described': '{count} readings through time; {odd} with something odd about them, listed below.',
  'readings.axis.time': 'time (UTC+8)',
  'readings.legend':
    'Disc: relied upon. Cross: the key is not relied upon. Triangle: taken before the reading with the number before it. Square: numbers are missing before it, and the line is broken.',
  'readings.save': 'Save as CSV',
  'readings.chart': 'As a control chart',
  'readings.odd': 'With something odd about them: {odd} of {count}',
  'readings.odd.none': 'Nothing is odd: no number is missing, time never went back, the key holds.',
  'readings.odd.more': 'The first {count} are listed; all are in the CSV.',
  'readings.odd.distrusted': 'the key is not relied upon on that day',
  'readings.odd.behind': 'taken before the reading with the number before it',
  'readings.odd.gap': '{missing} number(s) missing before it',
  'readings.column.number': 'Number',
  'readings.column.time': 'Taken at',
  'readings.column.value': 'Value',
  'readings.column.unit': 'Unit',
  'readings.column.specimen': 'Specimen',
  'readings.column.received': 'Received at',
  'readings.column.missing': 'Missing before it',
  'readings.column.behind': 'Time went back',
  'readings.column.distrusted': 'Not relied upon',
  'readings.column.why': 'Why it is marked',
  'readings.register': 'Register the device',
  'readings.register.title': 'Register a device of an own instrument',
  'readings.register.name': 'Name of the device',
  'readings.register.quantity': 'Quantity',
  'readings.register.unit': 'Unit',
  'readings.register.key': 'Public key (Ed25519 multikey, z6Mk…)',
  'readings.register.from': 'Signs from',
  'readings.register.password': 'Your password, as a signature',
} as const;
