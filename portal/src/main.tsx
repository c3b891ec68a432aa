// SPDX-License-Identifier: Apache-2.0
import { setupI18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { firstLanguage, speakIn } from './app/language.ts';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

const i18n = setupI18n();
await speakIn(i18n, firstLanguage());

createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <App />
    </I18nProvider>
  </StrictMode>,
);
