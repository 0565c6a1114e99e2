import { defineConfig } from '@playwright/test';

// Run by commands of their own: `npm run lighthouse` and `npm run screenshots`.
const apart = process.env.E2E_APART ? [] : ['lighthouse.spec.ts', 'screenshots.spec.ts'];

export default defineConfig({
  testDir: 'e2e',
  testIgnore: apart,
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 8_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    // Recording costs a third of the time; a failure elsewhere is looked at with `E2E_TRACE=1`.
    trace: process.env.CI || process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--no-default-browser-check',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
