import type { Insertable } from 'kysely';
import type { Db } from '$lib/platform/db.server';
import type { SettingKey } from './setting';
import type { SettingTable } from './setting.tables';

/** SQL of the settings. */
export const settingRepository = (db: Db) => ({
	findNewest: (key: SettingKey) =>
		db
			.selectFrom('setting')
			.select(['version', 'value'])
			.where('key', '=', key)
			.orderBy('version', 'desc')
			.limit(1)
			.executeTakeFirst(),

	/** Every version of every setting, newest first. */
	listVersions: () =>
		db
			.selectFrom('setting')
			.innerJoin('person', 'person.id', 'setting.decidedBy')
			.select([
				'setting.id',
				'setting.key',
				'setting.version',
				'setting.value',
				'setting.decidedAt',
				'person.displayName as decidedByName'
			])
			.orderBy('setting.key')
			.orderBy('setting.version', 'desc')
			.execute(),

	insert: (row: Insertable<SettingTable>) => db.insertInto('setting').values(row).execute()
});
