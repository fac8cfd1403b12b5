import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
	/** Superuser, for what only the owner may do. */
	ownerUrl: string;
	/** The server's own role. */
	appUrl: string;
	/** Ends all connections to it and removes it. */
	drop(): Promise<void>;
}

const withDatabase = (url: string, name: string): string => url.replace(/\/omatt(?=\?|$)/, `/${name}`);

async function asOwner(sql: string): Promise<void> {
	const client = new pg.Client(withDatabase(inject('template').ownerUrl, 'postgres'));
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/** A migrated, empty database of its own for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
	const { ownerUrl, appUrl } = inject('template');
	const name = `test_${randomBytes(6).toString('hex')}`;
	await asOwner(`create database ${name} template omatt`);
	return {
		ownerUrl: withDatabase(ownerUrl, name),
		appUrl: withDatabase(appUrl, name),
		drop: () => asOwner(`drop database ${name} with (force)`)
	};
}
