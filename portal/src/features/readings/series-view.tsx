// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { formatCsv } from '../../components/delimited.ts';
import { Instant } from '../../components/instant.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useWords } from '../../messages/use-words.ts';
import { type Device, odditiesOf, READINGS_MAX, type Series } from './reading.ts';
import { SeriesDrawing } from './series-drawing.tsx';
import { rowsOf } from './series-table.ts';

/** Most odd readings that are listed below the drawing. */
const LISTED_MAX = 100;

/** The readings of a device, drawn, those with something odd about them listed with why. */
export function SeriesView({ device, series }: { readonly device: Device; readonly series: Series }) {
  const { say, sayQuantity } = useWords();
  const { readings, isWhole } = series;
  const odd = readings.filter((each) => odditiesOf(each).length > 0);
  if (readings.length === 0) return <p data-testid="no-reading">{say('readings.none')}</p>;
  const columns = [
    'number',
    'time',
    'value',
    'unit',
    'specimen',
    'received',
    'missing',
    'behind',
    'distrusted',
  ] as const;
  return (
    <>
      {isWhole ? null : <p className="mb-2 text-sm">{say('readings.cut', { count: READINGS_MAX })}</p>}
      <SeriesDrawing
        readings={readings}
        title={`${device.instrumentName}, ${device.name}`}
        axis={`${sayQuantity(device.quantity)} (${device.unit})`}
      />
      <p className="mt-3 flex flex-wrap gap-3 print:hidden">
        <Button
          onClick={() => {
            const headings = columns.map((name) => say(`readings.column.${name}`));
            saveFile(`readings-${device.name}.csv`, formatCsv(rowsOf(readings, headings)), 'text/csv');
          }}
        >
          {say('readings.save')}
        </Button>
        <a
          className="inline-flex min-h-11 items-center underline"
          href={`/control-charts#${new URLSearchParams({ device: device.stream })}`}
        >
          {say('readings.chart')}
        </a>
      </p>
      <h4 className="mt-4 mb-2 font-semibold">{say('readings.odd', { odd: odd.length, count: readings.length })}</h4>
      {odd.length === 0 ? <p>{say('readings.odd.none')}</p> : null}
      {odd.length === 0 ? null : (
        <DataTable
          caption={say('readings.odd', { odd: odd.length, count: readings.length })}
          headings={(['number', 'time', 'value', 'why'] as const).map((name) => say(`readings.column.${name}`))}
          rows={odd.slice(0, LISTED_MAX).map((each) => ({
            key: String(each.sequence),
            cells: [
              String(each.sequence),
              <Instant key="time" at={each.takenAt} />,
              `${each.value} ${each.unit}`,
              odditiesOf(each)
                .map((name) => say(`readings.odd.${name}`, { missing: each.missingBefore }))
                .join('; '),
            ],
          }))}
        />
      )}
      {odd.length > LISTED_MAX ? <p className="text-sm">{say('readings.odd.more', { count: LISTED_MAX })}</p> : null}
    </>
  );
}
