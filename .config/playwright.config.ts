import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A server that already stands on a port that was named is used as it is. */
const namedPort = process.env.E2E_PORT;
const port = Number(namedPort ?? 4173);
const isRoot = process.getuid?.() === 0;

/** Journeys drive the built product with its own database and demo, in a real browser. */
export default defineConfig({
	testDir: `${root}tests/e2e`,
	outputDir: `${root}test-results`,
	fullyParallel: true,
	workers: 2,
	retries: 0,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		actionTimeout: 15_000,
		navigationTimeout: 20_000,
		baseURL: `http://localhost:${port}`,
		locale: 'nb-NO',
		timezoneId: 'Europe/Oslo',
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		// Pictures of every step would cost more than the steps.
		trace: { mode: 'retain-on-failure', screenshots: false },
		launchOptions: {
			...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
			args: isRoot ? ['--no-sandbox'] : []
		}
	},
	webServer: {
		command: `"${process.execPath}" build/cli/omatt.js serve`,
		cwd: root,
		url: `http://localhost:${port}/readyz`,
		reuseExistingServer: namedPort !== undefined,
		timeout: 240_000,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
		env: {
			PORT: String(port),
			DATA_DIR: mkdtempSync(join(tmpdir(), 'omatt-e2e-')),
			OMATT_DEMO: 'true',
			LOG_LEVEL: 'warn'
		}
	}
});
