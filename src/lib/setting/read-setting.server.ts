import type { Db } from '$lib/platform/db.server';
import { SETTINGS, type SettingKey } from './setting';
import { settingRepository } from './setting.repository.server';

/**
 * What a setting says now, in its unit. Read where it is needed, in the transaction that decides by it: nothing is
 * remembered, so that every server goes by a change at once.
 */
export async function readSetting(db: Db, key: SettingKey): Promise<number> {
	return (await settingRepository(db).findNewest(key))?.value ?? SETTINGS[key].default;
}
