import { requireAccess } from '$lib/organisation/access.server';
import type { Actor } from '$lib/organisation/permission';
import { invalid, refused } from '$lib/platform/errors';
import { inTransaction, lockByName } from '$lib/platform/events.server';
import { newId } from '$lib/platform/ids';
import type { ServiceDeps } from '$lib/platform/service.server';
import { isInRange, SETTING_KEYS, SETTINGS, type SettingKey } from './setting';
import { settingRepository } from './setting.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'setting.changed': { key: SettingKey; from: number; to: number };
	}
}

/** What a server was started with, as far as it matters to an operator; nothing secret. */
export interface ServerFacts {
	version: string;
	/** Whether the database is the one that comes with Omatt. */
	database: 'embedded' | 'external';
	/** Whether migrations run by another address than requests. */
	hasOwnerAddress: boolean;
	makesBackups: boolean;
	/** When the newest backup the server made by itself was made; null where there is none. */
	lastBackupAt: () => Promise<Date | null>;
}

/** What the operator sets for the whole instance, and what its server was started with. */
export function settingService({
	db,
	bus,
	clock,
	server
}: ServiceDeps & { server?: ServerFacts | undefined }) {
	const requireOperator = (actor: Actor) => requireAccess(actor, 'setting.manage', actor);

	return {
		/** Every setting with its value, its limits and who changed it when, newest first. @throws AppError notFound */
		async list(actor: Actor) {
			requireOperator(actor);
			const rows = await settingRepository(db).listVersions();
			return SETTING_KEYS.map((key) => {
				const versions = rows.filter((row) => row.key === key);
				const newest = versions[0];
				return {
					...SETTINGS[key],
					key,
					value: newest?.value ?? SETTINGS[key].default,
					seen: newest?.version ?? 0,
					versions
				};
			});
		},

		/** What this server was started with; null where it does not say. @throws AppError notFound */
		async describeServer(actor: Actor) {
			requireOperator(actor);
			if (!server) return null;
			const { lastBackupAt, ...facts } = server;
			return { ...facts, lastBackupAt: await lastBackupAt() };
		},

		/**
		 * Sets a value, which holds from now in every server; what has been decided keeps what it was decided by.
		 * @param seen the newest version that was shown, 0 where there was none
		 * @throws AppError notFound, settingRange (422), changedMeanwhile (409)
		 */
		async change(
			actor: Actor,
			{ key, value, seen }: { key: SettingKey; value: number; seen: number }
		): Promise<void> {
			requireOperator(actor);
			const { min, max, default: shipped } = SETTINGS[key];
			if (!isInRange(key, value)) throw invalid('settingRange', { field: 'value', params: { min, max } });
			await inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, 'setting');
				const newest = await settingRepository(trx).findNewest(key);
				if ((newest?.version ?? 0) !== seen) throw refused('changedMeanwhile');
				const from = newest?.value ?? shipped;
				if (from === value) return;
				const at = clock.now();
				const id = newId<'Setting'>(at.getTime());
				const [decidedBy, version] = [actor.personId, seen + 1];
				await settingRepository(trx).insert({ id, key, version, value, decidedBy, decidedAt: at });
				await events.emit(
					'setting.changed',
					{
						...{ actorId: actor.personId, organisationId: actor.organisationId, at },
						...{ subjectKind: 'setting', subjectId: id, reason: key },
						...{ fromState: String(from), toState: String(value) }
					},
					{ key, from, to: value }
				);
			});
		}
	};
}
export type SettingService = ReturnType<typeof settingService>;
