import type { Generated } from 'kysely';

export interface StorageSiteTable {
	id: string;
	organisationId: string;
	unitId: string;
	name: string;
	address: string | null;
	district: string | null;
	isAddressProtected: Generated<boolean>;
	opening: Generated<string>;
	version: Generated<number>;
	createdAt: Date;
	closedAt: Date | null;
}

export interface StorageSiteKeeperTable {
	storageSiteId: string;
	personId: string;
	organisationId: string;
	createdAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		storageSite: StorageSiteTable;
		storageSiteKeeper: StorageSiteKeeperTable;
	}
}
