// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from 'react';
import { StatementPage } from '../features/statement/statement-page.tsx';
import { useWords } from '../messages/use-words.ts';
import type { Page } from './path.ts';

// Fetched when they are opened: who checks a dossier needs none of the libraries behind them.
const TraceabilityPage = lazy(async () => ({
  default: (await import('../features/traceability/traceability-page.tsx')).TraceabilityPage,
}));
const BudgetPage = lazy(async () => ({
  default: (await import('../features/uncertainty/budget-page.tsx')).BudgetPage,
}));
const ChartPage = lazy(async () => ({
  default: (await import('../features/control-chart/chart-page.tsx')).ChartPage,
}));
const ImpactPage = lazy(async () => ({
  default: (await import('../features/impact/impact-page.tsx')).ImpactPage,
}));
const InstrumentsPage = lazy(async () => ({
  default: (await import('../features/instruments/instruments-page.tsx')).InstrumentsPage,
}));
const RoundsPage = lazy(async () => ({
  default: (await import('../features/rounds/rounds-page.tsx')).RoundsPage,
}));
const IssueGatePage = lazy(async () => ({
  default: (await import('../features/issue-gate/issue-gate-page.tsx')).IssueGatePage,
}));
const IndicatorsPage = lazy(async () => ({
  default: (await import('../features/indicators/indicators-page.tsx')).IndicatorsPage,
}));
const ReadingsPage = lazy(async () => ({
  default: (await import('../features/readings/readings-page.tsx')).ReadingsPage,
}));
const CalibrationsPage = lazy(async () => ({
  default: (await import('../features/calibrations/calibrations-page.tsx')).CalibrationsPage,
}));
const OwnStandardsPage = lazy(async () => ({
  default: (await import('../features/own-standards/own-standards-page.tsx')).OwnStandardsPage,
}));
const SwitchingPage = lazy(async () => ({
  default: (await import('../features/switching/switching-page.tsx')).SwitchingPage,
}));

const CompetencePage = lazy(async () => ({
  default: (await import('../features/competence/competence-page.tsx')).CompetencePage,
}));
const ClustersPage = lazy(async () => ({
  default: (await import('../features/clusters/clusters-page.tsx')).ClustersPage,
}));

const LogsPage = lazy(async () => ({
  default: (await import('../features/logs/logs-page.tsx')).LogsPage,
}));

const QualityToolsPage = lazy(async () => ({
  default: (await import('../features/quality-tools/quality-tools-page.tsx')).QualityToolsPage,
}));

const StudiesPage = lazy(async () => ({
  default: (await import('../features/studies/studies-page.tsx')).StudiesPage,
}));

/** What an address other than the first page names. */
export function NamedPage({ page }: { readonly page: Exclude<Page, { readonly page: 'home' }> }) {
  const { say } = useWords();
  return (
    <main className="border-t border-stone-300">
      <div className="mx-auto max-w-6xl px-4 py-4 sm:px-6">
        <Suspense fallback={<p className="text-stone-600">{say('nav.loading')}</p>}>
          <Opened page={page} />
        </Suspense>
      </div>
    </main>
  );
}

function Opened({ page }: { readonly page: Exclude<Page, { readonly page: 'home' }> }) {
  switch (page.page) {
    case 'statement':
      return <StatementPage name={page.name} />;
    case 'traceability':
      return <TraceabilityPage name={page.name} />;
    case 'uncertainty':
      return <BudgetPage />;
    case 'control-charts':
      return <ChartPage />;
    case 'impact':
      return <ImpactPage />;
    case 'instruments':
      return <InstrumentsPage />;
    case 'rounds':
      return <RoundsPage />;
    case 'issue-gate':
      return <IssueGatePage />;
    case 'indicators':
      return <IndicatorsPage />;
    case 'competence':
      return <CompetencePage />;
    case 'clusters':
      return <ClustersPage />;
    case 'logs':
      return <LogsPage />;
    case 'quality-tools':
      return <QualityToolsPage />;
    case 'studies':
      return <StudiesPage />;
    case 'readings':
      return <ReadingsPage />;
    case 'calibrations':
      return <CalibrationsPage />;
    case 'own-standards':
      return <OwnStandardsPage />;
    case 'switching':
      return <SwitchingPage />;
  }
}
