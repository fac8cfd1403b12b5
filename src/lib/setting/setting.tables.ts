import type { SettingKey } from './setting';

/** One version of a setting; only added to. */
export interface SettingTable {
	id: string;
	key: SettingKey;
	version: number;
	value: number;
	decidedBy: string;
	/** It holds from then. */
	decidedAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		setting: SettingTable;
	}
}
