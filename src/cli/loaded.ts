import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoRepository } from '$lib/demo/demo.repository.server';
import type { LoadOptions } from '$lib/demo/load.server';
import type { Actor } from '$lib/organisation/permission';
import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { migrate } from '$lib/platform/migrate.server';
import { makeLoad } from './load';
import { withServices } from './services';

type Services = Parameters<Parameters<typeof withServices>[2]>[0];

/** Runs a measurement on a database of its own with the scenario `load`, as the demo's first person, and removes it. */
export async function onLoad<T>(
	options: LoadOptions,
	measure: (services: Services & { actor: Actor }) => Promise<T>
): Promise<T> {
	const dataDir = await mkdtemp(join(tmpdir(), 'omatt-bench-'));
	await chmod(dataDir, 0o711);
	const config = { ...readConfig({ DATA_DIR: dataDir }), demo: true };
	try {
		const database = await openDatabase(config, { notice: () => undefined });
		try {
			await migrate(database.ownerUrl);
			await makeLoad(database, config, options);
			return await withServices(database, config, async (services) => {
				const [first] = await demoRepository(services.db).listPeople();
				const actor = first && (await services.app.organisation.findActor(first.id));
				if (!actor) throw new Error('nobody is there to ask');
				return measure({ ...services, actor });
			});
		} finally {
			await database.close();
		}
	} finally {
		await rm(dataDir, { recursive: true, force: true });
	}
}

/** Milliseconds each run took, after some that are not counted. */
export async function timed(runs: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
	const took: number[] = [];
	for (let index = -Math.ceil(runs / 10); index < runs; index++) {
		const startedAt = performance.now();
		await run(Math.abs(index));
		if (index >= 0) took.push(performance.now() - startedAt);
	}
	return took;
}

/** `p50`, `p95` and `p99` in milliseconds with one decimal, named `<name>P50Ms` and so on. */
export function percentiles(name: string, took: readonly number[]): Record<string, number> {
	const sorted = took.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
	return Object.fromEntries(
		[50, 95, 99].map((percent) => [`${name}P${percent}Ms`, Math.round(at(percent / 100) * 10) / 10])
	);
}
