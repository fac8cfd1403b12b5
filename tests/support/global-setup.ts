import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/lib/platform/embedded-postgres.server';
import { migrate } from '../../src/lib/platform/migrate.server';

declare module 'vitest' {
	interface ProvidedContext {
		/** Addresses of the migrated template every test database is copied from. */
		template: { ownerUrl: string; appUrl: string };
	}
}

/** One PostgreSQL for the run, migrated once; gone without a trace at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp(join(tmpdir(), 'omatt-test-'));
	// The user PostgreSQL runs as when we are root must be able to pass.
	await chmod(dataDir, 0o711);
	const postgres = await startEmbeddedPostgres({ dataDir, fast: true });
	const remove = async () => {
		await postgres.stop();
		await rm(dataDir, { recursive: true, force: true });
		if (!postgres.home.startsWith(dataDir)) await rm(postgres.home, { recursive: true, force: true });
	};
	try {
		await migrate(postgres.ownerUrl);
	} catch (error) {
		await remove();
		throw error;
	}
	project.provide('template', { ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl });
	return remove;
}
